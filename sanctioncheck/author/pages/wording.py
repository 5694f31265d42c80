"""Says a condition of a rule in words, its variables left as the letters that the rule gives them."""

from __future__ import annotations

from collections.abc import Mapping

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
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.norm import Bearer
from sanctioncheck.model.page import Said
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.vocabulary import INVOKES, Predicate

__all__ = ["Wording", "blank", "denial", "edge_of", "flat"]


class Wording:
    """The language of a pack, for its own rules."""

    def __init__(self, book: Rulebook) -> None:
        self.vocabulary = book.vocabulary
        self.names = {ident: name for ident, (_, name) in book.entities.items()}

    def term(self, term: str) -> str:
        """Give a variable as its letter, and a thing by its name."""
        return term[1:] if is_var(term) else self.names.get(term, term)

    def kind(self, name: str) -> str:
        """Give a type by its label."""
        found = self.vocabulary.types.get(name)
        return name if found is None else found.label

    def fillers(self, predicate: str, roles: Mapping[str, str]) -> dict[str, str]:
        """Give the words for each role; a role left out is "some …"."""
        word = self.vocabulary.predicates[predicate]
        found = {role: f"some {self.kind(kind)}" for role, kind in word.roles.items()}
        for role, term in roles.items():
            found[role] = self.kind(term) if (predicate, role) == (IS_A, "type") else self.term(term)
            if predicate == INVOKES and role == "exception":
                found[role] = f"the exception {term}"
        return found

    def atom(self, predicate: str, roles: Mapping[str, str], positive: bool = True) -> str:
        """Give the sentence that states, or denies, a predicate of some terms."""
        word = self.vocabulary.predicates[predicate]
        return fill(word.say if positive else denial(word), self.fillers(predicate, roles))

    def condition(self, condition: Condition) -> Said:
        """Give a condition in words."""
        match condition:
            case Atom():
                return Said(kind="atom", text=self.atom(condition.predicate, condition.roles))
            case NotOf(not_=Atom() as inner):
                return Said(kind="not", text=self.atom(inner.predicate, inner.roles, positive=False))
            case NotOf(not_=inner):
                return Said(kind="not", text="this does not hold", parts=(self.condition(inner),))
            case AllOf(all=parts):
                return Said(kind="all", text="all of these hold", parts=tuple(map(self.condition, parts)))
            case AnyOf(any=parts):
                return Said(kind="any", text="one of these holds", parts=tuple(map(self.condition, parts)))
            case Distinct(distinct=(one, other)):
                return Said(kind="distinct", text=f"{self.term(one)} and {self.term(other)} are not the same")
            case DateOf(date=date):
                edge = f"on or after {date.at_least}" if date.at_least else f"on or before {date.at_most}"
                return Said(kind="date", text=f"the conduct took place {edge}")
            case QuantityOf(quantity=amount):
                text = f"the quantity is {edge_of(amount.at_least, amount.at_most)} {amount.unit}"
                return Said(kind="quantity", text=text)
            case TotalOf(total=total):
                return self._total(total)
            case ShareOf(share=share):
                owner, owned = self.term(share.owner), self.term(share.owned)
                return Said(kind="share", text=f"{owner} holds at least {share.at_least} per cent of {owned}")
        raise TypeError(condition)

    def line(self, condition: Condition) -> str:
        """Give a condition in words on one line.

        >>> from sanctioncheck.load.pack import load_pack
        >>> inner = Atom({"member_of_un": {"state": "$S"}})
        >>> Wording(load_pack()).line(NotOf.model_validate({"not": inner.model_dump()}))
        'S is not a Member of the United Nations'
        """
        return flat(self.condition(condition))

    def _total(self, total: TotalBounds) -> Said:
        time = ""
        if total.within is not None:
            days = total.within.days
            time = " within the calendar year" if days is None else f" within {days} days"
        edge = edge_of(total.at_least, total.at_most)
        parts = (self.condition(total.of), *(() if total.where is None else (self.condition(total.where),)))
        return Said(
            kind="total", text=f"the quantities of all that is so add up to {edge} {total.unit}{time}", parts=parts
        )

    def text(self, template: str) -> str:
        """Take the braces from the variables of a rule's text.

        >>> from sanctioncheck.load.pack import load_pack
        >>> Wording(load_pack()).text("Did {S} attack {V}?")
        'Did S attack V?'
        """
        return template.replace("{", "").replace("}", "")

    def bearer(self, bearer: Bearer) -> str:
        """Say whom a norm binds, with the letter by which the rest of the norm calls it."""
        letter = bearer.var[1:]
        if bearer.is_ is not None:
            return f"{letter}: {self.term(bearer.is_)}"
        text = f"{letter}: any {self.kind(bearer.type)}"
        if bearer.is_not is not None:
            text += f" but {self.term(bearer.is_not)}"
        if bearer.bound_where is not None:
            text += f", where {flat(self.condition(bearer.bound_where))}"
        return text


_GROUPS = {"all": ", and ", "any": ", or "}


def denial(word: Predicate) -> str:
    """Give the sentence that denies a predicate.

    >>> denial(Predicate(roles={"by": "state"}, kind="event", say="{by} acts", ask="Did {by} act?"))
    'it is not the case that {by} acts'
    """
    return word.deny or f"it is not the case that {word.say}"


def blank(template: str) -> str:
    """Give a sentence of the vocabulary with the names of its roles in capitals, where fillers will stand.

    >>> blank("{by} sends {object} to {to}")
    'BY sends OBJECT to TO'
    """
    first, *rest = template.split("{")
    return first + "".join(part.split("}", 1)[0].upper() + part.split("}", 1)[-1] for part in rest)


def edge_of(at_least: object, at_most: object) -> str:
    """Give a bound in words.

    >>> edge_of(5, None), edge_of(None, 7)
    ('at least 5', 'at most 7')
    """
    return f"at least {at_least}" if at_least is not None else f"at most {at_most}"


def flat(said: Said) -> str:
    """Give a condition in one line.

    >>> flat(Said(kind="all", text="all of these",
    ...           parts=(Said(kind="atom", text="S is a State"), Said(kind="atom", text="S attacks V"))))
    'S is a State, and S attacks V'
    """
    # Within another group a group stands in brackets: "and" and "or" side by side may be read either way.
    grouped = said.kind in _GROUPS
    inner = [f"({flat(part)})" if grouped and part.kind in _GROUPS else flat(part) for part in said.parts]
    if grouped:
        return _GROUPS[said.kind].join(inner)
    return f"{said.text}: {'; '.join(inner)}" if inner else said.text
