"""The second engine's own clerk: days and numbers beside a bound, and the dates of what follows from an event."""

from __future__ import annotations

from typing import Any

import pytest

from sanctioncheck.engine.durable.clerk import At, Clerk
from sanctioncheck.model.form import Amount, Dated, Total
from sanctioncheck.model.time import Window
from sanctioncheck.model.truth import Value
from tests.engine.build import dated, definition, evidence, fact, norm, rulebook
from tests.spec import edges
from tests.spec.generate import Seeded, made_up

CLERK = Clerk(*made_up(Seeded(0)))


@pytest.mark.parametrize(("form", "window", "value"), edges.dated())
def test_a_day_beside_a_bound_lies_on_its_own_side(form: Dated, window: Window, value: Value) -> None:
    assert CLERK.dated(form, window) == value[:2] == value[2:]


@pytest.mark.parametrize(("form", "quantities", "value"), edges.amounts())
def test_a_number_beside_a_bound_reaches_it_or_does_not(form: Amount, quantities: Any, value: Value) -> None:
    at = At(edges.BOUND, quantities=quantities)
    assert CLERK.amount(form, at, own=True) == value[:2]
    assert CLERK.amount(form, at, own=False) == value[2:]


@pytest.mark.parametrize(("form", "window", "within"), edges.years())
def test_a_total_is_of_the_days_of_its_own_time(form: Total, window: Window, within: Window | None) -> None:
    assert CLERK.years(form, window) == within


def test_an_event_has_the_dates_of_every_event_that_its_definition_may_rest_on_and_of_no_other() -> None:
    """A role may be filled by what is no thing, and what stands twice in a condition is one and the same."""
    book = rulebook(norm(), definition("warns($A)", "sends($A, $X)"), definition("imports($A)", "ships($A, $X, $X)"))
    said = [
        fact("sends(x, flags)", when="2001"),
        fact("sends(y, guns)", when="2002"),
        fact("ships(x, y, y)", when="2003"),
        fact("ships(x, guns, y)", when="2004"),
        fact("ships(y, x, x)", when="2005"),
    ]
    clerk = Clerk(book, evidence(said))
    assert clerk.dates("warns", ("x",), {}) == {dated("2001")}
    assert clerk.dates("imports", ("x",), {}) == {dated("2003")}
    assert clerk.dates("imports", (None,), {}) == {dated("2003"), dated("2005")}
