"""What an extractor is, and how those that are installed are found: entry points of the group
`sanctioncheck.extractors`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import entry_points
from typing import Protocol

from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import NoSuchExtractor
from sanctioncheck.model.naming import Texts
from sanctioncheck.model.proposal import Proposal, Rejected
from sanctioncheck.model.vocabulary import Vocabulary
from sanctioncheck.read.casefile import Machine
from sanctioncheck.read.document import Document
from sanctioncheck.read.grammar.look import Looker
from sanctioncheck.read.grammar.reader import RulesReader
from sanctioncheck.read.ground import Gate

__all__ = ["Both", "Extractor", "Manual", "Rules", "Tools", "extract", "extractor_called", "extractors"]

GROUP = "sanctioncheck.extractors"


@dataclass(frozen=True)
class Tools:
    """What every extractor may use: the words of the pack, how texts say things, and the options of the command
    line."""

    vocabulary: Vocabulary
    texts: Texts
    options: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def reader(self) -> RulesReader:
        """The grammar; loaded when it is first asked for."""
        return RulesReader(self.vocabulary, self.texts)


class Extractor(Protocol):
    """Proposes facts from a text; what it proposes passes the gate like everybody's."""

    machine: Machine
    """What stands in the case as the proposer of the fact."""
    rejected: list[Rejected]
    """What it gave up itself, with the reason; the gate adds its own."""

    def propose(self, document: Document) -> Iterable[Proposal]:
        """Propose facts, with offsets into the text of the document."""


class Rules:
    """The extractor `rules`: the grammar of the sentence and the cues of the vocabulary."""

    def __init__(self, tools: Tools) -> None:
        """Take the tools.

        Raises:
            InputError: no model of the language is installed.
        """
        self.reader = tools.reader
        english = self.reader.english
        version = f"{english.name} {english.version}, cues {tools.texts.sha256[:12]}"
        self.machine = Machine("rules", version, english.sha256)
        self.rejected: list[Rejected] = []

    def propose(self, document: Document) -> Iterator[Proposal]:
        """Read the text paragraph by paragraph."""
        blocks = [(block.start, block.end) for block in document.blocks] or None
        yield from self.reader.read(
            document.text, blocks=blocks, published=document.published, publisher=document.publisher
        )
        for start, end in self.reader.unread:
            self.rejected.append(
                Rejected("it speaks to a program, not to a reader", document.text[start : min(end, start + 200)])
            )


class Manual:
    """The extractor `manual`: proposes nothing; a person writes the facts into the case."""

    machine = Machine("manual", "1")

    def __init__(self, tools: Tools) -> None:
        """Take the tools, and use none."""
        del tools
        self.rejected: list[Rejected] = []

    def propose(self, document: Document) -> Iterator[Proposal]:
        """Propose nothing."""
        del document
        return iter(())


class Both:
    """The extractor `both`: what `rules` or `llm` reads; where only one does, or they differ, it is marked for
    review."""

    def __init__(self, tools: Tools) -> None:
        """Take the tools and make both extractors."""
        self.rules, self.llm = Rules(tools), extractor_called("llm", tools)
        self.machine = Machine(
            "both", f"{self.rules.machine.version}; {self.llm.machine.version}", self.rules.machine.model_sha256
        )
        self.rejected: list[Rejected] = []

    def propose(self, document: Document) -> Iterator[Proposal]:
        """Give the union, in the order of the text."""
        ours, theirs = list(self.rules.propose(document)), list(self.llm.propose(document))
        self.rejected += self.rules.rejected + self.llm.rejected
        merged = [_compared(one, theirs, "llm") for one in ours]
        merged += [_compared(one, ours, "rules") for one in theirs if not any(_same(one, other) for other in ours)]
        yield from sorted(merged, key=lambda p: (p.trigger.start, p.predicate))


def _same(one: Proposal, other: Proposal) -> bool:
    """Tell whether two machines read the same conduct of the same actors in the same words."""
    overlap = max(one.trigger.start, other.trigger.start) < min(one.trigger.end, other.trigger.end)
    ids = [
        {role: filled.id for role, filled in each.roles.items() if filled.type in ("state", "organisation")}
        for each in (one, other)
    ]
    return one.predicate == other.predicate and overlap and ids[0] == ids[1]


def _compared(one: Proposal, others: list[Proposal], name: str) -> Proposal:
    twin = next((other for other in others if _same(one, other)), None)
    if twin is None:
        return one.with_(notes=(*one.notes, f"`{name}` does not read it"))
    differences = [
        f"`{name}` reads {word}"
        for word, a, b in (
            ("the opposite", one.positive, twin.positive),
            (twin.status, one.status, twin.status),
            (twin.mode, one.mode, twin.mode),
        )
        if a != b
    ]
    return one.with_(notes=(*one.notes, *differences))


def extractors() -> dict[str, str]:
    """Give the names of the extractors that are installed, each with where it is."""
    return {point.name: point.value for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}


def extractor_called(name: str, tools: Tools) -> Extractor:
    """Make an extractor by its name.

    Raises:
        InputError: there is none of that name, or what it needs is not installed.
    """
    for point in entry_points(group=GROUP):
        if point.name == name:
            made: Extractor = point.load()(tools)
            return made
    raise InputError([NoSuchExtractor(place=None, name=name, known=tuple(extractors()))])


def extract(
    document: Document, extractor: Extractor, tools: Tools, tell: Callable[[int], None] | None = None
) -> tuple[list[Proposal], list[Rejected]]:
    """Take the facts of a text through the gate.

    Args:
        document: the text.
        extractor: what proposes.
        tools: the words, and the grammar that looks again at what any other extractor reads.
        tell: is told how far the extractor has come, in code points; None where nobody watches.

    Returns:
        What passed, and what did not with its reason, both in the order in which it was proposed.
    """
    extractor.rejected = []
    if isinstance(extractor, Manual):
        return [], []
    reader = tools.reader
    # What the grammar itself reads would be read the same again; everybody else is looked at again.
    grammar = None if type(extractor) is Rules else Looker(reader, document)
    gate = Gate(document.text, tools.vocabulary, reader.lexicon.allowed, reader.names, grammar)
    kept = gate.passed(_told(extractor.propose(document), tell))
    return kept, [*extractor.rejected, *gate.rejected]


def _told(proposals: Iterable[Proposal], tell: Callable[[int], None] | None) -> Iterator[Proposal]:
    for proposal in proposals:
        if tell is not None:
            tell(proposal.quote.end)
        yield proposal
