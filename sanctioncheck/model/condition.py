"""Conditions: a predicate, or `all`, `any`, `not`, `distinct`, a comparison, a total or a share; nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, Field, RootModel, StringConstraints, Tag, model_validator

from sanctioncheck.model.document import BadValue, Date, Record, Word
from sanctioncheck.model.fact import Number

Term = Annotated[str, StringConstraints(pattern=r"^(\$[A-Z][A-Za-z0-9]*|[a-z0-9][a-z0-9._-]*)$")]


def is_var(term: str) -> bool:
    """Tell a variable from the id of an actor or thing.

    >>> is_var("$S"), is_var("dprk")
    (True, False)
    """
    return term.startswith("$")


class Atom(RootModel[dict[Word, dict[Word, Term]]]):
    """One predicate with its roles; a role left out is "somebody" or "something"."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)

    @model_validator(mode="after")
    def _one_key(self) -> Atom:
        if len(self.root) != 1:
            raise BadValue("a condition has exactly one key", "wrap several conditions in `all` or `any`")
        return self

    @property
    def predicate(self) -> str:
        """The predicate."""
        return next(iter(self.root))

    @property
    def roles(self) -> dict[str, str]:
        """Role to term."""
        return next(iter(self.root.values()))


class AllOf(Record):
    """True where every part is."""

    all: tuple[Condition, ...] = Field(description="Every part must be true.", min_length=1)


class AnyOf(Record):
    """True where one part is."""

    any: tuple[Condition, ...] = Field(description="One part must be true.", min_length=1)


class NotOf(Record):
    """True where the part is false."""

    not_: Condition = Field(description="This must be false; unknown stays unknown.", alias="not")


class Distinct(Record):
    """True where the two are different things; unknown where they may be the same."""

    distinct: tuple[Term, Term] = Field(description="Two terms that must be different things.")


class DateBounds(Record):
    """A day before or after which the conduct must lie, both bounds within."""

    at_least: Date | None = Field(default=None, description="On this day or later.")
    at_most: Date | None = Field(default=None, description="On this day or earlier.")

    @model_validator(mode="after")
    def _one(self) -> DateBounds:
        if (self.at_least is None) == (self.at_most is None):
            raise BadValue("give one of `at_least` and `at_most`")
        return self


class DateOf(Record):
    """Compares the date of the conduct with a day."""

    date: DateBounds = Field(description="Compares the date of the conduct.")


class Bounds(Record):
    """A quantity to reach or to keep to."""

    unit: Word = Field(description="Unit of the quantity, as facts give it: `barrels`.")
    at_least: Number | None = Field(default=None, description="This much or more.")
    at_most: Number | None = Field(default=None, description="This much or less.")

    @model_validator(mode="after")
    def _one(self) -> Bounds:
        if (self.at_least is None) == (self.at_most is None):
            raise BadValue("give one of `at_least` and `at_most`")
        return self


class QuantityOf(Record):
    """Compares the quantity of the conduct with a number in the same unit."""

    quantity: Bounds = Field(description="Compares the quantity of the conduct.")


class Within(Record):
    """The accounting time of a total, which ends with the conduct: the calendar year, or so many days."""

    year: bool = Field(default=False, description="The calendar year of the conduct.")
    days: int | None = Field(description="So many days, which end with the conduct.", default=None, ge=1)

    @model_validator(mode="after")
    def _one(self) -> Within:
        if self.year == (self.days is not None):
            raise BadValue("give `year: true` or a number of `days`")
        return self


class TotalBounds(Bounds):
    """What is added up, and what the sum must reach or keep to."""

    of: Atom = Field(description="The events that are added up.")
    where: Condition | None = Field(default=None, description="Which of them count.")
    within: Within | None = Field(default=None, description="In which time.")


class TotalOf(Record):
    """Adds up the quantities of shown events."""

    total: TotalBounds = Field(description="Adds up the quantities of shown events.")


class ShareBounds(Record):
    """How much of the owned the owner holds, directly and through others, in per cent."""

    owner: Term = Field(description="Who owns.")
    owned: Term = Field(description="What is owned.")
    at_least: Number = Field(description="Per cent, directly and through others.")


class ShareOf(Record):
    """Follows chains of ownership."""

    share: ShareBounds = Field(description="Follows chains of ownership.")


_TAGS = {
    "all": "all",
    "any": "any",
    "not": "not",
    "distinct": "distinct",
    "date": "date",
    "quantity": "quantity",
    "total": "total",
    "share": "share",
}


_CLASSES = {
    "AllOf": "all",
    "AnyOf": "any",
    "NotOf": "not",
    "Distinct": "distinct",
    "DateOf": "date",
    "QuantityOf": "quantity",
    "TotalOf": "total",
    "ShareOf": "share",
}


def _tag(value: Any) -> str:
    if isinstance(value, dict):
        return _TAGS.get(next(iter(value), ""), "atom") if len(value) == 1 else "atom"
    return _CLASSES.get(type(value).__name__, "atom")


Condition = Annotated[
    Annotated[Atom, Tag("atom")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")]
    | Annotated[Distinct, Tag("distinct")]
    | Annotated[DateOf, Tag("date")]
    | Annotated[QuantityOf, Tag("quantity")]
    | Annotated[TotalOf, Tag("total")]
    | Annotated[ShareOf, Tag("share")],
    Discriminator(_tag),
]


def parts(condition: Condition) -> tuple[Condition, ...]:
    """Give the conditions directly inside one, the pattern and filter of a total among them."""
    match condition:
        case AllOf(all=inner) | AnyOf(any=inner):
            return inner
        case NotOf(not_=inner):
            return (inner,)
        case TotalOf(total=total):
            return (total.of,) if total.where is None else (total.of, total.where)
    return ()


def atoms(condition: Condition, positive: bool = True) -> Iterator[tuple[Atom, bool]]:
    """Give every atom of a condition in order, each with whether it stands under an even number of `not`."""
    if isinstance(condition, Atom):
        yield condition, positive
    for part in parts(condition):
        yield from atoms(part, positive != isinstance(condition, NotOf))


def own_terms(condition: Condition) -> tuple[str, ...]:
    """Give the terms that stand in a condition itself, not in its parts."""
    match condition:
        case Atom():
            return tuple(condition.roles.values())
        case Distinct(distinct=pair):
            return pair
        case ShareOf(share=share):
            return (share.owner, share.owned)
    return ()


def variables(condition: Condition) -> tuple[str, ...]:
    """Give the variables of a condition, in order of appearance."""
    found = dict.fromkeys(t for t in own_terms(condition) if is_var(t))
    for part in parts(condition):
        found.update(dict.fromkeys(variables(part)))
    return tuple(found)
