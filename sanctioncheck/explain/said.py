"""What is said of whom, and when: the weighed evidence of a case laid beside the rules, without the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Self, TypeVar

from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import IS_A, Evidence, Weighed
from sanctioncheck.model.form import (
    Either,
    Every,
    Form,
    Holds,
    ThereIs,
    atom_form,
    dating_atom,
    listing,
    normal_form,
    occurrences,
    with_date,
)
from sanctioncheck.model.rulebook import Meaning, Rulebook
from sanctioncheck.model.time import LATEST, When, Window
from sanctioncheck.model.truth import FULL

Args = tuple[str, ...]
Row = tuple[str | None, ...]
"""The fillers of an atom; ``None`` is anybody."""
Env = dict[str, str]
T = TypeVar("T")


def match_row(terms: Row, row: Row, env: Env) -> Env | None:
    """Fill the variables of the terms so that they are the row, or give ``None``.

    >>> match_row(("$X", "b"), ("a", None), {}), match_row(("$X", "$X"), ("a", "b"), {})
    ({'$X': 'a'}, None)
    """
    out = dict(env)
    for term, filler in zip(terms, row, strict=True):
        if term is None or filler is None:
            continue
        if (out.setdefault(term, filler) if is_var(term) else term) != filler:
            return None
    return out


class Said:
    """One body of evidence beside one rulebook, under one choice of readings."""

    def __init__(self, book: Rulebook, evidence: Evidence) -> None:
        self.book, self.evidence = book, evidence
        self.run: Mapping[str, str] = {}
        self.words = book.vocabulary
        self.things = tuple(sorted(evidence.types))
        self.said: dict[str, dict[Args, dict[When, Weighed]]] = {}
        for (name, args, when), weighed in evidence.atoms.items():
            name, args = (f"{IS_A}:{args[1]}", args[:1]) if name == IS_A else (name, args)
            self.said.setdefault(name, {}).setdefault(args, {})[when] = weighed
        self.heads = {id(meaning): atom_form(meaning.definition.concludes, self.words) for meaning in book.meanings}
        self.defining: dict[str, list[Meaning]] = {}
        for meaning in book.meanings:
            self.defining.setdefault(self.heads[id(meaning)].symbol, []).append(meaning)
        self.memory: dict[object, object] = {}
        self.lasting: dict[object, object] = {}
        self.possible: dict[str, set[Args]] = {}
        self._find_possible()

    def under(self, run: Mapping[str, str]) -> Self:
        """Give the same under another choice of readings."""
        other = object.__new__(type(self))
        other.__dict__ |= self.__dict__ | {"run": run, "memory": {}}
        return other

    def once(self, key: object, work: Callable[[], T]) -> T:
        """Work a thing out once for each choice of readings."""
        if key not in self.memory:
            self.memory[key] = work()
        return self.memory[key]  # type: ignore[return-value]

    def whatever(self, key: object, work: Callable[[], T]) -> T:
        """Work a thing out once that is the same under every choice of readings."""
        if key not in self.lasting:
            self.lasting[key] = work()
        return self.lasting[key]  # type: ignore[return-value]

    # --- what there is to choose from

    def _find_possible(self) -> None:
        """Find all that may be true of what, whatever the readings, dates and exceptions; more does no harm."""
        for name, rows in self.said.items():
            self.possible[name] = {args for args, whens in rows.items() if any(w.for_ for w in whens.values())}
        size = -1
        while size < (size := sum(map(len, self.possible.values()))):
            for kind in self.words.types:
                for wider in self.words.supertypes(kind):
                    known = self.possible.setdefault(f"{IS_A}:{wider}", set())
                    known |= self.possible.get(f"{IS_A}:{kind}", set())
            for meaning in self.book.meanings:
                head = self.heads[id(meaning)]
                names = tuple(filter(is_var, head.args))
                for _, condition in meaning.alternatives():
                    form = normal_form(condition, self.words, frozenset(names))
                    found = {tuple(env.get(a, a) for a in head.args) for env in self.choices(form, names, {})}
                    self.possible.setdefault(head.symbol, set()).update(found)

    def fillings(self, form: Form, env: Env) -> Iterator[Env]:
        """Give the ways to fill variables in which a form may be true; what stays open may be anything."""
        match form:
            case Holds(symbol, args):
                filled = tuple(env.get(a, a) for a in args)
                ground = not any(map(is_var, filled))
                known = self.possible.get(symbol, set())
                rows = [filled] if ground and filled in known else [] if ground else sorted(known)
                yield from (found for row in rows if (found := match_row(filled, row, env)) is not None)
            case Every(parts):
                envs: Iterable[Env] = [env]
                for part in parts:
                    envs = [found for each in envs for found in self.fillings(part, each)]
                yield from envs
            case Either(parts):
                yield from (found for part in parts for found in self.fillings(part, env))
            case ThereIs(names, body):
                for found in self.fillings(body, env):
                    yield {name: thing for name, thing in found.items() if name not in names}
            case _:
                yield env

    def choices(self, form: Form, names: Args, env: Env) -> Iterator[Env]:
        """Give every choice of these variables under which a form may be true, each once."""
        pools = [[(found[v],) if v in found else self.things for v in names] for found in self.fillings(form, env)]
        for chosen in sorted({row for pool in pools for row in product(*pool)}):
            yield env | dict(zip(names, chosen, strict=True))

    # --- lists

    def answers(self, symbol: str, window: Window) -> bool:
        """Tell whether absence from a list is a no on these days."""
        word = self.words.predicates.get(symbol)
        return word is not None and word.closed and window.last <= self.evidence.listed_until.get(symbol, LATEST)

    def everyone(self, form: Form, names: Args, env: Env, window: Window) -> list[Env] | None:
        """Give all with whom "there is none" must be tried; ``None`` where no list says who they are."""
        pools = []
        for name in names:
            if not listing(form, name, lambda symbol: self.answers(symbol, window)):
                return None
            holds = [each for each, _ in occurrences(form) if self.answers(each.symbol, window)]
            pools.append({
                row[at] for each in holds for row in self.said.get(each.symbol, ())
                for at, arg in enumerate(each.args) if arg == name
            })  # fmt: skip
        return [env | dict(zip(names, row, strict=True)) for row in product(*map(sorted, pools))]

    # --- evidence

    def is_event(self, symbol: str) -> bool:
        """Tell whether an atom has a date of its own."""
        return symbol in self.words.predicates and self.words.predicates[symbol].kind == "event"

    def kin(self, symbol: str) -> list[tuple[str, str]]:
        """Give what bears on an atom: a yes of it or a narrower type, a no of it or a wider, a yes of a disjoint."""

        def work() -> list[tuple[str, str]]:
            kind = symbol.partition(":")[2]
            if not kind:
                return [(symbol, "yes"), (symbol, "no")]
            sides = (
                ("yes", self.words.subtypes(kind)),
                ("no", self.words.supertypes(kind)),
                ("turned", self.words.disjoint_with(kind)),
            )
            return [(f"{IS_A}:{other}", side) for side, others in sides for other in others]

        return self.whatever(("kin", symbol), work)

    def bearing(self, symbol: str, args: Args, window: Window) -> Iterator[tuple[str, str, When, Weighed]]:
        """Give the evidence that speaks of a state on all these days, each with how it bears."""
        for other, side in self.kin(symbol):
            for when, weighed in self.said.get(other, {}).get(args, {}).items():
                if when.core is not None and window.within(when.core):
                    yield other, side, when, weighed

    def held(self, symbol: str, args: Args, window: Window) -> tuple[int, int]:
        """Give the masks of what is said of a state on these days, for and against."""
        for_ = against = 0
        for _, side, _, weighed in self.bearing(symbol, args, window):
            for_ |= weighed.for_ if side == "yes" else 0
            against |= {"no": weighed.against, "turned": weighed.for_}.get(side, 0)
        listed = any(when.hull.meets(window) for when in self.said.get(symbol, {}).get(args, ()))
        return for_, FULL if self.answers(symbol, window) and not listed else against

    # --- definitions

    def meanings(self, symbol: str) -> list[Meaning]:
        """Give the definitions of an atom."""
        return self.defining.get(symbol, [])

    def reading(self, meaning: Meaning) -> str | None:
        """Give the reading under which a definition is heard, where there are several."""
        return self.run[meaning.position] if meaning.definition.readings else None

    def condition(self, meaning: Meaning) -> Form:
        """Give the condition of a definition under the readings chosen; that of an event has its date."""

        def work() -> Form:
            head = self.heads[id(meaning)]
            written = dict(meaning.alternatives())[self.reading(meaning)]
            form = normal_form(written, self.words, frozenset(head.args))
            return with_date(form) if self.is_event(head.symbol) else form

        return self.once(("condition", id(meaning)), work)

    def instances(self, symbol: str) -> list[tuple[Row, When]]:
        """Give every date of an event that is said or follows, with of whom."""

        def work() -> list[tuple[Row, When]]:
            found: list[tuple[Row, When]] = [
                (a, when) for a, whens in self.said.get(symbol, {}).items() for when in whens
            ]
            for meaning in self.meanings(symbol):
                dating = dating_atom(self.condition(meaning))
                for row, when in self.instances(dating.symbol) if dating else ():
                    env = match_row(dating.args, row, {}) if dating else None
                    if env is not None:
                        head = self.heads[id(meaning)].args
                        found.append((tuple(env.get(a) if is_var(a) else a for a in head), when))
            return found

        return self.once(("instances", symbol), work)

    def dates(self, symbol: str, args: Args) -> list[When]:
        """Give the dates of an event, said, denied or derived."""
        return sorted({when for row, when in self.instances(symbol) if match_row(args, row, {}) is not None})

    def applies(self, meaning: Meaning, args: Args, when: When | None) -> Env | None:
        """Fill the head of a definition, or give ``None`` where it does not speak of this."""
        env = match_row(self.heads[id(meaning)].args, args, {})
        if env is None or when is None:
            return env
        dating = dating_atom(self.condition(meaning))
        rows = self.instances(dating.symbol) if dating else []
        return (
            env
            if any(w == when and dating and match_row(dating.args, row, env) is not None for row, w in rows)
            else None
        )
