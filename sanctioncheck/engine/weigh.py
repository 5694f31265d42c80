"""A case to weighed evidence: who says what, in which mode, with which interest, and how far that proves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sanctioncheck.engine.dating import CLASSIFICATION, Dated, when_of
from sanctioncheck.engine.grade import CONCLUSIVE, GROUNDS, NONE, Bearing, Graded, grade, together
from sanctioncheck.engine.interest import Interests, interests
from sanctioncheck.engine.sides import Gathered, Sides, spread, supposing
from sanctioncheck.model.evidence import Entry, Evidence, Key, Weighed, Weighing
from sanctioncheck.model.fact import Assumption, Case, Claim, Fact, Judgement, Support
from sanctioncheck.model.norm import BackgroundFinding
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.source import Source
from sanctioncheck.model.time import (
    EARLIEST,
    LATEST,
    THROUGHOUT,
    When,
    Window,
    parse_date,
)
from sanctioncheck.model.truth import FULL, up_to
from sanctioncheck.model.vocabulary import INVOKES, IS_A

LISTED = {"sure": (FULL, 0), "disputed": (FULL, FULL), "unknown": (0, 0)}
"""What a row of a closed list says for and against, by its status."""


def weigh(case: Case, rulebook: Rulebook, as_of: str | None = None, supposed: frozenset[str] = frozenset()) -> Weighing:
    """Weigh everything that a case and its rulebook hold.

    Args:
        case: the case, already checked against the rulebook.
        rulebook: the pack.
        as_of: the day as of which to judge; the case's own where it is not given.
        supposed: the assumptions that for once count as if they were proved (`whatif`).
    """
    return _Scales(case, rulebook, parse_date(as_of or case.as_of).last, supposed).weigh()


class _Scales:
    def __init__(self, case: Case, rulebook: Rulebook, today: int, supposed: frozenset[str]) -> None:
        self.case, self.book, self.today = case, rulebook, today
        self.supposed = [a for a in case.assumptions if a.id in supposed]
        self.assumptions = [a for a in case.assumptions if a.id not in supposed]
        self.interests: Interests = interests(rulebook)
        self.sources = {source.id: source for source in case.sources}
        self.states = {actor.id: actor.id if actor.type == "state" else actor.state for actor in case.actors}
        for name, (kind, _) in rulebook.entities.items():
            self.states.setdefault(name, name if kind == "state" else rulebook.states.get(name))
        self.facts = {fact.id: fact for fact in case.facts if _usable(fact)}
        refused = {refusal.id for refusal in case.refused}
        self.findings = {f.id: f for f in rulebook.findings if f.id not in refused}
        self.judgements = {judgement.id: judgement for judgement in case.judgements}
        self.period = None
        if case.period is not None:
            self.period = Window(parse_date(case.period.from_).first, parse_date(case.period.to).last)
        self.parties = self._parties()
        self.sides: dict[Key, Sides] = {}
        self.ranks: dict[str, int] = {}
        self.grades: dict[tuple[str, int], int] = {}
        self.late: list[str] = []
        self.undated: set[Key] = set()
        self.same = _one_event(case.same_event)

    # --- whose statement

    def _parties(self) -> frozenset[str]:
        found = set()
        for fact in self.facts.values():
            for role in self._conduct_roles(fact.claim.predicate):
                state = self.states.get(fact.claim.roles.get(role, ""))
                if state:
                    found.add(state)
        return frozenset(found)

    def _conduct_roles(self, predicate: str) -> set[str]:
        found = set(self.interests.bound.get(predicate, ()))
        conduct_of = self.book.vocabulary.predicates[predicate].conduct_of
        if conduct_of is not None:
            found.add(conduct_of)
        return found

    def _fills(self, state: str, claim: Claim, roles: Iterable[str]) -> bool:
        return any(self.states.get(claim.roles.get(role, "")) == state for role in roles)

    def _bearing(self, claim: Claim, support: Support, source: Source, affirms: bool) -> Bearing:
        speaker = support.speaker.actor if support.speaker else None
        own, interested, serving = self._interest(claim, speaker, support.mode, affirms)
        origins = frozenset(support.origin) or source.origins
        return Bearing(support.mode, source.reliability, support.information or 6, source.kind, source.body, origins,
                       own, interested, serving)  # fmt: skip

    def _interest(self, claim: Claim, speaker: str | None, mode: str, affirms: bool) -> tuple[bool, bool, bool]:
        """Tell whether a statement is about the speaker's own conduct, denies it, or serves its State."""
        state = self.states.get(speaker or "")
        if not state:
            return False, False, False
        word = self.book.vocabulary.predicates[claim.predicate]
        own = self._fills(state, claim, [word.conduct_of] if word.conduct_of else [])
        roles = self._conduct_roles(claim.predicate)
        bound = self._fills(state, claim, self.interests.bound.get(claim.predicate, ()))
        admits = mode == "admitted" and own and not bound
        # Whose conduct it is may be open: a unit that the case ties to no State could be any party's.
        whose = [self.states.get(claim.roles.get(role, "")) for role in roles]
        at_issue = self._fills(state, claim, roles) or ((None in whose or not roles) and state in self.parties)
        interested = not affirms and not admits and at_issue
        stance = (claim.predicate, affirms)
        serving = self._fills(state, claim, self.interests.favoured.get(stance, ()))
        serving = serving or (stance in self.interests.general and state in self.parties and not own)
        return own, interested, serving

    # --- how much

    def graded(self, fact: Fact) -> tuple[list[Graded], list[Graded], list[Graded]]:
        """Grade the supports of a fact known today: passages for what it states, those against, and inferences."""
        for_, against, inferred = list[Graded](), list[Graded](), list[Graded]()
        for at, support in enumerate(fact.support):
            if support.mode == "inferred":
                rank = min((self.rank(name) for name in support.inferred_from), default=NONE)
                self.grades[fact.id, at] = min(rank, GROUNDS)
                inferred.append(Graded(min(rank, GROUNDS)))
                continue
            source = self.sources[support.source or ""]
            if parse_date(source.published).last > self.today:
                continue
            stated = support.mode != "denied"
            bearing = self._bearing(fact.claim, support, source, affirms=stated == fact.claim.positive)
            graded = grade(bearing, self.book.policy)
            self.grades[fact.id, at] = graded.rank
            (for_ if stated else against).append(graded)
        return for_, against, inferred

    def rank(self, name: str) -> int:
        """Give the standard that a fact, finding or judgement reaches by itself."""
        if name not in self.ranks:
            self.ranks[name] = NONE
            if name in self.facts:
                for_, _, inferred = self.graded(self.facts[name])
                self.ranks[name] = together([*for_, *inferred])
            elif name in self.findings:
                self.ranks[name] = self._finding(self.findings[name]).rank
            elif name in self.judgements:
                self.ranks[name] = min(self.rank(other) for other in self.judgements[name].rests_on)
        return self.ranks[name]

    def _finding(self, finding: BackgroundFinding) -> Graded:
        if parse_date(finding.published).last > self.today:
            return Graded(NONE)
        claim = finding.claim
        own, interested, serving = self._interest(claim, finding.speaker, finding.mode, claim.positive)
        origins = frozenset({finding.origin or finding.document})
        bearing = Bearing(finding.mode, finding.reliability, finding.information, finding.kind, finding.body, origins,
                          own, interested, serving)  # fmt: skip
        return grade(bearing, self.book.policy)

    # --- all together

    def weigh(self) -> Weighing:
        for fact in self.facts.values():
            if fact.claim.predicate != INVOKES:
                self._add_fact(fact)
        for finding in self.findings.values():
            if finding.claim.predicate == INVOKES:
                continue
            graded = self._finding(finding)
            if self._to_come(finding.id) and self._concerned(finding):
                self.late.append(finding.id)
            self._add(finding, "background", graded if graded.rank > NONE else None)
        for judgement in self.judgements.values():
            self._add(judgement, "judgement", Graded(self.rank(judgement.id)))
        sides = supposing(self.sides, [self._supposed(each) for each in self.supposed])
        types = self._types()
        atoms, ledger, sure = self._evidence(spread(sides, self.book.vocabulary), types)
        named = frozenset(a.id for a in self.case.actors) | frozenset(t.id for t in self.case.things)
        # A finding of the pack opens a cell where the case names its act; its actors need no naming.
        actors = {"actor"} & set(self.book.vocabulary.types)
        named |= {n for n, k in types.items() if actors & set(self.book.vocabulary.supertypes(k))}
        named -= {a.id for a in self.case.actors if a.unnamed} | {t.id for t in self.case.things if t.unnamed}
        same = frozenset(frozenset((a, b)) for group in self.case.possibly_same for a in group for b in group if a != b)
        invocations = self._invocations()
        until: dict[str, int] = {}
        for each in self.book.lists:
            day = parse_date(each.as_of).last
            until[each.predicate] = min(day, until.get(each.predicate, day))
        plain = Evidence(atoms, types, named, same, until)
        firm = None if sure == atoms else replace(plain, atoms=sure)
        assumed = assumed_firm = None
        if self.assumptions:
            sides = supposing(sides, [self._supposed(each) for each in self.assumptions])
            more, entries, sure = self._evidence(spread(sides, self.book.vocabulary), types)
            assumed = replace(plain, atoms=more)
            if firm is not None:
                assumed_firm = replace(plain, atoms=sure)
            ledger = {key: tuple(dict.fromkeys((*ledger.get(key, ()), *told))) for key, told in entries.items()}
        policy_only = frozenset(f.id for f in self.facts.values() if f.review.by is None)
        return Weighing(
            plain, firm, assumed, self._time(atoms), ledger, frozenset(self.undated), invocations,
            tuple(sorted(self.late)), policy_only, self.grades, self.parties, assumed_firm,
            self.today,
        )  # fmt: skip

    def _evidence(
        self, gathered: Gathered, types: dict[str, str]
    ) -> tuple[dict[Key, Weighed], dict[Key, tuple[Entry, ...]], dict[Key, Weighed]]:
        """Weigh what was gathered, with what things are declared to be and with the lists of the pack.

        Gives the atoms, what is told of each, and the atoms without what a machine merely inferred.
        """
        weighed = {key: sides.weighed() for key, sides in gathered.items()}
        firm = {key: sides.weighed(soft=False) for key, sides in gathered.items()}
        atoms = {key: w for key, w in weighed.items() if w.for_ | w.against}
        sure = {key: w for key, w in firm.items() if w.for_ | w.against}
        ledger = {key: tuple(sides.entries) for key, sides in gathered.items()}
        things = {thing.id for thing in self.case.things if not thing.background and not thing.unnamed}
        for name, kind in types.items():
            key = Key(IS_A, (name, kind), THROUGHOUT)
            # What an actor is belongs to its name; what a thing is, the authors of the case say.
            rank = GROUNDS if name in things else CONCLUSIVE
            for made in (atoms, sure):
                made[key] = _more(made.get(key), up_to(rank), 0)
            ledger[key] = (*ledger.get(key, ()), Entry("declared", name, True, rank))
        for listed in (row for each in self.book.lists for row in each.rows):
            key = Key(listed.predicate, listed.fillers, listed.when)
            for_, against = LISTED[listed.status]
            for made in (atoms, sure):
                made[key] = _more(made.get(key), for_, against)
            sides_of = [positive for positive, mask in ((True, for_), (False, against)) if mask]
            entries = tuple(Entry("list", listed.list_id, positive, CONCLUSIVE) for positive in sides_of)
            ledger[key] = (*ledger.get(key, ()), *entries)
        return atoms, ledger, sure

    def _supposed(self, assumption: Assumption) -> tuple[Key, Entry, bool]:
        entry = Entry("assumption", assumption.id, assumption.claim.positive, CONCLUSIVE)
        return self._key(assumption), entry, assumption.on is not None or assumption.during is not None

    def _key(self, dated: Dated, name: str | None = None) -> Key:
        claim = dated.claim
        word = self.book.vocabulary.predicates[claim.predicate]
        when = self.same_when(name) if name in self.same else self._when(dated)
        key = Key(claim.predicate, tuple(claim.roles[role] for role in word.roles), when)
        if dated.on is None and dated.during is None and word.kind != CLASSIFICATION:
            self.undated.add(key)
        return key

    def _when(self, dated: Dated) -> When:
        known = self.today
        if isinstance(dated, BackgroundFinding) and self.book.as_of is not None:
            known = min(known, parse_date(self.book.as_of).last)
        return when_of(dated, self.book.vocabulary.predicates[dated.claim.predicate].kind, self.period, known)

    def same_when(self, name: str | None) -> When:
        """Give the date of facts that are one event: the days on which all of them may have happened."""
        whens = [self._when(self.facts[other]) for other in self.same[name or ""]
                 if other in self.facts]  # fmt: skip
        begin = Window(max(w.begin.first for w in whens), min(w.begin.last for w in whens))
        end = Window(max(w.end.first for w in whens), min(w.end.last for w in whens))
        return When(begin, end, any(w.lasts for w in whens))

    def _add_fact(self, fact: Fact) -> None:
        for_, against, inferred = self.graded(fact)
        if not for_ and not against and not inferred:
            self.late.append(fact.id)
            return
        sides = self.sides.setdefault(self._key(fact, fact.id), Sides())
        positive = fact.claim.positive
        (sides.for_ if positive else sides.against).extend(for_)
        (sides.against if positive else sides.for_).extend(against)
        if fact.claim.predicate == IS_A and fact.review.by is None:
            (sides.soft_for if positive else sides.soft_against).extend(inferred)
        else:
            (sides.for_ if positive else sides.against).extend(inferred)
        for graded, side in (([*for_, *inferred], positive), (against, not positive)):
            if graded:
                sides.entries.append(Entry("fact", fact.id, side, together(graded)))
        if fact.quantity is not None:
            sides.quantities.append((fact.quantity.unit, fact.quantity.value))

    def _add(self, dated: BackgroundFinding | Judgement, kind: str, graded: Graded | None) -> None:
        if graded is None:
            return
        sides = self.sides.setdefault(self._key(dated), Sides())
        (sides.for_ if dated.claim.positive else sides.against).append(graded)
        sides.entries.append(Entry(kind, dated.id, dated.claim.positive, graded.rank))  # type: ignore[arg-type]

    def _types(self) -> dict[str, str]:
        types = {name: kind for name, (kind, _) in self.book.entities.items()}
        types.update((actor.id, actor.type) for actor in self.case.actors)
        types.update((thing.id, thing.type) for thing in self.case.things if thing.type is not None)
        for each in self.book.lists:
            roles = tuple(self.book.vocabulary.predicates[each.predicate].roles.values())
            for row in each.rows:
                for filler, kind in zip(row.fillers, roles, strict=True):
                    types.setdefault(filler, kind)
        return dict(sorted(types.items()))

    def _invocations(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Give the pleas that some passage at least alleges; of those to come only that they are not yet known."""
        found: dict[tuple[str, str], list[str]] = {}
        stated = [(name, fact.claim) for name, fact in self.facts.items()]
        stated += [(name, finding.claim) for name, finding in self.findings.items()]
        actors = {actor.id for actor in self.case.actors}
        for name, claim in stated:
            if claim.predicate != INVOKES or not claim.positive:
                continue
            if self.rank(name) > NONE:
                found.setdefault((claim.roles["exception"], claim.roles["by"]), []).append(name)
            elif self._to_come(name) and (name in self.facts or claim.roles["by"] in actors):
                self.late.append(name)
        return {k: tuple(v) for k, v in sorted(found.items())}

    def _concerned(self, finding: BackgroundFinding) -> bool:
        """Tell whether the case names everything that a finding speaks of."""
        named = {a.id for a in self.case.actors} | {t.id for t in self.case.things}
        return all(filler in named for role, filler in finding.claim.roles.items() if role != "type")

    def _to_come(self, name: str) -> bool:
        """Tell whether something that bears out a fact or finding is published only after the day of judging."""
        if name in self.findings:
            return parse_date(self.findings[name].published).last > self.today
        supports = self.facts[name].support if name in self.facts else ()
        return any(
            any(map(self._to_come, support.inferred_from))
            if support.source is None
            else parse_date(self.sources[support.source].published).last > self.today
            for support in supports
        )

    def _time(self, atoms: dict[Key, Weighed]) -> Window | None:
        if self.period is not None:
            return self.period
        hulls = [k.when.hull for k in atoms if self.book.vocabulary.predicates[k.predicate].kind == "event"]
        bounded = [h for h in hulls if h.first > EARLIEST and h.last < LATEST]
        if not bounded:
            return None
        return Window(min(h.first for h in bounded), max(h.last for h in bounded))


def _usable(fact: Fact) -> bool:
    return fact.status == "actual" and fact.review.state == "accepted"


def _more(weighed: Weighed | None, for_: int, against: int) -> Weighed:
    old = weighed or Weighed(0, 0)
    return Weighed(old.for_ | for_, old.against | against, old.quantities)


def _one_event(groups: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """Give for each fact the facts that are the same event, itself among them; groups that share one are joined."""
    joined: dict[str, set[str]] = {}
    for group in groups:
        whole = set(group).union(*(joined.get(name, ()) for name in group))
        joined.update(dict.fromkeys(whole, whole))
    return {name: tuple(sorted(group)) for name, group in joined.items()}
