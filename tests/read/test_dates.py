"""The date of a fact is the one that stands with it, never that on which somebody spoke of it."""

from __future__ import annotations

import pytest

from sanctioncheck.read.grammar.reader import RulesReader

DATED = {
    "Ruritania attacked Arcadia on 28 April 2024.": ("attacks", "2024-04-28"),
    "In March 2024 Ruritania supplied Arcadia with rifles.": ("transfers", "2024-03"),
    "Ruritania carried out an attack on Arcadia in 2024.": ("attacks", "2024"),
    "Ruritania began to sell rifles to Arcadia in March 2024.": ("transfers", "2024-03"),
    "The Panel said on 3 May 2025 that Ruritania supplied Arcadia with rifles in March 2024.": ("transfers", "2024-03"),
}
SPOKEN_OF = {
    "Ruritania confirmed on 28 April 2024 that it had sold rifles to Arcadia.": "transfers",
    "On 28 April 2024 Ruritania confirmed that it had sold rifles to Arcadia.": "transfers",
    "Arcadia alleged in April 2024 that Ruritania had supplied rebels with rifles.": "transfers",
    "Arcadia denounced the attack on its forces by Ruritania on 28 April 2024.": "attacks",
    "Ruritania admitted on 28 April 2024 having sold rifles to Arcadia.": "transfers",
}


def dates(text: str, predicate: str, reader: RulesReader) -> set[str | None]:
    return {found.when for found in reader.read(text) if found.predicate == predicate}


@pytest.mark.parametrize(("text", "expected"), DATED.items())
def test_a_date_beside_the_conduct_is_its_date(text: str, expected: tuple[str, str], reader: RulesReader) -> None:
    predicate, when = expected
    assert dates(text, predicate, reader) == {when}


@pytest.mark.parametrize(("text", "predicate"), SPOKEN_OF.items())
def test_the_day_on_which_it_was_spoken_of_is_not(text: str, predicate: str, reader: RulesReader) -> None:
    assert dates(text, predicate, reader) == {None}
