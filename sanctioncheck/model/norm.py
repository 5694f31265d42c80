"""Provisions and the norms they lay down: elements, exceptions, definitions, rival readings, and when they bind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sanctioncheck.model.condition import Atom, Condition, variables
from sanctioncheck.model.document import BadValue, Date, DateWindow, Id, Question, Record, Text, Word
from sanctioncheck.model.fact import Actor, During, Stated, Thing
from sanctioncheck.model.source import Digit, Letter
from sanctioncheck.model.truth import Standard
from sanctioncheck.model.wanted import Wanted

ProvisionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\.[a-z0-9-]+)*/[0-9a-z-]+$", max_length=80)]
NormId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Var = Annotated[str, StringConstraints(pattern=r"^\$[A-Z][A-Za-z0-9]*$")]
Mark = Literal["V", "V2", "R-HH", "R-H", "R-M", "R-L"]
Verb = Literal["decides", "demands", "calls-upon", "urges", "clarifies", "recalls", "affirms", "states"]
Status = Literal["experimental", "test", "stable", "deprecated"]
"""How far a provision has come: written, tested, reviewed, left behind. `rules check` holds it to what each needs."""
UNCONFIRMED = frozenset({"R-HH", "R-H", "R-M", "R-L"})


class Citation(Record):
    """Where the law stands: the instrument, its year and the pinpoint; rendered in the manner of OSCOLA."""

    instrument: Text = Field(description="Short name: `UN Charter`, `UNSC Res 1874`.")
    year: int | None = Field(default=None, ge=1800, le=2200)
    document: Text | None = Field(default=None, description="Document symbol: `S/RES/1874`.")
    pinpoint: Text | None = Field(default=None, description="`art 2(4)`, `para 9`.")

    @property
    def text(self) -> str:
        """The citation as a footnote has it.

        >>> Citation(instrument="UNSC Res 1874", year=2009, document="S/RES/1874", pinpoint="para 9").text
        'UNSC Res 1874 (2009) UN Doc S/RES/1874, para 9'
        """
        year = f" ({self.year})" if self.year else ""
        symbol = f" UN Doc {self.document}" if self.document else ""
        return f"{self.instrument}{year}{symbol}" + (f", {self.pinpoint}" if self.pinpoint else "")

    @property
    def label(self) -> str:
        """The citation as a row of the matrix has it."""
        return f"{self.instrument} {self.pinpoint}" if self.pinpoint else self.instrument


class InForce(Record):
    """One stretch in which a provision binds, both days within."""

    from_: Date = Field(alias="from")
    to: Date | None = None
    unknown_after: Date | None = Field(default=None, description="After this day no renewal or end was seen.")
    note: Text | None = None

    @property
    def said(self) -> str:
        """Say the stretch in words.

        >>> InForce.model_validate({"from": "2015-07-20", "to": "2025-10-18"}).said
        'from 2015-07-20 to 2025-10-18'
        """
        end = f" to {self.to}" if self.to else ""
        unknown = f", not known after {self.unknown_after}" if self.unknown_after else ""
        return f"from {self.from_}{end}{unknown}"


class Relation(Record):
    """What one provision does to another; never changes an outcome."""

    type: Literal["extends", "amends", "ends", "replaces", "clarified_by", "alternative_to", "implements"]
    target: ProvisionId
    note: Text | None = None


class Reading(Record):
    """One of the rival interpretations of an element or a definition, and who holds it."""

    id: Id
    label: Text
    held_by: tuple[Text, ...] = Field(min_length=1)
    default: bool = False
    when: Condition


class _Readable(Record):
    when: Condition | None = None
    readings: tuple[Reading, ...] = ()
    position: Id | None = Field(default=None, description="Readings of one position are chosen together everywhere.")

    @model_validator(mode="after")
    def _one_or_rivals(self) -> _Readable:
        if (self.when is None) == (not self.readings):
            raise BadValue("give either `when` or `readings`")
        if self.readings and len(self.readings) < 2:
            raise BadValue("a single reading is no reading", "give its condition as `when`, or add its rival")
        if sum(r.default for r in self.readings) > 1:
            raise BadValue("at most one reading is the default")
        if len({r.id for r in self.readings}) < len(self.readings):
            raise BadValue("two readings have the same id")
        return self


class Element(_Readable):
    """One thing that must be shown, as a question."""

    ask: Question
    citation: Citation | None = None
    authority: tuple[Text, ...] = ()
    may_follow: bool = Field(default=False, description="Whether events in it may lie after the conduct.")


class Defeater(Record):
    """What takes the ground from an exception, or from another such; the burden changes sides at each level."""

    citation: Citation
    gist: Text
    mark: Mark = "V"
    standard: Standard = "balance"
    when: Condition
    unless: dict[Id, Defeater] = Field(default_factory=dict)


class ExceptionClause(Record):
    """What excuses although every element is shown: an exemption, an exception, a defence or an excuse."""

    kind: Literal["exemption", "exception", "defence", "excuse"]
    burden: Literal["respondent", "claimant"] = "respondent"
    standard: Standard = "balance"
    citation: Citation
    mark: Mark = "V"
    gist: Text
    ask: Question
    when: Condition
    unless: dict[Id, Defeater] = Field(default_factory=dict)


def clause_variables(clause: Defeater | ExceptionClause) -> tuple[str, ...]:
    """Give the variables of an exception and of everything nested in it, in order of appearance."""
    found = dict.fromkeys(variables(clause.when))
    for inner in clause.unless.values():
        found.update(dict.fromkeys(clause_variables(inner)))
    return tuple(found)


class Reference(Record):
    """An exception that another provision lays down, with its variables renamed."""

    ref: str = Field(pattern=r"^[a-z0-9./-]+#[a-z0-9-]+$")
    with_: dict[Var, Var] = Field(default_factory=dict, alias="with")


class Bearer(Record):
    """Whom the norm binds."""

    var: Var
    type: Word = "state"
    is_: Id | None = Field(default=None, alias="is")
    is_not: Id | None = None
    bound_where: Condition | None = Field(default=None, description="A condition over closed predicates.")


class Norm(Record):
    """One duty, or one qualification, that a provision lays down."""

    id: NormId
    title: Text
    modality: Literal["obligation", "prohibition", "permission", "power", "definition", "responsibility"]
    bearer: Bearer
    trigger: Id = Field(description="The element whose facts open a finding; a single predicate.")
    per: tuple[Var, ...] = Field(min_length=1, description="The variables that head a finding.")
    elements: tuple[Id, ...] = Field(min_length=1)
    exceptions: tuple[Id, ...] = ()
    consequences: tuple[Text, ...] = ()


class Definition(_Readable):
    """What makes something so: `concludes` holds where the condition does and no exception defeats it."""

    id: Id
    concludes: Atom
    gist: Text
    open: bool = Field(default=False, description="Whether there may be other ways, so that failing this one is no no.")
    construction: bool = Field(default=False, description="Whether it is a step of the pack's own.")
    exceptions: dict[Id, ExceptionClause | Reference] = Field(default_factory=dict)


class Bridge(Record):
    """What carries the words of a text to the question of a norm; a judgement, at most reasonable grounds."""

    id: Id
    concludes: Atom
    when: Condition
    reason: Text


class BridgeFile(Record):
    """`rules/vocabulary/bridges.yaml`."""

    bridges: tuple[Bridge, ...]


class NotEncoded(Record):
    """What the provision says that the rules leave out, and why."""

    text: Text
    reason: Text


class Example(Record):
    """A small case with the outcome it must have, inside the provision; `rules test` runs it like any other test."""

    name: Text = Field(description="What the case is about, as a sentence: `shells are arms`.")
    entities: dict[Id, Word] = Field(
        default_factory=dict, description="Who and what the facts speak of, each with its type."
    )
    facts: tuple[Text, ...] = Field(
        default=(), description="Its facts: `[not ]predicate(filler, …)[ of NUMBER UNIT][ on DATE]`."
    )
    expect: dict[Text, Wanted] = Field(
        min_length=1, description="`norm(actor)` to its outcome, or an atom to its state."
    )
    on: Date | None = Field(default=None, description="Day of the facts that carry none; else 2024-06-01.")


class Reviewer(Record):
    """Who checked the provision, in which role, and when."""

    by: Text
    role: Text
    on: Date


class Provision(Record):
    """One numbered piece of an instrument and what it lays down."""

    provision: ProvisionId
    title: Text
    status: Status = Field(
        default="experimental",
        description="How far it has come: `experimental`, `test` (tests decide it both ways), `stable` (reviewed "
        "within the year, its pinpoint verified, covered by tests), `deprecated` (ended, or another replaces it).",
    )
    citation: Citation
    gist: Text = Field(description="What it says, in our own words.")
    force: Literal["binding", "customary", "codification", "recommendatory"]
    verb: Verb
    mark: Mark = Field(
        description="How well the pinpoint was verified; one that is recalled (R-…) is printed as unconfirmed."
    )
    authority: tuple[Text, ...] = ()
    in_force: tuple[InForce, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    elements: dict[Id, Element] = Field(default_factory=dict)
    exceptions: dict[Id, ExceptionClause | Reference] = Field(default_factory=dict)
    norms: tuple[Norm, ...] = ()
    definitions: tuple[Definition, ...] = ()
    not_encoded: tuple[NotEncoded, ...] = ()
    examples: tuple[Example, ...] = ()


class BackgroundFinding(Stated):
    """A dated public finding about a thing that the pack declares."""

    id: Id
    document: Text = Field(description="Short name of the document: `ES-11/1`; several findings may stand in one.")
    citation: Citation
    mark: Mark
    published: Date
    body: Id | None = None
    kind: Literal["report", "decision", "judgment"] = Field(
        default="report",
        description="A `decision` is one of the Security Council on this very point; a `judgment` is final and between "
        "the parties.",
    )
    mode: Literal["found", "official", "reported", "admitted"] = "found"
    speaker: Id | None = None
    on: DateWindow | None = None
    during: During | None = None
    reliability: Letter = "A"
    information: Digit = 2
    origin: Id | None = Field(default=None, description="What it draws on, where several findings draw on one thing.")
    gist: Text


class BackgroundFile(Record):
    """One file of `rules/background/`."""

    background: Text
    actors: tuple[Actor, ...] = ()
    things: tuple[Thing, ...] = ()
    findings: tuple[BackgroundFinding, ...] = ()
