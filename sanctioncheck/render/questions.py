"""What to ask next, ready to print: the best questions over the whole case, and what would settle each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from shlex import quote

from sanctioncheck.model.finding import SIGNS, Cut
from sanctioncheck.model.question import Answer, AnswerSet, CellQuestions, Question, Questions, Settles
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.outline import STEADY_WIDTH, Branch, Outline, Section, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import unstopped

Names = Mapping[str, str]
Again = tuple[str, ...]
FEW = 3
"""How many sets are told for one outcome of one cell."""
FIRST = 10
"""How many questions over the whole case are told."""


def to_text(asked: Questions, names: Names, *, again: Again = (), width: int = STEADY_WIDTH) -> str:
    """Write the questions in plain text.

    Args:
        asked: what `ask` found.
        names: the actors' ids to their names.
        again: options that who asks for one cell alone must repeat.
        width: characters a line.
    """
    body = as_text(outline(asked, names, again), width)
    return "\n".join([body, "", *wrapped(plain(asked.disclaimer), width)]) + "\n"


def to_markdown(asked: Questions, names: Names, again: Again = ()) -> str:
    """Write the questions in Markdown."""
    return f"{as_markdown(outline(asked, names, again))}\n\n*{markdown(asked.disclaimer)}*\n"


def outline(asked: Questions, names: Names, again: Again = ()) -> Outline:
    """Draw the questions: over the whole case, where it has several open cells, then cell by cell."""
    standard = phrases.STANDARD[asked.standard]
    lines: tuple[str, ...] = (besidewords.ASK_LINE.format(standard=standard, as_of=asked.as_of),)
    if not asked.cells:
        lines = (*lines, besidewords.ASK_NOTHING)
    lines = (*lines, *_cut_short(asked.cells))
    first = Section(besidewords.ASK_FIRST, tuple(_question(q, names) for q in asked.first if _settles_alone(q))[:FIRST])
    sections = [first] if len(asked.cells) > 1 else []
    # The first that is searched may take as many steps as if it were asked about alone.
    most = next((cell for cell in asked.cells if not cell.cut), None)
    return Outline(
        besidewords.ASK_TITLE.format(case=asked.case),
        lines,
        (*sections, *(_cell(cell, names, None if cell is most else again) for cell in asked.cells)),
    )


def _cut_short(cells: tuple[CellQuestions, ...]) -> Iterator[str]:
    """Say of how many cells not all was judged, or gone through."""
    cut = sum(1 for cell in cells if cell.cut)
    if cut:
        yield phrases.CUT_NOTE.format(number=f"{cut} cell{'s' if cut > 1 else ''}")
    ended = sum(1 for cell in cells if cell.search_cut)
    if ended:
        yield besidewords.ASK_NOT_ALL.format(number=ended, all=len(cells))


def _settles_alone(question: Question) -> bool:
    return any(not row.together for row in question.settles)


def _question(question: Question, names: Names) -> Branch:
    alone = tuple(Branch(_row(row, names)) for row in question.settles if not row.together)
    return Branch(question.ask, (*alone, *_how(question)))


def _row(row: Settles, names: Names) -> str:
    outcomes = [
        besidewords.ASK_ANSWER.format(answer=answer, outcome=f"{SIGNS[outcome]} {word}")
        for answer, outcome, word in (("yes", row.yes, row.yes_word), ("no", row.no, row.no_word))
        if outcome is not None
    ]
    return besidewords.ASK_SETTLES.format(
        actor=names.get(row.actor, row.actor), norm=row.label, rest="; ".join(outcomes)
    )


def days(when: str) -> str:
    """Say which days an answer must speak of.

    >>> days("2024-10-01/2025-04-30"), days("2024-12"), days("from 2024-10-01 to 2025-04-30")
    ('on or between 2024-10-01 and 2025-04-30', 'within 2024-12', 'all the time from 2024-10-01 to 2025-04-30')
    """
    begin, to, end = when.removeprefix("from ").partition(" to ")
    if to and begin == end:
        return besidewords.ASK_ON.format(day=begin)
    first, slash, last = when.partition("/")
    if when.startswith(("from ", "to ")):
        return besidewords.ASK_THROUGHOUT.format(days=when)
    if slash:
        return besidewords.ASK_BETWEEN.format(first=first, last=last)
    if when.count("-") == 2:
        return besidewords.ASK_ON.format(day=when)
    return besidewords.ASK_WITHIN.format(time=when) if when[:1].isdigit() else when


def _how(answer: Question | Answer) -> Iterator[Branch]:
    yield Branch(besidewords.ASK_WHEN.format(days=days(answer.when)))
    if answer.counts_as_answer:
        yield Branch(besidewords.ASK_COUNTS.format(counts=unstopped(answer.counts_as_answer)))
    yield Branch(besidewords.ASK_WHO.format(who=answer.who))


def _try(answer: Answer) -> Branch:
    """Give the words that suppose an answer, to be copied."""
    flag = besidewords.ASK_ASSUME if answer.answer == "yes" else besidewords.ASK_DENY
    return Branch(besidewords.ASK_TRY.format(flag=flag, atom=answer.atom), copied=True)


def _cell(cell: CellQuestions, names: Names, again: Again | None) -> Section:
    outcome = f"{SIGNS[cell.outcome]} {cell.word}"
    title = besidewords.ASK_CELL.format(
        actor=names.get(cell.actor, cell.actor), norm=cell.label, title=cell.title,
        outcome=f"{outcome}, {phrases.CUT_CELL[cell.cut]}" if cell.cut else outcome,
    )  # fmt: skip
    told = _nearest(cell)
    some = cell.search_cut is not None
    branches = [*_alone((one for one in told if len(one.answers) == 1), some=some)]
    branches += [_together(one, some=some) for one in told if len(one.answers) > 1]
    if cell.cut:
        branches.append(Branch(phrases.CUT[cell.cut]))
    if not cell.sets and (cell.note or not (cell.cut or cell.search_cut)):
        branches.append(Branch(cell.note or besidewords.ASK_NO_SET))
    branches += [Branch(besidewords.ASK_TURNS_ON.format(what=what)) for what in cell.turns_on]
    if len(told) < len(cell.sets):
        branches.append(Branch(besidewords.ASK_OTHERS.format(number=len(cell.sets) - len(told))))
    if cell.search_cut:
        branches.append(Branch(_not_gone_through(cell, cell.search_cut, again)))
    elif not cell.whole and not cell.cut:
        branches.append(Branch(besidewords.ASK_MORE))
    return Section(title, tuple(branches))


def _not_gone_through(cell: CellQuestions, cut: Cut, again: Again | None) -> str:
    """Say that the search came to no end, and how to go further."""
    if again is None or cut != "budget":
        return besidewords.ASK_SEARCH_CUT[cut]
    words = (quote(plain(word)) for word in (cell.actor, cell.norm, *again))
    return besidewords.ASK_ALONE.format(words=" ".join(words))


def _nearest(cell: CellQuestions) -> tuple[AnswerSet, ...]:
    """Give the smallest sets for each outcome, and of those a few."""
    kept: list[AnswerSet] = []
    for one in cell.sets:
        same = [other for other in kept if other.outcome == one.outcome]
        if not same or (len(same) < FEW and len(same[0].answers) == len(one.answers)):
            kept.append(one)
    return tuple(kept)


def _alone(sets: Iterable[AnswerSet], *, some: bool) -> Iterator[Branch]:
    """Tell each question that settles the cell by itself once, with what each answer gives."""
    by_atom: dict[str, list[AnswerSet]] = {}
    for one in sets:
        by_atom.setdefault(one.answers[0].atom, []).append(one)
    for each in by_atom.values():
        yes_first = sorted(each, key=lambda one: one.answers[0].answer, reverse=True)
        outcomes = [
            Branch(
                besidewords.ASK_ANSWER.format(answer=one.answers[0].answer, outcome=_outcome(one)),
                (_try(one.answers[0]),),
            )
            for one in yes_first
        ]
        answer = yes_first[0].answers[0]
        yield Branch(answer.ask, (*outcomes, *_instances(yes_first[0], some=some), *_how(answer)))


def _together(one: AnswerSet, *, some: bool) -> Branch:
    asked = tuple(
        Branch(besidewords.ASK_SUPPOSED.format(ask=answer.ask, answer=answer.answer), (*_how(answer), _try(answer)))
        for answer in one.answers
    )
    return Branch(besidewords.ASK_TOGETHER.format(outcome=_outcome(one)), (*asked, *_instances(one, some=some)))


def _instances(one: AnswerSet, *, some: bool) -> Iterator[Branch]:
    if one.instances:
        said = besidewords.ASK_SOME_INSTANCES if some else besidewords.ASK_INSTANCES
        yield Branch(said.format(names=", ".join(one.instances)))


def _outcome(one: AnswerSet) -> str:
    return f"{SIGNS[one.outcome]} {one.word}"
