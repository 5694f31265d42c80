"""Whether the leaves of a trace stand in the case: each quote in its source, each judgement with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sanctioncheck.explain.words import Words
from sanctioncheck.model.evidence import Entry, Key, Weighed, Weighing
from sanctioncheck.model.fact import Case, Fact
from sanctioncheck.model.result import Leaf
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.truth import FULL, STANDARDS

Named = tuple[str, str, str, int]
"""A leaf by id, kind and side, and its number among those that are alike in these."""


class Footing:
    """The case, and the texts of its sources, in which leaves are looked up."""

    def __init__(self, book: Rulebook, case: Case, weighing: Weighing, texts: Mapping[str, str], words: Words) -> None:
        self.words = words
        self.book, self.case, self.weighing, self.texts = book, case, weighing, texts
        self.facts = {fact.id: fact for fact in case.facts}
        self.sources = {source.id: source for source in case.sources}
        refused = {refusal.id for refusal in case.refused}
        self.findings = {finding.id: finding for finding in book.findings if finding.id not in refused}
        self.judgements = {judgement.id: judgement for judgement in case.judgements}
        self.assumptions = {assumption.id: assumption for assumption in case.assumptions}
        self.lists = {each.id: each for each in book.lists}

    def leaves(self, bearing: Iterable[tuple[Key, str, Weighed]]) -> dict[Named, int]:
        """Name the leaves that an atom rests on, each with its rank, from all that bears: a yes, a no, a yes turned."""
        found: dict[Named, int] = {}
        for key, side, weighed in bearing:
            for entry in self.weighing.ledger.get(key, ()):
                mask = weighed.for_ if entry.positive else weighed.against
                # What is only assumed counts nowhere but where it is supposed, and there as shown.
                if entry.positive != (side == "no") and (entry.kind != "assumption" or mask == FULL):
                    for kind in self._kinds(entry, counted=bool(mask)):
                        name = entry.id, kind, "for" if side == "yes" else "against"
                        found[*name, sum(key[:3] == name for key in found)] = entry.rank
        return found

    def _kinds(self, entry: Entry, *, counted: bool) -> Iterator[str]:
        """Name what an entry stands on; where a supposition goes before it, only what proves nothing is left."""
        if entry.kind != "fact":
            if counted or entry.rank < 0:
                yield entry.kind
            return
        fact = self.facts[entry.id]
        for at, rank, positive in self._supports(fact):
            if positive == entry.positive and (counted or rank < 0):
                yield "inference" if fact.support[at].mode == "inferred" else "passage"

    def in_its_place(self, invoked: Iterable[str]) -> str | None:
        """Name who raises a plea for the one that it helps: where every fact that invokes it is only inferred."""
        by: list[str | None] = []
        for name in invoked:
            fact = self.facts.get(name)
            if fact is None or any(support.mode != "inferred" for support in fact.support):
                return None
            by += [support.by for support in fact.support]
        return by[0] if by else None

    def _supports(self, fact: Fact) -> Iterator[tuple[int, int, bool]]:
        """Give the supports that are known on the day: their number, their rank, and whether they speak for it."""
        for at, support in enumerate(fact.support):
            if (fact.id, at) in self.weighing.grades:
                yield at, self.weighing.grades[fact.id, at], (support.mode != "denied") == fact.claim.positive

    def stands(self, leaf: Leaf, rank: int) -> bool:
        """Tell whether a leaf stands in the case just as it is told; ``rank`` is what the weighing gives it."""
        return leaf in list(self._written(leaf, rank))

    def _written(self, leaf: Leaf, rank: int) -> Iterator[Leaf]:
        """Write the leaf anew from what the case, the pack or a list says under its id."""
        about: dict[str, Any] = {"id": leaf.id, "kind": leaf.kind, "side": leaf.side}
        match leaf.kind:
            case "passage" | "inference":
                fact = self.facts.get(leaf.id)
                if fact is not None and fact.review.state == "accepted" and fact.status == "actual":
                    about["unreviewed"] = fact.id in self.weighing.unreviewed
                    yield from (self._support(fact, at, leaf, about | _grade(r)) for at, r, _ in self._supports(fact))
            case "judgement" if judged := self.judgements.get(leaf.id):
                yield Leaf(**about, **_grade(rank), text=judged.reason, by=judged.by, rests_on=judged.rests_on)
            case "assumption" if assumed := self.assumptions.get(leaf.id):
                yield Leaf(**about, text=assumed.reason)
            case "background" if finding := self.findings.get(leaf.id):
                body = self.book.policy.fact_finding.get(finding.body or "")
                yield Leaf(
                    **about, **_grade(rank), text=finding.gist, source=finding.document, mode=finding.mode,
                    source_title=finding.citation.text, reliability=finding.reliability,
                    information=finding.information, speaker=body or finding.speaker,
                )  # fmt: skip
            case "list" if listed := self.lists.get(leaf.id):
                on = "on" if leaf.text.startswith("on ") else "not on"
                text = f"{on} the list as of {listed.as_of}: {listed.source}"
                yield Leaf(**about, grade="conclusive", text=text)
            case "declared" if leaf.id in self.weighing.plain.types:
                yield Leaf(**about, text=leaf.text)

    def _support(self, fact: Fact, at: int, leaf: Leaf, about: dict[str, Any]) -> Leaf:
        """Write one support as a leaf; its place is the one told, where the source has these words there."""
        support = fact.support[at]
        if support.mode == "inferred":
            return Leaf(
                **about | {"kind": "inference"}, text=support.reason or "", by=support.by, mode="inferred",
                rests_on=support.inferred_from,
            )  # fmt: skip
        source, quote = self.sources[support.source or ""], support.quote
        said_by = support.speaker
        speaker = None if said_by is None else said_by.words or self.words.name(said_by.actor or "")
        exact = quote.exact if quote is not None else ""
        there = leaf.start is not None and self.texts.get(source.id, "")[leaf.start : leaf.end] == exact
        return Leaf(
            **about | {"kind": "passage"}, text=exact, source=source.id, source_title=source.title,
            start=leaf.start if there else None, end=leaf.end if there else None, verbatim=source.verbatim,
            speaker=speaker, mode=support.mode, reliability=source.reliability, information=support.information,
        )  # fmt: skip


def _grade(rank: int) -> dict[str, Any]:
    return {"grade": STANDARDS[rank] if rank >= 0 else None}
