"""Begins a provision and its tests: one norm that a single conduct opens, and the questions left to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sanctioncheck.author.layout.page import laid_out
from sanctioncheck.author.layout.values import bare_or_quoted
from sanctioncheck.explain.words import fill
from sanctioncheck.load.amend import written
from sanctioncheck.model.norm import Citation
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.vocabulary import Predicate

__all__ = ["NewProvision", "provision_text", "test_text"]

_STATES = ("arcadia", "ruritania", "lutetia", "borduria", "syldavia")
"""States that there are not, for tests."""
_LETTERS = "XYZABCDEFGHIJKLMNOPQRTUVW"
_PROVISION = """\
provision: {id}
title: {title}
citation: {citation}
# What does it say? One or two sentences of your own; the text itself is never copied.
gist: {gist}
# Does it bind, and with which verb?
force: {force}
verb: {verb}
# Was the text itself read (V), an official summary (V2), or is the pinpoint recalled (R-H, R-M, R-L)?
mark: {mark}
# Since when is it in force, and has it ended, or was no renewal seen?
in_force:
  - {stretch}
# What does it do to other provisions (`relations`), and who has checked it (`reviewers`)?

elements:
  # Is this what opens it, and is this how one asks?
  conduct:
    ask: {ask}
    when: {when}
  # What else must be shown? A question of its own for each thing; where jurists differ, `readings`.

# What excuses although all of that is shown (`exceptions`), and what takes the ground from that (`unless`)?

# Whom does it bind: every State, one (`is`), all but one (`is_not`), those on a list (`bound_where`)?
norms:
  - {norm}

# What does it say that the rules leave out, and why?
not_encoded:
  - text: {unencoded}
    reason: it was begun from a template and still has to be compared with the text
"""
"""The file of a provision, with a question wherever something is still to be decided."""


UNTOLD = "Still to be told."
UNENCODED = "all but the conduct that opens it"
"""What stands in the place of a gist, and of what is left out, until somebody has read the provision."""


@dataclass(frozen=True, slots=True)
class NewProvision:
    """What is known of a provision that is to be written."""

    id: str
    title: str
    citation: Citation
    gist: str
    force: str
    verb: str
    mark: str
    since: str
    modality: str
    norm: str
    conduct: str


def provision_text(new: NewProvision, book: Rulebook) -> str:
    """Write the file of a provision that has one norm, opened by one predicate.

    Takes what is known of it and the pack, whose vocabulary has the predicate; gives the text, with a question as a
    comment wherever something is still to be decided.
    """
    word = book.vocabulary.predicates[new.conduct]
    letters = variables(word)
    bearer = letters[word.conduct_of or next(iter(word.roles))]
    ask = fill(word.ask, {role: f"{{{letter}}}" for role, letter in letters.items()})
    citation = {key: value for key, value in new.citation.model_dump().items() if value is not None}
    norm: dict[str, Any] = {
        "id": new.norm,
        "title": new.title,
        "modality": new.modality,
        "bearer": {"var": f"${bearer}", "type": _bearer_type(word, book)},
        "trigger": "conduct",
        "per": [f"${bearer}", *(f"${letter}" for letter in list(letters.values())[-1:] if letter != bearer)],
        "elements": ["conduct"],
    }
    when = {new.conduct: {role: f"${letter}" for role, letter in letters.items()}}
    text = _PROVISION.format(
        unencoded=UNENCODED,
        id=written(new.id),
        title=bare_or_quoted(new.title),
        citation=written(citation),
        gist=bare_or_quoted(new.gist),
        force=new.force,
        verb=new.verb,
        mark=new.mark,
        stretch=written({"from": new.since}),
        ask=bare_or_quoted(ask),
        when=written(when),
        norm=written(norm),
    )
    return laid_out(f"{new.id}.yaml", text.encode("utf-8"))


def test_text(new: NewProvision, book: Rulebook) -> str:
    """Write the tests beside such a provision: shown, not shown, and on the day before it was in force."""
    word = book.vocabulary.predicates[new.conduct]
    names = _fillers(word, book)
    bearer = names[word.conduct_of or next(iter(word.roles))]
    fact = f"{new.conduct}({', '.join(names.values())})"
    kinds = {name: _declared(word.roles[role], book) for role, name in names.items()}
    before = (date.fromisoformat(new.since) - timedelta(days=1)).isoformat()
    about = f"{new.norm}({bearer})"
    text = f"""\
tests: {written(new.id)}
entities: {written(kinds)}
columns: {written([bearer])}
on: {new.since}
facts:
  - {written(fact)}
cases:
  # What must also be shown, what excuses, and where do the readings part? A small case for each.
  - {written({"name": "the conduct is shown", "expect": {about: "violated"}})}
  - {written({"name": "nothing is known of it", "without": [fact], "expect": {about: "not-triggered"}})}
  - {written({"name": "on the day before it was in force", "on": before, "expect": {about: "not-applicable"}})}
"""
    return laid_out(f"{new.id}.test.yaml", text.encode("utf-8"))


test_text.__test__ = False  # type: ignore[attr-defined]


def variables(word: Predicate) -> dict[str, str]:
    """Give each role of a predicate a letter: that of its name, or one that is free.

    >>> variables(Predicate(roles={"by": "state", "to": "state", "body": "actor"}, kind="event", say="x", ask="x?"))
    {'by': 'B', 'to': 'T', 'body': 'X'}
    """
    found: dict[str, str] = {}
    for role in word.roles:
        own = role[0].upper()
        taken = set(found.values())
        found[role] = own if own not in taken else next(each for each in _LETTERS if each not in taken)
    return found


def _bearer_type(word: Predicate, book: Rulebook) -> str:
    """Give whom the norm binds: States, where a State can do it; else whoever can."""
    kind = word.roles[word.conduct_of or next(iter(word.roles))]
    return "state" if "state" in book.vocabulary.types and kind in book.vocabulary.supertypes("state") else kind


def _declared(kind: str, book: Rulebook) -> str:
    """Give the type that a filler has in a test: a State for an actor, so that it may be bound."""
    types = book.vocabulary.types
    return "state" if "state" in types and kind in book.vocabulary.supertypes("state") and kind != "thing" else kind


def _fillers(word: Predicate, book: Rulebook) -> dict[str, str]:
    states = iter(name for name in _STATES if name not in book.entities)
    found: dict[str, str] = {}
    for role, kind in word.roles.items():
        found[role] = next(states) if _declared(kind, book) == "state" else f"some-{role.replace('_', '-')}"
    return found
