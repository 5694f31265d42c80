"""The matrix that a case must give: which outcome we stand by, cell by cell, and why."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Date, Id, Record, Text
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.truth import Standard

__all__ = ["Expected", "ExpectedCell"]


class ExpectedCell(Record):
    """One actor under one norm, with the outcome that it must have."""

    actor: Id
    norm: Text = Field(description="The norm: `un.charter/2-4`, or with its name where a provision has several.")
    outcome: Outcome
    standard_reached: Standard | None = Field(default=None, description="The highest standard at which it is violated.")
    why: Text | None = None


class Expected(Record):
    """`expected.yaml` beside a case.

    >>> Expected.model_validate({"case": "a", "cells": ()}).standard is None
    True
    """

    case: Id
    standard: Standard | None = Field(default=None, description="The standard asked for; else that of the policy.")
    as_of: Date | None = Field(default=None, description="The day as of which to judge; else that of the case.")
    cells: tuple[ExpectedCell, ...]
