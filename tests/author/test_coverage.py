"""Coverage: what tests show, what is a gap, and what is asked of no test."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctioncheck.author.coverage.measure import coverage
from sanctioncheck.author.coverage.reachable import reachable
from sanctioncheck.errors import InputError
from sanctioncheck.model.coverage import CoverageResult, Point, ProvisionCoverage
from sanctioncheck.model.form import Amount, Either, Every, Form, Holds, Negated, Share, ThereIs, Total
from tests.author.packs import ARMS, BEFORE, DEFENCE, FORCE, FREEZE, ORGANS, ROOT, pack_with, without_cases

NORM = "un.sc.res.1874/9"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> CoverageResult:
    return coverage(pack_with(tmp_path_factory.mktemp("whole"), ARMS, FREEZE))


def told(provision: ProvisionCoverage) -> set[str]:
    return {f"{each.part} {each.sight}" for each in provision.gaps}


def points(result: CoverageResult, provision: str) -> dict[tuple[str, str, str], Point]:
    found = next(each for each in result.provisions if each.provision == provision)
    return {(each.owner.partition("#")[2], each.part, each.sight): each for each in found.points}


def only(pack: Path, provision: str) -> ProvisionCoverage:
    (found,) = coverage(pack, [provision]).provisions
    return found


def test_a_provision_all_of_whose_points_are_shown_has_no_gap(tmp_path: Path) -> None:
    found = only(pack_with(tmp_path, ARMS), NORM)
    assert (found.tests, found.gaps, found.count.said) == (66, (), "100 %")


REMOVED = [
    (ARMS, BEFORE, {"2009-06-12 before"}),
    (ARMS, ("a State that is no Member is not bound by the second limb",), {"bound_where excluded"}),
    (FREEZE, ("what was left is unknown",), {"resources unknown"}),
    (FREEZE, ("what was left is no resource",), {"resources shown-false"}),
    (FREEZE, ("a prior lien",), {"prior-lien holds"}),
    (FREEZE, ("basic expenses, with notice, and the Committee objected",), {"basic-expenses answered"}),
    (
        ARMS,
        (
            "any military service is covered only on the broad reading",
            "a service tied to arms that is not technical is where the readings part",
        ),
        {"dprk-services/narrow decisive", "dprk-services/broad decisive"},
    ),
]


@pytest.mark.parametrize(("file", "removed", "gaps"), REMOVED, ids=[case[1][0] for case in REMOVED])
def test_what_only_one_test_shows_is_a_gap_without_it(
    file: str, removed: tuple[str, ...], gaps: set[str], tmp_path: Path
) -> None:
    pack, provision = pack_with(tmp_path, file), PROVISION[file]
    before = told(only(pack, provision))
    without_cases(pack, file, *removed)
    assert told(only(pack, provision)) - before == gaps


PROVISION = {ARMS: NORM, FREEZE: "un.sc.res.1718/8d-freeze"}


def test_what_takes_the_ground_from_an_exception_is_shown_by_whichever_norm_takes_it_over(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, FORCE)
    shown = points(coverage(pack, ["un.charter/51"]), "un.charter/51")
    exceeded = next(each for (_, part, sight), each in shown.items() if (part, sight) == EXCEEDED)
    assert exceeded.shown_by is not None
    assert exceeded.shown_by.startswith("un.charter/2-4: ")


EXCEEDED = ("individual-self-defence/exceeded", "holds")


def test_a_finding_of_which_no_test_expects_anything_shows_nothing(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, DEFENCE)
    found = only(pack, "un.charter/2-3")
    assert found.count.shown == 0, "the facts of these tests open findings of article 2(3), which nobody looks at"
    assert {each.sight for each in found.gaps} >= {"tested", "decided", "within", "before"}


def test_an_exception_counts_only_where_every_element_is_shown(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, FREEZE)
    path = pack / FREEZE
    text = path.read_text(encoding="utf-8")
    lien = '"satisfies_prior_lien(money)"'
    # The lien is still in the facts, of a finding that an element has closed already.
    other = text.replace(
        f"    facts: [{lien}]\n    expect: {{freeze(russia): excused}}",
        f"""\
    without: ["is_a(money, economic_resource)"]
    facts: [{lien}, "not is_a(money, economic_resource)"]
    expect: {{freeze(russia): not-violated}}""",
    )
    assert other != text
    path.write_text(other, encoding="utf-8")
    result = coverage(pack, [PROVISION[FREEZE]])
    assert result.failed == 0
    assert told(result.provisions[0]) == {"prior-lien holds"}


def test_a_test_that_fails_shows_nothing(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, ARMS)
    without_cases(pack, ARMS, *BEFORE[1:])
    path = pack / ARMS
    text = path.read_text(encoding="utf-8")
    before, name = "2009-06-11\n", "not-applicable, no-procurement(russia): not-applicable"
    head, _, rest = text.partition(before)
    path.write_text(head + before + rest.replace(name, name.replace("not-applicable", "violated"), 1), encoding="utf-8")
    result = coverage(pack, [NORM])
    assert result.failed == 1
    assert told(result.provisions[0]) == {"2009-06-12 before"}


def test_a_definition_is_shown_true_or_false_by_atoms_and_norms_that_lean_on_it(tmp_path: Path) -> None:
    result = coverage(pack_with(tmp_path, ORGANS), ["un.ilc.arsiwa/4", "un.ilc.arsiwa/6"])
    own, found = result.provisions
    shown = {each.owner for each in own.points if each.kind == "definition" and each.shown_by is not None}
    assert "un.ilc.arsiwa/4#what-an-organ-does" in shown
    assert {each.gap for each in found.gaps if each.kind == "definition"} >= {
        "definition `lent-organs` (“What a lent organ does under the exclusive control and in the authority of the "
        "receiving State is that State's act.”) was never true where a test leans on it"
    }


def test_what_no_test_can_show_is_asked_of_none(whole: CoverageResult) -> None:
    arms = points(whole, NORM)
    assert ("no-export", "export", "shown-false") not in arms, "a trigger that is denied opens no finding"
    assert ("no-export", "bound_where", "excluded") not in arms
    force = points(whole, "un.charter/2-4")
    assert ("no-force", "treaty-obligation", "answered") in force
    assert ("no-force", "treaty-obligation", "holds") not in force, "it binds Members, for whom the Charter prevails"
    assert ("no-force", "against-another-state", "unknown") not in force
    assert ("binds-members", "", "shown-false") not in force, "an open definition is never false"


def test_the_numbers_are_those_of_the_points(whole: CoverageResult) -> None:
    for each in whole.provisions:
        assert each.count.of == len(each.points)
        assert each.count.shown == sum(point.shown_by is not None for point in each.points)
        assert len({(point.owner, point.part, point.sight, point.kind) for point in each.points}) == len(each.points)
    assert whole.count.of == sum(each.count.of for each in whole.provisions)
    assert whole.failed == 0


def test_every_point_stands_in_a_file_of_the_pack(whole: CoverageResult) -> None:
    for point in (point for each in whole.provisions for point in each.points):
        lines = (ROOT / point.path).read_text(encoding="utf-8").splitlines()
        assert 0 < point.line <= len(lines)


def test_who_asks_for_no_provision_is_told_which_may_be_meant() -> None:
    with pytest.raises(InputError, match=r"did you mean `un\.sc.res\.1874/9`"):
        coverage(ROOT, ["un.sc.res.1874/99"])


OPEN, LISTED = Holds("p", ("$X",)), Holds("listed", ("$X",))
REACHED: list[tuple[Form, str]] = [
    (OPEN, "shown shown-false unknown"),
    (LISTED, "shown shown-false"),
    (Holds("listed", ("russia",)), "shown"),
    (Holds("sure", ("$X",)), "shown"),
    (Every((LISTED, OPEN)), "shown shown-false unknown"),
    (Either((Holds("sure", ("$X",)), OPEN)), "shown"),
    (Negated(Holds("sure", ("$X",))), "shown-false"),
    (ThereIs(("$Y",), Holds("p", ("$Y",)), closed=False), "shown unknown"),
    (Negated(ThereIs(("$Y",), Holds("p", ("$Y",)), closed=False)), "shown-false unknown"),
    (ThereIs(("$Y",), Holds("listed", ("$Y",)), closed=True), "shown shown-false"),
    (Share("$A", "$B", 50), "shown unknown"),  # type: ignore[arg-type]
    (Total(OPEN, None, "barrels", 5, True, False, None), "shown unknown"),  # type: ignore[arg-type]
    (Total(OPEN, None, "barrels", 5, False, False, None), "shown-false unknown"),  # type: ignore[arg-type]
    (Amount("barrels", 5, True), "shown shown-false unknown"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("form", "states"), REACHED, ids=[str(form) for form, _ in REACHED])
def test_a_condition_is_asked_only_for_states_that_it_can_have(form: Form, states: str) -> None:
    sure = frozenset({Holds("sure", ("$X",))})
    assert sorted(reachable(form, lambda name: name == "listed", sure)) == states.split()
