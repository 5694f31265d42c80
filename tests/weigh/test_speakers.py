"""Whose statement it is: what is an admission, whose denial is worth an allegation, and what a report draws on."""

from __future__ import annotations

from dataclasses import replace

from sanctioncheck.engine.weigh import weigh
from sanctioncheck.model.fact import Case
from sanctioncheck.model.truth import STANDARDS, highest
from tests.weigh.test_weigh import BOOK, COMBAT, SENT, WAR, case, fact, finding, found, reached, support

THINGS = tuple({"id": name, "type": kind, "name": name} for name, kind in (("act", "act"), ("cargo", "item")))


def both(mode: str, actor: str | None = None) -> list[dict[str, object]]:
    """Give two independent good supports that say the same."""
    return [support(name, mode, actor) for name in ("one", "two")]


def test_a_state_that_admits_to_have_left_undone_what_would_help_it_admits() -> None:
    """No norm binds the DPRK when it was vigilant; that it was not is against its own interest."""
    vigilant = {"exercised_vigilance": {"state": "dprk", "object": "cargo"}}
    of_itself, of_another = (case(fact("f", {"not": vigilant}, *both("admitted", n)), things=THINGS)
                             for n in ("dprk", "japan"))  # fmt: skip

    assert reached(of_itself, "exercised_vigilance") == (None, "clear-and-convincing")
    assert reached(of_another, "exercised_vigilance") == (None, "balance")


def test_a_denial_is_no_admission_by_being_called_one() -> None:
    """A norm binds the DPRK when it sends troops: that it admits not to have sent them is a denial by the accused."""
    assert reached(case(fact("f", {"not": SENT}, *both("admitted", "dprk")))) == (None, "alleged")


def test_nobody_admits_what_may_be_the_conduct_of_another() -> None:
    """The case does not say whose unit it is: the DPRK, which is a party, denies what may be its own conduct."""
    sent = fact("s", SENT, support())

    assert reached(case(sent, fact("f", {"not": COMBAT}, *both("admitted", "dprk"))), "fights_alongside") == (
        None, "alleged"
    )  # fmt: skip


def test_somebody_whom_the_case_ties_to_no_state_admits_nothing_for_one() -> None:
    """Neither "an official" nor a unit of unknown allegiance speaks for the DPRK."""
    for speaker in ({"as": "an official"}, {"actor": "unit"}):
        supports = [support(name, "admitted", speaker=speaker) for name in ("one", "two")]

        assert reached(case(fact("f", SENT, *supports))) == ("balance", None)


def test_states_and_who_speaks_for_them_are_known_from_the_pack_where_the_case_does_not_name_them() -> None:
    """Of a finding that is denied the case need name the act only; an envoy whom the pack declares denies it too."""
    entities = {**BOOK.entities, "envoy": ("person", "envoy"), "nobody": ("person", "nobody")}
    made = case(actors=(), things=({"id": "russia-war", "background": True},))
    for speaker, against in (("russia", "alleged"), ("envoy", "alleged"), ("nobody", "reasonable-grounds")):
        denial = finding(**{"not": WAR}, mode="official", speaker=speaker)
        book = replace(BOOK, findings=(denial,), entities=entities, states={**BOOK.states, "envoy": "russia"})
        atoms = weigh(made, book).plain.atoms
        assert [STANDARDS[highest(w.against)] for key, w in atoms.items() if key.predicate == "uses_force"] == [against]


def test_what_a_party_says_of_another_state_has_its_own_grade_where_nobody_has_a_conduct_in_it() -> None:
    """In whose name somebody acts is nobody's conduct; it binds the State named, and the DPRK may deny that it does."""
    acting = {"acts_for": {"body": "unit", "in": "act", "state": "ukraine"}}

    def denied_by(actor: str) -> Case:
        return case(fact("s", SENT, support()), fact("f", acting, support(mode="denied", actor=actor)))

    assert reached(denied_by("dprk"), "acts_for") == (None, "reasonable-grounds")
    assert reached(denied_by("ukraine"), "acts_for") == (None, "alleged")


def test_a_party_that_denies_what_is_nobodys_conduct_denies_it_for_itself() -> None:
    """That there is "no war" is an allegation from a State whose conduct is at issue, and more from a stranger."""
    war = {"at_war": {"one": "russia", "other": "ukraine"}}
    attack = fact("a", {"uses_force": {"by": "russia", "against": "ukraine", "act": "act"}}, support())

    def denied_by(actor: str) -> Case:
        return case(attack, fact("f", {"not": war}, support(mode="official", actor=actor)))

    assert reached(denied_by("russia"), "at_war") == (None, "alleged")
    assert reached(denied_by("japan"), "at_war") == (None, "reasonable-grounds")


def test_a_passage_draws_on_what_it_says_and_else_on_what_its_source_does() -> None:
    """Two newspapers with one agency's report are one; so are two passages that say that they have it from there."""
    one = support("one")

    assert reached(case(fact("f", SENT, one, support("two"))))[0] == "balance"
    assert reached(case(fact("f", SENT, one, support("two", origin=("one",)))))[0] == "reasonable-grounds"
    assert reached(case(fact("f", SENT, one, support("one", origin=("two",)))))[0] == "balance"


def test_findings_of_two_documents_that_draw_on_one_thing_are_one() -> None:
    """And findings of one document are two where they draw on different things."""
    one = finding(**WAR, mode="reported", origin="an-agency")

    for document, origin, expected in (
        ("another", "an-agency", "reasonable-grounds"),
        ("another", "a-witness", "balance"),
        ("a document", "a-witness", "balance"),
    ):
        other = finding(id="again", document=document, origin=origin, **WAR, mode="reported")
        assert found(one, other)[0] == expected, (document, origin)
