"""A State that the rules know is never judged under an id of which their lists would say no."""

import shutil
from pathlib import Path

import pytest

from sanctioncheck.errors import InputError
from sanctioncheck.errors.case import MiscalledState
from sanctioncheck.load.called import known_as
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.model.fact import Actor
from sanctioncheck.model.rulebook import Rulebook
from tests.load.language import TINY

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture(scope="module")
def law() -> Rulebook:
    return load_pack()


def ids_of(law: Rulebook, ident: str, name: str, *aliases: str) -> tuple[str, ...]:
    actor = Actor(id=ident, type="state", name=name, aliases=aliases)
    states = [(each, called) for each, (kind, called) in law.entities.items() if kind in ("state", "organisation")]
    found = known_as(actor, states, law.called)
    return () if found is None else found[1]


@pytest.mark.parametrize(
    ("ident", "name", "meant"),
    [
        ("turkiye", "that State", "turkey"),
        ("south-korea", "that State", "republic-of-korea"),
        ("democratic-peoples-republic-of-korea", "that State", "dprk"),
        ("cote-d-ivoire", "that State", "cote-divoire"),
        ("u-s-a", "that State", "united-states"),
        ("buyer", "TÜRKİYE", "turkey"),
        ("buyer", "the Netherlands", "netherlands"),
        ("buyer", "Zaire", "dr-congo"),
        ("buyer", "Moscow", "russia"),
        ("buyer", "Democratic People’s Republic of Korea", "dprk"),
    ],
)
def test_a_state_is_known_by_its_id_or_name_however_it_is_written(
    ident: str, name: str, meant: str, law: Rulebook
) -> None:
    assert ids_of(law, ident, name) == (meant,)


def test_a_state_is_known_by_an_alias(law: Rulebook) -> None:
    assert ids_of(law, "buyer", "the buyer", "Burma") == ("myanmar",)


def test_a_name_of_two_states_is_laid_to_neither(law: Rulebook) -> None:
    assert ids_of(law, "korea", "Korea") == ("dprk", "republic-of-korea")


@pytest.mark.parametrize("name", ["Ruritania", "the North", "New Korea", "Kosovo", "South", "Turk"])
def test_a_state_that_no_list_knows_stays_what_it_is(name: str, law: Rulebook) -> None:
    assert ids_of(law, name.lower().replace(" ", "-"), name) == ()


def planted(folder: Path, old: str, new: str) -> Path:
    case = Path(shutil.copytree(CASES / "2025-kursk-recognition", folder / "case"))
    text = (case / "case.yaml").read_text(encoding="utf-8")
    assert old in text
    (case / "case.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return case


def test_a_case_that_gives_a_known_state_an_id_of_its_own_is_refused_with_the_id(law: Rulebook, tmp_path: Path) -> None:
    case = planted(tmp_path, "  - {id: ukraine,", "  - {id: south-korea, type: state, name: ROK}\n  - {id: ukraine,")
    with pytest.raises(InputError) as caught:
        load_case(case, law)
    (problem,) = caught.value.problems
    assert isinstance(problem, MiscalledState)
    assert (problem.code, problem.known) == ("SC-C032", ("republic-of-korea",))
    assert "`republic-of-korea`" in (problem.help() or "")
    assert problem.place is not None
    assert "south-korea" in problem.place.excerpt


def test_somebody_who_is_no_state_may_be_called_like_one(law: Rulebook, tmp_path: Path) -> None:
    for kind in ("armed_unit", "organisation", "person"):
        new = f"  - {{id: turkiye, type: {kind}, name: Turkey}}\n  - {{id: ukraine,"
        case = load_case(planted(tmp_path / kind, "  - {id: ukraine,", new), law).case
        assert "turkiye" in {actor.id for actor in case.actors}


def test_a_pack_that_says_nothing_of_texts_knows_states_by_its_own_names() -> None:
    book = load_pack(TINY / "pack")
    assert book.called == {}
    assert ids_of(book, "the-aland", "that State") == ("aland",)


def test_what_is_read_in_texts_calls_each_state_by_the_id_of_the_rules(law: Rulebook) -> None:
    for state in load_texts().states.states:
        own = set(ids_of(law, "somebody", "somebody", *state.names, *state.seats))
        assert own == ({state.id} & set(law.entities)), state.id
