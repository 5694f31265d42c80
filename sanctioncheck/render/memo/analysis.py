"""The analysis of a memorandum: for each norm the rule, what is shown, readings, defences and the conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctioncheck.explain.once import FirstTold
from sanctioncheck.explain.walk import beside_of, sums_of
from sanctioncheck.model.brief import Sentence
from sanctioncheck.model.finding import QUIET, word
from sanctioncheck.model.result import CaseResult, CellNode, ElementNode, ExceptionNode, FindingNode, OpinionNode, Side
from sanctioncheck.render import phrases
from sanctioncheck.render.brief import SILENT, carrying, gravest, parts, pleaded, proved_to, statement
from sanctioncheck.render.hearing import is_live
from sanctioncheck.render.matrix import Row
from sanctioncheck.render.memo.blocks import Block, Heading, Listing, Paragraph, Piece, Strong, Words
from sanctioncheck.render.memo.notes import Notes, both_sides
from sanctioncheck.render.report import said as words
from sanctioncheck.render.safe import plain, quoted
from sanctioncheck.render.sentence import capital, cited, reached_by, unstopped, who


class Analyst:
    """Tells norms one after another; what was said in the same words before is not said again."""

    def __init__(self, case: CaseResult) -> None:
        self.case = case
        self.names = {column.id: column.name for column in case.columns}
        self.notes = Notes(self.names, case)
        self.pleas: list[ExceptionNode] = []
        """The exceptions that are told, of all norms."""
        self._said: dict[tuple[str, ...], tuple[str, str]] = {}

    def norm(self, row: Row) -> Iterator[Block]:
        """Tell one norm: its rule, then each actor whose conduct opens it."""
        cells = [entry.cell for entry in row.entries if entry and entry.cell.outcome not in QUIET]
        name = named(cells[0])
        yield Heading(2, name)
        yield Paragraph(self._rule(cells[0]))
        for cell in cells:
            yield from self._cell(cell, name)

    def cleared(self, rows: Iterable[Row]) -> Iterator[Block]:
        """Tell norms of which nothing that the facts tell is a breach, each actor in a line."""
        items: list[Words] = []
        for row in rows:
            for cell in (entry.cell for entry in row.entries if entry and entry.cell.outcome not in QUIET):
                finding = gravest(cell)
                name = words.CLEARED_NORM.format(actor=capital(self._actor(cell)), norm=named(cell))
                told = parts(self.case, cell)
                why = self._elements(finding, cleared=True) if finding else ()
                about = _sentences((*told.conduct, *told.limits))
                items.append((Strong(name), *about, *why, self.notes.rule(cell)))
        if items:
            yield Heading(2, words.CLEARED)
            yield Paragraph((words.CLEARED_WHY,))
            yield Listing(tuple(items))

    def opinion(self, each: OpinionNode) -> Words:
        """Tell what somebody holds the law to be."""
        text = quoted(each.exact)
        source = each.source_title or each.source
        said = phrases.VERBATIM.format(text=text) if each.verbatim else phrases.NOTE.format(source=source, text=text)
        about = self.names.get(each.speaker, each.speaker)
        return (plain(phrases.PASSAGE.format(passage=capital(said), about=about)),)

    # --- one norm

    def _actor(self, cell: CellNode) -> str:
        return plain(self.names.get(cell.actor, cell.actor))

    def _rule(self, cell: CellNode) -> Words:
        text = words.RULE_TEXT.format(
            binds=phrases.SPEAKS_TO if cell.force == "recommendatory" else phrases.BINDS,
            gist=unstopped(plain(cell.gist)),
            force=capital(plain(cell.force)),
            verb=plain(cell.verb),
            in_force=plain(" and ".join(cell.in_force)),
            bearer=plain(cell.bearer),
        )
        return (Strong(words.RULE), " ", text, self.notes.rule(cell))

    def _cell(self, cell: CellNode, norm: str) -> Iterator[Block]:
        told = parts(self.case, cell)
        finding = gravest(cell)
        applied: list[Piece] = [Strong(words.APPLICATION.format(actor=capital(self._actor(cell))))]
        applied += _sentences((*told.conduct, *told.limits))
        if finding is not None:
            applied += self._elements(finding, cleared=cell.outcome == "not-violated")
        yield Paragraph(tuple(applied))
        others = [each for each in cell.findings if each is not finding]
        if others:
            yield Paragraph((Strong(words.OTHER_FINDINGS),), with_next=True)
            yield Listing(tuple((_finding_line(each, cell),) for each in others))
        turning = [each for each in told.readings if len(each.ids) == 1]
        yield from self._once(cell, norm, words.READ_OTHERWISE, [f" {_stopped(each.text)}" for each in turning])
        yield from self._once(cell, norm, words.DEFENCES, list(self._pleas(cell, finding)))
        if told.missing:
            yield Paragraph((Strong(words.OPEN), *(f" {_stopped(each.ask)}" for each in cell.missing)))
        yield Paragraph((Strong(words.CONCLUSION), *_sentences((*told.outcome, *told.leans))))

    def _once(self, cell: CellNode, norm: str, title: str, sentences: list[str]) -> Iterator[Block]:
        """Give a paragraph; where the same was said before, only the norm and the actor under which it was."""
        if not sentences:
            return
        here = self._actor(cell), norm
        first = self._said.setdefault((title, *sentences), here)
        actor, under = first
        said = sentences if first == here else [f" {words.AS_UNDER.format(actor=actor, norm=under)}"]
        yield Paragraph((Strong(title), *said))

    # --- what is shown

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
                # A footnote to what is not shown would read as its proof.
                if element.state != "unknown":
                    facts = both_sides(first.leaves(element.node))
                    leaves = [leaf for fact in facts for leaf in carrying(fact, element)]
                    yield from self.notes.of(leaves, opposed, first.ways(element.node))
                for each in beside_of(element.node):
                    yield f" {_stopped(words.MEMO_BESIDE.format(when=each.when))}"
                    yield from self.notes.of([each.leaf])

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

    # --- what excuses

    def _pleas(self, cell: CellNode, finding: FindingNode | None) -> Iterator[str]:
        """Tell the exceptions that are raised or hold; those that might be raised only against what is shown."""
        if finding is None or cell.outcome == "not-violated":
            return
        live = [clause for clause in finding.exceptions if is_live(clause)]
        self.pleas += live
        for clause in live:
            yield f" {_stopped(pleaded(clause, _by(clause, self._actor(cell))))}"
        quiet = [clause for clause in finding.exceptions if not is_live(clause)]
        if not live and cell.outcome not in ("violated", "contested", "excused"):
            return
        for side in dict.fromkeys(who(clause, self._actor(cell)) for clause in quiet):
            theirs = [clause for clause in quiet if who(clause, self._actor(cell)) == side]
            listed = "; ".join(f"{unstopped(each.gist)} ({cited(each.citation, each.mark)})" for each in theirs)
            yield f" {_stopped(phrases.RAISABLE.format(who=side, exceptions=listed))}"


def named(cell: CellNode) -> str:
    """Name a norm as prose does: where it stands, what it is about, and whether the place is confirmed."""
    name = phrases.BRIEF_NORM.format(label=plain(cell.label), title=plain(cell.title))
    return name if cell.pinpoint_confirmed else f"{name} ({phrases.PINPOINT_UNCONFIRMED})"


def _finding_line(finding: FindingNode, cell: CellNode) -> str:
    said = word(finding.outcome, cell.effect, reached_by(finding.by_standard))
    when = f" ({plain(finding.when)})" if finding.when else ""
    return words.OTHER_FINDING.format(heading=capital(plain(finding.heading)), when=when, word=said)


def _by(clause: ExceptionNode, actor: str) -> str:
    """Say who raises an exception where somebody does in the respondent's place."""
    return words.RAISED_FOR.format(actor=actor, who=clause.raised_for_by) if clause.raised_for_by else ""


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
