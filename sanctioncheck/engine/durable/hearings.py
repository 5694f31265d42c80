"""What is asked, and how each kind of question is answered: conditions, atoms, definitions and exceptions."""

from __future__ import annotations

from abc import abstractmethod
from itertools import product

from sanctioncheck.engine.durable.clauses import Clause, Literal, OneOf, Sum
from sanctioncheck.engine.durable.clerk import NO, OPEN, YES, Args, At, Clerk, Env, Truth, weigh
from sanctioncheck.engine.durable.frames import Asked, Board, Frame, Slot, Taken, kleene, reckon
from sanctioncheck.engine.durable.may import Possible
from sanctioncheck.engine.durable.productions import Exempt, Writer
from sanctioncheck.engine.durable.reach import Reach
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.firing import Premise
from sanctioncheck.model.form import Amount, Dated, Differ, Holds, Share
from sanctioncheck.model.rulebook import Meaning, Rulebook
from sanctioncheck.model.time import When, Window
from sanctioncheck.model.truth import FULL, STANDARDS

Key = tuple[tuple[str, str], ...]
"""A choice of variables, as sorted pairs."""


class Hearings(Board):
    """Answers questions about one case, each once for each side, moment and choice of readings."""

    def __init__(self, book: Rulebook, evidence: Evidence, budget: int) -> None:
        super().__init__(budget)
        self.writer, self.clerk, self.reach = Writer(book), Clerk(book, evidence), Reach(book)
        self.possible = Possible(self.clerk, self.guarded, self.writer.cutter.number, self.might_be)
        self._turns: dict[Asked, dict[tuple[str, Args], Truth]] = {}

    @abstractmethod
    def might_be(self, meaning: Meaning, name: str, args: Args, rows: tuple[tuple[str, Args], ...]) -> None:
        """Take note of what might be so, by which definition and from what."""

    # --- conditions

    def open(self, asked: Asked) -> None:
        """Begin to work out something that is asked for the first time."""
        kind, *about = asked
        getattr(self, f"_{kind}")(asked, *about)

    def _clause(self, asked: Asked, clause: Clause, key: Key, at: At, own: bool, taken: Taken) -> None:
        env = dict(key)
        slots = [self._slot(literal, env, at, own, taken) for literal in clause.literals]
        production = self.writer.made[clause.number]

        def finish(truths: list[Truth]) -> Truth:
            return reckon(clause.formula, truths)

        self.frame(Frame(self.fresh(), production, asked, slots, finish, own, env, at, taken))

    def _slot(self, literal: Literal, env: Env, at: At, own: bool, taken: Taken) -> Slot:
        """Say what a literal asks; under a `not` it is asked for the other side."""
        asks, turned, side = literal.asks, literal.turned, own != literal.turned
        clerk = self.clerk
        match asks:
            case Holds():
                return self._atom(asks, turned, env, at, side, taken)
            case Differ(left, right):
                names = (env.get(left, left), env.get(right, right))
                return Slot(Premise("test", "distinct", names, turned=turned), None, clerk.differ(*names))
            case Dated():
                return Slot(Premise("test", "date", turned=turned), None, clerk.dated(asks, at.window))
            case Amount():
                return Slot(Premise("test", "quantity", turned=turned), None, clerk.amount(asks, at, side))
            case Share(owner, owned):
                names = (env.get(owner, owner), env.get(owned, owned))
                truth = clerk.share(asks, env, at.window, side)
                return Slot(Premise("test", "share", names, turned=turned), None, truth)
            case OneOf():
                asked = ("one_of", asks, kept(asks.body, env), at, side, taken)
                return Slot(Premise("one-of", "", turned=turned), asked)
            case Sum():
                return Slot(
                    Premise("sum", asks.form.of.symbol, turned=turned), ("sum", asks, key_of(env), at, side, taken)
                )
        return Slot(Premise("condition", "", turned=turned), ("clause", asks, kept(asks, env), at, side, taken))

    def _atom(self, asks: Holds, turned: bool, env: Env, at: At, side: bool, taken: Taken) -> Slot:
        name, args = asks.symbol, tuple(env.get(arg, arg) for arg in asks.args)
        part = self.reach.part(name, taken)
        premise = Premise("atom", name, args, turned=turned)
        if self.clerk.event(name):
            if asks.dated and at.exact is not None:
                return Slot(premise._replace(when=at.exact), ("instance", name, args, at.exact, side, part))
            return Slot(premise, ("event", name, args, at.window, at.later, side, part))
        circle = self.reach.circles.get(name)
        if at.turn and circle and min(circle) == at.turn[0]:
            before = self._turns["turn", at.turn[0], at.window, side, part, at.turn[1]]
            return Slot(premise, None, before.get((name, args), OPEN))
        return Slot(premise, ("state", name, args, at.window, side, part))

    def _one_of(self, asked: Asked, one: OneOf, key: Key, at: At, own: bool, taken: Taken) -> None:
        env, body, form = dict(key), one.body, one.form
        choices = self.possible.choices(one.search, env, self.fresh())
        listed: list[Env] | None = None
        if form.closed:
            pools = [self.clerk.values(form.body, v, at.window) for v in form.variables]
            if None not in pools:
                rows = product(*(sorted(pool or ()) for pool in pools))
                listed = [{**env, **dict(zip(form.variables, row, strict=True))} for row in rows]
        wanted = [("clause", body, kept(body, each), at, own, taken) for each in [*choices, *(listed or ())]]

        def finish(truths: list[Truth]) -> Truth:
            true, _ = kleene("any", truths[: len(choices)])
            _, false = kleene("any", truths[len(choices) :])
            return true, 0 if listed is None else false

        self.gather(asked, wanted, finish)

    def _sum(self, asked: Asked, asks: Sum, key: Key, at: At, own: bool, taken: Taken) -> None:
        form, side = asks.form, own == asks.form.at_least
        if self.clerk.years(form, at.window) is None:
            self.learn(asked, OPEN)
            return
        name = form.of.symbol
        events = list(self.clerk.candidates(form, dict(key), at))
        wanted: list[Asked] = []
        for args, env, when, _ in events:
            wanted.append(("instance", name, args, when, side, self.reach.part(name, taken)))
            if asks.where is not None:
                wanted.append(("clause", asks.where, kept(asks.where, env), at, side, taken))
        each = 1 if asks.where is None else 2

        def finish(truths: list[Truth]) -> Truth:
            added = []
            for i, (args, _, when, sure) in enumerate(events):
                own_truths = truths[i * each : (i + 1) * each]
                added.append((args, when, kleene("all", [*own_truths, YES if sure else OPEN])))
            return self.clerk.total(form, at.window, own, added)

        self.gather(asked, wanted, finish)

    # --- atoms

    def _event(self, asked: Asked, name: str, args: Args, window: Window, later: bool, own: bool, taken: Taken) -> None:
        """Hear an event over all its dates; one that may lie after the conduct does not make it true."""
        dates = sorted(self.clerk.dates(name, args, dict(taken)))
        dates = [when for when in dates if later or when.begin.first <= window.last]
        silent = not self.clerk.listed(name, window) and not any(window.within(when.hull) for when in dates)

        def finish(truths: list[Truth]) -> Truth:
            heard = [
                truth if later or when.begin.last <= window.last else (0, truth[1])
                for when, truth in zip(dates, truths, strict=True)
            ]
            return kleene("any", [*heard, OPEN if silent else NO])

        self.gather(asked, [("instance", name, args, when, own, taken) for when in dates], finish)

    def _instance(self, asked: Asked, name: str, args: Args, when: When, own: bool, taken: Taken) -> None:
        evidence = self.clerk.instance(name, args, when)
        sure = Window(when.begin.last, when.end.first)
        at = At(sure if sure.first <= sure.last else when.hull, when)

        def finish(truths: list[Truth]) -> Truth:
            return joined(truths[0] if truths else OPEN, evidence.for_, evidence.against, own)

        defined = [("defined", name, args, at, own, taken)] if name in self.clerk.meanings else []
        self.gather(asked, defined, finish)

    def _state(self, asked: Asked, name: str, args: Args, window: Window, own: bool, taken: Taken) -> None:
        for_, against = self.clerk.state(name, args, window)
        circle = self.reach.circles.get(name)
        if circle:
            settled: Asked = ("circle", min(circle), window, own, taken)

            def found(_: Truth) -> None:
                truths = self._turns[settled]
                self.learn(asked, truths.get((name, args), joined(OPEN, for_, against, own)))

            self.want(settled, found)
            return
        at, clerk = At(window), self.clerk
        yes = [("defined", n, args, at, own, taken) for n in clerk.narrower.get(name, (name,)) if n in clerk.meanings]
        no = [("defined", n, args, at, own, taken) for n in clerk.wider.get(name, (name,)) if n in clerk.meanings]
        apart = [("defined", n, args, at, not own, taken) for n in clerk.apart.get(name, ()) if n in clerk.meanings]

        def finish(truths: list[Truth]) -> Truth:
            true = false = 0
            for i, (t, x) in enumerate(truths):
                true |= t if i < len(yes) else 0
                false |= t if i >= len(yes) + len(no) else x if i >= len(yes) else 0
            return joined(weigh(true, false, own), for_, against, own)

        self.gather(asked, [*yes, *no, *apart], finish)

    def _circle(self, asked: Asked, first: str, window: Window, own: bool, taken: Taken) -> None:
        """Take what depends on itself for unknown, and make true what follows until nothing more does."""
        circle = sorted(self.reach.circles[first])
        held = {(name, row): self.clerk.state(name, row, window) for name in circle for row in self.possible.rows(name)}
        start = {key: joined(OPEN, *sides, own) for key, sides in held.items()}

        def turn(number: int, before: dict[tuple[str, Args], Truth]) -> None:
            self._turns["turn", first, window, own, taken, number] = before
            at = At(window, turn=(first, number))
            wanted = [("defined", name, row, at, own, taken) for name, row in held]

            def finish(truths: list[Truth]) -> Truth:
                now = {key: joined((true, 0), *held[key], own) for key, (true, _) in zip(held, truths, strict=True)}
                if now == before:
                    self._turns[asked] = now
                    self.learn(asked, OPEN)
                else:
                    turn(number + 1, now)
                return OPEN

            self.gather(("turn", first, window, own, taken, number), wanted, finish)

        turn(0, start)

    # --- definitions

    def _defined(self, asked: Asked, name: str, args: Args, at: At, own: bool, taken: Taken) -> None:
        """Join all definitions that may conclude an atom: true where one is, false where all are."""
        run = dict(taken)
        wanted: list[Asked] = []
        for place, (meaning, head) in enumerate(self.clerk.meanings.get(name, ())):
            env = self.clerk.fill(head, args)
            if env is not None and (at.exact is None or at.exact in self.clerk.dates_by(meaning, head, env, run)):
                wanted.append(("concluded", name, place, args, at, own, taken))

        def finish(truths: list[Truth]) -> Truth:
            return kleene("any", truths) if truths else OPEN

        self.gather(asked, wanted, finish)

    def _concluded(self, asked: Asked, name: str, place: int, args: Args, at: At, own: bool, taken: Taken) -> None:
        meaning, head = self.clerk.meanings[name][place]
        if not meaning.span.covers(at.window):
            self.learn(asked, OPEN)
            return
        reading = dict(taken)[meaning.position] if meaning.definition.readings else None
        concluding, _ = self.writer.definition(meaning, reading)
        env = self.clerk.fill(head, args) or {}
        clause, exempt = concluding.clause, concluding.exempt
        slots = [self._slot(literal, env, at, own, taken) for literal in clause.literals]
        for each in exempt:
            slots.append(Slot(exempt_premise(each), ("exempt", each, key_of(env), at, not own, taken)))

        def finish(truths: list[Truth]) -> Truth:
            true, false = reckon(clause.formula, truths[: len(clause.literals)])
            for holds, excluded in truths[len(clause.literals) :]:
                true, false = true & ~holds & excluded, false | holds
            return true & meaning.cap, 0 if meaning.definition.open else false

        production = concluding.production
        told = (head.symbol, args)
        self.frame(Frame(self.fresh(), production, asked, slots, finish, own, env, at, taken, concludes=told))

    # --- exceptions

    def _exempt(self, asked: Asked, exempt: Exempt, key: Key, at: At, own: bool, taken: Taken) -> None:
        """Hear whether an exception holds for one choice of the things that it shares with what defeats it."""
        if exempt.search is None:
            choices = [dict(key)]
        else:
            choices = self.possible.choices(exempt.search, dict(key), self.fresh())
        wanted = [("granted", exempt, key_of(choice), at, own, taken) for choice in choices]

        def finish(truths: list[Truth]) -> Truth:
            holds = 0
            for granted, _ in truths:
                holds |= granted
            if exempt.burden == "respondent":
                return holds, FULL
            return holds, truths[0][1] if exempt.search is None else 0

        self.gather(asked, wanted, finish)

    def _granted(self, asked: Asked, exempt: Exempt, key: Key, at: At, own: bool, taken: Taken) -> None:
        env, clause = dict(key), exempt.clause
        slots = [self._slot(literal, env, at, own, taken) for literal in clause.literals]
        for each in exempt.unless:
            slots.append(Slot(exempt_premise(each), ("exempt", each, key, at, not own, taken)))

        def finish(truths: list[Truth]) -> Truth:
            true, false = reckon(clause.formula, truths[: len(clause.literals)])
            holds = 0
            for rank in range(len(STANDARDS)):
                needed = min(exempt.rank, rank) if own else exempt.rank
                holds |= (true >> needed & 1) << rank
            for defeated, _ in truths[len(clause.literals) :]:
                holds, false = holds & ~defeated, false | defeated
            return holds, false

        self.frame(Frame(self.fresh(), exempt.production, asked, slots, finish, own, env, at, taken))


def exempt_premise(exempt: Exempt) -> Premise:
    """Say how the log tells an exception as a condition of a rule."""
    return Premise("exception" if exempt.burden == "respondent" else "exclusion", exempt.id)


def joined(truth: Truth, for_: int, against: int, own: bool) -> Truth:
    """Join what speaks for and against something to what its definitions give.

    >>> joined((0, 0b11), 0b1, 0, True), joined((0, 0b11), 0b1, 0, False)
    ((1, 2), (0, 3))
    """
    return weigh(truth[0] | for_, truth[1] | against, own)


def kept(clause: Clause, env: Env) -> Key:
    """Give the part of a choice that a clause turns on."""
    return tuple(sorted((v, env[v]) for v in clause.variables if v in env))


def key_of(env: Env) -> Key:
    """Give a choice as a key."""
    return tuple(sorted(env.items()))
