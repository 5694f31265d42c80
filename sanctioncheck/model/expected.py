"""The matrix that a case must give: which outcome we stand by, cell by cell, and why."""

from __future__ import annotations

from pydantic import Field, model_validator

from sanctioncheck.model.document import BadValue, Date, Id, Record, Text
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.truth import Standard, State

__all__ = ["Expected", "ExpectedCell", "ExpectedDerivation", "Hinge"]


class ExpectedCell(Record):
    """One actor under one norm, with the outcome that it must have."""

    actor: Id = Field(description="Id of the actor.")
    norm: Text = Field(description="The norm: `un.charter/2-4`, or with its name where a provision has several.")
    outcome: Outcome = Field(description="The outcome that the cell must have.")
    standard_reached: Standard | None = Field(default=None, description="The highest standard at which it is violated.")
    why: Text | None = Field(default=None, description="Why it must, in a line.")


class ExpectedDerivation(Record):
    """What one definition must give for one ground atom: `un.ilc.arsiwa/11` for an act that a State adopted."""

    by: Text = Field(description="The provision whose definition it is.")
    predicate: Text = Field(description="What it concludes; a predicate whose derivations a result lists.")
    roles: dict[str, Id] = Field(description="Who and what fills its roles.")
    state: State = Field(description="How it stands: shown, shown-false, disputed, unknown.")
    why: Text | None = Field(default=None, description="Why it must, in a line.")


class Hinge(Record):
    """The one thing that a case is about: with it taken out, these cells come out otherwise."""

    reject: tuple[Text, ...] = Field(
        default=(), description="Facts, supports (`fact#2`), judgements, assumptions or background left out."
    )
    assume: tuple[Text, ...] = Field(default=(), description="Facts or atoms supposed.")
    deny: tuple[Text, ...] = Field(default=(), description="Facts or atoms supposed not to be so.")
    as_of: Date | None = Field(default=None, description="Another day to judge as of.")
    readings: tuple[Text, ...] = Field(default=(), description="Readings taken by default: `position=reading`.")
    then: tuple[ExpectedCell, ...] = Field(default=(), description="What the cells that turn on it come out as then.")
    derivations: tuple[ExpectedDerivation, ...] = Field(
        default=(), description="What definitions give then, where the case is about attribution."
    )

    @model_validator(mode="after")
    def _turns(self) -> Hinge:
        if not self.then and not self.derivations:
            raise BadValue(
                "nothing turns on this hinge", "name under `then` the cells that come out otherwise without it"
            )
        return self


class Expected(Record):
    """`expected.yaml` beside a case.

    >>> Expected.model_validate({"case": "a", "cells": ()}).standard is None
    True
    """

    case: Id = Field(description="Name of the case.")
    standard: Standard | None = Field(default=None, description="The standard asked for; else that of the policy.")
    as_of: Date | None = Field(default=None, description="The day as of which to judge; else that of the case.")
    proves: Text | None = Field(default=None, description="What the case shows about the program, in one line.")
    hinge: Hinge | None = Field(default=None, description="The one thing that it is about.")
    cells: tuple[ExpectedCell, ...] = Field(description="The cells that the matrix must have.")
    decided_by: Text | None = Field(
        default=None, description="The court, council or panel that decided the real case, and where."
    )
    beyond: Text | None = Field(
        default=None, description="What the body held that the rules cannot say, or that the case leaves out, and why."
    )
    derivations: tuple[ExpectedDerivation, ...] = Field(
        default=(), description="What definitions must give, where a decided case is about attribution."
    )
