"""What the words for a thing say of its kind: "200 assault rifles" are small arms, by the words of the vocabulary.

It looks at the words alone, so that it is the same for everything that reads. It says nothing where it is not sure: a
fuel tank is no tank, the engine of a warship is no warship, and of rifles and blankets neither is said.
"""

from __future__ import annotations

import re

from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["ThingWords"]

_MEASURES = frozenset(
    """
    amount bag barrel batch belt bottle box cargo carton case cistern consignment container convoy crate delivery dozen
    drum gallon gram heap hundred kilo kilogram kilogramme litre liter load lorryload million number pack pair pallet
    planeload pound quantity sack score set shipload shipment stock stockpile supply tank
    tanker tankerload thousand ton tonne truckload type variety volume
    """.split()  # noqa: SIM905
)
_PLAIN = frozenset(
    """
    a additional all an another any assorted big both certain dozens eight enough every few fifty five following
    four further heavy her his hundreds illegal illicit its large light lots many million millions modern more
    most nearly new nine old other our over own prohibited said second-hand secondhand seven several similar six
    small smuggled some such ten than that the their these this those thousands three twelve twenty two
    undeclared unspecified used various worn
    """.split()  # noqa: SIM905
)
_ITEM = "item"
_CUT = re.compile(
    r"(?:[;:(–—]|\b(?:aboard|about|as|at|bound|by|destined|for|from|in|into|made|on|originating|that|to|via|which|with|"
    r"without|worth)\b).*",
    re.DOTALL,
)
_JOINED = re.compile(r"\s*,(?!\d)\s*(?:(?:and|or)\s+)?|\s+(?:and|or|as well as|&)\s+")
_WORD = re.compile(r"[^\W_](?:[\w.’'/-]*[^\W_])?")
_FIGURE = re.compile(r"\d[\d.,]*\Z")


class ThingWords:
    """Finds the types of the vocabulary by whose words a thing is called."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take the words of the pack."""
        self._vocabulary = vocabulary
        self._named: dict[tuple[str, ...], str] = {}
        self._longest = 1
        for name, entry in vocabulary.types.items():
            for word in entry.words:
                for form in _forms(word):
                    self._named[form] = name
                    self._longest = max(self._longest, len(form))

    def types(self, words: str) -> tuple[str, ...]:
        """Give the types of what some words name, in the order of the words; none where they leave a doubt.

        Args:
            words: what fills the role of a thing, as it stands in the text.

        >>> from sanctioncheck.model.vocabulary import Type, Vocabulary
        >>> arms, coal = Type(label="small arms", words=("rifle",)), Type(label="coal", words=("coal",))
        >>> types = {"small_arms": arms, "coal": coal}
        >>> things = ThingWords(Vocabulary(types=types, disjoint=(), predicates={}))
        >>> things.types("200 Russian AK-47 rifles"), things.types("a load of coal"), things.types("rifles and tents")
        (('small_arms',), ('coal',), ())
        """
        found: list[str] = []
        for part in _JOINED.split(_CUT.sub("", words).strip(" ,\n")):
            kind = self._kind(part)
            if kind is None:
                return ()
            found.append(kind)
        kinds = tuple(dict.fromkeys(found))
        return self._shared(kinds) if self._apart(kinds) else kinds

    def _kind(self, part: str) -> str | None:
        """Give the type that some words end in, where nothing before them makes them another thing."""
        *measures, named = part.split(" of ")
        if not all(_is_measure(each) for each in measures):
            return None
        tokens = _WORD.findall(named)
        for length in range(min(self._longest, len(tokens)), 0, -1):
            kind = self._named.get(tuple(token.casefold() for token in tokens[-length:]))
            if kind is not None:
                return kind if all(map(_is_plain, tokens[:-length])) else None
        return None

    def _apart(self, kinds: tuple[str, ...]) -> bool:
        """Tell whether nothing could be of all these types at once."""
        return any(other in self._vocabulary.disjoint_with(kind) for kind in kinds for other in kinds)

    def _shared(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Give the narrowest type that all of these are, where it says more than that they are items."""
        first, *others = map(self._vocabulary.supertypes, kinds)
        plain = self._vocabulary.supertypes(_ITEM)
        return tuple(kind for kind in first if kind not in plain and all(kind in other for other in others))[:1]


def _is_plain(token: str) -> bool:
    """Tell whether a word before that for the thing leaves it the same kind of thing.

    A name does, of a State or a maker, and so does a number or a model.
    """
    return (
        token.casefold() in _PLAIN
        or _FIGURE.match(token) is not None
        or any(each.isdigit() for each in token)
        or token[0].isupper()
    )


def _is_measure(words: str) -> bool:
    """Tell whether some words before "of" only say how much there is: "a shipment", "200 boxes", "some"."""
    last = (_WORD.findall(words) or [""])[-1].casefold()
    return last in _PLAIN or any((last,) in _forms(measure) for measure in _MEASURES)


def _forms(word: str) -> tuple[tuple[str, ...], ...]:
    """Give a word, or several, in the singular and the plural: of several the last one changes."""
    *before, last = word.casefold().split()
    if last.endswith(("s", "x", "ch", "sh")):
        many = last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        many = last[:-1] + "ies"
    else:
        many = last + "s"
    return (*before, last), (*before, many)
