"""No State is taken for another: every name in the tables, each in a sentence, means its own State and no other."""

from __future__ import annotations

import pytest

from sanctioncheck.load.texts import load_texts
from sanctioncheck.read.grammar.reader import RulesReader

STATES = load_texts().states
NAMES = [(state.id, name) for state in STATES.states for name in (*state.names, *state.seats)]
ADJECTIVES = [(state.id, word) for state in STATES.states for word in state.adjectives]


def states_of(text: str, reader: RulesReader) -> set[str]:
    """Give every State that any role or speaker of any proposal has."""
    found = set()
    for proposal in reader.read(text):
        for filled in (*proposal.roles.values(), proposal.speaker):
            if filled is not None and (filled.code or filled.state):
                found.add(filled.state or filled.id)
    return found


def test_every_name_means_its_own_state(reader: RulesReader) -> None:
    wrong, met = [], 0
    for ident, name in NAMES:
        article = (
            "" if name.isupper() or not name.startswith(("United", "Republic", "Democratic", "Kingdom")) else "the "
        )
        found = states_of(f"Officials said that {article}{name} had sent troops to Ruritania.", reader)
        met += ident in found
        if not found <= {ident, "ruritania"}:
            wrong.append((name, ident, sorted(found)))
    assert not wrong, wrong
    assert met >= 0.9 * len(NAMES)


def test_nearly_every_name_is_found(reader: RulesReader) -> None:
    found = sum(ident in states_of(f"On Monday {name} invaded Ruritania.", reader) for ident, name in NAMES)
    assert found >= 0.97 * len(NAMES)


def test_every_adjective_means_its_own_state(reader: RulesReader) -> None:
    wrong = []
    for ident, word in ADJECTIVES:
        found = states_of(f"On Monday {word} soldiers attacked Ruritania.", reader)
        if not found <= {ident, "ruritania"}:
            wrong.append((word, ident, sorted(found)))
    assert not wrong, wrong


CONFUSABLE = (
    ("dprk", "republic-of-korea"),
    ("congo", "dr-congo"),
    ("guinea", "guinea-bissau"),
    ("guinea", "equatorial-guinea"),
    ("guinea", "papua-new-guinea"),
    ("sudan", "south-sudan"),
    ("niger", "nigeria"),
    ("dominica", "dominican-republic"),
    ("micronesia", "marshall-islands"),
    ("iran", "iraq"),
    ("libya", "lebanon"),
    ("austria", "australia"),
    ("slovakia", "slovenia"),
    ("gambia", "zambia"),
    ("mauritania", "mauritius"),
    ("china", "taiwan"),
    ("mali", "malawi"),
    ("yemen", "south-yemen"),
    ("germany", "east-germany"),
)


@pytest.mark.parametrize(("one", "other"), CONFUSABLE)
def test_two_that_are_easily_confused_stay_apart_by_all_their_names(one: str, other: str, reader: RulesReader) -> None:
    by_id = {state.id: state for state in STATES.states}
    for attacker, attacked in ((one, other), (other, one)):
        for name in by_id[attacker].names:
            for target in by_id[attacked].names:
                for proposal in reader.read(f"On Monday {name} attacked {target}."):
                    if proposal.predicate == "attacks":
                        by, against = proposal.roles.get("by"), proposal.roles.get("against")
                        assert by is None or by.code is None or by.id == attacker, (name, target, by)
                        assert against is None or against.code is None or against.id == attacked, (
                            name,
                            target,
                            against,
                        )


def test_a_name_that_two_states_have_is_decided_only_where_one_of_them_is_named(reader: RulesReader) -> None:
    assert states_of("Congolese soldiers attacked Ruritania.", reader) <= {"ruritania"}
    both = "Kinshasa and Brazzaville spoke. Congolese soldiers attacked Ruritania."
    assert states_of(both, reader) <= {"ruritania"}
    assert "dr-congo" in states_of("Kinshasa spoke. Congolese soldiers attacked Ruritania.", reader)


def test_every_country_of_the_iso_list_has_a_state_or_lies_in_one() -> None:
    pycountry = pytest.importorskip("pycountry")
    codes = {state.code for state in STATES.states}
    ours = {"XK", "RH", "SU", "YU", "DD", "YD", "CS"}
    listed = {country.alpha_2 for country in pycountry.countries}
    assert codes - ours <= listed
    missing = {c.alpha_2 for c in pycountry.countries if c.alpha_2 not in codes}
    # Territories that are no States: their names lie in a State, or are read as nobody's.
    assert len(listed - missing) >= 197
    for country in pycountry.countries:
        entry = next((state for state in STATES.states if state.code == country.alpha_2), None)
        formal = getattr(country, "official_name", None)
        if entry is not None and formal is not None:
            words = set(formal.lower().replace("the ", "").split())
            assert words & {w for name in entry.names for w in name.lower().split()}, country.alpha_2
