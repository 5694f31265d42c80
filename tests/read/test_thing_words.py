"""A thing is said to be of the kind by whose words the text calls it, and of none where the words leave a doubt."""

from __future__ import annotations

import pytest

from sanctioncheck.load.pack import load_pack
from sanctioncheck.read.thingwords import ThingWords

VOCABULARY = load_pack().vocabulary
THINGS = ThingWords(VOCABULARY)
CALLED = {
    "200 Russian AK-47 rifles": {"small_arms_or_light_weapons"},
    "rifles and ammunition": {"small_arms_or_light_weapons", "ammunition"},
    "30,000 rocket-propelled grenades": {"ammunition"},
    "more than a million artillery shells": {"ammunition"},
    "12 MiG-29 fighter jets": {"combat_aircraft"},
    "over 1,000 tonnes of refined petroleum": {"refined_petroleum"},
    "coal, which came from Nampo": {"coal"},
    "coal worth $20 million": {"coal"},
    "a shipment of weapons from Iran": {"arms_or_related_materiel"},
    "several tankerloads of crude oil": {"crude_oil"},
    "large quantities of weapons": {"arms_or_related_materiel"},
    "two boxes of bullets": {"ammunition"},
}
DOUBTFUL = [
    "fuel tanks",
    "water tanks",
    "the engine of a warship",
    "engines for tanks",
    "toy guns",
    "printer cartridges",
    "cooking oil",
    "silver coins",
    "gold watches",
    "copper cables",
    "rifles and blankets",
    "weapons, ammunition and fuel",
    "shell companies",
    "coal miners",
    "dual-use goods",
    "no weapons",
    "aid",
    "",
    "," * 50,
]


@pytest.mark.parametrize("words", CALLED)
def test_words_for_a_thing_give_its_kinds(words: str) -> None:
    assert set(THINGS.types(words)) == CALLED[words]


@pytest.mark.parametrize("words", DOUBTFUL)
def test_words_that_leave_a_doubt_give_none(words: str) -> None:
    assert THINGS.types(words) == ()


def test_of_two_kinds_that_exclude_each_other_only_what_they_share_is_said() -> None:
    assert THINGS.types("rifles and tanks") == ("arms_or_related_materiel",)
    assert THINGS.types("coal and seafood") == ()


@pytest.mark.parametrize("name", [name for name, entry in VOCABULARY.types.items() if entry.words])
def test_every_word_of_a_type_names_it(name: str) -> None:
    for word in VOCABULARY.types[name].words:
        assert THINGS.types(word) == (name,), word
