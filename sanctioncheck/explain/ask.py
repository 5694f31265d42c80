"""What to ask next: the least sets of missing facts that would settle a cell, in words; the best questions first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from sanctioncheck.engine.plan import PlannedRule
from sanctioncheck.explain.abduce import FRESH
from sanctioncheck.explain.matrix import Story
from sanctioncheck.explain.settle import OPEN, Search, Settling
from sanctioncheck.explain.ways import Literal
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.finding import effect_of, word
from sanctioncheck.model.question import Answer, AnswerSet, CellQuestions, Question, Settles
from sanctioncheck.model.result import CellNode
from sanctioncheck.model.time import When, format_when, said_when

ENOUGH = 4
"""How many sets are enough to stop before larger ones are looked for."""
SETTLED_ALREADY = "it is settled: {word}; `whatif` shows what would change it"


class Asker:
    """Asks what is missing in the cells of one story."""

    def __init__(self, story: Story, *, everything: bool = False) -> None:
        self.story, self.assessment, self.words = story, story.assessment, story.words
        self.enough = None if everything else ENOUGH
        self.steps = self.assessment.court.index.budget
        self.states = {a.id: a.id if a.type == "state" else a.state for a in story.file.case.actors}

    def case(self) -> tuple[CellQuestions, ...]:
        """Ask about every cell that is undetermined or contested, in the order of the matrix.

        The cells share the budget of a case; what is not gone through says so.
        """
        standard = self.assessment.standard
        cells = [
            (actor, planned)
            for planned in self.assessment.plan.rules
            for actor in self.assessment.actors
            if self.assessment.cells[actor, planned.rule.id].outcome(standard) in OPEN
        ]
        # What a cell says must not turn on how far the search went in those before it.
        for actor, planned in cells:
            self.story.cell(actor, planned.rule.id)
        self.steps.renew()
        asked = []
        for actor, planned in cells:
            self.steps.share()
            asked.append(self._asked(actor, planned))
        return tuple(asked)

    def cell(self, actor: str, planned: PlannedRule) -> CellQuestions:
        """Ask about one cell, with a budget of its own."""
        self.steps.renew()
        self.story.cell(actor, planned.rule.id)
        self.steps.renew()
        return self._asked(actor, planned)

    def _asked(self, actor: str, planned: PlannedRule) -> CellQuestions:
        search = Search(self.assessment, planned, actor)
        found = search.found(self.enough)
        told = self.story.cell(actor, planned.rule.id)
        cut = self.assessment.cells[actor, planned.rule.id].cut
        whole = not search.cut and cut is None
        return CellQuestions(
            actor=actor, norm=told.norm, label=told.label, title=told.title, outcome=told.outcome, word=told.word,
            sets=tuple(self._sets(found, planned)), whole=whole, cut=cut, search_cut=search.ended,
            turns_on=turning_points(told) if told.outcome in OPEN else (),
            note=None if told.outcome in OPEN else _settled(told),
        )  # fmt: skip

    def _sets(self, found: tuple[Settling, ...], planned: PlannedRule) -> Iterable[AnswerSet]:
        """Tell each set once; those that only name a thing where another leaves it open are its instances."""
        effect = effect_of(planned.rule.provision, planned.rule.norm.modality)
        general = [one for one in found if unnamed(one)]
        covered: dict[Settling, set[str]] = {one: set() for one in general}
        hidden: set[Settling] = set()
        for one in found:
            for other in general:
                filling = self._instance(one, other) if one != other else None
                if filling is not None:
                    hidden.add(one)
                    covered[other] |= {name for name in filling.values() if not name.startswith(FRESH)}
        for one in found:
            if one in hidden:
                continue
            yield AnswerSet(
                answers=tuple(self._answer(fact) for fact in one.answers),
                outcome=one.outcome,
                word=word(one.outcome, effect, self.assessment.standard if one.outcome == "violated" else None),
                instances=tuple(sorted(self.words.name(name) for name in covered.get(one, ()))),
            )

    def _instance(self, one: Settling, general: Settling) -> dict[str, str] | None:
        """Give the things that a set names where another leaves them open, if that is all in which they differ."""
        if one.outcome != general.outcome or _stated(one) != _stated(general):
            return None
        words, types = self.words.vocabulary, self.assessment.weighing.plain.types

        def below(name: str, fresh: str) -> bool:
            kind = name[len(FRESH) :] if name.startswith(FRESH) else types[name]
            return fresh[len(FRESH) :] in words.supertypes(kind)

        for order in permutations(one.answers):
            filling: dict[str, str] | None = {}
            for fact, pattern in zip(order, general.answers, strict=True):
                filling = None if filling is None else filled(fact, pattern, filling)
            if filling is not None and all(below(name, fresh) for fresh, name in filling.items()):
                return filling
        return None

    def _answer(self, fact: Literal) -> Answer:
        symbol, args = fact.symbol, tuple(None if name.startswith(FRESH) else name for name in fact.args)
        return Answer(
            atom=supposition(fact), ask=self.words.ask(symbol, args), answer="yes" if fact.yes else "no",
            when=format_when(fact.when), counts_as_answer=self.words.counts(symbol, args), who=self.who(fact),
        )  # fmt: skip

    def who(self, fact: Literal) -> str:
        """Tell who could give an answer."""
        _, predicate, roles = self.words.roles(fact.symbol)
        if predicate.judgement:
            return "somebody who decides it, and gives name and reason"
        if predicate.conduct_of is None:
            return "a source that depends on none of the States of the case, or a body that finds facts"
        filler = fact.args[roles.index(predicate.conduct_of)] if not fact.symbol.startswith(f"{IS_A}:") else ""
        state = self.states.get(filler, filler if filler in self.assessment.weighing.plain.types else None)
        if not state or state.startswith(FRESH):
            return "whoever did it, in an admission, or a source that does not depend on them"
        name = self.words.name(state)
        admits = f"{name}, in an admission, or " if fact.yes else ""
        return f"{admits}a source that does not depend on {name}"


def unnamed(one: Settling) -> tuple[str, ...]:
    """Give the things in a set that nobody has named."""
    return tuple(sorted({name for fact in one.answers for name in fact.args if name.startswith(FRESH)}))


def _stated(one: Settling) -> list[tuple[str, When, bool]]:
    return sorted((fact.symbol, fact.when, fact.yes) for fact in one.answers)


def filled(fact: Literal, pattern: Literal, filling: dict[str, str]) -> dict[str, str] | None:
    """Fill what a pattern leaves open so that it is the fact, beside what is filled already."""
    if (fact.symbol, fact.yes, fact.when) != (pattern.symbol, pattern.yes, pattern.when):
        return None
    out = dict(filling)
    for name, open_ in zip(fact.args, pattern.args, strict=True):
        wanted = out.setdefault(open_, name) if open_.startswith(FRESH) else open_
        if wanted != name:
            return None
    return out


def short(fact: Literal) -> str:
    """Give an atom in short form, the things that nobody has named by their type."""
    inner = ", ".join(fact.args)
    kind = fact.symbol.partition(":")[2]
    return f"{IS_A}({inner}, {kind})" if kind else f"{fact.symbol}({inner})"


def supposition(fact: Literal) -> str:
    """Give an atom with its days, as `whatif --assume` and `--deny` take it."""
    return " ".join(part for part in (short(fact), said_when(fact.when)) if part)


def turning_points(cell: CellNode) -> tuple[str, ...]:
    """Give what a cell turns on that no missing fact decides: contradictory evidence, and rival readings."""
    found: dict[str, None] = {}
    by_position: dict[str, list[str]] = {}
    for reading in cell.readings:
        by_position.setdefault(reading.position, []).append(f"{reading.label}: {reading.outcome}")
    outcomes = {p: {r.outcome for r in cell.readings if r.position == p} for p in by_position}
    for position, told in by_position.items():
        if len(outcomes[position]) > 1:
            found[f"how the law is read ({'; '.join(told)})"] = None
    for finding in cell.findings:
        for element in finding.elements:
            if element.state == "disputed":
                found[f"evidence that speaks for and against: {element.ask}"] = None
        for exception in finding.exceptions:
            if exception.state == "contested":
                found[f"a plea with evidence for and against it, or short of its own standard: {exception.ask}"] = None
    return tuple(found)


def ranked(cells: Iterable[CellQuestions]) -> tuple[Question, ...]:
    """Give each question once, those that settle most cells by themselves first, then those that bear on most."""
    asked: dict[str, Answer] = {}
    bearing: dict[str, dict[tuple[str, str, bool], Settles]] = {}
    for cell in cells:
        for one in cell.sets:
            together = len(one.answers) > 1
            for answer in one.answers:
                if answer.atom not in asked or answer.answer == "yes":
                    asked[answer.atom] = answer
                rows = bearing.setdefault(answer.atom, {})
                key = (cell.actor, cell.norm, together)
                row = rows.get(key) or Settles(actor=cell.actor, norm=cell.norm, label=cell.label, together=together)
                if getattr(row, answer.answer) is None:
                    rows[key] = row.model_copy(update={answer.answer: one.outcome, f"{answer.answer}_word": one.word})
    questions = []
    for atom, rows in bearing.items():
        alone = {(actor, norm) for actor, norm, together in rows if not together}
        kept = tuple(row for (actor, norm, together), row in rows.items() if not together or (actor, norm) not in alone)
        answer = asked[atom]
        questions.append(Question(atom=atom, ask=answer.ask, when=answer.when, counts_as_answer=answer.counts_as_answer,
                                  who=answer.who, settles=kept))  # fmt: skip
    return tuple(sorted(questions, key=_most_first))


def _most_first(question: Question) -> tuple[int, int, int, str]:
    alone = sum(not row.together for row in question.settles)
    both = sum(row.yes is not None and row.no is not None for row in question.settles)
    return -alone, -both, -len(question.settles), question.atom


def _settled(told: CellNode) -> str:
    """Say why nothing is asked of a cell: how it is settled, and what is not told; or why nothing was found."""
    if told.note and not told.cut:
        return told.note
    said = SETTLED_ALREADY.format(word=told.word)
    return f"{said}; {told.note}" if told.note else said
