"""A case as a memorandum: question, short answer, facts, analysis norm by norm, matrix, evidence, open questions."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.result import CaseResult, CellNode, FactNode, JudgementNode, Leaf, RunResult
from sanctioncheck.render import phrases
from sanctioncheck.render.brief import verdict
from sanctioncheck.render.matrix import Entry, Matrix, Row, matrix
from sanctioncheck.render.memo.analysis import Analyst
from sanctioncheck.render.memo.blocks import Block, Field, Heading, Listing, Paragraph, Strong, Table, Words
from sanctioncheck.render.oneline import line as one_line
from sanctioncheck.render.report import said as words
from sanctioncheck.render.report.authorities import listed
from sanctioncheck.render.report.gaps import questions
from sanctioncheck.render.report.origin import made_from
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import capital, source_of, unstopped

QUIET = ("not-triggered", "not-applicable")
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
        self.drawn: Matrix = matrix(run, case, typed=False)
        self.analyst = Analyst(run, case)

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
        yield Table(
            "",
            (),
            tuple((Field(name), Field(said)) for name, said in zip(words.MEMO_HEAD, filled, strict=True)),
            (1, 6),
        )
        yield Paragraph((self.run.disclaimer,), aside=True)
        if case.made_up:
            titles = "; ".join(plain(title) for title in case.made_up)
            yield Paragraph((words.MEMO_MADE_UP.format(titles=titles),), aside=True)
        if case.proposed:
            yield Paragraph((words.MEMO_PROPOSED.format(number=len(case.proposed)),), aside=True)
        unreviewed = dict.fromkeys(name for cell in case.cells for name in cell.unreviewed)
        if unreviewed:
            yield Paragraph((words.MEMO_UNREVIEWED.format(ids=", ".join(unreviewed)),), aside=True)
        # That the two engines differ, or were not compared, belongs before every answer.
        yield from (Paragraph((said,), aside=True) for said in self.drawn.about[1:])

    def _question(self) -> str:
        actors = [plain(column.name) for column in self.drawn.columns]
        return words.QUESTION_ASKED.format(
            as_of=self.case.as_of,
            actors=" and ".join(filter(None, (", ".join(actors[:-1]), *actors[-1:]))),
            standard=phrases.BRIEF_STANDARD[self.case.standard],
        )

    def _answer(self) -> Iterator[Block]:
        for at, column in enumerate(self.drawn.columns):
            entries = [(row, entry) for row in self.drawn.rows if (entry := row.entries[at]) is not None]
            items = tuple(self._answers(column.name, entries))
            if items:
                yield Paragraph((Strong(capital(plain(column.name))),))
                yield Listing(items)
            else:
                yield Paragraph((words.ANSWER_NOTHING.format(actor=plain(column.name)),))
        yield Paragraph((capital(plain(self._totals())),))

    def _totals(self) -> str:
        return phrases.TOTALS.format(totals=self.case.totals, standard=phrases.STANDARD[self.case.standard])

    def _answers(self, actor: str, entries: list[tuple[Row, Entry]]) -> Iterator[Words]:
        for _, entry in entries:
            if entry.cell.outcome == "violated":
                yield (f"{capital(plain(verdict(entry.cell, actor)))}.",)
        for _, entry in entries:
            if entry.cell.outcome == "contested":
                reason = one_line(self.case, entry.cell).text.rpartition(f"{entry.cell.word}; ")[2]
                said = words.ANSWER_CONTESTED.format(
                    verdict=capital(verdict(entry.cell, actor)), reason=unstopped(reason)
                )
                yield (plain(said),)
        rest = (
            ("undetermined", words.ANSWER_OPEN),
            ("excused", words.ANSWER_EXCUSED),
            ("not-violated", words.ANSWER_CLEARED),
        )
        for outcome, form in rest:
            norms = [_named(entry.cell) for _, entry in entries if entry.cell.outcome == outcome]
            if norms:
                yield (form.format(norms="; ".join(norms), section=words.OPEN_QUESTIONS),)

    # --- facts

    def _facts(self) -> Iterator[Block]:
        case = self.case
        if case.period and any(fact.undated for fact in case.facts):
            period = case.period
            said = words.MEMO_PERIOD.format(from_=period.from_, to=period.to, reason=unstopped(plain(period.reason)))
            yield Paragraph((said,))
        yield Listing(tuple(self._fact(fact) for fact in case.facts), numbered=True)
        kinds = {kind: [each for each in case.judgements if each.kind == kind] for kind in ("judgement", "inference")}
        judged = [*kinds["judgement"], *kinds["inference"]]
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
        leant = {name for cell in case.cells for name in cell.judgements}
        bridges = [each for each in case.judgements if each.kind == "bridge" and each.id in leant]
        if bridges:
            yield Heading(2, words.BRIDGED)
            yield Paragraph((words.BRIDGED_WHY,))
            yield Listing(tuple((f"{capital(unstopped(plain(each.reason)))}.",) for each in bridges))

    def _fact(self, fact: FactNode) -> Words:
        when = words.MEMO_WHEN.format(when=fact.when) if fact.when and not fact.undated else ""
        text = words.MEMO_FACT.format(text=capital(unstopped(plain(fact.text))), when=plain(when))
        return (text, *self.analyst.notes(fact.leaves, fact.opposed))

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
            rows = tuple(
                (Field("\n".join((row.label, *row.below))), *map(_entry, row.entries[shown])) for row in self.drawn.rows
            )
            head = (phrases.NORM, *(plain(column.name) for column in columns))
            yield Table(words.TABLE, head, rows, (3, *(2 for _ in columns)))

    def _questions(self) -> Iterator[Block]:
        asked = questions(self._cells())
        if not asked:
            yield Paragraph((words.NOTHING_OPEN,))
            return
        rows = tuple(
            (Field(each.ask), Field(each.counts), Field("; ".join(_waiting(cell, self.names) for cell in each.cells)))
            for each in asked
        )
        yield Table(words.MISSING_CAPTION, words.MISSING_HEAD, rows, (3, 3, 3))

    def _cells(self) -> list[CellNode]:
        return [entry.cell for row in self.drawn.rows for entry in row.entries if entry]

    # --- annexes

    def _annexes(self) -> Iterator[Block]:
        yield Heading(1, words.ANNEX_EVIDENCE)
        rows = tuple(row for fact in self.case.facts for row in self._evidence(fact))
        yield Table(words.FACTS_CAPTION, words.EVIDENCE_HEAD, rows, (3, 5, 2, 3, 2))
        yield Heading(1, words.ANNEX_AUTHORITIES)
        for heading, entries in listed(self._cells()):
            yield Heading(2, heading)
            yield Listing(tuple((plain(each),) for each in entries))
        yield Heading(1, words.ANNEX_MADE_FROM)
        yield Table(
            words.MADE_CAPTION, words.MADE_HEAD,
            tuple((Field(what), Field(value)) for what, value in made_from(self.run, self.case)), (2, 5),
        )  # fmt: skip

    def _evidence(self, fact: FactNode) -> Iterator[tuple[Field, ...]]:
        for leaf in fact.leaves:
            grade = phrases.STANDARD[leaf.grade] if leaf.grade else words.NOTHING
            against = f"{words.AGAINST} " if leaf.side == fact.opposed else ""
            mode = phrases.MODE.get(leaf.mode or "", leaf.mode or leaf.kind)
            about = ", ".join(filter(None, (source_of(leaf, self.names) or leaf.by, mode)))
            yield (
                Field(f"{plain(fact.text)} [{plain(fact.id)}]"), Field(f"{against}{plain(leaf.text)}"),
                Field(plain(about)), Field(_place(leaf)), Field(grade),
            )  # fmt: skip


def _entry(entry: Entry | None) -> Field:
    return Field("\n".join((entry.word, *entry.below)), entry.cell.outcome) if entry else Field("")


def _named(cell: CellNode) -> str:
    return phrases.BRIEF_NORM.format(label=plain(cell.label), title=plain(cell.title))


def _is_cleared(row: Row) -> bool:
    return all(entry.cell.outcome in ("not-violated", *QUIET) for entry in row.entries if entry)


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
