"""From a citation to the id of a provision and the place of its file, as the provisions of the pack have theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sanctioncheck.author.citing import tokens
from sanctioncheck.model.norm import Citation, Provision

__all__ = ["Home", "file_of", "home_of", "read_citation", "tail_of"]

_UNITS: Final = frozenset({"para", "art", "reg", "rule", "annex"})
_PINPOINT = re.compile(r"\b(?:annex|art(?:icle)?s?|para(?:graph)?s?|regs?|rules?)\b.*|[¶§].*", re.IGNORECASE)
_YEAR = re.compile(r"\((\d{4})\)")
_DOCUMENT = re.compile(r"(?:UN Doc )?\b([A-Z]+(?:/[\w-]+)+(?:\([IVXLC]+\))?)")
_RESOLUTION: Final[dict[str, tuple[str, str]]] = {"sc": ("UNSC", "S"), "ga": ("UNGA", "A")}


@dataclass(frozen=True, slots=True)
class Home:
    """Where the provisions of one instrument stand."""

    head: str
    """What their ids begin with."""
    folder: str
    citation: Citation


def read_citation(text: str) -> Citation:
    """Take a citation apart: the instrument, its year, its document and the pinpoint.

    >>> read_citation("UNSC Res 2397 (2017) UN Doc S/RES/2397, para 9").pinpoint
    'para 9'
    >>> read_citation("resolution 1874 (2009) of the Security Council, paragraph 8(b)").text
    'UNSC Res 1874 (2009) UN Doc S/RES/1874, para 8(b)'
    >>> read_citation("River Pact (1989), art 2(1)").text
    'River Pact (1989), art 2(1)'
    """
    found = _PINPOINT.search(text)
    instrument, pinpoint = (text[: found.start()], found[0]) if found else (text, "")
    year, document = _YEAR.search(instrument), _DOCUMENT.search(instrument)
    named = tokens(instrument)
    name = " ".join(_YEAR.sub("", _DOCUMENT.sub("", instrument)).split()).strip(" ,")
    symbol = document[1] if document else None
    number = next((token for token in named if token.isdigit() and token != (year[1] if year else "")), None)
    for organ, (short, letter) in _RESOLUTION.items():
        if organ in named and "res" in named and number is not None:
            name, symbol = f"{short} Res {number}", symbol or f"{letter}/RES/{number}"
    return Citation(
        instrument=name or text.strip(),
        year=int(year[1]) if year else None,
        document=symbol,
        pinpoint=_pinpoint(pinpoint) or None,
    )


def _pinpoint(text: str) -> str:
    for pattern, short in (
        (r"¶+|§+|paragraphs?", "para "),
        (r"articles?", "art "),
        (r"\bparas?\.", "para "),
        (r"\barts?\.", "art "),
    ):
        text = re.sub(pattern, short, text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" ,.")


def tail_of(pinpoint: str) -> str:
    """Give what stands behind the stroke in the id of a provision.

    >>> [tail_of(each) for each in ("para 9", "para 8(a)(i)", "art 2(4)", "annex B para 6(b)")]
    ['9', '8a-i', '2-4', 'annex-b-6b']
    """
    parts = [token for token in tokens(pinpoint) if token not in _UNITS or token == "annex"]
    found = parts[:1]
    for before, part in pairwise(parts):
        found.append(part if before.isdigit() and part.isalpha() and len(part) == 1 else f"-{part}")
    return "".join(found)


def file_of(pinpoint: str) -> str:
    """Give the name of the file of a provision.

    >>> [file_of(each) for each in ("para 9", "para 8(a)(i)", "art 102", "annex B para 6(b)")]
    ['para-09.yaml', 'para-08-a-i.yaml', 'art-102.yaml', 'annex-b-para-6-b.yaml']
    """
    parts = [*tokens(pinpoint)]
    if len(parts) > 1 and parts[0] in _UNITS and parts[1].isdigit():
        parts[1] = parts[1].zfill(2)
    return "-".join(parts) + ".yaml"


def home_of(
    citation: Citation, provisions: Sequence[Provision], files: dict[str, str], regime: str | None = None
) -> Home | None:
    """Find where the provisions of an instrument stand, or would.

    Args:
        citation: the instrument, named in whatever manner.
        provisions: those that the pack has.
        files: the file of each, below the pack.
        regime: the folder of the regime that a resolution of the Security Council belongs to.

    Returns:
        The home, with what the pack knows of the instrument; None where its name tells nothing.

    >>> home_of(read_citation("UNSC Res 2407 (2018), para 1"), (), {}, "1718-dprk").folder
    'un/sc/1718-dprk/2018-res-2407'
    """
    wanted = set(tokens(citation.instrument))
    kin = [each for each in provisions if wanted == set(tokens(each.citation.instrument)) and each.provision in files]
    if kin:
        # An annex may have a folder of its own inside that of its instrument.
        nearest = min(kin, key=lambda each: files[each.provision].count("/"))
        folder = files[nearest.provision].rpartition("/")[0].removeprefix("instruments/")
        known = nearest.citation.model_copy(update={"pinpoint": citation.pinpoint})
        return Home(nearest.provision.rpartition("/")[0], folder, known)
    number = next((token for token in tokens(citation.instrument) if token.isdigit()), None)
    for organ in _RESOLUTION:
        if {organ, "res"} <= wanted and number and citation.year:
            folder = f"un/{organ}/{f'{regime}/' if regime else ''}{citation.year}-res-{number}"
            return Home(f"un.{organ}.res.{number}", folder, citation)
    return None
