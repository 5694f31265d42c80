"""Joins what was read in several places into facts: the same fact is one, with a support for each passage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sanctioncheck.model.proposal import Filled, Proposal
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["Joined", "Place", "join", "slug"]

UNNAMED = "not-named"
_SERVING = frozenset({"hosts_personnel", "hosted_for_training", "associated_with_prohibited", "determined_association"})
"""Predicates whose personnel are soldiers or their trainers; of the others they are workers and the like."""
_PERSONS = frozenset({"person", "student", "holder", "staff", "personnel"})


@dataclass(frozen=True, slots=True)
class Place:
    """One passage: the proposal that was read there, and the source that it stands in."""

    source: str
    proposal: Proposal


@dataclass(slots=True)
class Joined:
    """A fact with everything that speaks of it."""

    predicate: str
    roles: dict[str, Filled]
    positive: bool
    status: str
    when: str | None
    opinion: bool
    places: list[Place] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether one passage at least fills every role without inference; an act and forces need no words of their
        own."""
        needed = [role for role, filled in self.roles.items() if filled.via != "sentence"]
        if any(filled.via == "missing" for filled in self.roles.values()):
            return False
        return any(
            place.proposal.grounding(role for role in needed if role in place.proposal.roles) == "full"
            for place in self.places
        )

    @property
    def evidence(self) -> bool:
        """Whether it states something that happened."""
        return self.status == "actual" and not self.opinion


def slug(name: str) -> str:
    """Make an id of a name.

    >>> slug("the Korea Mining Development Trading Corporation"), slug("«Ré»")
    ('korea-mining-development-trading-corporation', 're')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"^(?:the|an?)\s+", "", plain))
    return "-".join(words)[:60].strip("-") or "x"


def join(places: Iterable[Place], vocabulary: Vocabulary, states: frozenset[str]) -> list[Joined]:
    """Join proposals into facts.

    Args:
        places: what was read, in the order of the texts.
        vocabulary: the words; it says which roles a fact needs.
        states: ids that belong to States and bodies, which no name of anybody else may take.

    Returns:
        Facts with every role filled, in the order of their first passages. An act that no words name is the act of
        those who
        fill the other roles; who is not named is somebody of his own in each fact.
    """
    found: dict[tuple[object, ...], Joined] = {}
    for place in places:
        proposal = place.proposal
        roles = _whole(proposal, vocabulary, states)
        key = (
            proposal.predicate,
            tuple((role, filled.id if filled.via != "missing" else "") for role, filled in roles.items()),
            proposal.positive,
            proposal.status,
            proposal.when,
            proposal.opinion,
        )
        if key not in found:
            found[key] = Joined(
                proposal.predicate, roles, proposal.positive, proposal.status, proposal.when, proposal.opinion
            )
        found[key].places.append(place)
    joined = _dated(list(found.values()))
    unnamed = 0
    for fact in joined:
        for role, filled in fact.roles.items():
            if filled.via == "missing":
                unnamed += 1
                fact.roles[role] = replace(filled, id=f"{UNNAMED}-{unnamed}")
    return joined


def _whole(proposal: Proposal, vocabulary: Vocabulary, states: frozenset[str]) -> dict[str, Filled]:
    """Fill every role of the predicate, and give everybody an id of the case."""
    given = {role: _with_id(filled, proposal.predicate, role, states) for role, filled in proposal.roles.items()}
    roles: dict[str, Filled] = {}
    for role, wanted in vocabulary.predicates[proposal.predicate].roles.items():
        if role in given:
            roles[role] = given[role]
        elif wanted == "act":
            roles[role] = _act(proposal.predicate, given)
        elif _is_military(proposal.predicate, role):
            roles[role] = _forces(given)
        else:
            roles[role] = Filled(
                UNNAMED,
                "somebody whom the text does not name",
                "actor" if wanted != "state" else "state",
                None,
                via="missing",
            )
            if wanted in ("thing", "item", "treaty"):
                roles[role] = replace(
                    roles[role],
                    type="item" if wanted == "thing" else wanted,
                    name="something that the text does not name",
                )
    return roles


def _is_military(predicate: str, role: str) -> bool:
    """Tell whether a role is filled by forces, which are those of their State wherever they are named."""
    return role == "force" or (role == "personnel" and predicate in _SERVING)


def _with_id(filled: Filled, predicate: str, role: str, states: frozenset[str]) -> Filled:
    if filled.type == "state" or (filled.id in states and filled.type == "organisation" and filled.code):
        return filled
    if filled.type == "armed_unit" and role != "body" and not _is_military(predicate, role):
        # A bank of a State is none of its forces, and a traveller does not speak for it.
        filled = replace(filled, type="person" if role in _PERSONS else "organisation", state=None, code=None)
    elif _is_military(predicate, role) and filled.state is not None:
        return replace(filled, id=f"{filled.state}-forces", name=f"forces of {filled.state}", type="armed_unit")
    made = slug(filled.name)
    if filled.type in ("thing", "item"):
        return replace(filled, id=f"{made}-item" if made in states else made, type="item")
    return replace(filled, id=f"{made}-by-name" if made in states else made)


def _act(predicate: str, given: dict[str, Filled]) -> Filled:
    """Name the act of a sentence by who takes part in it, so that two sentences on one act speak of one."""
    who = [
        f.state or f.id for role, f in given.items() if f.type not in ("item", "treaty") and role not in ("personnel",)
    ]
    parties = list(dict.fromkeys(who))[:2]
    kind = {"sends_troops": "beside", "fights_alongside": "beside", "commits_forces": "beside"}.get(
        predicate, "against" if predicate in ("attacks", "fights") else predicate.replace("_", "-")
    )
    name = f"-{kind}-".join(parties) if len(parties) == 2 else f"{parties[0] if parties else UNNAMED}-{kind}"
    words = {"beside": "the service of forces of {0} beside {1}", "against": "the attacks of {0} on {1}"}.get(kind)
    told = words.format(*parties) if words and len(parties) == 2 else name.replace("-", " ")
    return Filled(f"act-{name}"[:64].strip("-"), told, "act", None, via="sentence")


def _forces(given: dict[str, Filled]) -> Filled:
    owner = next((f for role, f in given.items() if role in ("by", "of") and f.type == "state"), None)
    if owner is None:
        return Filled(UNNAMED, "forces that the text does not name", "armed_unit", None, via="missing")
    return Filled(f"{owner.id}-forces", f"forces of {owner.id}", "armed_unit", None, owner.id, owner.code, "sentence")


def _dated(facts: list[Joined]) -> list[Joined]:
    """Add the passages of a fact without a date to the only one that is the same with a date in the same source.

    What another source says without a date may be about another day, and stays a fact of its own.
    """
    kept: list[Joined] = []
    for fact in facts:
        if fact.when is None and not any(filled.via == "missing" for filled in fact.roles.values()):
            same = [each for each in facts if each.when is not None and _is_same(each, fact)]
            if len(same) == 1:
                sources = {place.source for place in same[0].places}
                same[0].places += [place for place in fact.places if place.source in sources]
                fact.places = [place for place in fact.places if place.source not in sources]
        if fact.places:
            kept.append(fact)
    return kept


def _is_same(one: Joined, other: Joined) -> bool:
    return _ids(one) == _ids(other) and (one.predicate, one.positive, one.status, one.opinion) == (
        other.predicate,
        other.positive,
        other.status,
        other.opinion,
    )


def _ids(fact: Joined) -> tuple[str, ...]:
    return tuple(filled.id for filled in fact.roles.values())
