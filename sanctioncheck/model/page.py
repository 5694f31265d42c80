"""A part of the rules as a readable page: a provision, definition, predicate, type, list or public finding."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.norm import Status

__all__ = [
    "ClausePage",
    "ElementPage",
    "FindingPage",
    "LinkPage",
    "ListPage",
    "MeaningPage",
    "NormPage",
    "Page",
    "PredicatePage",
    "ProvisionPage",
    "ReadingPage",
    "Said",
    "TestsPage",
    "TurnPage",
    "TypePage",
    "Use",
]


class Said(Record):
    """A condition in words, with the conditions inside it."""

    kind: Literal["atom", "all", "any", "not", "distinct", "date", "quantity", "total", "share"]
    text: str
    parts: tuple[Said, ...] = ()


class ReadingPage(Record):
    """One of the rival interpretations, and who holds it."""

    id: str
    label: str
    held_by: tuple[str, ...]
    default: bool
    when: Said


class ElementPage(Record):
    """One thing that must be shown: the question, and what answers it."""

    id: str
    ask: str
    citation: str | None = None
    authority: tuple[str, ...] = ()
    position: str | None = Field(default=None, description="Where it has readings: what chooses between them.")
    may_follow: bool = False
    when: Said | None = None
    readings: tuple[ReadingPage, ...] = ()


class ClausePage(Record):
    """An exception, or what takes the ground from one."""

    id: str
    kind: str
    shown_by: Literal["claimant", "respondent"]
    standard: str
    citation: str
    mark: str
    confirmed: bool
    gist: str
    ask: str | None = None
    taken_from: str | None = Field(default=None, description="The exception of another provision that it repeats.")
    when: Said
    unless: tuple[ClausePage, ...] = ()


class NormPage(Record):
    """One duty, or one qualification."""

    id: str
    title: str
    modality: str
    binds: str
    opened_by: str
    one_finding_for: tuple[str, ...]
    elements: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()


class LinkPage(Record):
    """A relation to another provision, or of another to this one."""

    type: str
    way: Literal["to", "from"]
    provision: str
    citation: str = Field(description="The id again, where the pack does not have the provision.")
    title: str | None = Field(description="None where the pack does not have the provision.")
    note: str | None = None


class Use(Record):
    """Something in the rules that uses a thing, or that a thing uses."""

    kind: str
    id: str
    text: str
    through: tuple[Use, ...] = Field(default=(), description="What it leans on in its turn.")


class TestsPage(Record):
    """The tests beside a provision."""

    __test__ = False

    path: str
    names: tuple[str, ...]


class TurnPage(Record):
    """A cell of a case that turns on the page's subject."""

    case: str
    title: str
    actor: str
    norm: str
    label: str
    outcome: str
    word: str


class Page(Record):
    """What every page has."""

    kind: str
    id: str
    title: str
    file: str | None = Field(default=None, description="Where it stands, below the folder of the pack.")
    cases: tuple[TurnPage, ...] | None = Field(default=None, description="Where cases were looked through.")


class ProvisionPage(Page):
    """One numbered piece of an instrument and what it lays down."""

    kind: str = "provision"
    citation: str
    mark: str
    confirmed: bool
    gist: str
    force: str
    verb: str
    in_force: tuple[str, ...]
    authority: tuple[str, ...] = ()
    status: Status = Field(default="experimental", description="How far it has come.")
    reviewers: tuple[str, ...] = ()
    norms: tuple[NormPage, ...] = ()
    elements: tuple[ElementPage, ...] = ()
    exceptions: tuple[ClausePage, ...] = ()
    definitions: tuple[MeaningPage, ...] = ()
    relations: tuple[LinkPage, ...] = ()
    leans_on: tuple[Use, ...] = ()
    follows: tuple[str, ...] = ()
    not_encoded: tuple[str, ...] = ()
    tests: TestsPage | None = None


class MeaningPage(Page):
    """A definition or a bridge."""

    kind: str = "definition"
    concludes: str
    by: str
    citation: str | None = None
    confirmed: bool = True
    gist: str
    in_force: tuple[str, ...] = ()
    open: bool = False
    construction: bool = False
    position: str | None = None
    when: Said | None = None
    readings: tuple[ReadingPage, ...] = ()
    exceptions: tuple[ClausePage, ...] = ()
    leans_on: tuple[Use, ...] = ()


class PredicatePage(Page):
    """A relation between things that facts state and rules ask for."""

    kind: str = "predicate"
    nature: str
    roles: dict[str, str]
    say: str
    deny: str
    ask: str
    counts: str | None = None
    conduct_of: str | None = None
    closed: bool = False
    judgement: bool = False
    read_from_texts: bool = False
    about: str | None = None
    concluded_by: tuple[Use, ...] = ()
    used_by: tuple[Use, ...] = ()
    lists: tuple[Use, ...] = ()
    findings: tuple[Use, ...] = ()


class TypePage(Page):
    """A kind of thing."""

    kind: str = "type"
    wider: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    declarable: bool = False
    words: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    concluded_by: tuple[Use, ...] = ()
    used_by: tuple[Use, ...] = ()


class ListPage(Page):
    """A list that answers a predicate whole."""

    kind: str = "list"
    predicate: str
    source: str
    as_of: str
    rows: tuple[str, ...]
    used_by: tuple[Use, ...] = ()


class FindingPage(Page):
    """A dated public finding."""

    kind: str = "background"
    states: str
    when: str | None = None
    document: str
    citation: str
    mark: str
    confirmed: bool
    published: str
    body: str | None = None
    nature: str
    mode: str
    source: str
    gist: str
    used_by: tuple[Use, ...] = ()
