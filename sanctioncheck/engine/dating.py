"""When a fact holds: its own date, or the one that the case or its kind gives it."""

from __future__ import annotations

from sanctioncheck.model.fact import Assumption, During, Fact, Judgement
from sanctioncheck.model.norm import BackgroundFinding
from sanctioncheck.model.time import (
    EARLIEST,
    LATEST,
    THROUGHOUT,
    When,
    Window,
    lasting,
    parse_window,
    point,
)

CLASSIFICATION = "classification"
Dated = Fact | Judgement | Assumption | BackgroundFinding


def when_of(dated: Dated, kind: str, period: Window | None, known: int = LATEST) -> When:
    """Give when a fact holds; without a date an event lies somewhere in the period and a state all through it.

    What a thing is, a classification, it is at all times unless the fact says otherwise. What has an open end is known
    to go on until the day ``known``, and may go on after it.
    """
    if dated.during is not None:
        return _during(dated.during, known)
    if dated.on is not None:
        return point(parse_window(dated.on))
    if kind == CLASSIFICATION:
        return THROUGHOUT
    whole = period or Window(EARLIEST, LATEST)
    if kind != "event":
        return lasting(Window(whole.first, whole.first), Window(whole.last, whole.last))
    return point(whole)


def _during(during: During, known: int) -> When:
    begin = Window(EARLIEST, EARLIEST) if during.from_ == ".." else parse_window(during.from_)
    end = Window(known, LATEST) if during.to == ".." else parse_window(during.to)
    return lasting(begin, end)
