"""What a table of authorities says of an instrument or a judgment: its title, its days, where it was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from sanctioncheck.model.document import BadValue, Date, Record, Text
from sanctioncheck.model.norm import Citation, Mark
from sanctioncheck.model.time import parse_date

__all__ = ["AuthoritiesFile", "Authority", "Instrument", "Kind", "authority_of"]

Kind = Literal["treaty", "bilateral-treaty", "resolution", "report", "judgment", "union-act"]
"""How it is cited. A `report` is a text of a body, such as the articles of the ILC; a `union-act` is one of the EU."""


def _day(text: str) -> str:
    window = parse_date(text)
    if window.first != window.last:
        raise BadValue(
            f"`{text}` is no day",
            "write year, month and day; where the day is not known leave it out, and the year is cited",
        )
    return text


Day = Annotated[Date, AfterValidator(_day)]


class _Details(Record):
    instrument: Text = Field(description="The short name by which provisions cite it: `UNSC Res 1874`.")
    title: Text | None = Field(
        default=None, description="The title by which it is cited in full, where that is not its short name."
    )
    body: Text | None = Field(
        default=None, description="Who wrote or decided it, where name and title do not say it: `ILC`."
    )
    part: Text | None = Field(default=None, description="Which part of a report it is: `commentary to art 16`.")
    adopted: Day | None = Field(
        default=None,
        description="Day of its adoption, signature or delivery; without it the year of the citation is given.",
    )
    in_force: Day | None = Field(default=None, description="Day on which a treaty entered into force.")
    document: Text | None = Field(
        default=None, description="Document symbol, or place in the Official Journal, where the citations give none."
    )
    series: Text | None = Field(
        default=None, description="Where a treaty or judgment was published: `1 UNTS XVI`, `[1986] ICJ Rep 14`."
    )
    short: Text | None = Field(
        default=None, description="What it is called after it was cited once, where that is not its short name."
    )


class Instrument(_Details):
    """An instrument or judgment that provisions cite, with what a table of authorities says of it."""

    kind: Kind = Field(
        description="How it is cited; a `report` is a text of a body such as the ILC, a `union-act` one of the EU."
    )
    mark: Mark | None = Field(default=None, description="How well its days were verified: as the least sure of them.")

    @model_validator(mode="after")
    def _can_be_so(self) -> Instrument:
        if self.in_force is not None and "treaty" not in self.kind:
            raise BadValue(
                "only a treaty has `in_force`", "when a provision binds stands in the provision; take it out here"
            )
        if (self.mark is None) != (self.adopted is None and self.in_force is None):
            raise BadValue("a `mark` says how sure the days are, and days need one", "give both, or neither")
        if self.part is not None and self.kind != "report":
            raise BadValue("only a report has a `part`", "name the place in it where it is cited, as its `pinpoint`")
        if self.adopted and self.in_force and parse_date(self.in_force).first < parse_date(self.adopted).first:
            raise BadValue(f"it is in force before it was adopted, on {self.adopted}", "look both days up again")
        if self.kind in ("report", "judgment") and not self.series and not self.body:
            raise BadValue(
                f"a {self.kind} says neither who it is from nor where it was published",
                "give its `body` or its `series`",
            )
        return self


class AuthoritiesFile(Record):
    """`rules/authorities.yaml`."""

    authorities: tuple[Instrument, ...] = Field(description="What the provisions of the pack cite, each once.")


class Authority(_Details):
    """A place in the law with all that a style of citation needs, so that a report is made from the result alone."""

    kind: Kind | None = Field(default=None, description="How it is cited; nothing where the pack does not say.")
    year: int | None = Field(default=None, description="Its year, as the citation gives it.")
    pinpoint: str | None = Field(default=None, description="The place in it: `art 2(4)`, `para 9`.")
    mark: Mark | None = Field(default=None, description="How well its days were verified.")


def authority_of(citation: Citation, known: Mapping[str, Instrument]) -> Authority:
    """Give the place that a citation names, with the details of its instrument.

    Args:
        citation: where something stands.
        known: the details of the instruments of the packs, by short name.

    Returns:
        The authority; of an instrument without details only what the citation itself says.

    >>> details = Instrument(instrument="UNSC Res 1874", kind="resolution", adopted="2009-06-12", mark="V")
    >>> place = Citation(instrument="UNSC Res 1874", year=2009, document="S/RES/1874", pinpoint="para 9")
    >>> found = authority_of(place, {"UNSC Res 1874": details})
    >>> found.adopted, found.document, found.pinpoint
    ('2009-06-12', 'S/RES/1874', 'para 9')
    >>> authority_of(place, {}).kind is None
    True
    """
    own = known.get(citation.instrument)
    named = {} if own is None else own.model_dump()
    document = named.pop("document", None) or citation.document
    named["instrument"] = citation.instrument
    return Authority(**named, document=document, year=citation.year, pinpoint=citation.pinpoint)
