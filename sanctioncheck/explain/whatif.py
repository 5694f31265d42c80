"""What would come out if something were so, were not so, or did not count: the cells that change, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from sanctioncheck.engine.dating import CLASSIFICATION
from sanctioncheck.engine.plan import reread
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.supposing import (
    NoSuchReading,
    NotAnAtom,
    NothingToReject,
    SupposedUndated,
    UnknownPredicate,
    UnknownThing,
    WrongCount,
    WrongType,
)
from sanctioncheck.explain.atomtext import UNNAMED, read_atom, unnamed
from sanctioncheck.explain.differ import cell_difference, fresh
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.words import Words
from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.fact import Actor, Assumption, Case, Claim, During, Fact, Judgement, Refusal, Review
from sanctioncheck.model.finding import Cell, reached
from sanctioncheck.model.rulebook import Position, Rulebook
from sanctioncheck.model.source import Passage
from sanctioncheck.model.time import BadDate, parse_window
from sanctioncheck.model.truth import RANK, Standard
from sanctioncheck.model.vocabulary import IS_A

SUPPOSED_AS = "supposed-{}".format
REASON = "supposed for the sake of argument"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be otherwise.

    ``assume`` and ``deny`` hold atoms such as ``trains(russia, kpa) on 2024-12``, or ids of facts, judgements or
    assumptions: each counts as proved, whatever else is said of it. ``reject`` holds ids of those, of sources, or of
    background findings or documents, and ``fact#2`` for one support;
    ``readings`` pairs of position and reading.
    """

    assume: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    standard: Standard | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """A case with changes made, ready to be told."""

    story: Story
    added: tuple[Assumption, ...]
    """What is assumed and denied, as assumptions of the changed case."""
    told: tuple[str, ...]
    """Each change, in words."""
    lost: bool
    """Whether some of the changes are none of the case itself: a standard, or how the law is read."""


def suppose(before: Story, changes: Changes) -> Supposed:
    """Make changes to a case and judge it again, with the same budget; nothing of the case as it is changes.

    Raises:
        InputError: something that is supposed cannot be read, or there is nothing of that name to take away.
    """
    maker = _Maker(before, changes)
    case, told = maker.case, tuple(maker.told)
    book = maker.book
    standard = changes.standard or before.assessment.standard
    if changes == Changes(standard=changes.standard):
        # A case is judged to every standard at once, and the one asked for only chooses.
        return Supposed(Story(before.file, book, replace(before.assessment, standard=standard)), (), told, lost=True)
    plan = before.assessment.plan if book is before.book else reread(before.assessment.plan, book)
    file = replace(before.file, case=case, passages=_passages(before, case))
    supposed = frozenset(a.id for a in maker.added)
    budget = before.assessment.court.index.budget.per_norm
    assessment = judge(file, book, plan, standard, changes.as_of, supposed, budget=budget)
    lost = changes.standard is not None or bool(changes.readings)
    return Supposed(Story(file, book, assessment), tuple(maker.added), told, lost)


def changed_cells(before: Story, after: Story) -> tuple[CellDifference, ...]:
    """Give the cells that come out otherwise, in the order of the matrix; only they are told."""
    names = {actor: after.words.name(actor) for actor in (*before.assessment.actors, *after.assessment.actors)}
    found = []
    stand = _standing(before), _standing(after)
    for rule in after.assessment.plan.rules:
        for actor in dict.fromkeys((*before.assessment.actors, *after.assessment.actors)):
            key = (actor, rule.rule.id)
            one, other = before.assessment.cells.get(key), after.assessment.cells.get(key)
            if one and other and _verdicts(one, before) == _verdicts(other, after):
                continue
            told = [story.cell(*key) if cell else None for story, cell in ((before, one), (after, other))]
            difference = cell_difference(told[0], told[1], names)
            if difference is not None:
                found.append(fresh(difference, stand))
    return tuple(found)


def _verdicts(cell: Cell, story: Story) -> object:
    """Give all that may make a cell another one: its outcome, how far it is proved, and the same under each reading."""
    rank = RANK[story.assessment.standard]
    rows = [("", "", cell.by_standard), *cell.readings]
    return [(position, reading, row[rank], reached(row)) for position, reading, row in rows]


def _standing(story: Story) -> frozenset[tuple[str, str]]:
    """Give the passages of a case that are evidence in it, each as its fact and words."""
    usable = {f.id for f in story.file.case.facts if f.review.state == "accepted" and f.status == "actual"}
    return frozenset((name, passage.exact) for (name, _), passage in story.file.passages.items() if name in usable)


class _Maker:
    """Makes the changed case, and says in words what was changed."""

    def __init__(self, before: Story, changes: Changes) -> None:
        self.story, self.case, self.book = before, before.file.case, before.book
        self.types = dict(before.assessment.weighing.plain.types)
        self.told: list[str] = []
        self.added: list[Assumption] = []
        self.problems: list[Problem] = []
        for name in changes.reject:
            self._reject(name)
        for text in changes.assume:
            self._add(text, positive=True)
        for text in changes.deny:
            self._add(text, positive=False)
        for position, reading in changes.readings:
            self._read(position, reading)
        if self.problems:
            raise InputError(self.problems)
        self.case = self.case.model_copy(update={"assumptions": (*self.case.assumptions, *self.added)})
        if changes.standard is not None:
            self.told.append(f"judged to the standard {changes.standard}")
        if changes.as_of is not None:
            self.told.append(f"judged as of {changes.as_of}")

    # --- what is supposed

    def _add(self, text: str, *, positive: bool) -> None:
        known: dict[str, Fact | Judgement | Assumption] = {fact.id: fact for fact in self.case.facts}
        known |= {each.id: each for each in self.case.judgements} | {each.id: each for each in self.case.assumptions}
        dates: dict[str, object] = {}
        if text in known:
            claim = known[text].claim
            dates = {"on": known[text].on, "during": known[text].during}
        else:
            read = self._claim(text, tuple(known))
            if read is None:
                return
            claim, dates = read
        claim = claim.model_copy(update={"positive": claim.positive == positive})
        taken = {*known, *(each.id for each in self.added)}
        name = next(n for n in map(SUPPOSED_AS, count(1)) if n not in taken)
        self.added.append(Assumption(id=name, claim=claim, reason=REASON, **dates))  # type: ignore[arg-type]
        self.told.append(f"supposed: {self._say(claim)}{_days(dates)}")

    def _claim(self, text: str, known: tuple[str, ...]) -> tuple[Claim, dict[str, object]] | None:
        """Read an atom; what is wrong with it is noted."""
        atom = read_atom(text)
        if atom is None:
            self.problems.append(NotAnAtom(place=None, text=text, facts=known))
            return None
        predicate, word = atom.predicate, self.book.vocabulary.predicates.get(atom.predicate)
        if word is None:
            every = tuple(self.book.vocabulary.predicates)
            self.problems.append(UnknownPredicate(place=None, predicate=predicate, predicates=every))
            return None
        if len(atom.fillers) != len(word.roles):
            roles = tuple(word.roles)
            self.problems.append(WrongCount(place=None, predicate=predicate, roles=roles, given=len(atom.fillers)))
            return None
        filled = {role: self._known(filler) for role, filler in zip(word.roles, atom.fillers, strict=True)}
        found = [problem for role, filler in filled.items() for problem in self._filler(predicate, role, filler)]
        found += self._date(text, atom.dates) if atom.dates or word.kind != CLASSIFICATION else ()
        self.problems += found
        if found:
            return None
        dates: dict[str, object] = {"on": atom.on} if atom.on else {}
        if atom.during is not None:
            dates = {"during": During.model_validate(dict(zip(("from", "to"), atom.during, strict=True)))}
        return Claim(predicate=predicate, roles=filled), dates

    def _known(self, filler: str) -> str:
        """Give the id of a filler; one that nobody has named gets an entry of its own."""
        made = unnamed(filler, self.book.vocabulary) if filler.startswith(UNNAMED) else None
        if made is None:
            return filler
        if made.id not in self.types:
            part = "actors" if isinstance(made, Actor) else "things"
            self.case = self.case.model_copy(update={part: (*getattr(self.case, part), made)})
            self.types[made.id] = str(made.type)
        return made.id

    def _filler(self, predicate: str, role: str, filler: str) -> Iterator[Problem]:
        words, types = self.book.vocabulary, self.types
        if predicate == IS_A and role == "type":
            if filler not in words.types:
                yield UnknownThing(place=None, filler=filler, known=tuple(words.types))
            return
        if filler not in types:
            yield UnknownThing(place=None, filler=filler, known=tuple(types))
            return
        wanted = words.predicates[predicate].roles[role]
        if wanted in words.types and wanted not in words.supertypes(types[filler]):
            yield WrongType(place=None, filler=filler, kind=types[filler], role=role, wanted=wanted)

    def _date(self, text: str, dates: tuple[str, ...]) -> Iterator[Problem]:
        if not dates:
            if self.case.period is None:
                yield SupposedUndated(place=None, text=text)
            return
        try:
            windows = [parse_window(date) for date in dates if date != ".."]
        except BadDate:
            windows = []
        if not windows or (len(dates) > 1 and len(windows) == 2 and windows[0].first > windows[1].last):
            yield SupposedUndated(place=None, text=text)

    def _say(self, claim: Claim) -> str:
        word, words = self.book.vocabulary.predicates[claim.predicate], Words(self.book, self.case)
        roles = claim.roles
        if claim.predicate == IS_A:
            return words.say(f"{IS_A}:{roles['type']}", (roles["thing"],), claim.positive)
        return words.say(claim.predicate, tuple(roles[role] for role in word.roles), claim.positive)

    # --- what does not count

    def _reject(self, name: str) -> None:
        fact, _, number = name.partition("#")
        facts = {each.id: each for each in self.case.facts}
        if name in facts:
            self._without_fact(name)
            self.told.append(f"rejected: the fact {name}")
        elif fact in facts and number.isascii() and number.isdigit() and 1 <= int(number) <= len(facts[fact].support):
            self._without_supports(fact, [int(number) - 1])
            self.told.append(f"rejected: support {number} of the fact {fact}")
        elif name in {source.id for source in self.case.sources}:
            for each in self.case.facts:
                self._without_supports(each.id, [at for at, s in enumerate(each.support) if s.source == name])
            self.told.append(f"rejected: the source {name}")
        elif self._without("judgements", name) or self._without("assumptions", name):
            self.told.append(f"rejected: {name}")
        else:
            self._refuse(name)

    def _without_fact(self, name: str) -> None:
        review = Review(state="rejected", by="whatif", why=REASON)
        facts = tuple(f.model_copy(update={"review": review}) if f.id == name else f for f in self.case.facts)
        self.case = self.case.model_copy(update={"facts": facts})

    def _without_supports(self, name: str, numbers: list[int]) -> None:
        fact = next(f for f in self.case.facts if f.id == name)
        kept = tuple(s for i, s in enumerate(fact.support) if i not in numbers)
        if not kept:
            self._without_fact(name)
            return
        facts = tuple(f.model_copy(update={"support": kept}) if f.id == name else f for f in self.case.facts)
        self.case = self.case.model_copy(update={"facts": facts})

    def _without(self, part: str, name: str) -> bool:
        entries = getattr(self.case, part)
        kept = tuple(each for each in entries if each.id != name)
        self.case = self.case.model_copy(update={part: kept})
        return len(kept) < len(entries)

    def _refuse(self, name: str) -> None:
        found = [f.id for f in self.book.findings if name in (f.id, f.document)]
        if not found:
            known = (
                [f.id for f in self.case.facts]
                + [s.id for s in self.case.sources]
                + [j.id for j in self.case.judgements]
            )
            known += [a.id for a in self.case.assumptions] + [n for f in self.book.findings for n in (f.id, f.document)]
            self.problems.append(NothingToReject(place=None, name=name, known=tuple(dict.fromkeys(known))))
            return
        refused = (*self.case.refused, *(Refusal(id=each, reason=REASON) for each in found))
        self.case = self.case.model_copy(update={"refused": refused})
        self.told.append(f"refused: the background {name}")

    # --- how the law is read

    def _read(self, position: str, reading: str) -> None:
        known = self.book.positions.get(position)
        if known is None or reading not in [r.id for r in known.readings]:
            every = tuple(f"{p.id}={r.id}" for p in self.book.positions.values() for r in p.readings)
            self.problems.append(NoSuchReading(place=None, text=f"{position}={reading}", known=every))
            return
        self.book = read_so(self.book, position, reading)
        label = next(r.label for r in known.readings if r.id == reading)
        self.told.append(f"read by default: {label} [{position}={reading}]")


def read_so(book: Rulebook, position: str, reading: str) -> Rulebook:
    """Give a rulebook in which a position has this reading by default."""
    known = book.positions[position]
    readings = tuple(r.model_copy(update={"default": r.id == reading}) for r in known.readings)
    return replace(book, positions={**book.positions, position: Position(position, readings)})


def _days(dates: dict[str, object]) -> str:
    if isinstance(during := dates.get("during"), During):
        return f", throughout {during.from_} to {during.to}"
    return f", on {dates['on']}" if dates.get("on") else ""


def _passages(before: Story, case: Case) -> dict[tuple[str, int], Passage]:
    """Number the passages of the supports that are left as they now stand."""
    found: dict[tuple[str, int], Passage] = {}
    for fact, old in zip(case.facts, before.file.case.facts, strict=True):
        kept = [at for at, s in enumerate(old.support) if any(s is other for other in fact.support)]
        for now, at in enumerate(kept):
            if (fact.id, at) in before.file.passages:
                found[fact.id, now] = before.file.passages[fact.id, at]
    return found
