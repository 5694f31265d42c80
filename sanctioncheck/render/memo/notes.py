"""The footnotes of a memorandum: on whose words a sentence stands, by which law, and what was cited before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.explain.walk import unsided
from sanctioncheck.model.authority import Authority
from sanctioncheck.model.result import CaseResult, CellNode, Leaf, MeaningNode, Side
from sanctioncheck.model.time import parse_date
from sanctioncheck.render import oscola, phrases
from sanctioncheck.render.memo.blocks import Footnote, Words
from sanctioncheck.render.report import said as words
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import Names, capital, cited, passage, source_of, unstopped


class Notes:
    """Numbers footnotes as they are asked for, and tells by the number what was told in full before.

    Args:
        names: id of an actor to its name.
        case: the case; it knows when its sources were published, and as of which day it was judged.
    """

    def __init__(self, names: Names, case: CaseResult) -> None:
        self._names, self._as_of = names, case.as_of
        self._published = {each.id: each.published for each in case.sources}
        self._last = 0
        self._leaves: dict[Leaf, int] = {}
        self._ways: dict[str, int] = {}
        self._instruments: dict[str, int] = {}
        self.cited: dict[Authority, None] = {}
        """The authorities that were cited, in order."""

    def note(self, text: str) -> Footnote:
        """Give a footnote."""
        self._last += 1
        return Footnote(f"{capital(unstopped(plain(text)))}.")

    def of(self, leaves: Iterable[Leaf], opposed: Side = "against", ways: Iterable[MeaningNode] = ()) -> Words:
        """Give the footnote of a sentence; none where it stands on nothing.

        Args:
            leaves: the passages, and what else carries the sentence or speaks against it.
            opposed: the side that speaks against the sentence.
            ways: the definitions and bridges by which it follows.
        """
        both = list(dict.fromkeys(leaves))
        against = self._passages([leaf for leaf in both if leaf.side == opposed])
        parts = [
            self._passages([leaf for leaf in both if leaf.side != opposed]),
            words.MEMO_AGAINST.format(line=against) if against else "",
            self._law(list({way.id: way for way in ways}.values())),
        ]
        text = ". ".join(capital(unstopped(part)) for part in parts if part)
        return (self.note(text),) if text else ()

    def rule(self, cell: CellNode) -> Footnote:
        """Give the footnote of a rule: where it stands, how far that is confirmed, and what the rule leaves out."""
        note = words.RULE_NOTE.format(
            citation=self._provision(cell),
            pinpoint="" if cell.pinpoint_confirmed else words.RULE_PINPOINT,
            status=cell.status,
        )
        left = [words.LEAVES_OUT.format(text=unstopped(plain(each))) for each in cell.not_encoded]
        return self.note(" ".join((note, *left)))

    def _provision(self, cell: CellNode) -> str:
        """Cite a provision: its instrument in full the first time, then by the number of that footnote."""
        if cell.authority is None:
            return cell.citation
        self.cited.setdefault(cell.authority)
        first = self._instruments.setdefault(cell.authority.instrument, self._last + 1)
        fresh = first == self._last + 1
        return oscola.full(cell.authority) if fresh else oscola.again(cell.authority, first)

    def _passages(self, leaves: list[Leaf]) -> str:
        """Tell passages: each in full the first time, then by what it is and the number of that footnote."""
        parts = dict[str, None]()
        for leaf in map(unsided, leaves):
            first = self._leaves.setdefault(leaf, self._last + 1)
            parts[self._told(leaf) if first == self._last + 1 else self._again(leaf, first)] = None
        return "; ".join(parts)

    def _again(self, leaf: Leaf, number: int) -> str:
        noun, by = phrases.EVIDENCE.get(leaf.mode or leaf.kind, phrases.EVIDENCE["reported"])
        speaker = self._names.get(leaf.speaker or "", leaf.speaker or "") or leaf.by
        what = noun + (by.format(who=speaker) if speaker and by else "")
        return words.MEMO_AGAIN.format(evidence=what, number=number)

    def _told(self, leaf: Leaf) -> str:
        """Give the words of a leaf with whose they are and how far they prove; its place stands in the annex."""
        about = [source_of(leaf, self._names) if leaf.kind == "passage" else leaf.source_title or leaf.source or ""]
        about.append(phrases.MODE.get(leaf.mode or "", leaf.mode or "") if leaf.kind != "inference" else "")
        about.append(phrases.GRADE.format(standard=phrases.STANDARD[leaf.grade]) if leaf.grade else "")
        about.append(phrases.NOT_REVIEWED if leaf.unreviewed else "")
        about.append(words.MEMO_LATER if self._later(leaf) else "")
        shown = "; ".join(filter(None, about))
        said = unstopped(passage(leaf))
        return phrases.PASSAGE.format(passage=said, about=shown) if shown else said

    def _law(self, ways: list[MeaningNode]) -> str:
        """Name the law by which a sentence follows: each way in full the first time, then by its name."""
        told = []
        for way in ways:
            first = self._ways.setdefault(way.id, self._last + 1)
            told.append(_way(way) if first == self._last + 1 else words.MEMO_WAY_AGAIN.format(id=way.id, number=first))
        return words.MEMO_BY.format(ways="; ".join(told)) if told else ""

    def _later(self, leaf: Leaf) -> bool:
        """Tell whether the source of a passage is later than the day as of which the case was judged."""
        published = self._published.get(leaf.source or "")
        return published is not None and parse_date(published).last > parse_date(self._as_of).last


def _way(way: MeaningNode) -> str:
    gist = unstopped(plain(way.gist))
    if way.bridge:
        return words.MEMO_BRIDGE.format(id=way.id, gist=gist)
    citation = cited(plain(way.citation), way.mark)
    return words.MEMO_WAY.format(id=way.id, citation=citation, gist=gist, reading=_read(way))


def _read(way: MeaningNode) -> str:
    return words.MEMO_READ_AS.format(reading=way.reading) if way.reading else ""


def both_sides(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    """Give the leaves of each fact on each side, in the order in which they are met."""
    facts: dict[tuple[str, str], list[Leaf]] = {}
    for leaf in dict.fromkeys(leaves):
        facts.setdefault((leaf.side, leaf.id), []).append(leaf)
    yield from facts.values()
