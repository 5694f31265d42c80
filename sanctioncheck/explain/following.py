"""What provisions attach to a violation: consequences, who may invoke them, and where; context beside the finding."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.finding import effect_of
from sanctioncheck.model.follow import FollowNode
from sanctioncheck.model.norm import UNCONFIRMED, Follow, Provision
from sanctioncheck.model.rulebook import Rule, Rulebook
from sanctioncheck.model.time import Window, in_force, span

__all__ = ["following"]


def following(book: Rulebook, rule: Rule, today: int) -> Iterator[FollowNode]:
    """Give what follows in law where a norm is violated.

    Args:
        book: the pack.
        rule: the norm that is violated.
        today: the day as of which that is said; what had not begun or has ended by then attaches nothing.

    >>> from sanctioncheck.load.pack import load_pack
    >>> from sanctioncheck.model.time import parse_date
    >>> book = load_pack()
    >>> rule = next(each for each in book.rules if each.id == "un.charter/2-4#no-force")
    >>> [each.label for each in following(book, rule, parse_date("2025-04-30").last) if each.kind == "forum"]
    ['Statute of the International Court of Justice art 36']
    """
    effect, day = effect_of(rule.provision, rule.norm.modality), Window(today, today)
    for provision in book.provisions.values():
        for follow in provision.follows:
            if effect in follow.after and _within(follow, rule) and _in_force(provision, day):
                yield FollowNode(
                    kind=follow.kind,
                    text=follow.text,
                    provision=provision.provision,
                    label=provision.citation.label,
                    confirmed=provision.mark not in UNCONFIRMED,
                )


def _in_force(provision: Provision, day: Window) -> bool:
    stretches = (in_force(each.from_, each.to, each.unknown_after) for each in provision.in_force)
    return span(stretches).covers(day)


def _within(follow: Follow, rule: Rule) -> bool:
    names = (rule.id, rule.provision.provision)
    return not follow.within or any(
        each in names or (each.endswith((".", "/")) and rule.id.startswith(each)) for each in follow.within
    )
