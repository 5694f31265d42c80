"""A case as a memorandum: question, short answer, facts, analysis norm by norm, matrix, evidence, open questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanctioncheck.model.finding import QUIET
from sanctioncheck.model.result import CaseResult, CellNode, FactNode, JudgementNode, Leaf, RunResult
from sanctioncheck.model.truth import RANK
from sanctioncheck.render import oscola, phrases
from sanctioncheck.render.brief import verdict
from sanctioncheck.render.matrix import Entry, Matrix, Row, matrix, status_of
from sanctioncheck.render.memo.analysis import Analyst, named
from sanctioncheck.render.memo.blocks import Block, Field, Heading, Listing, Paragraph, Strong, Table, Words
from sanctioncheck.render.oneline import line as one_line
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.authorities import pleaded_in
from sanctioncheck.render.report.gaps import questions
from sanctioncheck.render.report.origin import made_from, source_line
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import alternatives, capital, passage, reading_word, source_of, unstopped

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_ACROSS = 5
"""Actors beside each other in a table."""


def memorandum(run: RunResult, case: CaseResult) -> tuple[Block, ...]:
    """Write a case as a memorandum.

    Args:
        run: the run that it belongs to.
        case: the case.

    Returns:
        The document, block by block; nothing in it but what the trace says and the phrases of the report.
    """
    return tuple(_Memo(run, case).blocks())


class _Memo:
    """Writes one memorandum; what is quoted once is referred to by its footnote afterwards."""

    def __init__(self, run: RunResult, case: CaseResult) -> None:
        self.run, self.case = run, case
        self.names = {column.id: column.name for column in case.columns}
        self.labels = {cell.provision: cell.label for cell in case.cells}
        self.drawn: Matrix = matrix(run, case, typed=False)
        self.analyst = Analyst(case)
        self.notes = self.analyst.notes

    def blocks(self) -> Iterator[Block]:
        """Give the blocks in their order; the footnotes are numbered in it."""
        yield from self._head()
        yield Heading(1, words.QUESTION)
        yield Paragraph((self._question(),))
        yield Heading(1, words.SHORT_ANSWER)
        yield from self._answer()
        yield Heading(1, words.MEMO_FACTS)
        yield from self._facts()
        yield Heading(1, words.ANALYSIS)
        cleared = [row for row in self.drawn.rows if _is_cleared(row)]
        for row in self.drawn.rows:
            if row not in cleared:
                yield from self.analyst.norm(row)
        yield from self.analyst.cleared(cleared)
        yield from self._opinions()
        yield Heading(1, words.MEMO_MATRIX)
        yield from self._matrix()
        yield from (Paragraph((note,)) for note in self.drawn.notes)
        yield Heading(1, words.OPEN_QUESTIONS)
        yield from self._questions()
        yield from self._annexes()

    # --- head, question, short answer

    def _head(self) -> Iterator[Block]:
        case = self.case
        yield Heading(0, words.MEMORANDUM)
        filled = (words.MEMO_OPEN, words.MEMO_OPEN, words.MEMO_DATE.format(as_of=case.as_of), plain(case.title))
        pairs = zip(words.MEMO_HEAD, filled, strict=True)
        yield Table("", (), tuple((Field(name), Field(said)) for name, said in pairs), (1, 6))
        yield Paragraph((self.run.disclaimer,), aside=True)
        # That the engines differ, and how far the rules have come, belongs before every answer.
        warned = [*self.drawn.about[2:], *status_of(self._entries())]
        if case.made_up:
            warned.append(words.MEMO_MADE_UP.format(titles="; ".join(plain(title) for title in case.made_up)))
        if case.proposed:
            warned.append(words.MEMO_PROPOSED.format(number=len(case.proposed)))
        unreviewed = dict.fromkeys(name for cell in case.cells for name in cell.unreviewed)
        if unreviewed:
            warned.append(words.MEMO_UNREVIEWED.format(ids=", ".join(unreviewed)))
        yield from (Paragraph((said,), aside=True) for said in warned)

    def _question(self) -> str:
        actors = [plain(column.name) for column in self.drawn.columns]
        return words.QUESTION_ASKED.format(
            as_of=self.case.as_of,
            actors=" or ".join(filter(None, (", ".join(actors[:-1]), *actors[-1:]))),
            standard=phrases.BRIEF_STANDARD[self.case.standard],
        )

    def _answer(self) -> Iterator[Block]:
        for at, column in enumerate(self.drawn.columns):
            cells = [entry.cell for row in self.drawn.rows if (entry := row.entries[at]) is not None]
            items = tuple(self._answers(column.name, cells))
            if items:
                yield Paragraph((Strong(capital(plain(column.name))),), with_next=True)
                yield Listing(items)
            else:
                yield Paragraph((words.ANSWER_NOTHING.format(actor=plain(column.name)),))
        totals = phrases.TOTALS.format(totals=self.case.totals, standard=phrases.STANDARD[self.case.standard])
        yield Paragraph((plain(totals),))

    def _answers(self, actor: str, cells: list[CellNode]) -> Iterator[Words]:
        for cell in cells:
            if cell.outcome == "violated":
                yield (" ".join(self._violated(cell, actor)),)
        for cell in cells:
            if cell.outcome == "contested":
                said = words.ANSWER_CONTESTED.format(
                    verdict=capital(verdict(cell, actor)), reason=unstopped(self._contested(cell))
                )
                yield (plain(said),)
        rest = (
            ("undetermined", words.ANSWER_OPEN),
            ("excused", words.ANSWER_EXCUSED),
            ("not-violated", words.ANSWER_CLEARED),
        )
        for outcome, form in rest:
            norms = [named(cell) for cell in cells if cell.outcome == outcome]
            if norms:
                yield (form.format(norms="; ".join(norms), section=words.OPEN_QUESTIONS),)

    def _violated(self, cell: CellNode, actor: str) -> Iterator[str]:
        unconfirmed = "" if cell.pinpoint_confirmed else f" ({phrases.PINPOINT_UNCONFIRMED})"
        yield f"{capital(plain(verdict(cell, actor)))}{unconfirmed}."
        if cell.alternative_to:
            yield words.ANSWER_ALTERNATIVE.format(others=alternatives(cell, self.labels))
        if any(reading.outcome != cell.outcome for reading in cell.readings):
            yield words.ANSWER_TURNS_TOO

    def _contested(self, cell: CellNode) -> str:
        """Say on what a contested cell turns: on readings in words, else as its line does."""
        turning = [r for r in cell.readings if len({x.outcome for x in cell.readings if x.position == r.position}) > 1]
        if not turning:
            return one_line(self.case, cell).text.rpartition(f"{cell.word}; ")[2]
        told = (words.ANSWER_READING.format(label=r.label, word=reading_word(r, cell.effect)[1]) for r in turning)
        return words.ANSWER_TURNS.format(readings="; ".join(told))

    # --- facts

    def _facts(self) -> Iterator[Block]:
        case = self.case
        if case.period and any(fact.undated for fact in case.facts):
            period = case.period
            said = words.MEMO_PERIOD.format(from_=period.from_, to=period.to, reason=unstopped(plain(period.reason)))
            yield Paragraph((said,))
        told = sorted((fact for fact in case.facts if _is_told(fact)), key=_in_time)
        known = [fact for fact in told if fact.id not in case.not_yet_known]
        shown = [fact for fact in known if self._is_shown(fact)]
        groups = (
            ("", shown),
            (words.MEMO_TOLD, [fact for fact in known if fact not in shown]),
            (words.MEMO_LATER_FACTS.format(as_of=case.as_of), [f for f in told if f.id in case.not_yet_known]),
        )
        for title, facts in groups:
            if facts:
                yield from [Heading(2, title)] if title else []
                yield Listing(tuple(self._fact(fact) for fact in facts), numbered=True)
        judged = [each for each in case.judgements if each.kind != "bridge" and not self._is_later(each)]
        if judged:
            yield Heading(2, words.JUDGED)
            yield Listing(tuple(_judged(each) for each in judged))
        for title, entries in (
            (words.ON_RECORD, case.background),
            (words.ASSUMED, case.assumptions),
            (words.REFUSED_RECORD, case.refused),
        ):
            if entries:
                yield Heading(2, title)
                yield Listing(tuple((f"{unstopped(plain(said))}.",) for said in entries.values()))
        if case.sources:
            yield Heading(2, words.MEMO_SOURCES)
            yield Listing(tuple((source_line(each),) for each in case.sources))

    def _is_shown(self, fact: FactNode) -> bool:
        """Tell whether a fact is proved to the standard asked for, and its contrary is not."""
        asked = RANK[self.case.standard]
        proved = fact.proved is not None and RANK[fact.proved] >= asked
        return proved and (fact.denied is None or RANK[fact.denied] < asked)

    def _is_later(self, judgement: JudgementNode) -> bool:
        """Tell whether a judgement, or what it rests on, was not known on the day asked about."""
        return bool({judgement.id, *judgement.rests_on} & set(self.case.not_yet_known))

    def _fact(self, fact: FactNode) -> Words:
        when = words.MEMO_WHEN.format(when=plain(fact.when)) if fact.when and not fact.undated else ""
        text = words.MEMO_FACT.format(text=unstopped(plain(fact.text)), when=when)
        form = "{text}" if self._is_shown(fact) else words.MEMO_AS[self._manner(fact)]
        return (capital(form.format(text=text)), *self.notes.of(fact.leaves, fact.opposed))

    def _manner(self, fact: FactNode) -> str:
        """Give how a fact is told that is not shown to the standard asked for."""
        if fact.id in self.case.not_yet_known or fact.review == "proposed":
            return "told"
        if fact.proved and fact.denied and fact.proved != "alleged":
            return "disputed"
        modes = {leaf.mode for leaf in fact.leaves if leaf.side != fact.opposed}
        if not modes:
            return "denied"
        if modes <= {"opinion"}:
            return "opinion"
        return "alleged" if fact.proved in (None, "alleged") else "told"

    # --- what follows the analysis

    def _opinions(self) -> Iterator[Block]:
        if not self.case.opinions:
            return
        yield Heading(2, words.MEMO_OPINIONS)
        yield Paragraph((words.MEMO_OPINIONS_WHY,))
        yield Listing(tuple(self.analyst.opinion(each) for each in self.case.opinions))

    def _matrix(self) -> Iterator[Table]:
        """Draw the matrix, of many actors a few at a time."""
        for first in range(0, len(self.drawn.columns), _ACROSS):
            shown = slice(first, first + _ACROSS)
            columns = self.drawn.columns[shown]
            heads = (Field("\n".join((_label(row), *row.below))) for row in self.drawn.rows)
            fields = ([_entry(entry) for entry in row.entries[shown]] for row in self.drawn.rows)
            rows = tuple((head, *each) for head, each in zip(heads, fields, strict=True))
            names = (phrases.NORM, *(plain(column.name) for column in columns))
            yield Table(words.TABLE, names, rows, (3, *(2 for _ in columns)))

    def _questions(self) -> Iterator[Block]:
        asked = questions(entry.cell for entry in self._entries())
        if not asked:
            yield Paragraph((words.NOTHING_OPEN,))
            return
        rows = tuple(
            (Field(each.ask), Field(each.counts), Field("; ".join(_waiting(cell, self.names) for cell in each.cells)))
            for each in asked
        )
        yield Table(words.MISSING_CAPTION, words.MISSING_HEAD, rows, (3, 3, 3))

    def _entries(self) -> list[Entry]:
        return [entry for row in self.drawn.rows for entry in row.entries if entry]

    # --- annexes

    def _annexes(self) -> Iterator[Block]:
        yield Heading(1, words.ANNEX_EVIDENCE)
        rows = tuple(row for fact in self.case.facts for row in self._evidence(fact))
        yield Table(words.FACTS_CAPTION, words.EVIDENCE_HEAD, rows, (3, 5, 2, 3, 2))
        yield Heading(1, words.ANNEX_AUTHORITIES)
        for heading, entries in oscola.table([*self.notes.cited, *pleaded_in(self.analyst.pleas)]):
            yield Heading(2, heading)
            yield Listing(tuple((plain(each),) for each in entries))
        yield Heading(1, words.ANNEX_MADE_FROM)
        yield Table(
            words.MADE_CAPTION, words.MADE_HEAD,
            tuple((Field(what), Field(value)) for what, value in self._origin()), (2, 5),
        )  # fmt: skip

    def _origin(self) -> Iterator[tuple[str, str]]:
        yield from made_from(self.run, self.case)
        yield words.MADE_ENGINES, self.drawn.about[1]

    def _evidence(self, fact: FactNode) -> Iterator[tuple[Field, ...]]:
        for leaf in fact.leaves:
            grade = phrases.STANDARD[leaf.grade] if leaf.grade else words.NOTHING
            against = f"{words.AGAINST} " if leaf.side == fact.opposed else ""
            mode = phrases.MODE.get(leaf.mode or "", leaf.mode or leaf.kind)
            about = ", ".join(filter(None, (source_of(leaf, self.names) or leaf.by, mode)))
            yield (
                Field(f"{plain(fact.text)} [{plain(fact.id)}]"), Field(f"{against}{plain(passage(leaf))}"),
                Field(plain(about)), Field(_place(leaf)), Field(grade),
            )  # fmt: skip


def _entry(entry: Entry | None) -> Field:
    return Field("\n".join((entry.word, *entry.below)), entry.cell.outcome) if entry else Field("")


def _label(row: Row) -> str:
    """Name a row as prose does, without the id of the norm, and with the mark of a place that is not confirmed."""
    cell = next((entry.cell for entry in row.entries if entry), None)
    if cell is None:
        return row.label
    mark = "" if cell.pinpoint_confirmed else f"\N{NO-BREAK SPACE}{phrases.MARK_PINPOINT}"
    return plain(cell.label) + mark


def _is_told(fact: FactNode) -> bool:
    """Tell whether some source tells a fact; what persons infer is told as what they infer."""
    return any(leaf.kind != "inference" for leaf in fact.leaves)


def _is_cleared(row: Row) -> bool:
    return all(entry.cell.outcome in ("not-violated", *QUIET) for entry in row.entries if entry)


def _in_time(fact: FactNode) -> tuple[bool, str, str]:
    """Order facts by their first day; those without a date stand at the end."""
    day = _DAY.search(fact.when)
    return fact.undated or day is None, day[0] if day else "", fact.id


def _judged(each: JudgementNode) -> Words:
    said = words.JUDGED_LINE.format(
        text=capital(unstopped(plain(each.text))), reason=unstopped(plain(each.reason)), by=plain(each.by)
    )
    return (said,)


def _waiting(cell: CellNode, names: dict[str, str]) -> str:
    return words.WAITING.format(actor=plain(names.get(cell.actor, cell.actor)), label=plain(cell.label))


def _place(leaf: Leaf) -> str:
    if leaf.source is None or leaf.start is None or leaf.end is None:
        return plain(leaf.source_title or leaf.source or ", ".join(leaf.rests_on))
    return words.PLACE.format(source=plain(leaf.source), start=leaf.start, end=leaf.end)
