"""Provisions and the norms they lay down: elements, exceptions, definitions, rival readings, and when they bind."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sanctioncheck.model.condition import Atom, Condition, variables
from sanctioncheck.model.document import BadValue, Date, DateWindow, Id, Question, Record, Text, Word
from sanctioncheck.model.fact import Actor, During, Stated, Thing
from sanctioncheck.model.source import Digit, Letter
from sanctioncheck.model.truth import Standard
from sanctioncheck.model.wanted import Wanted

ProvisionId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*/[0-9a-z-]+$", max_length=80)
]
NormId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Var = Annotated[str, StringConstraints(pattern=r"^\$[A-Z][A-Za-z0-9]*$")]
Mark = Literal["V", "V2", "R-HH", "R-H", "R-M", "R-L"]
Verb = Literal["decides", "demands", "calls-upon", "urges", "clarifies", "recalls", "affirms", "states"]
Status = Literal["experimental", "test", "stable", "deprecated"]
"""How far a provision has come: written, tested, reviewed, left behind. `rules check` holds it to what each needs."""
UNCONFIRMED = frozenset({"R-HH", "R-H", "R-M", "R-L"})
_SYMBOL = re.compile(r"[A-Z]+/")


class Citation(Record):
    """Where the law stands: the instrument, its year and the pinpoint, as matrix and trace print them."""

    instrument: Text = Field(description="Short name: `UN Charter`, `UNSC Res 1874`.")
    year: int | None = Field(description="Year of the instrument.", default=None, ge=1800, le=2200)
    document: Text | None = Field(
        default=None, description="Document symbol, `S/RES/1874`; or where it was published, `[2016] OJ L 141/79`."
    )
    pinpoint: Text | None = Field(default=None, description="`art 2(4)`, `para 9`.")

    @property
    def text(self) -> str:
        """The citation as a footnote has it.

        >>> Citation(instrument="UNSC Res 1874", year=2009, document="S/RES/1874", pinpoint="para 9").text
        'UNSC Res 1874 (2009) UN Doc S/RES/1874, para 9'
        >>> Citation(instrument="Council Decision (CFSP) 2016/849", document="[2016] OJ L 141/79").text
        'Council Decision (CFSP) 2016/849 [2016] OJ L 141/79'
        """
        year = f" ({self.year})" if self.year else ""
        # Only the documents of the United Nations have symbols with strokes: S/RES/1874, A/RES/3314(XXIX).
        owner = " UN Doc" if _SYMBOL.match(self.document or "") else ""
        symbol = f"{owner} {self.document}" if self.document else ""
        return f"{self.instrument}{year}{symbol}" + (f", {self.pinpoint}" if self.pinpoint else "")

    @property
    def label(self) -> str:
        """The citation as a row of the matrix has it."""
        return f"{self.instrument} {self.pinpoint}" if self.pinpoint else self.instrument


class InForce(Record):
    """One stretch in which a provision binds, both days within."""

    from_: Date = Field(description="First day, within.", alias="from")
    to: Date | None = Field(default=None, description="Last day, within; left out while it goes on.")
    unknown_after: Date | None = Field(default=None, description="After this day no renewal or end was seen.")
    note: Text | None = Field(default=None, description="Why it begins or ends so, where the days do not say it.")

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

    type: Literal["extends", "amends", "ends", "replaces", "clarified_by", "alternative_to", "implements"] = Field(
        description="What it does to the other; it never changes an outcome, only `in_force` does."
    )
    target: ProvisionId = Field(description="Id of the other provision.")
    note: Text | None = Field(default=None, description="What the relation is limited to, or why it is so.")


class Reading(Record):
    """One of the rival interpretations of an element or a definition, and who holds it."""

    id: Id = Field(description="Name of the reading; in every place of its position the same.")
    label: Text = Field(description="The reading in a line, without placeholders.")
    held_by: tuple[Text, ...] = Field(
        description="Who holds it and where; or `nobody recorded; argued from …`.", min_length=1
    )
    default: bool = Field(default=False, description="Whether it is taken unless another is asked for; at most one is.")
    when: Condition = Field(description="The condition, read so.")


class _Readable(Record):
    when: Condition | None = Field(default=None, description="The condition; or give `readings`.")
    readings: tuple[Reading, ...] = Field(default=(), description="The rival conditions; or give `when`.")
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

    ask: Question = Field(
        description="The question, which ends in a question mark; `{S}` stands for the variable `$S`."
    )
    citation: Citation | None = Field(
        default=None, description="Where the element stands, if not where the provision does."
    )
    authority: tuple[Text, ...] = Field(
        default=(), description="Judgments, reports and practice that the element is taken from."
    )
    may_follow: bool = Field(default=False, description="Whether events in it may lie after the conduct.")


class Defeater(Record):
    """What takes the ground from an exception, or from another such; the burden changes sides at each level."""

    citation: Citation = Field(description="Where it stands.")
    gist: Text = Field(description="What takes the ground, in our own words.")
    mark: Mark = Field(default="V", description="How well the pinpoint was verified.")
    standard: Standard = Field(default="balance", description="To which standard it must be proved.")
    when: Condition = Field(description="When it holds.")
    unless: dict[Id, Defeater] = Field(
        description="What takes the ground from this in turn, by name.", default_factory=dict
    )


class ExceptionClause(Record):
    """What excuses although every element is shown: an exemption, an exception, a defence or an excuse."""

    kind: Literal["exemption", "exception", "defence", "excuse"] = Field(
        description="Exemption by a body, exception in the text, defence or excuse in general law."
    )
    burden: Literal["respondent", "claimant"] = Field(
        default="respondent",
        description="Who must show it: the respondent that it holds, or the claimant that it does not.",
    )
    standard: Standard = Field(
        default="balance", description="To which standard it must be proved; it does not follow the one asked."
    )
    citation: Citation = Field(description="Where it stands.")
    mark: Mark = Field(default="V", description="How well the pinpoint was verified.")
    gist: Text = Field(description="What it allows, in our own words.")
    ask: Question = Field(description="The question, which ends in a question mark.")
    when: Condition = Field(description="When it holds.")
    unless: dict[Id, Defeater] = Field(
        description="What takes the ground from it, by name; the burden changes sides.", default_factory=dict
    )


def clause_variables(clause: Defeater | ExceptionClause) -> tuple[str, ...]:
    """Give the variables of an exception and of everything nested in it, in order of appearance."""
    found = dict.fromkeys(variables(clause.when))
    for inner in clause.unless.values():
        found.update(dict.fromkeys(clause_variables(inner)))
    return tuple(found)


class Reference(Record):
    """An exception that another provision lays down, with its variables renamed."""

    ref: str = Field(
        description="The exception of another provision: `un.charter/51#collective-self-defence`.",
        pattern=r"^[a-z0-9./-]+#[a-z0-9-]+$",
    )
    with_: dict[Var, Var] = Field(
        description="Its variables to those of the norm here: `{$X: $T}`.", default_factory=dict, alias="with"
    )


class Bearer(Record):
    """Whom the norm binds."""

    var: Var = Field(description="The variable of the trigger that stands for who is bound.")
    type: Word = Field(default="state", description="The type of actor that is bound.")
    is_: Id | None = Field(description="The one actor that is bound.", default=None, alias="is")
    is_not: Id | None = Field(default=None, description="An actor that is not bound.")
    bound_where: Condition | None = Field(default=None, description="A condition over closed predicates.")


class Norm(Record):
    """One duty, or one qualification, that a provision lays down."""

    id: NormId = Field(description="Name of the norm within its provision, after `#`.")
    title: Text = Field(description="The norm in a line, as a row of the matrix has it.")
    modality: Literal["obligation", "prohibition", "permission", "power", "definition", "responsibility"] = Field(
        description="What kind of norm it is; only duties can be breached."
    )
    bearer: Bearer = Field(description="Whom it binds.")
    trigger: Id = Field(description="The element whose facts open a finding; a single predicate.")
    per: tuple[Var, ...] = Field(min_length=1, description="The variables that head a finding.")
    elements: tuple[Id, ...] = Field(description="The elements that must be shown, the trigger first.", min_length=1)
    exceptions: tuple[Id, ...] = Field(default=(), description="The exceptions that excuse, by name.")
    consequences: tuple[Text, ...] = Field(
        default=(), description="What follows in law from a breach, in our own words."
    )


class Definition(_Readable):
    """What makes something so: `concludes` holds where the condition does and no exception defeats it."""

    id: Id = Field(description="Name of the definition within its provision.")
    concludes: Atom = Field(description="The predicate that it makes so; each role a variable of its own or an id.")
    gist: Text = Field(description="What makes it so, in our own words.")
    open: bool = Field(default=False, description="Whether there may be other ways, so that failing this one is no no.")
    construction: bool = Field(default=False, description="Whether it is a step of the pack's own.")
    exceptions: dict[Id, ExceptionClause | Reference] = Field(
        description="What defeats it although its condition holds, by name.", default_factory=dict
    )


class Bridge(Record):
    """What carries the words of a text to the question of a norm; a judgement, at most reasonable grounds."""

    id: Id = Field(description="Name of the bridge.")
    concludes: Atom = Field(description="What a norm asks for.")
    when: Condition = Field(description="What a text says.")
    reason: Text = Field(description="Why the one shows the other; printed on every cell that leans on it.")


class BridgeFile(Record):
    """`rules/vocabulary/bridges.yaml`."""

    bridges: tuple[Bridge, ...] = Field(description="The bridges.")


class Follow(Record):
    """What follows in law where another norm is violated, who may invoke it, or where: context, never a finding."""

    kind: Literal["consequence", "invocation", "forum"] = Field(
        description="What follows, who may invoke it, or which forum there is or is not."
    )
    text: Text = Field(description="It in our own words, as a line under a violated cell.")
    after: tuple[Literal["breach", "responsibility", "qualification", "departure"], ...] = Field(
        default=("breach", "responsibility"), description="After what kind of violation."
    )
    within: tuple[Text, ...] = Field(
        default=(),
        description="Of which provisions or norms: ids, or beginnings of ids that end in `.` or `/`; empty for all.",
    )


class NotEncoded(Record):
    """What the provision says that the rules leave out, and why."""

    text: Text = Field(description="What the provision says besides, in our own words.")
    reason: Text = Field(description="Why the rules leave it out.")


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
    on: Date | None = Field(default=None, description="Day of the events that carry none; else 2024-06-01.")


class Reviewer(Record):
    """Who checked the provision, in which role, and when."""

    by: Text = Field(description="Who reviewed it.")
    role: Text = Field(description="In which role: lawyer, investigator.")
    on: Date = Field(description="On which day.")


class Provision(Record):
    """One numbered piece of an instrument and what it lays down."""

    provision: ProvisionId = Field(description="Id by which it is found: `un.sc.res.1874/9`.")
    title: Text = Field(description="What it is about, in a line.")
    status: Status = Field(
        default="experimental",
        description="How far it has come: `experimental`, `test` (tests decide it both ways), `stable` (reviewed "
        "within the year, its pinpoint verified, covered by tests), `deprecated` (ended, or another replaces it).",
    )
    citation: Citation = Field(description="Where it stands.")
    gist: Text = Field(description="What it says, in our own words.")
    force: Literal["binding", "customary", "codification", "recommendatory"] = Field(
        description="Whether it binds, and as what."
    )
    verb: Verb = Field(description="The operative word of the body that laid it down.")
    mark: Mark = Field(
        description="How well the pinpoint was verified; one that is recalled (R-…) is printed as unconfirmed."
    )
    authority: tuple[Text, ...] = Field(default=(), description="What it rests on: articles, judgments, reports.")
    in_force: tuple[InForce, ...] = Field(description="The stretches of time in which it binds.", min_length=1)
    relations: tuple[Relation, ...] = Field(default=(), description="What it does to other provisions.")
    reviewers: tuple[Reviewer, ...] = Field(default=(), description="Who checked it against its text.")
    elements: dict[Id, Element] = Field(description="What must be shown, by name.", default_factory=dict)
    exceptions: dict[Id, ExceptionClause | Reference] = Field(
        description="What excuses, by name; or a reference to another provision.", default_factory=dict
    )
    norms: tuple[Norm, ...] = Field(
        default=(), description="The duties, qualifications and responsibilities that it lays down."
    )
    definitions: tuple[Definition, ...] = Field(default=(), description="What it says makes something so.")
    follows: tuple[Follow, ...] = Field(
        default=(), description="What it attaches to the violation of norms, of its own or of others: context only."
    )
    not_encoded: tuple[NotEncoded, ...] = Field(default=(), description="What it says that the rules leave out.")
    examples: tuple[Example, ...] = Field(default=(), description="Small cases with the outcome they must have.")


class BackgroundFinding(Stated):
    """A dated public finding about a thing that the pack declares."""

    id: Id = Field(description="Name of the finding; a case can refuse it by this.")
    document: Text = Field(description="Short name of the document: `ES-11/1`; several findings may stand in one.")
    citation: Citation = Field(description="Where it stands.")
    mark: Mark = Field(description="How well the pinpoint was verified.")
    published: Date = Field(description="Day on which it was published.")
    body: Id | None = Field(default=None, description="The body that found it, as the standards list it.")
    kind: Literal["report", "decision", "judgment"] = Field(
        default="report",
        description="A `decision` is one of the Security Council on this very point; a `judgment` is final and between "
        "the parties.",
    )
    mode: Literal["found", "official", "reported", "admitted"] = Field(
        default="found", description="How it is said: found, official, reported, admitted."
    )
    speaker: Id | None = Field(default=None, description="Who says it, where that is not the body.")
    on: DateWindow | None = Field(default=None, description="When it happened: a day, a month, a year, or a window.")
    during: During | None = Field(default=None, description="When it went on.")
    reliability: Letter = Field(default="A", description="Admiralty letter of the source, A to F.")
    information: Digit = Field(default=2, description="Admiralty digit of the information, 1 to 6.")
    origin: Id | None = Field(default=None, description="What it draws on, where several findings draw on one thing.")
    gist: Text = Field(description="What it finds, in our own words.")


class BackgroundFile(Record):
    """One file of `rules/background/`."""

    background: Text = Field(description="What the file is about.")
    actors: tuple[Actor, ...] = Field(default=(), description="Actors that rules and cases may name.")
    things: tuple[Thing, ...] = Field(default=(), description="Things and acts that rules and cases may name.")
    findings: tuple[BackgroundFinding, ...] = Field(default=(), description="Dated public findings about them.")
