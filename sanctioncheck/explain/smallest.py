"""The smallest case, and the smallest rule, in which two engines still differ: what a bug report must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sanctioncheck.engine.weigh import weigh
from sanctioncheck.model.evidence import Evidence
from sanctioncheck.model.fact import Case
from sanctioncheck.model.rulebook import Rule, Rulebook

T = TypeVar("T")
Differs = Callable[[Rulebook, Evidence], bool]
"""Tells whether two engines differ on a rulebook and a body of evidence."""
TRIES = 400


@dataclass(frozen=True, slots=True)
class Smallest:
    """What is left of a case and of the rules."""

    case: Case
    book: Rulebook
    evidence: Evidence


class _Tries:
    """Asks whether a smaller example still differs, so often and no oftener; what cannot be judged does not count."""

    def __init__(self, differs: Differs, left: int) -> None:
        self._differs, self.left = differs, left

    def __call__(self, book: Rulebook, evidence: Evidence) -> bool:
        if self.left <= 0:
            return False
        self.left -= 1
        try:
            return self._differs(book, evidence)
        except (KeyError, ValueError):
            return False


def smallest(
    case: Case, book: Rulebook, norm: str, as_of: str | None, body: str, differs: Differs, tries: int = TRIES
) -> Smallest:
    """Leave things out of a case and of the rules while two engines still differ.

    Args:
        case: the case on which they differ.
        book: the rulebook.
        norm: the norm on which they differ; all others are left out.
        as_of: the day as of which the case is judged, where it is not its own.
        body: which body of evidence they differ on: a field of the weighing.
        differs: tells whether they differ.
        tries: how often that may be asked.
    """
    ask = _Tries(differs, tries)
    one = replace(book, rules=tuple(rule for rule in book.rules if rule.id == norm))

    def evidence_of(tried: Case) -> Evidence | None:
        found: Evidence | None = getattr(weigh(tried, book, as_of), body)
        return found

    evidence = evidence_of(case)
    assert evidence is not None
    if ask(one, evidence):
        book = one
    for part in ("judgements", "assumptions", "opinions", "refused", "facts"):
        case = _fewer_entries(case, part, lambda tried: (e := evidence_of(tried)) is not None and ask(book, e))
    evidence = evidence_of(case) or evidence
    meanings = fewer(book.meanings, lambda left: ask(replace(book, meanings=left), evidence))
    book = replace(book, meanings=meanings)
    moved = True
    while moved:
        moved = False
        for less in _smaller(book):
            if ask(less, evidence):
                book, moved = less, True
                break
    return Smallest(case, book, evidence)


def _fewer_entries(case: Case, part: str, still: Callable[[Case], bool]) -> Case:
    return _without(case, part, fewer(getattr(case, part), lambda left: still(_without(case, part, left))))


def fewer(entries: tuple[T, ...], still: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """Leave out entries, in halves first, then one by one (delta debugging, Zeller and Hildebrandt 2002)."""
    kept = entries
    size = max(1, len(kept) // 2)
    while kept and size:
        at = 0
        while at < len(kept):
            left = kept[:at] + kept[at + size :]
            if still(left):
                kept = left
            else:
                at += size
        size //= 2
    return kept


def _without(case: Case, part: str, entries: tuple[object, ...]) -> Case:
    """Give a case with other entries in one part, and nothing that names what is no longer there."""
    changed = case.model_copy(update={part: entries})
    facts = {fact.id for fact in changed.facts}
    same = tuple(group for group in changed.same_event if facts.issuperset(group))
    return changed.model_copy(update={"same_event": same})


def _smaller(book: Rulebook) -> Iterator[Rulebook]:
    """Give every rulebook with one thing left out of its norms: an element, an exception."""
    for at, rule in enumerate(book.rules):
        for less in smaller_rules(rule):
            yield replace(book, rules=(*book.rules[:at], less, *book.rules[at + 1 :]))


def smaller_rules(rule: Rule) -> Iterator[Rule]:
    """Give a norm with one thing left out: an element that is not its trigger, or an exception."""
    for name in rule.norm.elements:
        if name != rule.norm.trigger:
            kept = tuple(other for other in rule.norm.elements if other != name)
            yield replace(rule, norm=rule.norm.model_copy(update={"elements": kept}))
    for name in rule.exceptions:
        yield replace(rule, exceptions={n: e for n, e in rule.exceptions.items() if n != name})
