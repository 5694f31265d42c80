"""Writes out exceptions that a provision takes from another, so that each norm holds all it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.rules import (
    Collision,
    ReferenceToReference,
    UnknownException,
    UnknownProvision,
    UnknownVariable,
)
from sanctioncheck.load.draft import Clause
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.model.form import rename
from sanctioncheck.model.norm import Defeater, ExceptionClause, Provision, Reference, clause_variables

__all__ = ["Library", "rename_clause", "rename_text", "written_out"]

_PLACEHOLDER = re.compile(r"\{([A-Z][A-Za-z0-9]*)\}")


class Library:
    """The provisions of a pack by id, and the ids of those that could not be read."""

    def __init__(self, provisions: Mapping[str, Filed[Provision]], broken: frozenset[str] = frozenset()) -> None:
        self.provisions = provisions
        self.broken = broken


def rename_text(text: str, names: Mapping[str, str]) -> str:
    """Rename the variables that a text names in braces.

    >>> rename_text("Did {S} attack {V}?", {"$S": "$A"})
    'Did {A} attack {V}?'
    """
    return _PLACEHOLDER.sub(lambda found: f"{{{names.get(f'${found[1]}', f'${found[1]}')[1:]}}}", text)


def rename_clause(clause: ExceptionClause, names: Mapping[str, str]) -> ExceptionClause:
    """Give an exception with variables renamed, in its conditions, its texts and everything nested in it."""
    return clause.model_copy(
        update={
            "gist": rename_text(clause.gist, names),
            "ask": rename_text(clause.ask, names),
            "when": rename(clause.when, names),
            "unless": {name: _rename_defeater(inner, names) for name, inner in clause.unless.items()},
        }
    )


def _rename_defeater(clause: Defeater, names: Mapping[str, str]) -> Defeater:
    return clause.model_copy(
        update={
            "gist": rename_text(clause.gist, names),
            "when": rename(clause.when, names),
            "unless": {name: _rename_defeater(inner, names) for name, inner in clause.unless.items()},
        }
    )


def written_out(
    clause: ExceptionClause | Reference,
    spot: Spot,
    host: frozenset[str],
    user: str,
    library: Library,
    problems: list[Problem],
) -> Clause | None:
    """Give an exception as it stands, or the one that a reference names, renamed for its host.

    Args:
        clause: what stands in the file.
        spot: where it stands.
        host: the variables of the norm or definition that uses it.
        user: how messages name that norm or definition.
        library: all provisions.
        problems: receives what is wrong; the answer then is None.
    """
    if isinstance(clause, ExceptionClause):
        return Clause(clause, spot, spot)
    target = _target(clause, spot, user, library, problems)
    if target is None:
        return None
    found = list(_mismatches(clause, target, spot, host, user))
    problems += found
    if found:
        return None
    provision, _, name = clause.ref.partition("#")
    origin = library.provisions[provision].spot.to("exceptions", name)
    return Clause(rename_clause(target, clause.with_), spot.pin(), origin)


def _target(
    reference: Reference, spot: Spot, user: str, library: Library, problems: list[Problem]
) -> ExceptionClause | None:
    provision, _, name = reference.ref.partition("#")
    place = spot.to("ref").place()
    file = library.provisions.get(provision)
    if file is None:
        if provision not in library.broken:
            meant = closest(provision, library.provisions)
            problems.append(UnknownProvision(place=place, user=user, name=provision, meant=meant))
        return None
    found = file.made.exceptions.get(name)
    if found is None:
        names = [n for n, c in file.made.exceptions.items() if isinstance(c, ExceptionClause)]
        meant = closest(name, names)
        problems.append(
            UnknownException(
                place=place, user=user, name=reference.ref, meant=f"{provision}#{meant}" if meant else None
            )
        )
        return None
    if isinstance(found, Reference):
        there = file.spot.to("exceptions", name).key()
        problems.append(
            ReferenceToReference(place=place, also=(("it is one here", there),), ref=reference.ref, onward=found.ref)
        )
        return None
    return found


def _mismatches(
    reference: Reference, target: ExceptionClause, spot: Spot, host: frozenset[str], user: str
) -> Iterator[Problem]:
    """Find variables of the target that would be mixed up with the host's, and names in `with` that lead nowhere."""
    own = clause_variables(target)
    kept = frozenset(own) - reference.with_.keys()
    for name, here in reference.with_.items():
        at = spot.to("with", name)
        if name not in own:
            yield UnknownVariable(
                place=at.key(), user=user, name=name, meant=closest(name, own), where=f"`{reference.ref}`"
            )
        elif here in kept:
            yield Collision(place=at.place(), ref=reference.ref, variable=here, user=f"`{reference.ref}` itself")
        elif here not in host and name not in host:
            yield UnknownVariable(
                place=at.place(), user="the reference", name=here, meant=closest(here, sorted(host)), where=user
            )
    for name in own:
        if name in kept and name in host:
            yield Collision(place=spot.to("ref").place(), ref=reference.ref, variable=name, user=user)
