"""Tells by which id the rules know a State, whatever a case calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from unicodedata import combining, normalize

from sanctioncheck.model.fact import Actor
from sanctioncheck.model.naming import StatesFile

__all__ = ["called_in", "known_as"]

_WORD = re.compile(r"[^\W_]+")


def called_in(texts: StatesFile) -> dict[str, tuple[str, ...]]:
    """Give each name that stands for a State in texts, with the ids of the States that it can mean.

    >>> from sanctioncheck.model.naming import StateName
    >>> dprk = StateName(id="dprk", code="KP", names=("North Korea",), seats=("Pyongyang",))
    >>> called_in(StatesFile(states=(dprk,), ambiguous={"Korea": ("dprk",), "the North": ("dprk",)}))
    {'North Korea': ('dprk',), 'Pyongyang': ('dprk',), 'Korea': ('dprk',)}
    """
    found: dict[str, tuple[str, ...]] = {
        name: (state.id,) for state in texts.states for name in (*state.names, *state.seats)
    }
    # `the North` says which Korea only beside the South.
    found |= {name: meant for name, meant in texts.ambiguous.items() if not name.startswith("the ")}
    return found


def known_as(
    actor: Actor, entities: Iterable[tuple[str, str]], called: Mapping[str, tuple[str, ...]]
) -> tuple[str, tuple[str, ...]] | None:
    """Find the States of the pack that an actor is called like.

    Args:
        actor: a State that a case declares.
        entities: id and name of each State that the pack knows.
        called: other names for States, each with the ids that it can mean; of those only the ids of the pack count.

    Returns:
        The name of the actor by which it is known, and the ids that it can mean; None where it is called like none.

    >>> turkey = Actor(id="turkiye", type="state", name="Turkish Republic")
    >>> known_as(turkey, [("turkey", "Türkiye")], {})
    ('turkiye', ('turkey',))
    >>> known_as(Actor(id="ruritania", type="state", name="Ruritania"), [("turkey", "Türkiye")], {}) is None
    True
    """
    names: dict[str, tuple[str, ...]] = {}
    ids: set[str] = set()
    for ident, name in entities:
        ids.add(ident)
        for each in (ident, name):
            names[_key(each)] = tuple(dict.fromkeys((*names.get(_key(each), ()), ident)))
    for name, meant in called.items():
        known = [ident for ident in meant if ident in ids]
        if known:
            names[_key(name)] = tuple(dict.fromkeys((*names.get(_key(name), ()), *known)))
    return next(
        ((name, names[_key(name)]) for name in (actor.id, actor.name, *actor.aliases) if _key(name) in names), None
    )


def _key(name: str) -> str:
    """Give a name without case, accents, hyphens, dots and `the`, in which two ways to write it may differ."""
    plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()
    return "".join(word for word in _WORD.findall(plain) if word != "the")
