"""What speaks against an event for a stretch of time bears on each such event within it, and on nothing else."""

from __future__ import annotations

from sanctioncheck.engine.grade import Graded
from sanctioncheck.engine.sides import Gathered, Sides, spread, supposing
from sanctioncheck.model.evidence import Entry, Key
from sanctioncheck.model.time import When, parse_window, point
from tests.engine.build import VOCABULARY, dated

YEAR, SPRING, DAY = (point(parse_window(text)) for text in ("2020", "2020-03/2020-05", "2020-04-01"))
FOR, AGAINST = Entry("fact", "done", True, 2), Entry("fact", "not-done", False, 1)


def done(*args: str, when: When = DAY, predicate: str = "warns") -> tuple[Key, Sides]:
    return Key(predicate, args or ("x",), when), Sides(for_=[Graded(2)], entries=[FOR])


def not_done(*args: str, when: When = SPRING, predicate: str = "warns") -> tuple[Key, Sides]:
    return Key(predicate, args or ("x",), when), Sides(against=[Graded(1)], entries=[AGAINST])


def told(*sides: tuple[Key, Sides]) -> Gathered:
    return spread(dict(sides), VOCABULARY)


def test_a_denial_bears_on_an_event_within_its_days_and_stays_where_it_is() -> None:
    event, denial = done(), not_done()
    found = told(event, denial)
    assert found[event[0]] == Sides(for_=[Graded(2)], against=[Graded(1)], entries=[FOR, AGAINST])
    assert found[denial[0]] == denial[1]


def test_a_denial_bears_on_the_first_and_the_last_of_its_days_and_on_none_that_may_lie_outside() -> None:
    for days, bears in {
        "2020-03-01": True, "2020-05-31": True, "2020-03-01/2020-05-30": True,
        "2020-02-29": False, "2020-06-01": False, "2020-02/2020-03": False, "2020-05/2020-06": False,
    }.items():  # fmt: skip
        event = done(when=point(parse_window(days)))
        assert bool(told(event, not_done())[event[0]].against) == bears, days


def test_a_denial_bears_on_nobody_else_and_on_nothing_else() -> None:
    denial = not_done()
    for other in (done("y"), done("x", predicate="imports")):
        assert told(other, denial)[other[0]] == other[1]


def test_a_denial_of_what_is_so_and_no_event_stays_at_its_own_days() -> None:
    spring, year = dated("2020-03/2020-05 throughout"), dated("2020-01/2020-12 throughout")
    state, denial = done(when=spring, predicate="knows"), not_done(when=year, predicate="knows")
    assert told(state, denial)[state[0]] == state[1]


def test_a_denial_is_not_told_where_nothing_speaks_for_the_event() -> None:
    inner, outer = not_done(when=DAY), not_done(when=YEAR)
    assert told(inner, outer) == dict([inner, outer])


def test_what_speaks_for_and_against_one_event_is_counted_once() -> None:
    both = Key("warns", ("x",), DAY), Sides(for_=[Graded(2)], against=[Graded(1)], entries=[FOR, AGAINST])
    assert told(both) == dict([both])


def test_of_a_disputed_denial_only_what_denies_is_told() -> None:
    year = Key("warns", ("x",), YEAR), Sides(for_=[Graded(3)], against=[Graded(1)], entries=[FOR, AGAINST])
    event = done()
    found = told(event, year)
    assert found[event[0]].entries == [FOR, AGAINST]
    assert found[event[0]].for_ == [Graded(2)]
    assert found[year[0]] == year[1]


def test_two_denials_bear_together_and_neither_on_account_of_the_other() -> None:
    event, one, other = done(), not_done(), not_done(when=YEAR)
    assert told(event, one, other)[event[0]].against == [Graded(1), Graded(1)]


def test_a_statement_that_proves_nothing_is_told_of_its_own_event_only() -> None:
    empty = Key("warns", ("x",), YEAR), Sides(entries=[AGAINST])
    event = done()
    assert told(event, empty)[event[0]] == event[1]


def test_what_is_supposed_is_proved_at_its_date_or_without_one_at_all_its_dates() -> None:
    event, early, other = done(), done(when=YEAR), done("y")
    gathered = dict([event, early, other])
    supposed = Entry("assumption", "a", False, 4)
    found = supposing(gathered, [(event[0], supposed, True)])
    assert found[event[0]] == Sides(against=[Graded(4)], entries=[supposed])
    assert (found[early[0]], found[other[0]]) == (early[1], other[1])
    spread_out = supposing(gathered, [(event[0], supposed, False)])
    assert {key for key, sides in spread_out.items() if sides.entries == [supposed]} == {event[0], early[0]}
    assert gathered == dict([event, early, other])
