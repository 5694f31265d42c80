"""The normal form of a condition: every role filled, and every free variable bound at the smallest place it can be.

A free variable means "there is one". Its scope is the smallest condition that holds all its occurrences (design of the
rule language, section 5); variables with the same scope are bound together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

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
    TotalOf,
    is_var,
)
from sanctioncheck.model.rulebook import symbol
from sanctioncheck.model.time import Window, parse_date
from sanctioncheck.model.vocabulary import IS_A, Vocabulary


@dataclass(frozen=True, slots=True)
class Holds:
    """An atom: the symbol it is reasoned about under, and its terms in the order of the roles.

    With ``dated`` it must have the date of the conduct itself, not merely one that does not lie after it.
    """

    symbol: str
    args: tuple[str, ...]
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """True where every part is."""

    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True where one part is."""

    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """True where the part is false."""

    part: Form


@dataclass(frozen=True, slots=True)
class ThereIs:
    """True where the body is for one choice of the variables; false only where a closed list binds them all."""

    variables: tuple[str, ...]
    body: Form
    closed: bool


@dataclass(frozen=True, slots=True)
class Differ:
    """True where the two are different things."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Dated:
    """True where the conduct lies between two days; ``bound`` is the window of the day it is compared with."""

    bound: Window
    at_least: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """True where the quantity of the conduct reaches, or keeps to, a number."""

    unit: str
    number: Decimal
    at_least: bool


@dataclass(frozen=True, slots=True)
class Total:
    """True where the quantities of matching events add up to a number, or keep to it."""

    of: Holds
    where: Form | None
    unit: str
    number: Decimal
    at_least: bool
    year: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """True where the owner holds so many per cent of the owned, directly and through others."""

    owner: str
    owned: str
    at_least: Decimal


Form = Holds | Every | Either | Negated | ThereIs | Differ | Dated | Amount | Total | Share


class _Names:
    def __init__(self) -> None:
        self.count = 0

    def fresh(self) -> str:
        self.count += 1
        return f"$_{self.count}"


def atom_form(atom: Atom, vocabulary: Vocabulary, names: _Names | None = None) -> Holds:
    """Order the terms of an atom by its roles; a role left out gets a variable of its own."""
    names = names or _Names()
    predicate, roles = atom.predicate, atom.roles
    if predicate == IS_A:
        return Holds(symbol(predicate, dict(roles)), (roles["thing"],))
    order = vocabulary.predicates[predicate].roles
    return Holds(predicate, tuple(roles.get(role) or names.fresh() for role in order))


def normal_form(condition: Condition, vocabulary: Vocabulary, bound: frozenset[str]) -> Form:
    """Bring a condition whose words all exist into normal form, given the variables bound outside it.

    >>> from sanctioncheck.model.vocabulary import Predicate
    >>> p = Predicate(roles={"a": "thing", "b": "thing"}, kind="state", say="{a} {b}", ask="{a} {b}?")
    >>> v = Vocabulary(types={}, disjoint=(), predicates={"p": p})
    >>> normal_form(Atom.model_validate({"p": {"a": "$X", "b": "$Y"}}), v, frozenset({"$X"}))
    ThereIs(variables=('$Y',), body=Holds(symbol='p', args=('$X', '$Y'), dated=False), closed=False)
    """
    return place(_plain(condition, vocabulary, _Names()), bound, vocabulary)


def _plain(condition: Condition, vocabulary: Vocabulary, names: _Names) -> Form:
    match condition:
        case Atom():
            return atom_form(condition, vocabulary, names)
        case AllOf(all=inner):
            return Every(tuple(_plain(part, vocabulary, names) for part in inner))
        case AnyOf(any=inner):
            return Either(tuple(_plain(part, vocabulary, names) for part in inner))
        case NotOf(not_=inner):
            return Negated(_plain(inner, vocabulary, names))
        case Distinct(distinct=(left, right)):
            return Differ(left, right)
        case DateOf(date=bounds):
            text = bounds.at_least if bounds.at_least is not None else bounds.at_most
            return Dated(parse_date(text or ""), bounds.at_least is not None)
        case QuantityOf(quantity=b):
            return Amount(b.unit, _number(b.at_least, b.at_most), b.at_least is not None)
        case TotalOf(total=t):
            where = None if t.where is None else _plain(t.where, vocabulary, names)
            number = _number(t.at_least, t.at_most)
            year, days = (t.within.year, t.within.days) if t.within else (False, None)
            of = atom_form(t.of, vocabulary, names)
            return Total(of, where, t.unit, number, t.at_least is not None, year, days)
        case ShareOf(share=s):
            return Share(s.owner, s.owned, s.at_least)


def _number(*bounds: Decimal | None) -> Decimal:
    return next(bound for bound in bounds if bound is not None)


def children(form: Form) -> tuple[Form, ...]:
    """Give the forms directly inside one."""
    match form:
        case Every(parts) | Either(parts):
            return parts
        case Negated(part) | ThereIs(body=part):
            return (part,)
        case Total(of=of, where=where):
            return (of,) if where is None else (of, where)
    return ()


def free(form: Form) -> tuple[str, ...]:
    """Give the variables of a form that it does not bind itself, in order of appearance."""
    found: dict[str, None] = {}
    match form:
        case Holds(args=args):
            found.update((t, None) for t in args if is_var(t))
        case Differ(left, right) | Share(left, right, _):
            found.update((t, None) for t in (left, right) if is_var(t))
        case _:
            for child in children(form):
                found.update(dict.fromkeys(free(child)))
    if isinstance(form, ThereIs):
        found = {v: None for v in found if v not in form.variables}
    return tuple(found)


def place(form: Form, bound: frozenset[str], vocabulary: Vocabulary) -> Form:
    """Bind each free variable of a plain form at the smallest part that holds all its occurrences."""
    inner = [set(free(child)) for child in children(form)]
    loose = [v for v in free(form) if v not in bound]
    own = () if isinstance(form, Total) else tuple(v for v in loose if sum(v in names for names in inner) != 1)
    if own:

        def closed(name: str) -> bool:
            return name in vocabulary.predicates and vocabulary.predicates[name].closed

        body = place(form, bound | set(own), vocabulary)
        return ThereIs(own, body, all(listing(body, v, closed) for v in own))
    match form:
        case Every(parts):
            return Every(tuple(place(part, bound, vocabulary) for part in parts))
        case Either(parts):
            return Either(tuple(place(part, bound, vocabulary) for part in parts))
        case Negated(part):
            return Negated(place(part, bound, vocabulary))
        case Total(of=of, where=where) if where is not None:
            placed = place(where, bound | set(free(of)), vocabulary)
            return Total(of, placed, form.unit, form.number, form.at_least, form.year, form.days)
    return form


def listing(form: Form, variable: str, answers: Callable[[str], bool]) -> bool:
    """Tell whether the variable must be on a list that answers, wherever the form may be true."""
    match form:
        case Holds(symbol=name, args=args):
            return variable in args and answers(name)
        case Every(parts):
            return any(listing(part, variable, answers) for part in parts)
        case Either(parts):
            return all(listing(part, variable, answers) for part in parts)
        case ThereIs(body=body):
            return listing(body, variable, answers)
    return False


def occurrences(form: Form, positive: bool = True) -> Iterator[tuple[Holds, bool]]:
    """Give every atom, each with whether it stands under an even number of negations."""
    if isinstance(form, Holds):
        yield form, positive
    for child in children(form):
        yield from occurrences(child, positive != isinstance(form, Negated))


def unguarded(form: Form) -> Iterator[str]:
    """Give the variables that some part binds without a positive atom that holds them (a load error).

    Each branch of an `any` needs one of its own: else any new thing, however far from the case, makes it true.
    """
    if isinstance(form, ThereIs):
        yield from (v for v in form.variables if not guards(form.body, v))
    for child in children(form):
        yield from unguarded(child)


def guards(form: Form, variable: str, positive: bool = True) -> bool:
    """Tell whether a positive atom holds the variable wherever the form may be true."""
    match form:
        case Holds(args=args):
            return positive and variable in args
        case Negated(part):
            return guards(part, variable, not positive)
        case ThereIs(body=body):
            return guards(body, variable, positive)
        case Every(parts) | Either(parts):
            enough = any if isinstance(form, Every) == positive else all
            return enough(guards(part, variable, positive) for part in parts)
    return False


def dating_atom(form: Form) -> Holds | None:
    """Give the atom whose date a derived event takes: the first of the condition, unless that is no plain atom."""
    match form:
        case Holds():
            return form
        case Every(parts):
            return dating_atom(parts[0])
        case ThereIs(body=body):
            return dating_atom(body)
    return None


def with_date(form: Form) -> Form:
    """Mark the dating atom of a form, which then must have the date of the conduct itself."""
    match form:
        case Holds():
            return Holds(form.symbol, form.args, dated=True)
        case Every(parts):
            return Every((with_date(parts[0]), *parts[1:]))
        case ThereIs():
            return ThereIs(form.variables, with_date(form.body), form.closed)
    return form


def rename(condition: Condition, names: Mapping[str, str]) -> Condition:
    """Give a condition with variables renamed.

    >>> rename(Distinct(distinct=("$A", "$B")), {"$A": "$S"}).distinct
    ('$S', '$B')
    """
    match condition:
        case Atom(root=root):
            ((predicate, roles),) = root.items()
            return Atom({predicate: {role: names.get(term, term) for role, term in roles.items()}})
        case AllOf(all=inner):
            return AllOf(all=tuple(rename(part, names) for part in inner))
        case AnyOf(any=inner):
            return AnyOf(any=tuple(rename(part, names) for part in inner))
        case NotOf(not_=inner):
            return NotOf(not_=rename(inner, names))
        case Distinct(distinct=(left, right)):
            return Distinct(distinct=(names.get(left, left), names.get(right, right)))
        case TotalOf(total=t):
            where = None if t.where is None else rename(t.where, names)
            return TotalOf(total=t.model_copy(update={"of": rename(t.of, names), "where": where}))
        case ShareOf(share=s):
            owner, owned = names.get(s.owner, s.owner), names.get(s.owned, s.owned)
            return ShareOf(share=s.model_copy(update={"owner": owner, "owned": owned}))
    return condition
