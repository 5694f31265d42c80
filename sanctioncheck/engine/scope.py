"""Who stands in the matrix: actors of a type that some norm binds, and that fill a role of an accepted fact."""

from __future__ import annotations

from sanctioncheck.model.fact import Case
from sanctioncheck.model.rulebook import Rulebook


def columns(case: Case, rulebook: Rulebook) -> tuple[str, ...]:
    """Give the columns of a case, in the order in which it names its actors.

    A natural person or a unit has no column: it appears through the State to which its conduct is attributed.
    """
    bound = {rule.norm.bearer.type for rule in rulebook.rules}
    acting = {
        filler
        for fact in case.facts
        if fact.status == "actual" and fact.review.state == "accepted"
        for filler in fact.claim.roles.values()
    }
    return tuple(
        actor.id
        for actor in case.actors
        if actor.id in acting and bound & set(rulebook.vocabulary.supertypes(actor.type))
    )
