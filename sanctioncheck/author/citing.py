"""From what a lawyer types to what the rules hold: by id, or by a citation in any of the usual manners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sanctioncheck.author.pages.wording import blank
from sanctioncheck.errors import InputError, closest
from sanctioncheck.errors.bench import AmbiguousName, NothingNamed
from sanctioncheck.model.norm import Provision
from sanctioncheck.model.rulebook import Rulebook

__all__ = ["KINDS", "Named", "find_named", "matching_provisions", "names_of"]

KINDS = ("provision", "definition", "bridge", "predicate", "type", "list", "background")
"""What has a page."""

_SIGNS = (("¶¶", " para "), ("¶", " para "), ("§§", " para "), ("§", " para "))
_WRITTEN_OUT = (
    (r"\bs\s*/\s*res\s*/\s*(\d+)", r" un sc res \1 "),
    (r"\ba\s*/\s*res\s*/\s*56\s*/\s*83\b", " arsiwa "),
    (r"\ba\s*/\s*res\s*/\s*(\d+)(?:\s*\([ivxlc]+\))?", r" un ga res \1 "),
    (r"\bunscr\b|\bscr\b", " un sc res "),
    (r"\bunsc\b|\bsecurity council\b", " un sc "),
    (r"\bunga\b|\bgeneral assembly\b", " un ga "),
    (r"\bunited nations\b", " un "),
    (r"\bdefinition of aggression\b", " un ga res 3314 "),
    (r"\bunder the charter\b|\bun charter\b", " un charter "),
    (
        r"\b(?:draft )?articles on (?:the )?responsibility of states(?: for internationally wrongful acts)?\b",
        " arsiwa ",
    ),
    (r"\b(?:draft )?articles on state responsibility\b|\basr\b", " arsiwa "),
)
_SAME = {
    "resolution": "res", "resolutions": "res", "paragraph": "para", "paragraphs": "para", "paras": "para",
    "op": "para", "article": "art", "articles": "art", "arts": "art", "annexes": "annex",
}  # fmt: skip
_IDLE = frozenset({"the", "of", "to", "and", "no", "number", "nr", "doc", "in", "un", "operative", "sub", "under"})
_UNITS = frozenset({"para", "art"})
_LONGEST = 30
"""Words of a citation; what is longer is none, and trying every cut of it would take its length many times over."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LETTERED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")


class Named(NamedTuple):
    """Something that has a page."""

    kind: str
    id: str
    label: str
    """How a list of choices calls it."""


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Take a citation apart into its words, in one manner whoever wrote it.

    >>> tokens("UNSC Res. 1718 (2006), para 8(a)(i)"), tokens("SCR 1718 ¶8a-i")
    (('sc', 'res', '1718', '2006', 'para', '8', 'a', 'i'), ('sc', 'res', '1718', 'para', '8', 'a', 'i'))
    """
    text = _LETTERED.sub(" ", text.casefold())
    for sign, word in _SIGNS:
        text = text.replace(sign, word)
    for pattern, word in _WRITTEN_OUT:
        text = re.sub(pattern, word, text)
    found = (_SAME.get(token, token) for token in _TOKEN.findall(text))
    return tuple(token for token in found if token not in _IDLE)


def matching_provisions(asked: str, provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Find the provisions that a citation may mean: those that it names whole, else those that it begins to name.

    Takes what was typed and the provisions to choose from; gives them in their order, none where nothing fits.

    >>> from sanctioncheck.load.pack import load_pack
    >>> law = load_pack().provisions.values()
    >>> [each.provision for each in matching_provisions("resolution 1874 (2009), paragraph 9", law)]
    ['un.sc.res.1874/9']
    >>> [each.provision for each in matching_provisions("1718 para 8(a)", law)]
    ['un.sc.res.1718/8a-i', 'un.sc.res.1718/8a-ii', 'un.sc.res.1718/8a-iii']
    """
    wanted = tokens(asked)
    if not 0 < len(wanted) <= _LONGEST:
        return ()
    ranked = [(rank, each) for each in provisions for rank in (_rank(wanted, each),) if rank]
    best = max((rank for rank, _ in ranked), default=0)
    return tuple(each for rank, each in ranked if rank == best)


def _rank(wanted: Sequence[str], provision: Provision) -> int:
    """Tell how well a citation fits: 3 in whole, 2 where the provision goes on, 1 where only the instrument fits."""
    citation = provision.citation
    head, _, tail = provision.provision.partition("/")
    instrument = {*tokens(citation.instrument), *tokens(head.replace(".", " ")), *tokens(citation.document or "")}
    instrument |= {str(citation.year)} if citation.year else set()
    units = _UNITS.intersection(tokens(citation.pinpoint or ""))
    best = 0
    for pinpoint in (tokens(citation.pinpoint or ""), tokens(tail)):
        for cut in range(len(wanted) + 1):
            # `1718 para 8(b)`, and `paragraph 8(b) of resolution 1718`.
            for named, rest in ((wanted[:cut], wanted[cut:]), (wanted[cut:], wanted[:cut])):
                if instrument.issuperset(named):
                    best = max(best, _fits(rest, pinpoint, units, named=bool(named)))
    return best


def _fits(rest: Sequence[str], pinpoint: Sequence[str], units: frozenset[str], named: bool) -> int:
    short = [token for token in pinpoint if token not in _UNITS]
    given = [token for token in rest if token not in _UNITS]
    # `article 2, paragraph 4` counts paragraphs within an article: the first unit tells what is counted.
    if units and next((token for token in rest if token in _UNITS), None) not in {None, *units}:
        return 0
    if not given:
        return 1 if named and not rest else 0
    # `art 2` names no instrument: it is as good for article 2(4) of another.
    if given == short and named:
        return 3
    return 2 if short[: len(given)] == given else 0


def names_of(book: Rulebook) -> Iterator[Named]:
    """Give everything that has a page, in the order of the pack.

    >>> from sanctioncheck.load.pack import load_pack
    >>> next(names_of(load_pack())).kind
    'provision'
    """
    for each in book.provisions.values():
        yield _law(each)
    for meaning in book.meanings:
        yield Named("bridge" if meaning.bridge else "definition", meaning.id, meaning.definition.gist)
    for name, word in book.vocabulary.predicates.items():
        yield Named("predicate", name, blank(word.ask))
    for name, kind in book.vocabulary.types.items():
        yield Named("type", name, kind.label)
    for listing in book.lists:
        yield Named("list", listing.id, listing.predicate)
    for finding in book.findings:
        yield Named("background", finding.id, finding.gist)


def _law(provision: Provision) -> Named:
    return Named("provision", provision.provision, f"{provision.citation.label}: {provision.title}")


def find_named(asked: str, book: Rulebook) -> Named:
    """Find the one thing that an id or a citation names.

    Args:
        asked: an id, the end of one (`1718/8b`), `KIND:ID` where two things have one id, or a citation.
        book: the pack.

    Raises:
        InputError: nothing is called so, and the message names what is nearest; or several things are, and it lists
            them.

    >>> from sanctioncheck.load.pack import load_pack
    >>> find_named("SCR 1874 ¶9", load_pack()).id
    'un.sc.res.1874/9'
    """
    asked, known = asked.strip(), tuple(names_of(book))
    kind, colon, rest = asked.partition(":")
    chosen = known
    if colon and kind in KINDS:
        chosen, asked = tuple(each for each in known if each.kind == kind), rest.strip()
    found = _by_id(asked, chosen, book) or tuple(
        _law(each)
        for each in matching_provisions(asked, book.provisions.values())
        if chosen is known or kind == "provision"
    )
    if len(found) == 1:
        return found[0]
    if found:
        choices = tuple((f"{each.kind}:{each.id}" if _twice(each, found) else each.id, each.label) for each in found)
        raise InputError([AmbiguousName(place=None, asked=asked, choices=choices)])
    raise InputError([NothingNamed(place=None, asked=asked, nearest=_nearest(asked, chosen, book))])


def _by_id(asked: str, known: Sequence[Named], book: Rulebook) -> tuple[Named, ...]:
    exact = tuple(each for each in known if asked in (each.id, each.id.removeprefix("bridge:")))
    if exact:
        return exact
    # A norm has no page of its own: it is told with its provision.
    head, sign, _ = asked.partition("#")
    if sign and any(rule.id == asked for rule in book.rules):
        return tuple(each for each in known if (each.kind, each.id) == ("provision", head))
    if "/" not in asked:
        return ()
    wanted = asked.casefold()
    return tuple(each for each in known if each.id.endswith((f".{wanted}", f"/{wanted}")))


def _twice(named: Named, found: Sequence[Named]) -> bool:
    return sum(each.id == named.id for each in found) > 1


def _nearest(asked: str, known: Sequence[Named], book: Rulebook) -> tuple[tuple[str, str], ...]:
    """Give what may have been meant: all of the instrument that is named, or the one that is spelt alike."""
    law = {each.provision: each for each in book.provisions.values()}
    if any(each.id in law for each in known):
        wanted = tokens(asked)
        for length in range(len(wanted) - 1, 0, -1) if len(wanted) <= _LONGEST else ():
            for part in (wanted[:length], wanted[-length:]):
                ranked = [(_rank(part, each), each) for each in law.values()]
                same = tuple(_law(each)[1:] for rank, each in ranked if rank == 1)
                if same:
                    return same
    ids = {name: each for each in reversed(known) for name in (each.label, each.id.rpartition("#")[2], each.id)}
    ids |= {
        name: each for each in known if each.id in law for name in (law[each.id].title, law[each.id].citation.label)
    }
    near = closest(asked, ids)
    return () if near is None else ((ids[near].id, ids[near].label),)
