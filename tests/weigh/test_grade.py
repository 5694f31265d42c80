"""How far supports prove a thing: engine against its plain reference, and the sentences that must hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.engine.grade import Bearing, grade, together
from sanctioncheck.model.rulebook import Policy
from sanctioncheck.model.truth import STANDARDS
from tests.spec.weighing import reached

POLICY = Policy("p", "reasonable-grounds", {"panel": "a panel"}, {"council": "the Council"}, "")
MODES = ["admitted", "official", "found", "observed", "reported", "alleged", "denied", "opinion"]
BEARINGS = st.builds(
    Bearing,
    mode=st.sampled_from(MODES),
    letter=st.sampled_from("ABCDEF"),
    digit=st.integers(1, 6),
    kind=st.sampled_from(["press", "report", "document", "statement", "decision", "judgment", "note"]),
    body=st.sampled_from([None, "panel", "council", "club"]),
    origins=st.frozensets(st.sampled_from("abc"), min_size=1, max_size=2),
    own_conduct=st.booleans(),
    interested_denial=st.sampled_from([False, False, True]),
    self_serving=st.sampled_from([False, False, True]),
)


def engine(supports: list[Bearing]) -> str | None:
    rank = together(grade(s, POLICY) for s in supports)
    return STANDARDS[rank] if rank >= 0 else None


@given(st.lists(BEARINGS, max_size=6))
def test_engine_and_reference_weigh_alike(supports: list[Bearing]) -> None:
    """For any supports of one side both name the same standard."""
    assert engine(supports) == reached(supports, POLICY)


@given(st.lists(BEARINGS, max_size=5), BEARINGS)
def test_adding_a_support_never_lowers_what_is_reached(supports: list[Bearing], more: Bearing) -> None:
    """A further passage can only help the side that it speaks for."""
    rank: dict[str | None, int] = {None: -1, **{s: i for i, s in enumerate(STANDARDS)}}

    assert rank[engine([*supports, more])] >= rank[engine(supports)]


@given(st.permutations(range(5)), st.lists(BEARINGS, min_size=5, max_size=5))
def test_the_order_of_supports_changes_nothing(order: list[int], supports: list[Bearing]) -> None:
    """Independence is a matter of origins, not of who came first."""
    assert engine(supports) == engine([supports[i] for i in order])


def _press(**changes: object) -> Bearing:
    plain = Bearing("reported", "B", 2, "press", None, frozenset({"a"}), False, False, False)
    return plain._replace(**changes)  # type: ignore[arg-type]


def test_two_independent_reports_of_doubtful_worth_reach_reasonable_grounds_and_no_more() -> None:
    """Neither good letter nor good digit: they strengthen each other, and make no balance and no admission."""
    for mode in ("reported", "admitted"):
        doubtful = [_press(mode=mode, letter="D", origins=frozenset({name})) for name in "abc"]
        assert engine(doubtful[:1]) == "alleged"
        assert engine(doubtful) == "reasonable-grounds"


def test_a_good_report_and_a_doubtful_one_reach_reasonable_grounds_and_no_more() -> None:
    good, doubtful = _press(), _press(letter="D", origins=frozenset({"b"}))
    assert engine([good, doubtful]) == engine([doubtful, good]) == "reasonable-grounds"


def test_an_admission_and_a_report_are_two_reports() -> None:
    admitted, reported = _press(mode="admitted", own_conduct=True), _press(origins=frozenset({"b"}))
    assert engine([admitted, reported]) == engine([reported, admitted]) == "balance"


def test_only_an_admission_of_ones_own_conduct_is_one() -> None:
    for changes in ({"mode": "admitted"}, {"own_conduct": True}):
        both = [_press(origins=frozenset({name}), **changes) for name in "ab"]
        assert engine(both) == "balance", changes
        assert engine([_press(kind="statement", **changes)]) == "reasonable-grounds", changes


def test_a_decision_is_conclusive_where_the_body_decides_and_nowhere_else() -> None:
    for kind in ("decision", "judgment"):
        assert engine([_press(kind=kind, body="council")]) == "conclusive"
        for body in ("panel", "club", None):
            assert engine([_press(kind=kind, body=body)]) == "reasonable-grounds", (kind, body)
    assert engine([_press(kind="report", body="council")]) == "reasonable-grounds"


def test_what_each_kind_of_source_reaches_alone() -> None:
    assert engine([_press(kind="document")]) == "clear-and-convincing"
    assert engine([_press(kind="statement", mode="admitted", own_conduct=True)]) == "clear-and-convincing"
    assert engine([_press(mode="found", body="panel")]) == "balance"
    for other in (_press(mode="found", body="club"), _press(mode="found"), _press(body="panel"), _press()):
        assert engine([other]) == "reasonable-grounds"
    assert engine([_press(letter="E")]) is None


def test_any_number_of_allegations_stay_an_allegation() -> None:
    """An allegation is never turned into a fact by being repeated."""
    many = [_press(mode="alleged", origins=frozenset({name})) for name in "abcdef"]

    assert engine(many) == "alleged"


def test_reports_that_go_back_to_one_origin_count_once() -> None:
    """Two newspapers that print one agency's text are one report."""
    assert engine([_press(), _press()]) == "reasonable-grounds"
    assert engine([_press(), _press(origins=frozenset({"b"}))]) == "balance"


def test_a_denial_by_the_accused_is_an_allegation() -> None:
    """Whoever is accused can contest an allegation by denying it, and no more."""
    assert engine([_press(mode="denied", interested_denial=True)]) == "alleged"


def test_unreliable_sources_do_not_add_up() -> None:
    """Two sources of reliability E are not one good one."""
    assert engine([_press(letter="E"), _press(letter="E", origins=frozenset({"b"}))]) is None


def test_a_note_never_holds_a_primary_admission() -> None:
    """An admission in a note is an admission as somebody reports it."""
    own = {"mode": "admitted", "own_conduct": True}

    assert engine([_press(kind="note", **own)]) == "reasonable-grounds"
    assert engine([_press(kind="statement", **own)]) == "clear-and-convincing"
