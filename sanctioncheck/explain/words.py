"""Ids to names, and atoms to sentences and questions, with the phrases that the vocabulary declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.fact import Case, Claim
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.vocabulary import INVOKES, Predicate

_PLACE = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


class Words:
    """The language of one case: how its things are called, and what its rules say."""

    def __init__(self, rulebook: Rulebook, case: Case) -> None:
        self.vocabulary = rulebook.vocabulary
        self.names = {name: called for name, (_, called) in rulebook.entities.items()}
        self.names.update((actor.id, actor.name) for actor in case.actors)
        self.names.update((thing.id, thing.name) for thing in case.things if thing.name is not None)

    def name(self, ident: str) -> str:
        """Give what a thing is called; an unknown id stands for itself."""
        return self.names.get(ident, ident)

    def roles(self, symbol: str) -> tuple[str, Predicate, tuple[str, ...]]:
        """Give the predicate behind a symbol, and its roles in order."""
        predicate = IS_A if symbol.startswith(f"{IS_A}:") else symbol
        word = self.vocabulary.predicates[predicate]
        return predicate, word, tuple(word.roles)

    def fillers(self, symbol: str, args: tuple[str | None, ...]) -> dict[str, str]:
        """Give the words that fill the roles of an atom; an open role is "some …"."""
        predicate, word, roles = self.roles(symbol)
        if predicate == IS_A:
            kind = symbol.partition(":")[2]
            thing = args[0]
            return {"thing": self.name(thing) if thing else "something", "type": self.vocabulary.types[kind].label}
        return {
            role: self.name(arg) if arg and not arg.startswith("$") else self.somebody(word.roles[role])
            for role, arg in zip(roles, args, strict=True)
        }

    def somebody(self, kind: str) -> str:
        """Give the words for a filler that nobody has named.

        A type is called by its label.
        """
        label = self.vocabulary.types[kind].label if kind in self.vocabulary.types else kind
        return f"some {label}"

    def say(self, symbol: str, args: tuple[str | None, ...], positive: bool = True) -> str:
        """Give the sentence that states, or denies, an atom."""
        _, word, _ = self.roles(symbol)
        fillers = self.fillers(symbol, args)
        if positive:
            return fill(word.say, fillers)
        return fill(word.deny, fillers) if word.deny else f"it is not the case that {fill(word.say, fillers)}"

    def claim(self, claim: Claim) -> str:
        """Give the sentence for what a record of the case states."""
        if claim.predicate == INVOKES:
            return f"{self.name(claim.roles['by'])} invokes {claim.roles['exception']}"
        if claim.predicate == IS_A:
            return self.say(f"{IS_A}:{claim.roles['type']}", (claim.roles["thing"],), claim.positive)
        word = self.vocabulary.predicates[claim.predicate]
        return self.say(claim.predicate, tuple(claim.roles[role] for role in word.roles), claim.positive)

    def ask(self, symbol: str, args: tuple[str | None, ...]) -> str:
        """Give the question for an atom."""
        _, word, _ = self.roles(symbol)
        return fill(word.ask, self.fillers(symbol, args))

    def counts(self, symbol: str, args: tuple[str | None, ...]) -> str | None:
        """Give what would count as an answer, where the vocabulary says so."""
        _, word, _ = self.roles(symbol)
        return None if word.counts is None else fill(word.counts, self.fillers(symbol, args))

    def short(self, symbol: str, args: tuple[str | None, ...]) -> str:
        """Give an atom in short form, with ids: ``trains(dprk, kpa)``; an open role is ``?``."""
        inner = ", ".join(arg if arg and not arg.startswith("$") else "?" for arg in args)
        if symbol.startswith(f"{IS_A}:"):
            return f"{IS_A}({inner}, {symbol.partition(':')[2]})"
        return f"{symbol}({inner})"

    def variables(self, template: str, env: Mapping[str, str]) -> str:
        """Fill the ``{S}`` of a rule's text with the things that the variables stand for."""
        return fill(template, {name[1:]: self.name(ident) for name, ident in env.items()})


def fill(template: str, fillers: Mapping[str, str]) -> str:
    """Fill the places in braces of a template once; what a filler itself says in braces stays as it is.

    >>> fill("{by} sent troops to {to}", {"by": "A", "to": "{by}"})
    'A sent troops to {by}'
    """
    return _PLACE.sub(lambda match: fillers.get(match.group(1), match.group(0)), template)
