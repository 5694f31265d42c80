"""What of a compiled pack can decide an outcome, so that changes that change nothing are told from those that do."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from sanctioncheck.engine.defeat import Defence
from sanctioncheck.engine.plan import Choice, Plan, PlannedMeaning, PlannedRule, symbols
from sanctioncheck.model.form import Differ, Either, Every, Form, Negated, Share, ThereIs, Total, children

__all__ = ["Essence", "essence", "parted_by", "plain_form"]

Essence = dict[tuple[str, str], Hashable]
"""`rule` or `symbol`, and its name, to all of it that can decide an outcome."""


def essence(plan: Plan) -> Essence:
    """Give all of a compiled pack that can decide an outcome, norm by norm and defined symbol by defined symbol."""
    found: Essence = {("rule", each.rule.id): _of_rule(each, plan) for each in plan.rules}
    for name, meanings in plan.meanings.items():
        found["symbol", name] = tuple(_of_meaning(each) for each in meanings)
    return found


def parted_by(one: Essence, other: Essence) -> tuple[frozenset[str], frozenset[str]]:
    """Give the norms and the defined symbols in which two packs differ.

    >>> parted_by({("rule", "a/1#n"): 1, ("symbol", "p"): 1}, {("rule", "a/1#n"): 2, ("symbol", "p"): 1})
    (frozenset({'a/1#n'}), frozenset())
    """
    keys = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    return (
        frozenset(name for kind, name in keys if kind == "rule"),
        frozenset(name for kind, name in keys if kind == "symbol"),
    )


def _of_rule(planned: PlannedRule, plan: Plan) -> Hashable:
    norm = planned.rule.norm
    positions = plan.rulebook.positions
    return (
        (norm.bearer.var, norm.bearer.is_, norm.bearer.is_not, norm.trigger),
        planned.rule.span,
        planned.trigger,
        tuple((each.id, _of_choice(each.when), each.may_follow) for each in planned.elements),
        plain_form(planned.bearer.form),
        frozenset(_of_defence(each) for each in planned.defences),
        tuple((name, tuple(each.id for each in positions[name].readings)) for name in planned.positions),
        frozenset(planned.base_runs),
    )


def _of_meaning(planned: PlannedMeaning) -> Hashable:
    meaning = planned.meaning
    return (
        (meaning.id, planned.head, meaning.span, meaning.cap, meaning.definition.open, planned.dating),
        _of_choice(planned.when),
        frozenset(_of_defence(each) for each in planned.defences),
    )


def _of_choice(choice: Choice) -> Hashable:
    return choice.position, tuple((name, plain_form(compiled.form)) for name, compiled in choice.options)


def _of_defence(defence: Defence) -> Hashable:
    inner = frozenset(_of_defence(each) for each in defence.unless)
    # Days and difference are so or not so, to whatever standard.
    rank = defence.rank if any(symbols(defence.when.form)) or _counts(defence.when.form) else None
    return defence.id, plain_form(defence.when.form), rank, defence.shared, defence.burden, inner


def _counts(form: Form) -> bool:
    return isinstance(form, Share) or any(_counts(part) for part in children(form))


def plain_form(form: Form) -> Form:
    """Give a form without what makes no difference: the order of parts, parts twice, one part alone, `not` twice.

    >>> from sanctioncheck.model.form import Holds
    >>> a, b = Holds("p", ("$X",)), Holds("q", ("$X",))
    >>> plain_form(Every((b, Every((a,)), a))) == plain_form(Every((a, b)))
    True
    """
    match form:
        case Every(parts) | Either(parts):
            kind = Every if isinstance(form, Every) else Either
            inner: dict[Form, None] = {}
            for part in map(plain_form, parts):
                inner.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
            return next(iter(inner)) if len(inner) == 1 else kind(tuple(sorted(inner, key=repr)))
        case Negated(Negated(part)):
            return plain_form(part)
        case Negated(part):
            return Negated(plain_form(part))
        case ThereIs():
            return replace(form, body=plain_form(form.body))
        case Differ(left, right):
            return Differ(*sorted((left, right)))
        case Total(where=where) if where is not None:
            return replace(form, where=plain_form(where))
    return form
