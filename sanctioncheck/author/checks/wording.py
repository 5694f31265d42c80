"""Checks of sentences: questions that do not read as one asks them, and templates that leave somebody out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from sanctioncheck.author.checks.check import Check, Edit
from sanctioncheck.errors import Place, quote
from sanctioncheck.load.draft import clauses
from sanctioncheck.load.files import Spot
from sanctioncheck.load.pack import Loaded
from sanctioncheck.model.condition import variables
from sanctioncheck.model.norm import ExceptionClause
from sanctioncheck.model.vocabulary import template_roles

__all__ = ["BadSpacing", "BrokenBraces", "NoQuestion", "SameQuestion", "SilentDenial", "SilentRole", "SpeaksOfNobody"]

_BEGINS = frozenset(
    {
        "am",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "who",
        "whom",
        "whose",
        "what",
        "which",
        "when",
        "where",
        "why",
        "how",
        "by",
        "for",
        "in",
        "on",
        "at",
        "of",
        "to",
        "under",
        "from",
        "with",
        "since",
        "until",
        "before",
        "after",
    }
)
_BRACES = re.compile(r"\{[A-Za-z][A-Za-z0-9_]*\}")
_SPACES = re.compile(r" +(?=[?.,;:])|(?<= ) +")


class NoQuestion(Check):
    """A question does not begin as one asks: `Did {S} …?`, not `{S} did …?`."""

    code: ClassVar[str] = "SC-L130"
    user: str
    begins: str

    def message(self) -> str:
        return f"the question of {self.user} begins with {quote(self.begins)} and reads as a statement"

    def help(self) -> str:
        return "begin with the verb or the question word, as one asks a witness: `Did {by} send troops to {to}?`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for user, text, spot in _questions(pack):
            # After a condition comes a comma, and then the question.
            first = [part.split()[0] for part in text.split(", ") if part.split()]
            if first and not {re.sub(r"[^\w{}]", "", word).casefold() for word in first} & _BEGINS:
                yield cls(place=spot.place(), user=user, begins=first[0])


class BrokenBraces(Check):
    """A brace stands in a text without the other, or round what is no name."""

    code: ClassVar[str] = "SC-L131"
    user: str

    def message(self) -> str:
        return f"a brace of {self.user} is not the name of a variable or role in braces"

    def help(self) -> str:
        return "write `{S}` for the variable `$S`, and `{by}` for the role `by`"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for user, text, spot in _texts(pack):
            if set("{}") & set(_BRACES.sub("", text)):
                yield cls(place=spot.place(), user=user)


class BadSpacing(Check):
    """Two spaces stand where one belongs, or a space before a mark."""

    code: ClassVar[str] = "SC-L132"
    user: str

    def message(self) -> str:
        return f"{self.user} has a space too many"

    def help(self) -> str:
        return "what is printed keeps every space: take it out"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for user, text, spot in _texts(pack):
            if _SPACES.search(text) or text != text.strip():
                yield cls(place=spot.place(), user=user, edits=_tidied(spot))


class SameQuestion(Check):
    """Two elements of one norm ask the same question."""

    code: ClassVar[str] = "SC-L133"
    one: str
    other: str

    def message(self) -> str:
        return f"elements {quote(self.one)} and {quote(self.other)} ask the same question"

    def help(self) -> str:
        return "a reader of the matrix cannot tell them apart: ask in each for what it alone wants to know"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        found: dict[Place, Check] = {}
        for norm in pack.norms:
            seen: dict[str, str] = {}
            for name, element in norm.rule.elements.items():
                twin = seen.setdefault(element.ask.casefold(), name)
                if twin != name:
                    home = norm.file.spot.to("elements")
                    also = (("the other", home.to(twin, "ask").place()),)
                    place = home.to(name, "ask").place()
                    found.setdefault(place, cls(place=place, also=also, one=twin, other=name))
        yield from found.values()


class SpeaksOfNobody(Check):
    """A question names none of the things that its condition is about."""

    code: ClassVar[str] = "SC-L134"
    user: str
    names: tuple[str, ...]

    def message(self) -> str:
        return f"the question of {self.user} names none of the things that its condition is about"

    def help(self) -> str:
        return f"put in what it asks about: {', '.join(quote('{' + name[1:] + '}') for name in self.names)}"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.provisions:
            for name, element in file.made.elements.items():
                conditions = [element.when] if element.when is not None else [r.when for r in element.readings]
                named = tuple(dict.fromkeys(v for c in conditions for v in variables(c)))
                if named and not template_roles(element.ask):
                    place = file.spot.to("elements", name, "ask").place()
                    yield cls(place=place, user=f"element {quote(name)}", names=named)


class SilentRole(Check):
    """The sentence or question of a predicate leaves out one of its roles, so that a trace would hide who fills it."""

    code: ClassVar[str] = "SC-L135"
    name: str
    key: str
    missing: tuple[str, ...]

    def message(self) -> str:
        return f"`{self.key}` of {quote(self.name)} does not name {', '.join(quote(role) for role in self.missing)}"

    def help(self) -> str:
        return "name every role in it: two different statements must not print alike"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.vocabulary:
            for name, predicate in file.made.predicates.items():
                for key, text in (("say", predicate.say), ("deny", predicate.deny), ("ask", predicate.ask)):
                    said = template_roles(text or "")
                    missing = tuple(role for role in predicate.roles if role not in said) if text else ()
                    if missing:
                        place = file.spot.to("predicates", name, key).place()
                        yield cls(place=place, name=name, key=key, missing=missing)


class SilentDenial(Check):
    """A predicate is denied in the words that state it."""

    code: ClassVar[str] = "SC-L136"
    name: str

    def message(self) -> str:
        return f"`deny` of {quote(self.name)} says the same as `say`, so that a denial prints as what it denies"

    def help(self) -> str:
        return "write the sentence that denies it, or leave `deny` out"

    @classmethod
    def find(cls, pack: Loaded) -> Iterator[Check]:
        for file in pack.draft.vocabulary:
            for name, predicate in file.made.predicates.items():
                if predicate.deny is not None and predicate.deny.strip() == predicate.say.strip():
                    yield cls(place=file.spot.to("predicates", name, "deny").place(), name=name)


def _questions(pack: Loaded) -> Iterator[tuple[str, str, Spot]]:
    """Give each question of the pack with what asks it."""
    for file in pack.draft.provisions:
        for name, element in file.made.elements.items():
            yield f"element {quote(name)}", element.ask, file.spot.to("elements", name, "ask")
        for name, clause, spot in _exceptions_of(file.spot, file.made.exceptions):
            yield f"exception {quote(name)}", clause.ask, spot.to("ask")
        for at, definition in enumerate(file.made.definitions):
            home = file.spot.to("definitions", at)
            for name, clause, spot in _exceptions_of(home, definition.exceptions):
                yield f"exception {quote(name)}", clause.ask, spot.to("ask")
    for vocabulary in pack.draft.vocabulary:
        for name, predicate in vocabulary.made.predicates.items():
            yield f"predicate {quote(name)}", predicate.ask, vocabulary.spot.to("predicates", name, "ask")


def _exceptions_of(home: Spot, exceptions: object) -> Iterator[tuple[str, ExceptionClause, Spot]]:
    if isinstance(exceptions, dict):
        for name, clause in exceptions.items():
            if isinstance(clause, ExceptionClause):
                yield name, clause, home.to("exceptions", name)


def _texts(pack: Loaded) -> Iterator[tuple[str, str, Spot]]:
    """Give each text that is printed with what stands in its braces."""
    for user, text, spot in _questions(pack):
        yield f"the question of {user}", text, spot
    for file in pack.draft.provisions:
        for name, clause, spot in _exceptions_of(file.spot, file.made.exceptions):
            for inner, at in clauses(clause, spot):
                yield f"the gist of exception {quote(name)}", inner.gist, at.to("gist")
    for vocabulary in pack.draft.vocabulary:
        for name, predicate in vocabulary.made.predicates.items():
            for key, said in (("say", predicate.say), ("deny", predicate.deny)):
                if said is not None:
                    yield f"`{key}` of {quote(name)}", said, vocabulary.spot.to("predicates", name, key)


def _tidied(spot: Spot) -> tuple[Edit, ...]:
    """Take out spaces too many, where the text stands on one line as it is read."""
    document = spot.document
    _, _, start, end = document.span(spot.loc)
    written = document.text[start:end]
    if "\n" in written.rstrip() or "\\" in written:
        return ()
    return (Edit(document, start, end, _SPACES.sub("", written)),)
