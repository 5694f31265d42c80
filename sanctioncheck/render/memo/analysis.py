"""The analysis of a memorandum: for each norm the rule, what is shown, readings, defences and the conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.explain.once import FirstTold
from sanctioncheck.explain.walk import beside_of, sums_of, unsided
from sanctioncheck.model.brief import Sentence
from sanctioncheck.model.result import (
    CaseResult,
    CellNode,
    ElementNode,
    FindingNode,
    Leaf,
    OpinionNode,
    RunResult,
    Side,
)
from sanctioncheck.render import oscola, phrases
from sanctioncheck.render.brief import SILENT, carrying, gravest, parts, proved_to, statement
from sanctioncheck.render.hearing import is_live
from sanctioncheck.render.matrix import Row
from sanctioncheck.render.memo.blocks import Block, Footnote, Heading, Listing, Paragraph, Piece, Strong, Words
from sanctioncheck.render.report import said as words
from sanctioncheck.render.safe import plain, quoted
from sanctioncheck.render.sentence import capital, unstopped, weighed

_QUIET = ("not-triggered", "not-applicable")


class Analyst:
    """Tells norms one after another; it knows what has a footnote already, and which instruments were cited."""

    def __init__(self, run: RunResult, case: CaseResult) -> None:
        self.run, self.case = run, case
        self.names = {column.id: column.name for column in case.columns}
        self._cited: dict[str, int] = {}
        self._numbers: dict[Leaf, int] = {}
        self._last = 0

    # --- footnotes

    def notes(self, leaves: Iterable[Leaf], opposed: Side = "against") -> Words:
        """Give a footnote with passages: each in full the first time, then by the number of that footnote.

        Args:
            leaves: the passages, and what else carries the sentence or speaks against it.
            opposed: the side that speaks against the sentence.
        """
        both = list(dict.fromkeys(leaves))
        carrying = [leaf for leaf in both if leaf.side != opposed]
        against = [leaf for leaf in both if leaf.side == opposed]
        parts = [self._said(carrying), words.MEMO_AGAINST.format(line=self._said(against)) if against else ""]
        text = ". ".join(capital(unstopped(part)) for part in parts if part)
        return (self.note(text),) if text else ()

    def note(self, text: str) -> Footnote:
        """Give a footnote; footnotes are numbered as they are asked for."""
        self._last += 1
        return Footnote(f"{capital(unstopped(plain(text)))}.")

    def _said(self, leaves: list[Leaf]) -> str:
        this = self._last + 1
        once = [unsided(leaf) for leaf in leaves]
        fresh = [leaf for leaf in once if leaf not in self._numbers]
        known = {self._numbers[leaf] for leaf in once if leaf in self._numbers}
        self._numbers |= dict.fromkeys(fresh, this)
        parts = [weighed(leaf, self.names) for leaf in fresh]
        if this in known:
            parts.append(words.MEMO_SAME)
        before = sorted(known - {this})
        if before:
            form = words.MEMO_SEE if len(before) == 1 else words.MEMO_SEE_MANY
            parts.append(form.format(numbers=", ".join(map(str, before))))
        return "; ".join(parts)

    # --- one norm

    def norm(self, row: Row) -> Iterator[Block]:
        """Tell one norm: its rule, then each actor whose conduct opens it."""
        cells = [entry.cell for entry in row.entries if entry and entry.cell.outcome not in _QUIET]
        head = cells[0]
        name = row.label.replace(f"\N{NO-BREAK SPACE}{phrases.MARK_PINPOINT}", "")
        yield Heading(2, f"{name}: {plain(head.title)}")
        yield Paragraph(self._rule(head))
        for cell in cells:
            yield from self._cell(cell)

    def cleared(self, rows: Iterable[Row]) -> Iterator[Block]:
        """Tell norms that nobody violated by what the facts state, each actor in a line."""
        items: list[Words] = []
        for row in rows:
            for cell in (entry.cell for entry in row.entries if entry and entry.cell.outcome not in _QUIET):
                finding = gravest(cell)
                name = words.CLEARED_NORM.format(
                    actor=capital(plain(self.names.get(cell.actor, cell.actor))),
                    label=plain(cell.label),
                    title=plain(cell.title),
                    pinpoint="" if cell.pinpoint_confirmed else words.RULE_PINPOINT,
                )
                items.append((Strong(name), *(self._elements(finding, cleared=True) if finding else ())))
        if items:
            yield Heading(2, words.CLEARED)
            yield Paragraph((words.CLEARED_WHY,))
            yield Listing(tuple(items))

    def _rule(self, cell: CellNode) -> Words:
        text = words.RULE_TEXT.format(
            gist=unstopped(plain(cell.gist)),
            force=capital(plain(cell.force)),
            verb=plain(cell.verb),
            in_force=plain(" and ".join(cell.in_force)),
            bearer=plain(cell.bearer),
        )
        note = words.RULE_NOTE.format(
            citation=self._citation(cell),
            pinpoint="" if cell.pinpoint_confirmed else words.RULE_PINPOINT,
            status=cell.status,
        )
        left = [words.LEAVES_OUT.format(text=unstopped(plain(each))) for each in cell.not_encoded]
        return (Strong(words.RULE), " ", text, self.note(" ".join((note, *left))))

    def _citation(self, cell: CellNode) -> str:
        """Cite a provision: its instrument in full the first time, then by the number of that footnote."""
        if cell.authority is None:
            return cell.citation
        first = self._cited.setdefault(cell.authority.instrument, self._last + 1)
        fresh = first == self._last + 1
        return oscola.full(cell.authority) if fresh else oscola.again(cell.authority, first)

    def _cell(self, cell: CellNode) -> Iterator[Block]:
        told = parts(self.case, cell)
        finding = gravest(cell)
        cleared = cell.outcome == "not-violated"
        pleaded = finding is not None and any(is_live(clause) for clause in finding.exceptions)
        # What might be pleaded against what nobody has shown yet would only fill the page.
        exceptions = told.exceptions if pleaded or cell.outcome in ("violated", "contested", "excused") else ()
        actor = plain(self.names.get(cell.actor, cell.actor))
        applied: list[Piece] = [Strong(words.APPLICATION.format(actor=capital(actor)))]
        applied += _sentences((*told.conduct, *told.limits))
        if finding is not None:
            applied += self._elements(finding, cleared=cleared)
        yield Paragraph(tuple(applied))
        for title, sentences in (
            (words.READ_OTHERWISE, told.readings),
            (words.DEFENCES, () if cleared else exceptions),
            (words.OPEN, told.missing),
            (words.CONCLUSION, (*told.outcome, *told.leans)),
        ):
            if sentences:
                yield Paragraph((Strong(title), *_sentences(sentences)))

    def _elements(self, finding: FindingNode, *, cleared: bool) -> Iterator[Piece]:
        """Say what is shown of each element; where one that is false clears the actor, only that."""
        first = FirstTold(finding)
        deciding = [each for each in finding.elements if each.state == "shown-false"]
        said = dict[tuple[Piece, ...], None]()
        for element in deciding if cleared and deciding else finding.elements:
            sentence = tuple(self._element(element))
            if sentence and sentence not in said:
                said[sentence] = None
                yield from sentence
                opposed: Side = "for" if element.state == "shown-false" else "against"
                yield from self.notes(_carrying(list(dict.fromkeys(first.leaves(element.node))), element), opposed)
                for each in beside_of(element.node):
                    yield f" {_stopped(words.MEMO_BESIDE.format(when=each.when))}"
                    yield from self.notes([each.leaf])

    def _element(self, element: ElementNode) -> Iterator[Piece]:
        if element.state == "shown" and element.node.kind in SILENT:
            return
        if element.state == "unknown":
            yield f" {_stopped(phrases.BRIEF_UNKNOWN.format(ask=element.ask))}"
        elif element.state == "disputed":
            yield f" {_stopped(words.MEMO_DISPUTED.format(text=statement(element)))}"
        else:
            manner = phrases.MANNER[proved_to(element)]
            yield f" {_stopped(words.MEMO_SHOWN.format(text=statement(element), manner=manner))}"
        for node in sums_of(element.node):
            yield f" {_stopped(words.MEMO_COUNTED.format(operands='; '.join(node.operands)))}"

    def opinion(self, each: OpinionNode) -> Words:
        """Tell what somebody holds the law to be."""
        text = quoted(each.exact)
        source = each.source_title or each.source
        said = phrases.VERBATIM.format(text=text) if each.verbatim else phrases.NOTE.format(source=source, text=text)
        about = self.names.get(each.speaker, each.speaker)
        return (plain(phrases.PASSAGE.format(passage=capital(said), about=about)),)


def _carrying(leaves: list[Leaf], element: ElementNode) -> Iterator[Leaf]:
    """Give what carries each fact on the side that decides, then what speaks against it."""
    facts: dict[tuple[str, str], list[Leaf]] = {}
    for leaf in leaves:
        facts.setdefault((leaf.side, leaf.id), []).append(leaf)
    for each in facts.values():
        yield from carrying(each, element)


def _sentences(sentences: Iterable[Sentence]) -> Iterator[str]:
    for each in sentences:
        yield f" {_stopped(each.text)}"


def _stopped(text: str) -> str:
    """Make a sentence of a text: a capital letter, and a stop unless it ends with one.

    >>> _stopped("is it so?"), _stopped("it is so")
    ('Is it so?', 'It is so.')
    """
    said = capital(plain(text))
    return said if said.endswith((".", "?", "!")) else f"{said}."
