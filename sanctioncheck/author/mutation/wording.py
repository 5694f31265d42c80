"""A condition of a rule in words, its variables as letters."""

from __future__ import annotations

from sanctioncheck.explain.words import fill
from sanctioncheck.model.condition import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    DateOf,
    Distinct,
    NotOf,
    QuantityOf,
    ShareOf,
    TotalBounds,
    TotalOf,
    is_var,
)
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.vocabulary import IS_A

__all__ = ["in_words"]


def in_words(condition: Condition, book: Rulebook) -> str:
    """Say what a condition requires.

    Args:
        condition: the condition.
        book: the pack, for its words and the names of its things.

    >>> from sanctioncheck.load.pack import load_pack
    >>> in_words(NotOf.model_validate({"not": {"member_of_un": {"state": "$S"}}}), load_pack())
    'not: S is a Member of the United Nations'
    """
    match condition:
        case Atom():
            return _atom(condition, book)
        case AllOf(all=parts):
            return _joined(parts, " and ", book)
        case AnyOf(any=parts):
            return _joined(parts, " or ", book)
        case NotOf(not_=part):
            return f"not: {in_words(part, book)}"
        case Distinct(distinct=(one, other)):
            return f"{_term(one, book)} and {_term(other, book)} are two different things"
        case DateOf(date=bounds):
            least = bounds.at_least is not None
            day = bounds.at_least if least else bounds.at_most
            return f"the conduct lies on {day} or {'later' if least else 'earlier'}"
        case QuantityOf(quantity=bounds):
            return f"its quantity is {_bound(bounds.at_least, bounds.at_most)} {bounds.unit}"
        case TotalOf(total=total):
            return _total(total, book)
        case ShareOf(share=share):
            owner, owned = _term(share.owner, book), _term(share.owned, book)
            return f"{owner} holds at least {share.at_least} per cent of {owned}, directly or through others"


def _joined(parts: tuple[Condition, ...], word: str, book: Rulebook) -> str:
    told = [in_words(part, book) for part in parts]
    return told[0] if len(told) == 1 else "(" + f",{word}".join(told) + ")"


def _atom(atom: Atom, book: Rulebook) -> str:
    vocabulary = book.vocabulary
    word = vocabulary.predicates[atom.predicate]
    if atom.predicate == IS_A:
        kind = vocabulary.types[atom.roles["type"]].label
        return fill(word.say, {"thing": _term(atom.roles["thing"], book), "type": kind})
    fillers = {}
    for role, wants in word.roles.items():
        label = vocabulary.types[wants].label if wants in vocabulary.types else wants
        fillers[role] = _term(atom.roles[role], book) if role in atom.roles else f"some {label}"
    return fill(word.say, fillers)


def _term(term: str, book: Rulebook) -> str:
    return term[1:] if is_var(term) else book.entities.get(term, ("", term))[1]


def _bound(at_least: object, at_most: object) -> str:
    return f"at least {at_least}" if at_least is not None else f"at most {at_most}"


def _total(total: TotalBounds, book: Rulebook) -> str:
    where = f", where {in_words(total.where, book)}," if total.where is not None else ""
    within = ""
    if total.within is not None:
        within = " in the calendar year" if total.within.year else f" in {total.within.days} days"
    bound = _bound(total.at_least, total.at_most)
    return f"all the {total.unit} of which it is so that {_atom(total.of, book)}{where} add up{within} to {bound}"
