"""The firings of the second engine, told: which are wanted, in whose words, on which facts of the case they rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sanctioncheck.explain.words import Words
from sanctioncheck.model.evidence import IS_A, Weighing
from sanctioncheck.model.fired import FiringNode, PremiseNode
from sanctioncheck.model.firing import Firing, Premise
from sanctioncheck.model.time import ALWAYS, When, format_when, format_window
from sanctioncheck.model.truth import STANDARDS, Standard, highest

_SELDOM = ("candidate",)
_WORDS = {
    "one-of": "there is one for which it holds",
    "condition": "a condition of its own",
    "bearer": "the norm binds who acted",
}


def wanted(
    firings: Sequence[Firing],
    *,
    actor: str | None = None,
    norms: frozenset[str] = frozenset(),
    predicate: str | None = None,
    everything: bool = False,
) -> tuple[Firing, ...]:
    """Choose firings, and with those of a norm or an actor everything that they rest on.

    Args:
        firings: all, in their order.
        actor: only those that speak of this actor.
        norms: only those of these norms; empty for all.
        predicate: only those that conclude this predicate, or rest on it.
        everything: also firings that come to nothing, and the search for what might be so.
    """
    found = {firing.number for firing in firings if _fits(firing, actor, norms, predicate)}
    if (actor or norms) and predicate is None:
        found = _with_grounds(firings, found)
    return tuple(
        firing
        for firing in firings
        if firing.number in found
        and (everything or (firing.kind not in _SELDOM and (firing.true or firing.false or firing.kind == "norm")))
    )


def _fits(firing: Firing, actor: str | None, norms: frozenset[str], predicate: str | None) -> bool:
    concludes = firing.concludes or ("", ())
    if norms and firing.rule not in norms:
        return False
    spoken = {*dict(firing.bindings).values(), *concludes[1], *(arg for p in firing.premises for arg in p.args)}
    if actor is not None and actor not in spoken:
        return False
    names = {concludes[0], *(p.name for p in firing.premises if p.kind in ("atom", "sum"))}
    return predicate is None or predicate in names or any(name == f"{IS_A}:{predicate}" for name in names)


def _with_grounds(firings: Sequence[Firing], found: set[int]) -> set[int]:
    by_number = {firing.number: firing for firing in firings}
    queue, seen = list(found), set(found)
    while queue:
        for premise in by_number[queue.pop()].premises:
            fresh = set(premise.by) - seen
            seen |= fresh
            queue += fresh
    return seen


def told(firings: Iterable[Firing], weighing: Weighing, words: Words) -> tuple[FiringNode, ...]:
    """Tell firings in the words of the case and the rules."""
    facts = _facts(weighing)
    return tuple(_node(firing, facts, words) for firing in firings)


Facts = dict[tuple[str, tuple[str, ...]], dict[When, tuple[str, ...]]]


def _facts(weighing: Weighing) -> Facts:
    """Give what speaks of each atom: ids by predicate, fillers and date."""
    found: Facts = {}
    for (name, args, when), entries in weighing.ledger.items():
        symbol, who = (f"{IS_A}:{args[1]}", args[:1]) if name == IS_A else (name, args)
        found.setdefault((symbol, who), {})[when] = tuple(dict.fromkeys(entry.id for entry in entries))
    return found


def _node(firing: Firing, facts: Facts, words: Words) -> FiringNode:
    concludes = firing.concludes
    return FiringNode(
        number=firing.number, kind=firing.kind, rule=firing.rule, part=firing.part, readings=dict(firing.readings),
        disputes="for" if firing.own else "against", bindings=dict(firing.bindings),
        days="" if firing.window is None else "at all times" if firing.window == ALWAYS
        else format_window(firing.window),
        when=format_when(firing.when) if firing.when else "",
        premises=tuple(_premise(each, facts, words) for each in firing.premises),
        text=words.say(*concludes) if concludes else "", atom=_atom(*concludes) if concludes else "",
        true_to=_standard(firing.true), false_to=_standard(firing.false),
    )  # fmt: skip


def _premise(premise: Premise, facts: Facts, words: Words) -> PremiseNode:
    is_atom = premise.kind in ("atom", "sum")
    dated = facts.get((premise.name, premise.args), {}) if is_atom else {}
    ids = [name for when, names in sorted(dated.items()) if premise.when in (None, when) for name in names]
    return PremiseNode(
        kind=premise.kind, text=_text(premise, words), atom=_atom(premise.name, premise.args) if is_atom else "",
        turned=premise.turned, true_to=_standard(premise.true), false_to=_standard(premise.false), by=premise.by,
        facts=tuple(dict.fromkeys(ids)),
    )  # fmt: skip


def _text(premise: Premise, words: Words) -> str:
    if premise.kind == "atom":
        return words.say(premise.name, premise.args)
    if premise.kind == "sum":
        return f"the total of {premise.name}"
    if premise.kind in ("element", "exception", "exclusion"):
        return f"{'element' if premise.kind == 'element' else 'exception'} {premise.name}"
    if premise.kind == "test":
        names = ", ".join(map(words.name, premise.args))
        return f"{premise.name}({names})" if names else f"the {premise.name}"
    return _WORDS[premise.kind]


def _atom(symbol: str, args: tuple[str, ...]) -> str:
    """Write an atom as a case file does.

    >>> _atom("is_a:state", ("russia",))
    'is_a(russia, state)'
    """
    name, _, kind = symbol.partition(":")
    return f"{name}({', '.join((*args, kind) if kind else args)})"


def _standard(mask: int) -> Standard | None:
    rank = highest(mask)
    return STANDARDS[rank] if rank >= 0 else None
