"""Where a trace ends: for each ground atom the passages, judgements, findings and lists that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from sanctioncheck.engine.alike import Alike
from sanctioncheck.engine.compile import Compiled
from sanctioncheck.explain.walk import Leaning
from sanctioncheck.explain.words import Words
from sanctioncheck.model.evidence import Entry, Key, Weighing
from sanctioncheck.model.fact import Case, Fact, Support
from sanctioncheck.model.form import ThereIs
from sanctioncheck.model.result import Leaf, Node, Side
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.source import Passage, Source
from sanctioncheck.model.truth import STANDARDS, Standard


class Leaves:
    """Draws the leaves of the ground atoms of one case."""

    def __init__(
        self,
        rulebook: Rulebook,
        case: Case,
        passages: Mapping[tuple[str, int], Passage],
        weighing: Weighing,
        words: Words,
        constants: frozenset[str] = frozenset(),
    ) -> None:
        self.constants = constants
        self.case, self.book, self.weighing, self.words = case, rulebook, weighing, words
        self.passages = passages
        self.facts = {fact.id: fact for fact in case.facts}
        self.sources = {source.id: source for source in case.sources}
        self.findings = {finding.id: finding for finding in rulebook.findings}
        self.judgements = {judgement.id: judgement for judgement in case.judgements}
        self.assumptions = {assumption.id: assumption for assumption in case.assumptions}
        self.lists = {each.id: each for each in rulebook.lists}
        self.drawn: dict[object, Node] = {}
        """What is drawn already, by atom, moment and choice of readings."""
        self.leaning: dict[object, Leaning] = {}
        """What atoms lean on, by the same."""
        self.circular: dict[str, bool] = {}
        self.compiled: dict[int, Compiled] = {}
        self.alone: dict[tuple[int, tuple[str, ...]], ThereIs] = {}
        """Conditions compiled, and those that stand by themselves, by the identity of a condition that they hold."""
        self._told: dict[Key, tuple[Leaf, ...]] = {}

    def of(self, key: Key) -> tuple[Leaf, ...]:
        """Give the leaves of one atom."""
        if key not in self._told:
            entries = self.weighing.ledger.get(key, ())
            self._told[key] = in_order(leaf for entry in entries for leaf in self._entry(entry, key))
        return self._told[key]

    @cached_property
    def alike(self) -> Alike:
        """The things of which the case says the same, on the word of people whose ids no trace repeats."""
        return Alike(self.weighing.assumed or self.weighing.plain, self.constants, self._own)

    def _own(self, key: Key) -> tuple[bool, tuple[str, ...]]:
        """Give what is told of an atom by the id of what it rests on, and whether it has no date."""
        told = tuple(
            entry.id
            for entry in self.weighing.ledger.get(key, ())
            if entry.kind in ("judgement", "background", "assumption")
            or (entry.kind == "fact" and self._told_by_id(self.facts[entry.id]))
        )
        return key in self.weighing.undated, told

    def _told_by_id(self, fact: Fact) -> bool:
        return fact.id in self.weighing.unreviewed or any(support.mode == "inferred" for support in fact.support)

    def absent(self, predicate: str) -> tuple[Leaf, ...]:
        """Give the leaf that says that no list has it."""
        lists = [each for each in self.book.lists if each.predicate == predicate]
        return tuple(
            Leaf(
                id=each.id, kind="list", side="against", grade="conclusive",
                text=f"not on the list as of {each.as_of}: {each.source}",
            )
            for each in lists
        )  # fmt: skip

    def _entry(self, entry: Entry, key: Key) -> list[Leaf]:
        side: Side = "for" if entry.positive else "against"
        grade: Standard | None = STANDARDS[entry.rank] if entry.rank >= 0 else None
        if entry.kind == "fact":
            return self._fact(self.facts[entry.id], entry.positive)
        if entry.kind == "background":
            finding = self.findings[entry.id]
            return [Leaf(
                id=entry.id, kind="background", side=side, text=finding.gist, source=finding.document,
                source_title=finding.citation.text, mode=finding.mode, reliability=finding.reliability,
                information=finding.information, grade=grade,
                speaker=self.book.policy.fact_finding.get(finding.body or "") or finding.speaker,
            )]  # fmt: skip
        if entry.kind == "judgement":
            judgement = self.judgements[entry.id]
            return [Leaf(id=entry.id, kind="judgement", side=side, text=judgement.reason, by=judgement.by,
                         rests_on=judgement.rests_on, grade=grade)]  # fmt: skip
        if entry.kind == "assumption":
            return [Leaf(id=entry.id, kind="assumption", side=side, text=self.assumptions[entry.id].reason)]
        if entry.kind == "list":
            each = self.lists[entry.id]
            return [Leaf(id=entry.id, kind="list", side=side, text=f"on the list as of {each.as_of}: {each.source}",
                         grade="conclusive")]  # fmt: skip
        kind = self.words.vocabulary.types[key.args[1]].label
        text = f"{self.words.name(entry.id)}, {kind}"
        return [Leaf(id=entry.id, kind="declared", side=side, text=text)]

    def _fact(self, fact: Fact, positive: bool) -> list[Leaf]:
        found = []
        for at, support in enumerate(fact.support):
            stated = support.mode != "denied"
            known = (fact.id, at) in self.weighing.grades
            if known and (stated == fact.claim.positive) == positive:
                found.append(self.support(fact, at, support, positive))
        return found

    def support(self, fact: Fact, at: int, support: Support, positive: bool) -> Leaf:
        """Draw one support of a fact."""
        side: Side = "for" if positive else "against"
        rank = self.weighing.grades.get((fact.id, at), -1)
        grade: Standard | None = STANDARDS[rank] if rank >= 0 else None
        unreviewed = fact.id in self.weighing.unreviewed
        if support.mode == "inferred":
            return Leaf(
                id=fact.id, kind="inference", side=side, text=support.reason or "", by=support.by, mode="inferred",
                rests_on=support.inferred_from, grade=grade, unreviewed=unreviewed,
            )  # fmt: skip
        source: Source = self.sources[support.source or ""]
        passage = self.passages[fact.id, at]
        return Leaf(
            id=fact.id, kind="passage", side=side, text=passage.exact, source=source.id, source_title=source.title,
            start=passage.start, end=passage.end, verbatim=source.verbatim, speaker=self.speaker(support),
            mode=support.mode, reliability=source.reliability, information=support.information, grade=grade,
            unreviewed=unreviewed,
        )  # fmt: skip

    def speaker(self, support: Support) -> str | None:
        """Give who says it, in words."""
        if support.speaker is None:
            return None
        return support.speaker.words or self.words.name(support.speaker.actor or "")


def in_order(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """Sort leaves so that the order in which a case states its facts and supports changes nothing."""
    return tuple(sorted(leaves, key=lambda f: (f.side != "for", f.kind, f.id, f.source or "", f.start or 0, f.text,
                                               f.mode or "", f.speaker or "")))  # fmt: skip
