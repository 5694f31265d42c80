"""Names that a text itself explains: "the Vellish Front (VF)", "Mr. Vane (Arcadia)", and who speaks in minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["delegate", "note_aliases", "speaking"]

_WORD = r"[A-ZÀ-Þ][\w'’À-ÿ-]*"
_SHORT_FOR = re.compile(
    rf"({_WORD}(?:[ -](?:of|for|the|du|de|des|la|and|&|in|mars|[a-zß-ÿ]*[ß-ÿ][a-zß-ÿ]*|{_WORD}|\d+)){{1,8}})"
    r" \(([A-Z][A-Za-z0-9/-]{1,9})\)"
)
"""A name with its abbreviation after it."""
_DELEGATE = re.compile(
    rf"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Prince|Sheikh)\.? "
    rf"((?:{_WORD}|de|da|van|von|al|bin|Al-{_WORD})(?: (?:{_WORD}|de|da|van|von|al|bin)){{0,3}})"
    rf" \(((?:{_WORD}|of|and|the|’s|'s)(?: (?:{_WORD}|of|and|the)){{0,6}})\)"
)
"""A delegate with the State for which he speaks."""
_ARMED = ("armé", "nacional", "national")
"""How words begin that make forces those of a State, in the languages that names are left in."""
_LABEL = re.compile(r"\A\s*[^:\n]{0,60}\)(?: \([^)]{0,40}\))?:")


def note_aliases(text: str, actors: Actors, nlp: Language) -> None:
    """Note the abbreviations that a text explains, and for which States its delegates speak.

    Args:
        text: the text.
        actors: where it is noted.
        nlp: what cuts texts into words.
    """
    for match in _SHORT_FOR.finditer(text):
        whole, short = match[1], match[2]
        start = match.start(1)
        if whole.startswith("The "):
            whole, start = whole[4:], start + 4
        if _is_initials(short, whole) and _is_no_state(whole, actors, nlp):
            actors.aliases.setdefault(short, Filler(whole, "named", start, start + len(whole), whole))
    for match in _DELEGATE.finditer(text):
        state = actors.names.state_called(match[2])
        if state is not None:
            last = match[1].split()[-1]
            start = match.start(2)
            actors.aliases[last] = Filler(state, "state", start, start + len(match[2]), match[2], "organ")


def speaking(piece: str, start: int, actors: Actors) -> Filler | None:
    """Give the State whose delegate speaks in a part of minutes: "Mr. Vane (Arcadia): We have …".

    Args:
        piece: the part.
        start: where it stands in the text.
        actors: who was noted.
    """
    match = _DELEGATE.search(piece[:120])
    if match is None or not _LABEL.match(piece[:140]):
        return None
    return _for_whom(match, start, actors)


def delegate(piece: str, start: int, actors: Actors) -> Filler | None:
    """Give the State whose delegate a part of minutes is about: "Mr. Vane (Arcadia) said that … He accused …".

    Args:
        piece: the part.
        start: where it stands in the text.
        actors: who was noted.
    """
    match = _DELEGATE.match(piece.lstrip()[:120])
    return None if match is None else _for_whom(match, start, actors)


def _for_whom(match: re.Match[str], start: int, actors: Actors) -> Filler | None:
    state = actors.names.state_called(match[2])
    if state is None:
        return None
    at = start + match.start(2)
    return Filler(state, "state", at, at + len(match[2]), match[2], "author")


def _is_no_state(whole: str, actors: Actors, nlp: Language) -> bool:
    """Tell whether a name with a State's or a region's in it is that of a group: "Front of the Vellish People"."""
    words = whole.split()
    names = actors.names
    for at, hit in names.merge(nlp.make_doc(whole)).items():
        if hit.kind == "other" or (hit.kind == "place" and words[-1].lower() not in names.organs):
            continue
        before = whole[:at].split()
        foreign = before[-1:] in (["du"], ["de"]) and not names.organs & {before[1].lower() if before[1:] else ""}
        if not foreign or any(word.casefold().startswith(_ARMED) for word in words):
            return False
    return True


def _is_initials(short: str, whole: str) -> bool:
    """Tell whether letters may stand for a name: the first and most of the others begin words of it.

    >>> _is_initials("RSF", "Rapid Support Forces"), _is_initials("M23", "Mouvement du 23 mars")
    (True, True)
    >>> _is_initials("Paris", "Institute of Law")
    False
    """
    letters = [each for each in short if each.isalnum()]
    words = "".join(word[0] for word in re.findall(r"\w+", whole)).casefold()
    if letters[0].casefold() not in (words[0], whole[:1].casefold()):
        return False
    fits = sum(1 for each in letters if each.casefold() in words or each.isdigit())
    return fits * 2 > len(letters)
