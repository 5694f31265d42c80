"""durable_rules behind a guard: sets of rules are checked before it sees them, and what it swallows is raised."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sanctioncheck.engine.durable.limits import SALT, SETS, Refused, check

Matched = dict[str, dict[str, int]]
"""Name of a condition to the fact that met it."""
Fired = Callable[[int, Matched], None]
SESSION = "0"
"""One session, since the library tells sessions apart by a hash of 32 bits only."""
MOST = 2**31
SALTS = 8
"""How many facts of one hash can be told apart."""
BUDGET = 300_000
"""Facts that one case may need, at most: about 2.5 GiB."""


class Broken(Exception):
    """durable_rules lost a fact, or failed inside; ``memory`` where it had none left."""

    def __init__(self, what: str, memory: bool = False) -> None:
        super().__init__(what)
        self.memory = memory


class Spent(Exception):
    """A case needs more facts than the second engine may be told."""


def _quiet() -> Any:
    """Make a host without the two threads that the library starts for each, so that equal input gives equal firings.

    The library is loaded here and not above: these modules must be readable where it is not installed.
    """
    from durable import engine

    class Quiet(engine.Host):  # type: ignore[misc]  # the library has no types
        def _run(self) -> None:
            pass

    return Quiet()


class Guarded:
    """Rules in sets, and the facts put to them.

    Args:
        fired: told of each firing: the number of the rule, and the facts that met its conditions.
        budget: how many facts may be told.
    """

    def __init__(self, fired: Fired, budget: int = BUDGET) -> None:
        self._host = _quiet()
        self._fired, self._budget = fired, budget
        self._sets = 0
        self.told = 0
        self._known: set[tuple[str, tuple[tuple[str, int], ...]]] = set()

    def rules(self, numbered: dict[int, list[dict[str, Any]]], seen: tuple[str, ...] = ()) -> str:
        """Take up a set of rules.

        Args:
            numbered: number of a rule to its conditions.
            seen: properties whose facts are kept even where no rule asks for them; the library would refuse them.

        Returns:
            The name of the set.

        Raises:
            Refused: it crosses a limit of the library.
        """
        rules: dict[str, dict[str, Any]] = {f"r{number}": {"all": all_} for number, all_ in numbered.items()}
        rules |= {f"seen_{key}": {"all": [{"c0": {"$and": [{"$ex": {key: 1}}]}}]} for key in seen}
        check({name: rule for name, rule in rules.items() if not name.startswith("seen_")})
        if self._sets >= SETS:
            raise Refused(f"{self._sets} sets of rules in one process")
        name = f"s{self._sets}"
        self._sets += 1
        for number in numbered:
            rules[f"r{number}"]["run"] = self._action(number)
        for key in seen:
            rules[f"seen_{key}"]["run"] = _nothing
        self._host.register_rulesets({name: rules})
        return name

    def _action(self, number: int) -> Callable[[Any], None]:
        def run(closure: Any) -> None:
            self._fired(number, closure._m)

        return run

    def tell(self, name: str, fact: dict[str, int]) -> None:
        """Put a fact to a set of rules; it stays until the process ends.

        Events, which are gone once a rule fired on them, make the library crash where others still wait for the rest of
        their rules; so does, now and then, a fact that is taken back. About eight KiB are the price of each fact.

        Raises:
            Broken: the library did not take it, or failed inside an action.
            Spent: the budget is used up.
        """
        self.told += 1
        if self.told > self._budget:
            raise Spent(f"the case needs more than {self._budget} facts in durable_rules")
        mark = name, tuple(sorted(self._small(fact).items()))
        self._put(self._host.assert_fact, name, {"sid": SESSION, **fact}, again=mark in self._known)
        self._known.add(mark)

    def _small(self, fact: dict[str, int]) -> dict[str, int]:
        """Let only small whole numbers through: texts, fractions and large numbers are not told apart reliably."""
        if any(type(value) is not int or not -MOST < value < MOST for value in fact.values()):
            raise Broken(f"only small whole numbers may be put to durable_rules: {json.dumps(fact)}")
        return fact

    def _put(self, put: Callable[[str, Any], Any], name: str, what: dict[str, Any], *, again: bool) -> None:
        """Put a fact; one that the library takes for another is salted.

        It knows facts by a hash of 32 bits: of ten thousand facts two are taken for one in every ninetieth case.
        """
        for salt in range(SALTS):
            try:
                state = put(name, {**what, SALT: salt} if salt else what)
            except Exception as error:
                if type(error).__name__ == "MessageObservedException" and not again:
                    continue
                memory = isinstance(error, MemoryError)
                raise Broken(f"{type(error).__name__} on {json.dumps(what)}: {error}", memory) from None
            if isinstance(state, dict) and "exception" in state:
                told = str(state["exception"])
                raise Broken(f"failed inside an action on {json.dumps(what)}: {told}", "MemoryError" in told)
            return
        raise Broken(f"taken for another fact {SALTS} times: {json.dumps(what)}")


def _nothing(_closure: Any) -> None:
    pass
