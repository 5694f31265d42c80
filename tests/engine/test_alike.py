"""Which things of a case are alike, so that what is judged of one holds of the other."""

from __future__ import annotations

import pytest

from sanctioncheck.engine.alike import Alike
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.time import THROUGHOUT, When, parse_window, point

SHIPS = {"ada": "item", "ben": "item", "cleo": "item"}
LATER = point(parse_window("2024"))


def alike(
    *atoms: tuple[Key, Weighed],
    types: dict[str, str] = SHIPS,
    named: tuple[str, ...] = tuple(SHIPS),
    same: tuple[tuple[str, str], ...] = (),
    constants: tuple[str, ...] = (),
) -> Alike:
    made = Evidence(dict(atoms), types, frozenset(named), possibly_same=frozenset(frozenset(pair) for pair in same))
    return Alike(made, frozenset(constants))


def sails(ship: str, weight: int = 1, when: When = THROUGHOUT) -> tuple[Key, Weighed]:
    return Key("sails", (ship,), when), Weighed(weight, 0)


def one(made: Alike, ship: str) -> object:
    return made.key((("$X", ship),), THROUGHOUT)


def two(made: Alike, first: str, second: str) -> object:
    return made.key((("$X", first), ("$Y", second)), THROUGHOUT)


ALL = (sails("ada"), sails("ben"), sails("cleo"))


def test_things_of_which_the_same_is_said_are_alike_all_of_them() -> None:
    made = alike(*ALL)
    assert one(made, "ada") == one(made, "ben") == one(made, "cleo")
    assert all(ship in made for ship in SHIPS)


@pytest.mark.parametrize(
    "made",
    [
        alike(sails("ada"), sails("ben"), sails("cleo", weight=2)),
        alike(sails("ada"), sails("ben")),
        alike(sails("ada"), sails("ben"), (Key("sinks", ("cleo",), THROUGHOUT), Weighed(1, 0))),
        alike(*ALL, types={**SHIPS, "cleo": "state"}),
        alike(*ALL, named=("ada", "ben")),
        alike(*ALL, constants=("cleo",)),
        alike(*ALL, same=(("cleo", "dora"),)),
        alike(*ALL, (Key("tows", ("cleo", "dora"), THROUGHOUT), Weighed(1, 0))),
    ],
    ids=["weight", "said", "predicate", "type", "named", "named by the rules", "perhaps another", "said besides"],
)
def test_a_thing_that_differs_in_anything_is_alike_to_nothing(made: Alike) -> None:
    assert one(made, "ada") == one(made, "ben") != one(made, "cleo")
    assert "ada" in made
    assert "cleo" not in made


def test_the_place_in_which_a_thing_stands_tells_it_apart() -> None:
    made = alike((Key("tows", ("ada", "ben"), THROUGHOUT), Weighed(1, 0)))
    assert one(made, "ada") != one(made, "ben")


def test_what_is_said_of_two_tells_each_of_them_from_what_stands_with_it() -> None:
    made = alike(
        (Key("tows", ("ada", "dora"), THROUGHOUT), Weighed(1, 0)),
        (Key("tows", ("ben", "dora"), THROUGHOUT), Weighed(1, 0)),
        types={**SHIPS, "dora": "item"},
    )
    assert one(made, "ada") == one(made, "ben") != one(made, "dora")


def test_the_day_counts() -> None:
    made = alike(*ALL)
    assert made.key((("$X", "ada"),), THROUGHOUT) != made.key((("$X", "ada"),), LATER)


def test_two_different_things_stay_two_and_one_twice_stays_one() -> None:
    made = alike(*ALL)
    assert two(made, "ada", "ben") == two(made, "ben", "cleo") == two(made, "cleo", "ada")
    assert two(made, "ada", "ada") == two(made, "ben", "ben") != two(made, "ada", "ben")
    three = made.key((("$X", "ada"), ("$Y", "ben"), ("$Z", "ada")), THROUGHOUT)
    assert three == made.key((("$X", "cleo"), ("$Y", "ada"), ("$Z", "cleo")), THROUGHOUT)
    assert three != made.key((("$X", "ada"), ("$Y", "ben"), ("$Z", "cleo")), THROUGHOUT)
    assert three != made.key((("$X", "ada"), ("$Y", "ben"), ("$Z", "ben")), THROUGHOUT)


def test_where_nothing_is_alike_a_finding_is_about_itself() -> None:
    made = alike(sails("ada"), types={"ada": "item"}, named=("ada",))
    assert made.key((("$X", "ada"),), THROUGHOUT) == ((("$X", "ada"),), THROUGHOUT)
