"""What a run gives back: the matrix as JSON has it, and the trace of a cell down to its passages and gaps.

The shapes are a contract (``SCHEMA_VERSION``): fields are added, never renamed or dropped, within a major version.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.authority import Authority
from sanctioncheck.model.document import Record
from sanctioncheck.model.engines import Engines
from sanctioncheck.model.finding import Cut, EachStandard, Effect, Outcome
from sanctioncheck.model.follow import FollowNode
from sanctioncheck.model.norm import Status
from sanctioncheck.model.rulebook import PackStamp, Rulebook
from sanctioncheck.model.sourcenode import SourceNode
from sanctioncheck.model.truth import Standard, State
from sanctioncheck.model.verification import Verification

SCHEMA_VERSION = "1.0"
ExceptionState = Literal["holds", "contested", "open", "answered"]
Side = Literal["for", "against"]


class Leaf(Record):
    """Where a trace ends: a passage, or what a person, a list or the pack says instead of one."""

    id: str = Field(description="The fact, judgement, background finding, list, assumption or thing it stands on.")
    kind: Literal["passage", "inference", "judgement", "background", "list", "assumption", "declared"]
    side: Side
    text: str = Field(description="The passage; for the other kinds the reason, gist or source.")
    source: str | None = None
    source_title: str | None = None
    start: int | None = None
    end: int | None = None
    verbatim: bool = False
    speaker: str | None = None
    mode: str | None = None
    reliability: str | None = None
    information: int | None = None
    grade: Standard | None = Field(default=None, description="What it reaches alone; nothing where it is null.")
    rests_on: tuple[str, ...] = ()
    by: str | None = None
    unreviewed: bool = False


class OtherDays(Record):
    """Something said of the same thing on other days; it does not count for the days asked about."""

    when: str
    leaf: Leaf


class Node(Record):
    """One condition of a trace, heard."""

    kind: Literal["atom", "all", "any", "not", "there-is", "distinct", "date", "quantity", "total", "share"]
    text: str = Field(description="What it states, in words, with the fillers of this finding.")
    ask: str | None = Field(default=None, description="The question for it, where it is an atom.")
    atom: str | None = Field(default=None, description="The ground atom in short form, where it is one.")
    state: State
    when: str | None = None
    parts: tuple[Node, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    meanings: tuple[MeaningNode, ...] = ()
    beside: tuple[OtherDays, ...] = Field(default=(), description="What other days say against what is shown.")
    operands: tuple[str, ...] = Field(default=(), description="For a total or share: what was added up or followed.")
    undated: bool = Field(default=False, description="Whether it leans on the period of the case.")
    above: bool = Field(default=False, description="Whether its definitions are told earlier in the same finding.")
    bindings: dict[str, str] = Field(
        default_factory=dict, description="Where it is one of several choices: what each variable stands for."
    )
    counts_as_answer: str | None = None


class MeaningNode(Record):
    """A definition or bridge, heard."""

    id: str
    by: str
    citation: str
    mark: str | None = None
    gist: str
    bridge: bool = False
    denies: bool = Field(default=False, description="Whether what it concludes cannot be beside what the atom states.")
    reading: str | None = None
    held_by: tuple[str, ...] = ()
    state: State
    node: Node
    exceptions: tuple[ExceptionNode, ...] = ()


class ExceptionNode(Record):
    """An exception, or what takes its ground, heard."""

    id: str
    kind: str
    burden: str
    standard: Standard
    citation: str
    mark: str | None = None
    gist: str
    ask: str | None = None
    state: ExceptionState
    raised: bool
    invoked_by: tuple[str, ...] = Field(default=(), description="The facts in which the respondent invokes it.")
    raised_for_by: str | None = Field(default=None, description="Who raises it in the respondent's place, if anybody.")
    holds_for_claimant: bool = Field(default=False, description="Whether it holds in the claimant's hearing.")
    holds_for_respondent: bool = Field(default=False, description="Whether it holds in the respondent's hearing.")
    bindings: dict[str, str] = Field(default_factory=dict, description="The variables it shares with what answers it.")
    node: Node
    unless: tuple[ExceptionNode, ...] = ()
    authority: Authority | None = Field(
        default=None, description="Where it stands, in the parts that styles of citation are made of."
    )


class ReadingNode(Record):
    """One reading of an element or definition and what follows from it."""

    position: str
    reading: str
    label: str
    held_by: tuple[str, ...]
    default: bool = False
    outcome: Outcome
    by_standard: dict[Standard, Outcome]
    standard_reached: Standard | None = None


class RivalNode(Record):
    """An element under a reading other than the one it is told under."""

    reading: str
    state: State
    node: Node


class ElementNode(Record):
    """An element of a finding, heard."""

    id: str
    ask: str
    citation: str | None = None
    state: State
    states: dict[Standard, State]
    reading: str | None = None
    rivals: tuple[RivalNode, ...] = Field(default=(), description="The element under the other readings.")
    support: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    node: Node


class Missing(Record):
    """Something that nobody has shown, as a question."""

    atom: str
    ask: str
    counts_as_answer: str | None = None


class FindingNode(Record):
    """A finding with everything that decides it."""

    id: str
    bindings: dict[str, str]
    heading: str
    when: str
    outcome: Outcome
    by_standard: EachStandard
    time: Literal["in force", "not in force", "may lie outside"]
    bearer: State
    elements: tuple[ElementNode, ...]
    exceptions: tuple[ExceptionNode, ...]
    readings: tuple[ReadingNode, ...] = ()
    under: dict[str, str] = Field(default_factory=dict, description="The readings under which it is told.")
    if_assumed: Outcome | None = None
    cut: Cut | None = Field(default=None, description="Why it was not heard, or is not told, to its end.")


class CellNode(Record):
    """One actor under one norm."""

    actor: str
    norm: str
    provision: str
    title: str
    citation: str
    label: str
    gist: str
    force: str
    verb: str
    modality: str
    effect: Effect
    mark: str
    pinpoint_confirmed: bool
    status: Status = Field(default="experimental", description="How far the provision has come.")
    leans_on: dict[str, Status] = Field(
        default_factory=dict, description="The provisions whose norm or definitions carry the cell, with their status."
    )
    in_force: tuple[str, ...]
    bearer: str = Field(description="Whom the norm binds, in words.")
    outcome: Outcome
    word: str
    standard_reached: Standard | None
    by_standard: EachStandard
    readings: tuple[ReadingNode, ...] = ()
    counts: dict[Outcome, int] = Field(default_factory=dict)
    cut: Cut | None = Field(
        default=None, description="Why it was not judged, or is not told, to its end; see semantics, Budget."
    )
    findings: tuple[FindingNode, ...] = ()
    untold: int = Field(default=0, description="Findings that count, and are not told because there are very many.")
    missing: tuple[Missing, ...] = Field(default=(), description="What is missing in the findings that are told.")
    alternative_to: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    if_assumed: Outcome | None = None
    judgements: tuple[str, ...] = Field(default=(), description="Judgements, inferences and bridges leaned on.")
    background: tuple[str, ...] = ()
    refused: tuple[str, ...] = Field(default=(), description="Findings that the case refuses and the cell might use.")
    period: bool = Field(default=False, description="Whether the cell leans on the period of the case.")
    unreviewed: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    not_encoded: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    follows: tuple[FollowNode, ...] = Field(
        default=(), description="What other provisions attach to the violation: context, never a finding."
    )
    other_kind: bool = Field(
        default=False,
        description="Whether the case shows what a thing is, and the norm asks for things of another kind; the matrix "
        "names such rows and does not draw them.",
    )
    note: str | None = Field(
        default=None, description="For a cell without findings: why there is none; else what of it is not told."
    )
    authority: Authority | None = Field(
        default=None, description="Where the norm stands, in the parts that styles of citation are made of."
    )
    verified: Verification | None = Field(default=None, description="With `explain --verify`: its trace re-checked.")


class Derivation(Record):
    """What one definition gives for one ground atom."""

    predicate: str
    roles: dict[str, str]
    by: str
    state: State


class OpinionNode(Record):
    """What somebody says the law is; never an input."""

    id: str
    source: str
    exact: str
    speaker: str
    about: tuple[str, ...]
    norm: str | None = None
    source_title: str | None = None
    verbatim: bool = False


class Input(Record):
    """A file that the result depends on."""

    path: str
    sha256: str
    verbatim: bool


class ActorNode(Record):
    """A column of the matrix."""

    id: str
    name: str
    type: str


class JudgementNode(Record):
    """What a person decided, with name and reason."""

    id: str
    kind: Literal["judgement", "inference", "bridge"]
    text: str
    by: str
    reason: str
    rests_on: tuple[str, ...] = ()


class PeriodNode(Record):
    """When facts without a date lie, and why."""

    from_: str = Field(alias="from")
    to: str
    reason: str


class FactNode(Record):
    """A fact of the case, weighed: what it states, and its leaves."""

    id: str
    text: str
    positive: bool = Field(default=True, description="Whether it states that something is so; a leaf of the side "
                           "`against` speaks for a fact that states that it is not.")  # fmt: skip
    when: str
    undated: bool
    status: str
    review: str
    proved: Standard | None = Field(default=None, description="How far what it states is proved, all evidence counted.")
    denied: Standard | None = Field(default=None, description="How far its contrary is.")
    leaves: tuple[Leaf, ...] = ()

    @property
    def opposed(self) -> Side:
        """The side of the leaves that speak against what it states."""
        return "against" if self.positive else "for"


class CaseResult(Record):
    """One case, judged."""

    case: str
    title: str
    sha256: str
    inputs: tuple[Input, ...]
    engines: Engines
    standard: Standard
    as_of: str
    period: PeriodNode | None = None
    actors: tuple[str, ...]
    columns: tuple[ActorNode, ...] = ()
    cells: tuple[CellNode, ...]
    totals: str
    left_out: tuple[str, ...] = Field(default=(), description="Actors without cells, being very many.")
    hidden: tuple[str, ...] = Field(default=(), description="Norms left out because they apply to nobody.")
    derivations: tuple[Derivation, ...] = Field(default=(), description="None of a predicate with very many fillings.")
    opinions: tuple[OpinionNode, ...] = ()
    facts: tuple[FactNode, ...] = ()
    sources: tuple[SourceNode, ...] = ()
    judgements: tuple[JudgementNode, ...] = ()
    background: dict[str, str] = Field(default_factory=dict, description="Findings leaned on: id to citation and gist.")
    assumptions: dict[str, str] = Field(default_factory=dict)
    refused: dict[str, str] = Field(
        default_factory=dict,
        description="Background findings that the case does not accept: what each finds, and why.",
    )
    not_yet_known: tuple[str, ...] = ()
    idle: tuple[str, ...] = Field(default=(), description="Assumptions that bear on no cell.")
    unbound: dict[str, str] = Field(
        default_factory=dict, description="Actors whose conduct opens norms none of which binds them, and why."
    )
    made_up: tuple[str, ...] = Field(default=(), description="Titles of sources that are made up for the case.")
    proposed: tuple[str, ...] = Field(default=(), description="Facts that nobody has accepted; not evidence.")


class PackId(Record):
    """A pack, exactly."""

    name: str
    version: str
    sha256: str


def packs_of(book: Rulebook) -> tuple[PackId, ...]:
    """Name the packs that a rulebook is made of, those that are required first and the one asked for last."""
    stamps = book.packs or (PackStamp(book.name, book.version, book.sha256),)
    return tuple(PackId(name=each.name, version=each.version, sha256=each.sha256) for each in stamps)


class Failure(Record):
    """An input that could not be judged."""

    input: str
    error: str


class RunResult(Record):
    """Everything that a run prints with ``--format json``."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    language: int
    packs: tuple[PackId, ...]
    policy: dict[str, str]
    standard: Standard
    as_of: str | None = Field(description="The day asked for; each case's own where it is null.")
    only_actors: tuple[str, ...] = Field(default=(), description="The columns asked for; all where there are none.")
    only_norms: tuple[str, ...] = Field(default=(), description="The rows asked for; all where there are none.")
    everything: bool = Field(default=False, description="Whether norms that apply to nobody have cells too.")
    budget: int | None = Field(default=None, description="The steps that one norm might take, where that was asked.")
    disclaimer: str
    cases: tuple[CaseResult, ...]
    failed: tuple[Failure, ...] = ()
