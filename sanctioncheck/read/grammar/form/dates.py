"""When something happened, as far as the words beside it say so; a day, a month or a year, never more exact than the
text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.lexicon import Speech

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["date_of", "told_on"]

_NAMES = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_YEAR = re.compile(r"^(1[89]|20)\d\d$")
_DAY = re.compile(r"^([0-3]?\d)(st|nd|rd|th)?$")
_WITHIN = frozenset({"in", "on", "during", "of", "throughout"})
_OWN_TIME = frozenset({"ROOT", "ccomp", "advcl", "parataxis"})
"""How a clause hangs that has a time of its own, apart from that of the clause above it."""
_SAME_TIME = frozenset({"happening", "seeing"})
"""The kinds of verb whose time is that of what hangs on them: "began to fight in March", "saw the shelling of 2024"."""


def date_of(trigger: Token, published: str | None, speech: Speech) -> str | None:
    """Find the date that stands with a trigger, as EDTF; None where none does, or where only a span is given.

    A date beside a verb of saying is the day of the saying: "confirmed on 28 April that it had sent soldiers" does not
    say when they were sent. A month without a year is that of the last twelve months before publication; where the text
    has no date of its own, such a month says nothing.
    """
    for holder in (trigger, trigger.head):
        for child in holder.children:
            if (child.dep_ == "prep" and child.lower_ in _WITHIN) or child.dep_ == "npadvmod":
                found = _within(list(child.subtree), published)
                if found:
                    return found
        if holder.dep_ in _OWN_TIME or speech.verbs.get(trigger.head.lemma_.lower(), _SAME_TIME) - _SAME_TIME:
            break
    return None


def told_on(sentence: Span, trigger: Token, published: str | None, speech: Speech) -> frozenset[str]:
    """Give the dates beside verbs of saying above a trigger, on which it was told and not done.

    Args:
        sentence: the sentence of the trigger.
        trigger: the word that states what is told.
        published: when the text was published, for months without a year.
        speech: the words that tell something.
    """
    above = {each.i for each in trigger.ancestors}
    found: set[str] = set()
    for verb in sentence:
        if verb.i in above and speech.verbs.get(verb.lemma_.lower(), _SAME_TIME) - _SAME_TIME:
            for child in verb.children:
                if (child.dep_ == "prep" and child.lower_ in _WITHIN) or child.dep_ == "npadvmod":
                    day = _within(list(child.subtree), published)
                    found |= {day} if day else set()
    return frozenset(found)


def _within(tokens: list[Token], published: str | None) -> str | None:
    if len(tokens) > 8:
        return None
    words = [token.lower_.strip(".,") for token in tokens]
    if any(word in ("between", "since", "from", "until", "to", "after", "before") for word in words):
        return None
    year = next((word for word in words if _YEAR.match(word)), None)
    month = next(
        (_MONTHS[word] for word in words if word in _MONTHS and not (word == "may" and not year and len(words) > 3)),
        None,
    )
    day = next((int(match[1]) for word in words if (match := _DAY.match(word)) and not _YEAR.match(word)), None)
    if month is None:
        return year
    if year is None:
        year = _last(month, published)
        if year is None:
            return None
    if day is not None and 1 <= day <= 31:
        return f"{year}-{month:02d}-{day:02d}" if _exists(int(year), month, day) else f"{year}-{month:02d}"
    return f"{year}-{month:02d}"


def _exists(year: int, month: int, day: int) -> bool:
    from calendar import monthrange

    return day <= monthrange(year, month)[1]


def _last(month: int, published: str | None) -> str | None:
    match = re.match(r"^(\d{4})(?:-(\d\d))?", published or "")
    if match is None or match[2] is None:
        return None
    return match[1] if month <= int(match[2]) else str(int(match[1]) - 1)
