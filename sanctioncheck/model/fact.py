"""What a case holds: actors, things, facts with their supports, opinions, judgements and assumptions."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sanctioncheck.model.document import BadValue, Date, DateWindow, Id, Record, Text, Word
from sanctioncheck.model.source import Digit, Quote, Source

Mode = Literal["admitted", "official", "found", "observed", "reported", "alleged", "denied", "opinion", "inferred"]
Status = Literal["actual", "promised", "hypothetical", "deontic", "generic"]


def _number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_number)]


class Actor(Record):
    """A State, organisation, unit or person of the case."""

    id: Id = Field(description="Name of the actor, by which facts and rules call it.")
    type: Word = Field(description="Its type in the vocabulary: `state`, `person`, `armed_unit`.")
    name: Text = Field(description="What it is called in reports.")
    unnamed: bool = Field(default=False, description="Somebody whom nobody has named; no finding is opened on them.")
    state: Id | None = Field(default=None, description="For a person or unit that speaks for a State: that State.")
    aliases: tuple[Text, ...] = Field(default=(), description="Other names for it.")


class Thing(Record):
    """An act, object, place or other thing of the case; or, with `background`, one that the pack declares."""

    id: Id = Field(description="Name of the thing, by which facts and rules call it.")
    type: Word | None = Field(default=None, description="Its type in the vocabulary, where naming it already says so.")
    name: Text | None = Field(default=None, description="What it is called in reports.")
    unnamed: bool = Field(default=False, description="Something that nobody has named; no finding is opened on it.")
    background: bool = Field(default=False, description="Named here so that the pack's findings on it may open a cell.")

    @model_validator(mode="after")
    def _is_described(self) -> Thing:
        if not self.background and (self.type is None or self.name is None):
            raise BadValue("a thing has a `type` and a `name`", "or `background: true`, if the pack declares it")
        if self.background and (self.type is not None or self.name is not None):
            raise BadValue("a background thing has its type and name from the pack", "leave `type` and `name` out")
        return self


class During(Record):
    """Conduct or a state that went on, from one day to another; `..` where an end is open.

    A day that is not known is a month, a year, or two dates with a slash: `2025-04-30/..` is that day or later.
    """

    from_: DateWindow | Literal[".."] = Field(description="First day on which it went on.", alias="from")
    to: DateWindow | Literal[".."] = Field(description="Last day on which it went on; `..` for an open end.")


class Quantity(Record):
    """How much, in which unit."""

    value: Number = Field(description="How many.")
    unit: Word = Field(description="Of what: `barrels`, `persons`.")


class Speaker(Record):
    """Who says it: an actor of the case, or somebody named only in words."""

    actor: Id | None = Field(default=None, description="The actor who says it, where the case declares one.")
    words: Text | None = Field(default=None, alias="as", description="What the text calls whoever says it.")

    @model_validator(mode="after")
    def _one(self) -> Speaker:
        if (self.actor is None) == (self.words is None):
            raise BadValue("a speaker is either `actor` or `as`")
        return self


class Support(Record):
    """One passage that bears on a fact: who says it, in which mode, and how credible the information is."""

    source: Id | None = Field(default=None, description="The source that the passage stands in.")
    quote: Quote | None = Field(default=None, description="Its exact words.")
    speaker: Speaker | None = Field(default=None, description="Who says it there.")
    mode: Mode = Field(description="How it is said: admitted, official, found, observed, reported, alleged, denied.")
    information: Digit | None = Field(
        default=None, description="Admiralty digit, 1 (confirmed) to 6 (cannot be judged)."
    )
    origin: tuple[Id, ...] = Field(
        default=(), description="What this passage draws on; by default what its source does."
    )
    inferred_from: tuple[Id, ...] = Field(default=(), alias="from", description="For `inferred`: the facts it names.")
    by: Text | None = Field(default=None, description="For `inferred`: who drew the inference.")
    reason: Text | None = Field(default=None, description="For `inferred`: why it follows.")

    @model_validator(mode="after")
    def _fits_mode(self) -> Support:
        if self.mode == "inferred":
            if not (self.inferred_from and self.by and self.reason) or self.source or self.quote:
                raise BadValue("an inferred support has `from`, `by` and `reason`, and no passage of its own")
        elif self.source is None or self.quote is None or self.information is None or self.inferred_from:
            raise BadValue("a support has `source`, `quote`, `mode` and `information`")
        elif self.speaker is None and self.mode in ("admitted", "official", "denied"):
            raise BadValue(f"a support with mode `{self.mode}` names its `speaker`")
        return self


class Review(Record):
    """Whether a person, or a named policy, has accepted the fact."""

    state: Literal["proposed", "accepted", "rejected"] = Field(description="Proposed, accepted or rejected.")
    by: Text | None = Field(default=None, description="Who decided.")
    policy: Id | None = Field(default=None, description="The machine policy that accepted it, where no person did.")
    on: Date | None = Field(default=None, description="On which day.")
    why: Text | None = Field(default=None, description="Why; a rejection says it always.")

    @model_validator(mode="after")
    def _somebody(self) -> Review:
        if self.state != "proposed" and (self.by is None) == (self.policy is None):
            raise BadValue(f"a fact is {self.state} `by` a person or by a `policy`")
        return self


class Extractor(Record):
    """The machine that proposed a fact."""

    name: Text = Field(description="Name of the extractor.")
    version: Text = Field(description="Its version.")
    model_sha256: str | None = Field(default=None, description="Hash of the model that it read with.")


class Claim(Record):
    """A predicate with its roles filled, affirmed or denied."""

    predicate: str
    roles: dict[str, str]
    positive: bool = True


class Stated(Record):
    """A record that states something: one key is a predicate, or `not` with one, and its value fills the roles.

    >>> Assumption.model_validate({"id": "a1", "not": {"trains": {"by": "x"}}, "reason": "for argument"}).claim.positive
    False
    """

    claim: Claim

    @model_validator(mode="before")
    @classmethod
    def _gather_claim(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "claim" in data:
            return data
        known = {f.alias or name for name, f in cls.model_fields.items()}
        stated = [key for key, value in data.items() if key not in known and isinstance(value, dict)]
        if len(stated) != 1:
            if any(key not in known for key in data):
                return data if not stated else _too_many(stated)
            raise BadValue("nothing is stated here", "add one predicate with its roles: `sends_troops: {by: …, to: …}`")
        key = stated[0]
        inner, positive = data[key], True
        if key == "not":
            if len(inner) != 1:
                raise BadValue("`not` takes one predicate with its roles")
            (key, inner), positive = next(iter(inner.items())), False
        if not isinstance(inner, dict) or not all(isinstance(v, str) for v in inner.values()):
            raise BadValue(f"every role of `{key}` is filled by the id of an actor or thing")
        rest = {k: v for k, v in data.items() if k in known or k not in (stated[0],)}
        return {**rest, "claim": {"predicate": key, "roles": inner, "positive": positive}}

    @model_validator(mode="after")
    def _one_date(self) -> Self:
        if getattr(self, "on", None) is not None and getattr(self, "during", None) is not None:
            raise BadValue("`on` and `during` are both given", "keep `on` if it happened once, `during` if it went on")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler.resolve_ref_schema(handler(core))
        roles = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
        schema["properties"] = {k: v for k, v in schema["properties"].items() if k != "claim"}
        schema["required"] = [k for k in schema.get("required", []) if k != "claim"]
        schema["properties"]["not"] = {
            "description": "The predicate that is denied, with its roles.",
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": roles,
        }
        schema["additionalProperties"] = roles
        return schema


def _too_many(stated: list[str]) -> Any:
    raise BadValue(
        "two things are stated here: " + ", ".join(f"`{key}`" for key in stated),
        "one record states one predicate; check the spelling of the other keys, or split it in two",
    )


class Fact(Stated):
    """Something that happened, or was so, with everything that speaks for it."""

    id: Id = Field(description="Name of the fact.")
    on: DateWindow | None = Field(default=None, description="When it happened: a day, a month, a year, or a window.")
    during: During | None = Field(default=None, description="When it went on.")
    status: Status = Field(default="actual", description="How real it is; only what is actual can be evidence.")
    quantity: Quantity | None = Field(default=None, description="How much of it there was.")
    support: tuple[Support, ...] = Field(description="The passages that it rests on.", min_length=1)
    review: Review = Field(description="Who accepted or rejected it, when and why.")
    extractor: Extractor | None = Field(default=None, description="The machine that proposed it, where one did.")


class Opinion(Record):
    """What somebody says the law is; shown beside the cells it speaks of, never an input."""

    id: Id = Field(description="Name of the opinion.")
    source: Id = Field(description="The source that it stands in.")
    quote: Quote = Field(description="Its exact words.")
    speaker: Speaker = Field(description="Who holds it.")
    about: tuple[Id, ...] = Field(description="The actors it speaks of.")
    norm: str | None = Field(default=None, description="The norm it speaks of, where it names one.")


class Judgement(Stated):
    """What a person decided that no text can decide, with name and reason."""

    id: Id = Field(description="Name of the judgement.")
    on: DateWindow | None = Field(default=None, description="Of which day it speaks.")
    during: During | None = Field(default=None, description="Of which time it speaks.")
    by: Text = Field(description="Who decided it.")
    reason: Text = Field(description="Why it was decided so.")
    rests_on: tuple[Id, ...] = Field(min_length=1, description="Facts of the case or findings of the background.")


class Assumption(Stated):
    """What is taken as shown for the sake of argument; no sign is computed with it."""

    id: Id = Field(description="Name of the assumption.")
    on: DateWindow | None = Field(default=None, description="When it would have happened.")
    during: During | None = Field(default=None, description="When it would have gone on.")
    reason: Text = Field(description="Why it is supposed.")


class Period(Record):
    """The time in which a fact without a date lies, and why."""

    from_: Date = Field(description="First day.", alias="from")
    to: Date = Field(description="Last day.")
    reason: Text = Field(description="Why undated facts lie in it; every cell that leans on it repeats this.")


class Refusal(Record):
    """A finding of the background that this case does not accept."""

    id: Id = Field(description="Name of the finding, or of its document.")
    reason: Text = Field(description="Why the case does not take it over.")


class Case(Record):
    """A case as its file states it."""

    case: Id = Field(description="Name of the case; the name of its folder.")
    title: Text = Field(description="What the case is about, in a line.")
    as_of: Date = Field(description="As of which day it is judged.")
    period: Period | None = Field(default=None, description="In which time facts without a date lie, with the reason.")
    sources: tuple[Source, ...] = Field(default=(), description="The texts that the facts are taken from.")
    actors: tuple[Actor, ...] = Field(default=(), description="Who the facts speak of.")
    things: tuple[Thing, ...] = Field(default=(), description="What the facts speak of: items, acts, places.")
    facts: tuple[Fact, ...] = Field(default=(), description="What the sources say, each on an exact quote.")
    same_event: tuple[tuple[Id, ...], ...] = Field(
        default=(), description="Groups of facts that speak of one and the same event."
    )
    possibly_same: tuple[tuple[Id, ...], ...] = Field(
        default=(), description="Groups of things that may be one and the same."
    )
    opinions: tuple[Opinion, ...] = Field(
        default=(), description="What somebody says of the law; kept, and never an input."
    )
    judgements: tuple[Judgement, ...] = Field(default=(), description="What a person decided, with name and reason.")
    assumptions: tuple[Assumption, ...] = Field(default=(), description="What is supposed for the sake of argument.")
    refused: tuple[Refusal, ...] = Field(
        default=(), description="Findings of the background that the case does not take over."
    )
