"""Tells the language of a text from its script and its commonest words; silent where that is not plain."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["tongue_of"]

# The commonest words of each language, only those that tell it from the others.
_WORDS = {
    "en": "the and of that which with from was were has have been their this would said",
    "fr": "les des une est dans pour qui sur avec par pas sont ses été aux cette leur",
    "es": "los las una del por con para que sus fue como más pero este esta han según",
    "pt": "os das dos uma não em com pelo pela foi são mais como também ao seu sua",
    "de": "der die das und nicht mit von ist den dem ein eine auch sich wurde für auf",
    "it": "il che di della delle gli una sono con per non nel dei alla è anche stato",
    "nl": "het een van en niet met zijn voor dat werd heeft ook door aan naar deze",
    "pl": "nie się jest że na przez oraz został jak dla są po który od również",
    "tr": "bir ve bu için ile olarak olan daha da de çok gibi sonra kadar tarafından",
}
_OF_WORD: dict[str, list[str]] = {}
for _tag, _words in _WORDS.items():
    for _word in _words.split():
        _OF_WORD.setdefault(_word, []).append(_tag)

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_PERSIAN = re.compile("[پچژگک]")
_LOOKED_AT = 20_000
_FEWEST = 5


def tongue_of(text: str) -> str | None:
    """Give the tag of the language that most of the first pages are in.

    Takes any text; gives None where it is too short, mixed, or in a language that is not known here.

    >>> tongue_of("The Panel found that the vessel was loaded with coal, which was sent from the port to the buyer.")
    'en'
    >>> tongue_of("Coal 2019") is None
    True
    """
    sample = text[:_LOOKED_AT]
    letters = sum(map(str.isalpha, sample))
    for tag, script in _SCRIPTS:
        if 3 * len(script.findall(sample)) > letters > _FEWEST:
            if tag == "ru" and _UKRAINIAN.search(sample):
                return "uk"
            return "fa" if tag == "ar" and len(_PERSIAN.findall(sample)) * 50 > letters else tag
    counts = Counter(tag for word in re.findall(r"\w+", sample.lower()) for tag in _OF_WORD.get(word, ()))
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (best, most), (_, second) = ranked[0], ranked[1]
    return best if most >= _FEWEST and most > 1.5 * second else None
