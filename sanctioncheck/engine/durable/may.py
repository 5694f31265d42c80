"""Everything that might be so: joined forward from the evidence through all definitions, whatever the days and sides.

It is wider than what is so, and serves only to find the things worth asking about.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

from sanctioncheck.engine.durable.clauses import Search, Way, short, ways_of
from sanctioncheck.engine.durable.clerk import Args, Clerk, Env, match
from sanctioncheck.engine.durable.host import Broken, Guarded, Matched
from sanctioncheck.engine.durable.productions import SLOTS, joined, packed, symbols
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.form import Holds, normal_form
from sanctioncheck.model.rulebook import Meaning

Log = Callable[[Meaning, str, Args, tuple[tuple[str, Args], ...]], None]
"""Told by which definition what might be so, and from what."""


class Possible:
    """What might be so, as facts in the memory of durable_rules, and the searches in it."""

    def __init__(self, clerk: Clerk, guarded: Guarded, number: Callable[[], int], log: Log) -> None:
        self._clerk, self._guarded, self._number, self._log = clerk, guarded, number, log
        self.names: dict[str, int] = {}
        # A role may be filled by what is no thing, such as a type.
        said = {arg for rows in clerk.said.values() for args in rows for arg in args}
        heads = {arg for meanings in clerk.meanings.values() for _, head in meanings for arg in head.args}
        others = sorted((said | heads).difference(clerk.things))
        self._fillers = (*clerk.things, *others)
        self._numbers = {filler: i for i, filler in enumerate(self._fillers, 1)}
        self._rows: dict[str, dict[Args, None]] = {}
        self._rules: dict[int, tuple[Meaning, Holds, Way]] = {}
        self._searches: dict[int, tuple[Search, Way]] = {}
        self._places: dict[int, list[tuple[str, int]]] = {}
        """Number of a search to the sets that look for it, each with the number of the rule there."""
        self._asking: dict[str, list[tuple[str, int]]] = {}
        """Word to the sets that want its facts, each with how many of each."""
        self._queue: deque[tuple[str, Args]] = deque()
        self._told: set[tuple[str, str, Args]] = set()
        self._met: list[Env] = []

    # --- what might be so

    def need(self, names: Iterable[str]) -> None:
        """See to it that all that might be so of some words is known, with all that it rests on."""
        fresh: list[str] = []
        queue = list(names)
        while queue:
            name = queue.pop()
            if name in self._rows:
                continue
            self._rows[name] = {}
            self.names[name] = len(self.names)
            fresh.append(name)
            queue += self._below(name)
        rules = [rule for name in fresh for rule in self._written(name)]
        self._take_up(rules)
        for name in fresh:
            for args in sorted(set(self._clerk.supported(name))):
                self._add(name, args)
            for other in self._clerk.narrower.get(name, ()):
                for args in list(self._rows[other]):
                    self._add(name, args)
        self._spread()
        for meaning, head, way in rules:
            if not all(self._heads(head, env) <= self._rows[head.symbol].keys() for env in self._ways(way, {})):
                raise Broken(f"durable_rules lost a match of `{meaning.id}`")

    def _below(self, name: str) -> Iterator[str]:
        for other in self._clerk.narrower.get(name, (name,)):
            yield other
            for meaning, head in self._clerk.meanings.get(other, ()):
                for _, condition in meaning.alternatives():
                    yield from sorted(symbols(normal_form(condition, self._clerk.vocabulary, frozenset(head.args))))

    def _written(self, name: str) -> Iterator[tuple[Meaning, Holds, Way]]:
        for meaning, head in self._clerk.meanings.get(name, ()):
            ways: dict[Way, None] = {}
            for _, condition in meaning.alternatives():
                form = normal_form(condition, self._clerk.vocabulary, frozenset(head.args))
                ways.update(dict.fromkeys(short(way) for way in ways_of(form)))
            for way in ways:
                yield meaning, head, way

    def _take_up(self, rules: list[tuple[Meaning, Holds, Way]]) -> None:
        numbered: dict[int, list[dict[str, Any]]] = {}
        for meaning, head, way in rules:
            number = self._number()
            self._rules[number] = (meaning, head, way)
            if way:
                numbered[number] = joined(way, (), None, self.names, self._numbers)
            else:
                self._follow(number, {}, ())
        for each in packed(numbered):
            self._subscribe(self._guarded.rules(each, seen=("p",)), [self._rules[number][2] for number in each])

    def _subscribe(self, name: str, ways: list[Way]) -> None:
        """Have a set of rules told of the words that it looks for, each as often as one rule looks for it."""
        often: Counter[str] = Counter()
        for way in ways:
            often |= Counter(atom.symbol for atom in way)
        for word, number in sorted(often.items()):
            self._asking.setdefault(word, []).append((name, number))
            for args in list(self._rows[word]):
                self._tell(name, number, word, args)

    def _tell(self, name: str, often: int, word: str, args: Args) -> None:
        if (name, word, args) in self._told:
            return
        self._told.add((name, word, args))
        fillers = {f"a{i}": self._numbers[arg] for i, arg in enumerate(args)}
        for copy in range(often):
            self._guarded.tell(name, {"p": self.names[word] * SLOTS + copy, **fillers})

    def _add(self, name: str, args: Args) -> None:
        rows = self._rows[name]
        if args not in rows:
            rows[args] = None
            self._queue.append((name, args))

    def _spread(self) -> None:
        while self._queue:
            name, args = self._queue.popleft()
            for other, often in self._asking.get(name, ()):
                self._tell(other, often, name, args)

    # --- firings

    def fired(self, number: int, matched: Matched) -> bool:
        """Take note that a rule fired; tells whether it is one of those here."""
        if number in self._rules:
            _, _, way = self._rules[number]
            env, rows = self._read(way, matched, {})
            if env is not None:
                self._follow(number, env, rows)
            return True
        if number in self._searches:
            search, way = self._searches[number]
            known = {v: self._fillers[matched["c0"][f"b{i}"] - 1] for i, v in enumerate(search.known)}
            env, _ = self._read(way, matched, known)
            if env is not None:
                self._met.append(env)
            return True
        return False

    def _read(self, way: Way, matched: Matched, env: Env) -> tuple[Env | None, tuple[tuple[str, Args], ...]]:
        rows: list[tuple[str, Args]] = []
        found: Env | None = env
        facts = [fact for key, fact in sorted(matched.items(), key=lambda pair: int(pair[0][1:])) if "p" in fact]
        for atom, fact in zip(way, facts, strict=True):
            args = tuple(self._fillers[fact[f"a{i}"] - 1] for i in range(len(atom.args)))
            rows.append((atom.symbol, args))
            found = None if found is None else match(atom.args, args, found)
        return found, tuple(rows)

    def _ways(self, way: Way, env: Env) -> Iterator[Env]:
        """Give every choice under which all atoms of a way might be so: what durable_rules must find, looked up."""
        if not way:
            yield env
            return
        first, *rest = way
        for row in self._rows[first.symbol]:
            found = match(first.args, row, env)
            if found is not None:
                yield from self._ways(tuple(rest), found)

    def _heads(self, head: Holds, env: Env) -> set[Args]:
        free = [arg for arg in dict.fromkeys(head.args) if is_var(arg) and arg not in env]
        pools = product(self._clerk.things, repeat=len(free))
        wholes = ({**env, **dict(zip(free, chosen, strict=True))} for chosen in pools)
        return {tuple(whole.get(arg, arg) for arg in head.args) for whole in wholes}

    def _follow(self, number: int, env: Env, rows: tuple[tuple[str, Args], ...]) -> None:
        meaning, head, _ = self._rules[number]
        for args in sorted(self._heads(head, env)):
            for word in self._clerk.wider.get(head.symbol, (head.symbol,)):
                if word in self._rows and args not in self._rows[word]:
                    self._log(meaning, word, args, rows)
                    self._add(word, args)

    # --- searches

    def take_up(self, searches: list[Search]) -> None:
        """Take up places to search, with the words that they look for."""
        self.need(sorted({atom.symbol for search in searches for way in search.ways for atom in way}))
        numbered: dict[int, list[dict[str, Any]]] = {}
        for search in searches:
            self._places[search.number] = []
            for way in search.ways:
                if way:
                    number = self._number()
                    self._searches[number] = (search, way)
                    numbered[number] = joined(way, search.known, number, self.names, self._numbers)
        for each in packed(numbered):
            name = self._guarded.rules(each, seen=("p",))
            self._subscribe(name, [self._searches[number][1] for number in each])
            for number in each:
                self._places[self._searches[number][0].number].append((name, number))

    def choices(self, search: Search, env: Env, frame: int) -> list[Env]:
        """Give every choice of the variables of a search under which its condition might be so, sorted.

        Raises:
            Broken: durable_rules did not find all that a plain look through its facts finds.
        """
        self._met = [] if all(search.ways) else [dict(env)]
        known = {f"b{i}": self._numbers[env[v]] for i, v in enumerate(search.known)}
        for name, number in self._places[search.number]:
            self._guarded.tell(name, {"k": number, "f": frame, **known})
        chosen = self._chosen(search, self._met)
        if chosen != self._chosen(search, (found for way in search.ways for found in self._ways(way, env))):
            raise Broken(f"durable_rules lost a match of search {search.number}")
        return [{**env, **dict(zip(search.variables, row, strict=True))} for row in sorted(chosen)]

    def _chosen(self, search: Search, found: Iterable[Env]) -> set[Args]:
        chosen: set[Args] = set()
        for env in found:
            chosen.update(product(*((env[v],) if v in env else self._clerk.things for v in search.variables)))
        return chosen

    def rows(self, name: str) -> list[Args]:
        """Give what might be so of a word, sorted."""
        self.need([name])
        return sorted(self._rows[name])
