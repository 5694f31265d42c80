"""The footnotes of a memorandum: on whose words a sentence stands, by which law, and what was cited before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.explain.walk import unsided
from sanctioncheck.model.authority import Authority
from sanctioncheck.model.result import CellNode, Leaf, MeaningNode, Side
from sanctioncheck.render import oscola, phrases
from sanctioncheck.render.memo.blocks import Footnote, Words
from sanctioncheck.render.report import said as words
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import Names, capital, cited, passage, source_of, unstopped


class Notes:
    """Numbers footnotes as they are asked for, and tells by the number what was told in full before.

    Args:
        names: id of an actor to its name.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
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
        by = list({way.id: way for way in ways}.values())
        parts = [
            self._passages([leaf for leaf in both if leaf.side != opposed]),
            self._law([way for way in by if way.id not in self._ways]),
        ]
        against = self._passages([leaf for leaf in both if leaf.side == opposed])
        known = sorted({self._ways[way.id] for way in by if way.id in self._ways} - {self._last + 1})
        self._ways |= {way.id: self._last + 1 for way in by if way.id not in self._ways}
        parts += [words.MEMO_AGAINST.format(line=against)] if against else []
        parts += [words.MEMO_BY_BEFORE.format(numbers=", ".join(map(str, known)))] if known else []
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
        this = self._last + 1
        once = [unsided(leaf) for leaf in leaves]
        fresh = [leaf for leaf in once if leaf not in self._leaves]
        known = {self._leaves[leaf] for leaf in once if leaf in self._leaves}
        self._leaves |= dict.fromkeys(fresh, this)
        parts = [self._told(leaf) for leaf in fresh]
        if this in known:
            parts.append(words.MEMO_SAME)
        before = sorted(known - {this})
        if before:
            form = words.MEMO_SEE if len(before) == 1 else words.MEMO_SEE_MANY
            parts.append(form.format(numbers=", ".join(map(str, before))))
        return "; ".join(parts)

    def _told(self, leaf: Leaf) -> str:
        """Give the words of a leaf with whose they are and how far they prove; its place stands in the annex."""
        about = [source_of(leaf, self._names) if leaf.kind == "passage" else leaf.source_title or leaf.source or ""]
        about.append(phrases.MODE.get(leaf.mode or "", leaf.mode or "") if leaf.kind != "inference" else "")
        about.append(phrases.GRADE.format(standard=phrases.STANDARD[leaf.grade]) if leaf.grade else "")
        about.append(phrases.NOT_REVIEWED if leaf.unreviewed else "")
        shown = "; ".join(filter(None, about))
        said = unstopped(passage(leaf))
        return phrases.PASSAGE.format(passage=said, about=shown) if shown else said

    def _law(self, ways: list[MeaningNode]) -> str:
        return words.MEMO_BY.format(ways="; ".join(_way(way) for way in ways)) if ways else ""


def _way(way: MeaningNode) -> str:
    gist = unstopped(plain(way.gist))
    if way.bridge:
        return words.MEMO_BRIDGE.format(gist=gist)
    return words.MEMO_WAY.format(citation=cited(plain(way.citation), way.mark), gist=gist, reading=_read(way))


def _read(way: MeaningNode) -> str:
    return words.MEMO_READ_AS.format(reading=way.reading) if way.reading else ""


def both_sides(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    """Give the leaves of each fact on each side, in the order in which they are met."""
    facts: dict[tuple[str, str], list[Leaf]] = {}
    for leaf in dict.fromkeys(leaves):
        facts.setdefault((leaf.side, leaf.id), []).append(leaf)
    yield from facts.values()
