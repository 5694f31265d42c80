"""What the rule language means, as plainly as it can be said: one hearing, one standard, one choice of readings at a time.

Slow, obvious and complete, from weighed atoms on (design sections 3 to 5). A condition is heard by asking for `True`,
`False` or `None` (unknown) in one hearing: `own` says that disputes are decided for whoever relies on the condition.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import Any

from sanctioncheck.model.condition import (
    AllOf, AnyOf, Atom, DateOf, Distinct, NotOf, QuantityOf, ShareOf, TotalOf, atoms, is_var, parts, variables,
)
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.finding import ORDER
from sanctioncheck.model.norm import clause_variables
from sanctioncheck.model.rulebook import Meaning, Rule, Rulebook, alternatives, head, symbol
from sanctioncheck.model.time import When, Window, parse_date
from sanctioncheck.model.truth import RANK, STANDARDS

Truth = bool | None


@dataclass(frozen=True)
class At:
    """When a condition is heard, and the conduct it is about."""

    window: Window
    exact: When | None = None
    quantities: tuple[Any, ...] = ()
    later: bool = False


def both(values: Any) -> Truth:
    found = list(values)
    return False if False in found else None if None in found else True


def one_of(values: Any) -> Truth:
    found = list(values)
    return True if True in found else None if None in found else False


def turn(value: Truth) -> Truth:
    return None if value is None else not value


@dataclass
class Reference:
    """A rulebook and a case under one choice of readings."""

    book: Rulebook
    evidence: Evidence
    run: dict[str, str]
    memo: dict[Any, Any] = field(default_factory=dict)
    rising: dict[Any, bool] = field(default_factory=dict)

    # --- conditions

    def hear(self, c: Any, env: dict[str, str], own: bool, s: int, at: At, dated: bool = False) -> Truth:
        inside = [variables(p) for p in parts(c)] if not isinstance(c, TotalOf) else []
        loose = [v for v in variables(c) if v not in env] if not isinstance(c, TotalOf) else []
        mine = [v for v in loose if sum(v in names for names in inside) != 1]
        if mine:
            return self.there_is(c, mine, env, own, s, at, dated)
        match c:
            case Atom():
                return self.atom(c, env, own, s, at, dated)
            case AllOf(all=ps):
                return both([self.hear(p, env, own, s, at, dated and p is ps[0]) for p in ps])
            case AnyOf(any=ps):
                return one_of([self.hear(p, env, own, s, at) for p in ps])
            case NotOf(not_=p):
                return turn(self.hear(p, env, not own, s, at))
            case Distinct(distinct=pair):
                a, b = (env.get(t, t) for t in pair)
                return False if a == b else None if frozenset((a, b)) in self.evidence.possibly_same else True
            case DateOf(date=d):
                if d.at_least is not None:
                    limit = parse_date(d.at_least).first
                    return True if at.window.first >= limit else False if at.window.last < limit else None
                limit = parse_date(d.at_most).last
                return True if at.window.last <= limit else False if at.window.first > limit else None
            case QuantityOf(quantity=q):
                numbers = [n for unit, n in at.quantities if unit == q.unit]
                if not numbers:
                    return None
                if q.at_least is not None:
                    return (max if own else min)(numbers) >= q.at_least
                return (min if own else max)(numbers) <= q.at_most
            case TotalOf(total=t):
                return self.total(t, env, own, s, at)
            case ShareOf(share=h):
                return True if self.share(env.get(h.owner, h.owner), env.get(h.owned, h.owned), own, s, at) \
                    >= h.at_least else None
        raise TypeError(c)

    def there_is(self, c: Any, names: list[str], env: Any, own: bool, s: int, at: At, dated: bool = False) -> Truth:
        found = [self.hear(c, {**env, **dict(zip(names, chosen, strict=True))}, own, s, at, dated)
                 for chosen in product(self.evidence.types, repeat=len(names))]
        if True in found:
            return True
        return False if all(self.listed(c, v) for v in names) and all(f is False for f in found) else None

    def listed(self, c: Any, v: str) -> bool:
        match c:
            case Atom():
                return v in c.roles.values() and c.predicate != "is_a" and self.book.vocabulary.predicates[c.predicate].closed
            case AllOf(all=ps):
                return any(self.listed(p, v) for p in ps)
            case AnyOf(any=ps):
                return all(self.listed(p, v) for p in ps)
        return False

    def total(self, t: Any, env: Any, own: bool, s: int, at: At) -> Truth:
        number = t.at_least if t.at_least is not None else t.at_most
        own = own if t.at_least is not None else not own
        first, last = at.window
        begin, end = -10**10, 10**10
        if t.within and t.within.year:
            if first < 1 or last > date.max.toordinal() or date.fromordinal(first).year != date.fromordinal(last).year:
                return None
            year = date.fromordinal(first).year
            begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        elif t.within:
            begin, end = last - t.within.days + 1, last
        shown, possible, gap = Fraction(0), Fraction(0), False
        for key, weighed in self.evidence.atoms.items():
            order = list(self.book.vocabulary.predicates[key.predicate].roles) if key.predicate != "is_a" else []
            choice = dict(env)
            fits = key.predicate == t.of.predicate and all(
                term == filler if not is_var(term) else choice.setdefault(term, filler) == filler
                for role, filler in zip(order, key.args, strict=False) if (term := t.of.roles.get(role)) is not None)
            hull = Window(key.when.begin.first, key.when.end.last)
            if not fits or hull.first < begin or hull.last > end or not (at.later or key.when.begin.last <= last):
                continue
            truth = self.instance(key.predicate, key.args, key.when, own, s)
            if t.where is not None:
                truth = both([truth, self.hear(t.where, choice, own, s, at)])
            numbers = [n for unit, n in weighed.quantities if unit == t.unit]
            amount = Fraction((max if own else min)(numbers)) if numbers else Fraction(0)
            shown += amount if truth is True else 0
            possible += amount if truth is not False else 0
            gap = gap or (truth is not False and not numbers)
        passed = (lambda n: n >= number) if t.at_least is not None else (lambda n: n > number)
        answer: Truth = True if passed(shown) else None
        if not passed(possible) and not gap and self.book.vocabulary.predicates[t.of.predicate].closed:
            answer = False
        return answer if t.at_least is not None else turn(answer)

    def share(self, owner: str, owned: str, own: bool, s: int, at: At, path: frozenset[str] = frozenset()) -> Fraction:
        total = Fraction(0)
        for holder in self.evidence.types:
            numbers = [n for key, w in self.evidence.atoms.items() if key.predicate == "owns" and key.args == (holder, owned)
                       and self.covers(key.when, at.window) and self.weigh(w.for_, w.against, own, s) is True
                       for unit, n in w.quantities if unit == "percent"]
            if not numbers or holder in path | {owned}:
                continue
            part = Fraction((max if own else min)(numbers))
            total += part if holder == owner else \
                part * self.share(owner, holder, own, s, at, path | {owned}) / 100
        return total

    # --- atoms

    @staticmethod
    def weigh(for_: int, against: int, own: bool, s: int) -> Truth:
        yes, no = bool(for_ >> s & 1), bool(against >> s & 1)
        return own if yes and no else True if yes else False if no else None

    @staticmethod
    def covers(when: When, window: Window) -> bool:
        if when.lasts:
            return when.begin.last <= window.first and window.last <= when.end.first
        return when.begin.first == when.begin.last and window == when.begin

    def atom(self, c: Atom, env: Any, own: bool, s: int, at: At, dated: bool) -> Truth:
        if c.predicate == "is_a":
            return self.state(symbol("is_a", c.roles), (env.get(c.roles["thing"], c.roles["thing"]),), own, s, at.window)
        predicate = self.book.vocabulary.predicates[c.predicate]
        missing = [r for r in predicate.roles if r not in c.roles]
        if missing:
            names = [f"$Somebody{i}" for i, _ in enumerate(missing)]
            full = Atom({c.predicate: {**c.roles, **dict(zip(missing, names, strict=True))}})
            return self.there_is(full, names, env, own, s, at, dated)
        args = tuple(env.get(c.roles[r], c.roles[r]) for r in predicate.roles)
        if predicate.kind != "event":
            return self.state(c.predicate, args, own, s, at.window)
        if dated and at.exact is not None:
            return self.instance(c.predicate, args, at.exact, own, s)
        heard: list[Truth] = []
        for when in self.dates(c.predicate, args):
            if at.later or when.begin.last <= at.window.last:
                heard.append(self.instance(c.predicate, args, when, own, s))
            elif when.begin.first <= at.window.last:
                heard.append(None)
        return one_of(heard) if heard else (False if predicate.closed else None)

    def meanings(self, name: str) -> list[Meaning]:
        return [m for m in self.book.meanings if symbol(*head(m)) == name]

    def condition(self, m: Meaning) -> Any:
        options = m.alternatives()
        return options[0][1] if options[0][0] is None else dict(options)[self.run[m.position]]

    def fill(self, m: Meaning, args: tuple[str, ...]) -> dict[str, str] | None:
        predicate, roles = head(m)
        terms = [roles["thing"]] if predicate == "is_a" else [roles[r] for r in self.book.vocabulary.predicates[predicate].roles]
        if any(not is_var(t) and t != a for t, a in zip(terms, args, strict=True)):
            return None
        return {t: a for t, a in zip(terms, args, strict=True) if is_var(t)}

    def dates(self, name: str, args: tuple[str, ...]) -> set[When]:
        if (name, args) not in self.memo:
            found = {k.when for k in self.evidence.atoms if k.predicate == name and k.args == args}
            for m in self.meanings(name):
                found |= self.meaning_dates(m, args)
            self.memo[name, args] = found
        return set(self.memo[name, args])

    def meaning_dates(self, m: Meaning, args: tuple[str, ...]) -> set[When]:
        env = self.fill(m, args)
        if env is None:
            return set()
        first = next(a for a, _ in atoms(self.condition(m)))
        order = self.book.vocabulary.predicates[first.predicate].roles
        pools = [(env.get(t, t),) if not is_var(t) or t in env else tuple(self.evidence.types)
                 for t in (first.roles.get(r, f"$_{r}") for r in order)]
        names = [first.roles.get(r, f"$_{r}") for r in order]
        return {w for filled in product(*pools)
                if all(filled[i] == filled[names.index(n)] for i, n in enumerate(names))
                for w in self.dates(first.predicate, filled)}

    def instance(self, name: str, args: tuple[str, ...], when: When, own: bool, s: int) -> Truth:
        window = (Window(when.begin.last, when.end.first) if when.lasts and when.begin.last <= when.end.first
                  else Window(when.begin.first, when.end.last))
        found = [m for m in self.meanings(name) if when in self.meaning_dates(m, args)]
        for_ = against = 0
        for key, w in self.evidence.atoms.items():
            if (key.predicate, key.args, key.when) == (name, args, when):
                for_, against = w.for_, w.against
        meant = one_of([self.conclude(m, args, own, s, At(window, when)) for m in found]) if found else None
        return self.joined(meant, self.weigh(for_, against, own, s), own)

    @staticmethod
    def joined(meant: Truth, evidence: Truth, own: bool) -> Truth:
        if own:
            return True if True in (meant, evidence) else False if False in (meant, evidence) else None
        return False if False in (meant, evidence) else True if True in (meant, evidence) else None

    def state(self, name: str, args: tuple[str, ...], own: bool, s: int, window: Window) -> Truth:
        key = (name, args, own, s, window)
        if key not in self.memo:
            if self.depends(name, name) and not name.startswith("is_a:"):
                return self.least(name, args, own, s, window)
            self.memo[key] = self.joined(self.meant(name, args, own, s, window), self.held(name, args, own, s, window), own)
        return self.memo[key]

    def held(self, name: str, args: tuple[str, ...], own: bool, s: int, window: Window) -> Truth:
        vocabulary, for_, against = self.book.vocabulary, 0, 0
        closed = not name.startswith("is_a:") and vocabulary.predicates[name].closed
        meets = False
        for key, w in self.evidence.atoms.items():
            if key.predicate == "is_a" and name.startswith("is_a:") and key.args[0] == args[0]:
                if not self.covers(key.when, window):
                    continue
                said, asked = key.args[1], name[5:]
                for_ |= w.for_ if asked in vocabulary.supertypes(said) else 0
                against |= w.against if said in vocabulary.supertypes(asked) else 0
                against |= w.for_ if said in vocabulary.disjoint_with(asked) else 0
            elif (key.predicate, key.args) == (name, args):
                meets = meets or Window(key.when.begin.first, key.when.end.last).meets(window)
                if self.covers(key.when, window):
                    for_, against = for_ | w.for_, against | w.against
        return self.weigh(for_, 31 if closed and not meets else against, own, s)

    def meant(self, name: str, args: tuple[str, ...], own: bool, s: int, window: Window) -> Truth:
        def defined(n: str, o: bool) -> Truth:
            ms = [m for m in self.meanings(n) if self.fill(m, args) is not None]
            return one_of([self.conclude(m, args, o, s, At(window)) for m in ms]) if ms else None

        if not name.startswith("is_a:"):
            return defined(name, own)
        vocabulary, asked = self.book.vocabulary, name[5:]
        yes = any(defined(f"is_a:{t}", own) is True for t in vocabulary.subtypes(asked))
        no = any(defined(f"is_a:{t}", own) is False for t in vocabulary.supertypes(asked)) or any(
            defined(f"is_a:{t}", not own) is True for t in vocabulary.disjoint_with(asked))
        return own if yes and no else True if yes else False if no else None

    def depends(self, name: str, on: str) -> bool:
        seen: set[str] = set()
        queue = [name]
        while queue:
            for m in self.meanings(queue.pop()):
                conditions = [c for _, c in m.alternatives()] + [c for e in m.exceptions.values() for c in tree(e)]
                for a, _ in (pair for c in conditions for pair in atoms(c)):
                    other = symbol(a.predicate, dict(a.roles))
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
        return on in seen

    def least(self, name: str, args: tuple[str, ...], own: bool, s: int, window: Window) -> Truth:
        circle = sorted({symbol(*head(m)) for m in self.book.meanings
                         if self.depends(name, symbol(*head(m))) and self.depends(symbol(*head(m)), name)})
        if not self.rising.get((circle[0], own, s, window)):
            self.rising[circle[0], own, s, window] = True
            rows = [(n, r) for n in circle
                    for r in product(self.evidence.types, repeat=len(self.book.vocabulary.predicates[n].roles))]
            for n, r in rows:
                self.memo[n, r, own, s, window] = self.joined(None, self.held(n, r, own, s, window), own)
            moved = True
            while moved:
                moved = False
                for n, r in rows:
                    meant = self.meant(n, r, own, s, window) or None
                    value = self.joined(meant, self.held(n, r, own, s, window), own)
                    moved = moved or value != self.memo[n, r, own, s, window]
                    self.memo[n, r, own, s, window] = value
        return self.memo[name, args, own, s, window]

    def conclude(self, m: Meaning, args: tuple[str, ...], own: bool, s: int, at: At) -> Truth:
        if not any(at.window.within(w) for w in m.span.sure):
            return None
        env = self.fill(m, args) or {}
        value = self.hear(self.condition(m), env, own, s, at, dated=at.exact is not None)
        holding = any(self.holds(e, env, not own, s, at) for e in m.exceptions.values())
        excluded = all(self.excluded(e, env, not own, s, at) for e in m.exceptions.values())
        if holding or value is False:
            return None if m.definition.open else False
        return True if value and excluded and m.cap >> s & 1 else None

    # --- exceptions

    def holds(self, e: Any, env: Any, own: bool, s: int, at: At) -> bool:
        """Tell whether an exception holds; `own` marks the hearing of the one who raises it."""
        standard = min(RANK[e.standard], s) if own else RANK[e.standard]
        names = shared(e, env)
        return any(
            self.hear(e.when, inner, own, standard, at) is True
            and not any(self.holds(u, inner, not own, s, at) for u in e.unless.values())
            for chosen in product(self.evidence.types, repeat=len(names))
            for inner in [{**env, **dict(zip(names, chosen, strict=True))}])

    def excluded(self, e: Any, env: Any, own: bool, s: int, at: At) -> bool:
        if e.burden == "respondent":
            return True
        if shared(e, env):
            return False
        return self.hear(e.when, env, own, s, at) is False or any(
            self.holds(u, env, not own, s, at) for u in e.unless.values())

    # --- findings

    def hearing(self, rule: Rule, env: dict[str, str], when: When, claimant: bool, s: int) -> str:
        trigger = rule.elements[rule.norm.trigger].when
        assert isinstance(trigger, Atom)
        args = tuple(env.get(trigger.roles[r], trigger.roles[r]) for r in self.book.vocabulary.predicates[trigger.predicate].roles)
        quantities = next((w.quantities for k, w in self.evidence.atoms.items()
                           if (k.predicate, k.args, k.when) == (trigger.predicate, args, when)), ())
        at = At(rule.span.part(when), when, quantities)
        bound = self.bound(rule, env, claimant, s, at)
        in_time = rule.span.fits(when)
        if in_time is False or bound is False:
            return "not-applicable"
        heard = []
        for name in rule.norm.elements:
            element, position = rule.elements[name], rule.position(name)
            options = alternatives(element.when, element.readings)
            condition = options[0][1] if options[0][0] is None else dict(options)[self.run[position]]
            moment = replace(at, later=True) if element.may_follow else at
            heard.append(self.hear(condition, env, claimant, s, moment, name == rule.norm.trigger))
        if False in heard:
            return "not-violated"
        if None in heard or bound is None or in_time is None:
            return "undetermined"
        if any(self.holds(e, env, not claimant, s, at) for e in rule.exceptions.values()):
            return "excused"
        return "violated" if all(self.excluded(e, env, not claimant, s, at) for e in rule.exceptions.values()) \
            else "undetermined"

    def bound(self, rule: Rule, env: dict[str, str], claimant: bool, s: int, at: At) -> Truth:
        b = rule.norm.bearer
        conditions: list[Any] = [Atom({"is_a": {"thing": b.var, "type": b.type}})]
        conditions += [Distinct(distinct=(b.var, b.is_not))] if b.is_not else []
        conditions += [NotOf(not_=Distinct(distinct=(b.var, b.is_)))] if b.is_ else []
        conditions += [b.bound_where] if b.bound_where is not None else []
        return both([self.hear(c, env, claimant, s, at) for c in conditions])

    def findings(self, rule: Rule) -> dict[Any, tuple[str, ...]]:
        trigger = rule.elements[rule.norm.trigger].when
        assert isinstance(trigger, Atom)
        names = variables(trigger)
        order = self.book.vocabulary.predicates[trigger.predicate].roles
        out = {}
        for chosen in product(sorted(self.evidence.named), repeat=len(names)):
            env = dict(zip(names, chosen, strict=True))
            args = tuple(env.get(trigger.roles[r], trigger.roles[r]) for r in order)
            for when in self.dates(trigger.predicate, args):
                if self.instance(trigger.predicate, args, when, True, 0) is True:
                    out[tuple(sorted(env.items())), when] = tuple(self.outcome(rule, env, when, s) for s in range(5))
        return out

    def outcome(self, rule: Rule, env: dict[str, str], when: When, s: int) -> str:
        claimant, respondent = (self.hearing(rule, env, when, side, s) for side in (True, False))
        return "contested" if claimant == "violated" != respondent else claimant


def tree(clause: Any) -> list[Any]:
    return [clause.when, *(c for inner in clause.unless.values() for c in tree(inner))]


def shared(clause: Any, env: Any) -> list[str]:
    places = [set(variables(clause.when)), *(set(clause_variables(u)) for u in clause.unless.values())]
    names = sorted({v for p in places for v in p if v not in env})
    return [v for v in names if sum(v in p for p in places) > 1]


def over_readings(outcomes: list[str]) -> str:
    if len(set(outcomes)) > 1 and {"violated", "contested"} & set(outcomes):
        return "contested"
    return min(outcomes, key=lambda o: ORDER[o])  # type: ignore[index]


def folded(outcomes: list[str]) -> str:
    return reduce(lambda a, b: a if ORDER[a] <= ORDER[b] else b, outcomes)  # type: ignore[index]


assert len(STANDARDS) == 5
