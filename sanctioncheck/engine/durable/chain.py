"""The second engine at work: from the triggers that a case may meet down to its facts, and up again to findings."""

from __future__ import annotations

from collections.abc import Sequence

from sanctioncheck.engine.durable.clauses import Clause
from sanctioncheck.engine.durable.clerk import YES, Args, At, Env, Truth, match
from sanctioncheck.engine.durable.frames import Asked, Frame, Slot, Taken, kleene
from sanctioncheck.engine.durable.hearings import Hearings, exempt_premise, kept, key_of
from sanctioncheck.engine.durable.host import BUDGET, Matched
from sanctioncheck.engine.durable.limits import Refused
from sanctioncheck.engine.durable.productions import Group, Judging, Production, conditions, packed
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.firing import Derived, Firing, Premise
from sanctioncheck.model.form import Holds, atom_form
from sanctioncheck.model.rulebook import Meaning, Rulebook
from sanctioncheck.model.time import When


class Chain(Hearings):
    """Reasons forward over one case.

    Args:
        book: the rulebook.
        evidence: the weighed evidence.
        budget: how many facts durable_rules may be told.
    """

    def __init__(self, book: Rulebook, evidence: Evidence, budget: int = BUDGET) -> None:
        super().__init__(book, evidence, budget)
        self._vocabulary = book.vocabulary
        self._rules = {rule.id: rule for rule in book.rules}
        self._norms: dict[tuple[str, Taken], Production] = {}
        self.refused: dict[str, str] = {}
        """Norms that cross a limit of durable_rules, each with which."""
        self.firings: list[Firing] = []
        self.derived: list[Derived] = []

    def judge(self, norms: Sequence[tuple[str, Sequence[Taken]]]) -> None:
        """Judge norms; what comes of it is in ``derived``, ``refused`` and ``firings``.

        Args:
            norms: the id of each, with the choices of readings under which it is judged: the reading of every position
                that it may turn on.

        Raises:
            Refused: a definition crosses a limit of durable_rules.
            Broken: durable_rules failed.
            Spent: the case needs more facts than it may be told.
        """
        opened = []
        self.possible.need(self._trigger(norm).symbol for norm, _ in norms)
        for norm, runs in norms:
            rows = self._openings(norm)
            if not rows:
                continue
            try:
                judging, group = self.writer.norm(self._rules[norm])
            except Refused as error:
                self.refused[norm] = str(error)
                continue
            self._norms |= {(norm, taken): self.writer.judgement(judging, group) for taken in runs}
            opened.append((judging, group, rows, runs))
        self._take_up([group for _, group, _, _ in opened])
        for judging, _, rows, runs in opened:
            for env, args in rows:
                for taken in runs:
                    self._begin(judging, env, args, taken)
            self.run()

    def _trigger(self, norm: str) -> Holds:
        rule = self._rules[norm]
        return atom_form(rule.elements[rule.norm.trigger].when, self._vocabulary)  # type: ignore[arg-type]

    def _openings(self, norm: str) -> list[tuple[Env, Args]]:
        """Give each choice of what the case names under which the trigger of a norm might be so."""
        trigger, named = self._trigger(norm), self.clerk.evidence.named
        rows = [(match(trigger.args, row, {}), row) for row in self.possible.rows(trigger.symbol)]
        return [(env, row) for env, row in rows if env is not None and named.issuperset(env.values())]

    def _begin(self, judging: Judging, env: Env, args: Args, taken: Taken) -> None:
        """Open a finding for each date on which the trigger is at least alleged in the claimant's hearing."""
        name = judging.trigger.symbol
        for when in sorted(self.clerk.dates(name, args, dict(taken))):

            def alleged(truth: Truth, when: When = when) -> None:
                if truth[0] & 1:
                    for claimant in (True, False):
                        self._hear(judging, env, args, when, claimant, taken)

            self.want(("instance", name, args, when, True, self.reach.part(name, taken)), alleged)

    def _hear(self, judging: Judging, env: Env, args: Args, when: When, claimant: bool, taken: Taken) -> None:
        rule, key = judging.rule, key_of(env)
        quantities = self.clerk.instance(judging.trigger.symbol, args, when).quantities
        at = At(rule.span.part(when), when, quantities)

        def clause(asking: Clause, at: At) -> Asked:
            return ("clause", asking, kept(asking, env), at, claimant, taken)

        run = dict(taken)
        slots = [Slot(Premise("bearer", ""), clause(judging.bearer, at), beside=self._named(judging, env))]
        for name, options in judging.elements.items():
            asking = options[None] if None in options else options[run[rule.position(name)]]
            asked = clause(asking.clause, at._replace(later=True) if asking.later else at)
            slots.append(Slot(Premise("element", name), asked))
        for exempt in judging.exempt:
            slots.append(Slot(exempt_premise(exempt), ("exempt", exempt, key, at, not claimant, taken)))

        def finish(truths: list[Truth]) -> Truth:
            elements, exempt = truths[1 : 1 + len(judging.elements)], truths[1 + len(judging.elements) :]
            holds, excluded = tuple(t for t, _ in exempt), tuple(x for _, x in exempt)
            in_time = rule.span.fits(when)
            derived = Derived(rule.id, taken, key, when, claimant, in_time, truths[0], tuple(elements), holds, excluded)
            self.derived.append(derived)
            return kleene("all", truths[: 1 + len(elements)])

        asked = ("norm", rule.id, key, when, claimant, taken)
        production = self._norms[rule.id, taken]
        self.frame(Frame(self.fresh(), production, asked, slots, finish, claimant, env, at, taken))

    def _named(self, judging: Judging, env: Env) -> Truth:
        bearer = judging.rule.norm.bearer
        who, truths = env[bearer.var], [YES]
        if bearer.is_ is not None:
            truths.append(kleene("not", [self.clerk.differ(who, bearer.is_)]))
        if bearer.is_not is not None:
            truths.append(self.clerk.differ(who, bearer.is_not))
        return kleene("all", truths)

    # --- rules

    def _take_up(self, groups: list[Group]) -> None:
        """Give rules to durable_rules, with those of all definitions that they rest on."""
        seen: set[str] = set()
        queue = [word for group in groups for word in sorted(group.words)]
        groups = list(groups)
        while queue:
            word = queue.pop()
            if word in seen:
                continue
            seen.add(word)
            for kin in (self.clerk.narrower, self.clerk.wider, self.clerk.apart):
                queue += kin.get(word, ())
            for meaning, _ in self.clerk.meanings.get(word, ()):
                for reading, _ in meaning.alternatives():
                    _, group = self.writer.definition(meaning, reading)
                    groups.append(group)
                    queue += sorted(group.words)
        self.possible.take_up([search for group in groups for search in group.searches])
        for each in packed({p.number: conditions(p) for group in groups for p in group.productions}):
            self.sets |= dict.fromkeys(each, self.guarded.rules(each))

    def searched(self, number: int, matched: Matched) -> bool:
        """Take a firing of a search; tells whether it was one."""
        return self.possible.fired(number, matched)

    # --- the log

    def log(self, frame: Frame, premises: Sequence[Premise], truth: Truth) -> int:
        """Take note of a firing, and give its number."""
        production = frame.production
        number = len(self.firings) + 1
        self.firings.append(
            Firing(
                number, production.kind, production.rule, production.part, frame.taken, frame.own, key_of(frame.env),
                frame.at.window, frame.at.exact, tuple(premises), frame.concludes, *truth,
            )
        )  # fmt: skip
        return number

    def might_be(self, meaning: Meaning, name: str, args: Args, rows: tuple[tuple[str, Args], ...]) -> None:
        premises = tuple(Premise("atom", word, row, true=1) for word, row in rows)
        number = len(self.firings) + 1
        self.firings.append(
            Firing(number, "candidate", meaning.id, "", (), True, (), None, None, premises, (name, args), 1, 0)
        )


def chain(
    book: Rulebook, evidence: Evidence, norms: Sequence[tuple[str, Sequence[Taken]]], budget: int = BUDGET
) -> Chain:
    """Judge norms over one case.

    Args:
        book: the rulebook.
        evidence: the weighed evidence.
        norms: id of each norm, with the choices of readings under which it is to be judged.
        budget: how many facts durable_rules may be told.

    Raises:
        Refused: a rule crosses a limit of durable_rules.
        Broken: durable_rules failed.
        Spent: the case needs more facts than it may be told.
    """
    found = Chain(book, evidence, budget)
    found.judge(norms)
    return found
