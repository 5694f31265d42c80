"""Small changes of rules: which there are, which tests are run on them, and which are noticed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sanctioncheck.author.mutation import campaign
from sanctioncheck.author.mutation.conditions import changes_of
from sanctioncheck.author.mutation.essence import plain_form
from sanctioncheck.author.mutation.ordeal import Ordeal
from sanctioncheck.author.pages.wording import Wording
from sanctioncheck.errors import InputError
from sanctioncheck.load.document import Document
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.condition import AllOf, Atom, Condition, DateOf, NotOf, QuantityOf, TotalOf
from sanctioncheck.model.form import Differ, Either, Every, Holds, Negated
from sanctioncheck.model.rulebook import Rulebook
from tests.author.packs import ARMS, DEFENCE, FORCE, ROOT, pack_with

NORM = "un.sc.res.1874/9"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_pack(ROOT)


@pytest.fixture(scope="module")
def arms(tmp_path_factory: pytest.TempPathFactory) -> Ordeal:
    return Ordeal(pack_with(tmp_path_factory.mktemp("arms"), ARMS))


def at(ordeal: Ordeal, said: str) -> int:
    (number,) = [n for n, each in enumerate(ordeal.changes) if each.provision == NORM and each.said == said]
    return number


def test_a_change_is_tried_only_on_tests_that_lean_on_it(arms: Ordeal) -> None:
    tried = arms.attempt(at(arms, "in force from 2009-06-13 instead of 2009-06-12"))
    assert tried.fate == "noticed"
    assert 0 < tried.tests <= 13
    (other,) = [
        n
        for n, each in enumerate(arms.changes)
        if each.provision == "un.charter/2-5" and each.said.startswith("in force from 1945-10-25")
    ]
    assert arms.attempt(other) == (other, "unnoticed", 0)


def test_tests_of_other_provisions_that_lean_on_a_definition_notice_a_change_of_it(tmp_path: Path) -> None:
    ordeal = Ordeal(pack_with(tmp_path, FORCE))
    head = "definition `defence-against-the-aggressor`, what it concludes"
    said = f"{head}: D and A exchanged: A defends itself lawfully against D"
    (number,) = [n for n, each in enumerate(ordeal.changes) if each.said == said]
    tried = ordeal.attempt(number)
    assert tried.fate == "noticed"
    assert tried.tests > 0


def test_an_exception_that_others_take_over_is_changed_for_all_of_them(tmp_path: Path) -> None:
    ordeal = Ordeal(pack_with(tmp_path, FORCE))
    answer = "`exceeded` (“Force beyond what the defence needs is no defence.”)"
    said = f"exception `individual-self-defence`: {answer} no longer takes the ground from it"
    (number,) = [n for n, each in enumerate(ordeal.changes) if each.said == said]
    assert ordeal.attempt(number).fate == "noticed"


KINDS = ["burden", "standard", "exception", "element", "bearer", "day", "part", "not", "roles", "unless"]


def test_every_kind_of_change_can_decide_an_outcome(arms: Ordeal) -> None:
    first = {kind: next(n for n, each in enumerate(arms.changes) if each.kind == kind) for kind in KINDS}
    fates = {kind: arms.attempt(number).fate for kind, number in first.items()}
    assert set(fates.values()) <= {"noticed", "unnoticed"}, fates


def test_a_standard_of_what_knows_no_degrees_changes_nothing(arms: Ordeal) -> None:
    said = "exception `humanitarian`, `too-early`: to the standard reasonable-grounds instead of balance"
    (number,) = [n for n, each in enumerate(arms.changes) if each.said == said]
    assert arms.attempt(number) == (number, "same", 0)


def test_another_default_is_taken_wherever_the_position_stands(arms: Ordeal) -> None:
    change = next(each for each in arms.changes if each.kind == "reading" and "`dprk-services`" in each.said)
    assert {NORM, "un.sc.res.2270/6"} <= {each.provision for each in change.made}
    assert arms.attempt(arms.changes.index(change)).fate == "noticed"


def test_a_change_after_which_a_definition_speaks_of_anything_is_not_tried(arms: Ordeal) -> None:
    said = "definition `what-an-organ-does`: with `not` before: (A is conduct of F, and F is an organ of S)"
    (number,) = [n for n, each in enumerate(arms.changes) if each.said == said]
    assert arms.attempt(number) == (number, "loose", 0)


def test_a_change_that_would_not_load_is_not_tried(arms: Ordeal) -> None:
    said = "element `export`: with `not` before: D provides X to R"
    assert arms.attempt(at(arms, said)).fate == "broken", "a trigger is a single predicate"


def test_nothing_is_tried_while_a_test_fails(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, ARMS)
    path = pack / ARMS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{no-export(dprk): undetermined, no-p", "{no-export(dprk): violated, no-p", 1))
    with pytest.raises(InputError, match=r"SC-T021.*what was provided is unknown.*fails on the rules as they stand"):
        campaign.mutate(pack, [NORM])


def test_processes_and_repetition_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = pack_with(tmp_path, ARMS)
    seen: list[tuple[int, int]] = []
    one = campaign.mutate(pack, ["un.sc.res.1874", "un.charter/102"], limit=6)
    monkeypatch.setattr(campaign, "_FEW", 0)
    two = campaign.mutate(
        pack, ["un.sc.res.1874", "un.charter/102"], limit=6, processes=2, watch=lambda *n: seen.append(n)
    )
    assert one == two
    assert (one.looked_at, seen[-1]) == (6, (6, 6))
    assert one.made > 6


def test_who_asks_for_no_provision_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="SC-T020"):
        campaign.mutate(pack_with(tmp_path, DEFENCE), ["un.charter/510"])


FORCE_ATOM: Any = {"uses_force": {"by": "$S", "against": "$V", "act": "$A"}}
MEMBER: Any = {"member_of_un": {"state": "$S"}}
CHANGES: list[tuple[type, dict[str, Any], set[str]]] = [
    (NotOf, {"not": MEMBER}, {"without `not`: S is a Member of the United Nations"}),
    (
        Atom,
        FORCE_ATOM,
        {"with `not` before: S uses force against V in A", "S and V exchanged: V uses force against S in A"},
    ),
    (
        AllOf,
        {"all": [MEMBER, {"distinct": ["$S", "$V"]}]},
        {
            "with `not` before: (S is a Member of the United Nations, and S and V are not the same)",
            "one is enough instead of all: S is a Member of the United Nations, or S and V are not the same",
            "left out: S is a Member of the United Nations",
            "left out: S and V are not the same",
            "with `not` before: S is a Member of the United Nations",
            "with `not` before: S and V are not the same",
        },
    ),
    (
        DateOf,
        {"date": {"at_most": "2024-02"}},
        {
            "with `not` before: the conduct took place on or before 2024-02",
            "2024-02-28 instead of 2024-02",
            "2024-03-01 instead of 2024-02",
        },
    ),
    (
        QuantityOf,
        {"quantity": {"unit": "barrels", "at_least": 500}},
        {
            "with `not` before: the quantity is at least 500 barrels",
            "at least 499 barrels instead of 500",
            "at least 501 barrels instead of 500",
        },
    ),
    (
        TotalOf,
        {"total": {"of": FORCE_ATOM, "unit": "days", "at_most": 9, "where": MEMBER, "within": {"year": True}}},
        {
            "with `not` before: the quantities of all that is so add up to at most 9 days within the calendar year: "
            "S uses force against V in A; S is a Member of the United Nations",
            "at most 8 days instead of 9",
            "at most 10 days instead of 9",
            "S and V exchanged: V uses force against S in A",
            "without the condition that S is a Member of the United Nations",
            "with `not` before: S is a Member of the United Nations",
        },
    ),
]


@pytest.mark.parametrize(("kind", "data", "said"), CHANGES, ids=[kind.__name__ for kind, _, _ in CHANGES])
def test_a_condition_is_changed_in_each_small_way(
    kind: Any, data: dict[str, Any], said: set[str], book: Rulebook
) -> None:
    condition: Condition = kind.model_validate_json(json.dumps(data))
    found = list(changes_of(condition, Spot(Document("a.yaml", "")), book))
    assert {each.said for each in found} == said
    assert len({str(each.made) for each in found}) == len(found)
    assert all(each.made != condition for each in found)
    assert all(Wording(book).line(each.made) for each in found)


def test_variables_that_cannot_fill_one_anothers_roles_are_not_exchanged(book: Rulebook) -> None:
    atom = Atom.model_validate({"performed_by": {"conduct": "$A", "body": "$F"}})
    found = changes_of(atom, Spot(Document("a.yaml", "")), book)
    assert [each.kind for each in found] == ["not"]


P, Q = Holds("p", ("$X",)), Holds("q", ("$X",))


def test_what_makes_no_difference_is_no_change() -> None:
    assert plain_form(Every((P, Q))) == plain_form(Every((Q, P, P)))
    assert plain_form(Either((P,))) == plain_form(Every((P,))) == P
    assert plain_form(Negated(Negated(P))) == P
    assert plain_form(Differ("$A", "$B")) == plain_form(Differ("$B", "$A"))
    assert plain_form(Every((P, Q))) != plain_form(Either((P, Q)))
