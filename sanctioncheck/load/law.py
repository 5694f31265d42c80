"""Makes rules and definitions of provisions: each with its time in force, its parts, and exceptions written out."""

from __future__ import annotations

from collections.abc import Iterable

from sanctioncheck.errors import Problem
from sanctioncheck.load.document import Document
from sanctioncheck.load.draft import Clause, Draft, DraftMeaning, DraftNorm
from sanctioncheck.load.expand import Library, written_out
from sanctioncheck.load.files import Filed, Spot
from sanctioncheck.load.words import Words
from sanctioncheck.model.condition import variables
from sanctioncheck.model.norm import (
    Bridge,
    Definition,
    Element,
    ExceptionClause,
    Norm,
    Provision,
    Reference,
    clause_variables,
)
from sanctioncheck.model.rulebook import Meaning, Rule
from sanctioncheck.model.rulebook import alternatives as options
from sanctioncheck.model.time import Span, in_force, span
from sanctioncheck.model.truth import RANK, up_to

__all__ = ["claimed", "write_out"]

_BRIDGE_CAP = up_to(RANK["reasonable-grounds"])


def write_out(
    draft: Draft, words: Words, lost: frozenset[str], problems: list[Problem]
) -> tuple[tuple[DraftNorm, ...], tuple[DraftMeaning, ...]]:
    """Make every norm, definition and bridge of a pack, in the order of the files.

    Args:
        draft: the files.
        words: receives where each provision is declared.
        lost: ids of provisions whose files could not be read; they are not called unknown.
        problems: receives what is wrong with references, and provisions declared twice.
    """
    provisions: dict[str, Filed[Provision]] = {}
    for file in draft.provisions:
        if words.declare("provisions", file.made.provision, file.spot.to("provision"), problems):
            provisions[file.made.provision] = file
    library = Library(provisions, lost)
    norms: list[DraftNorm] = []
    meanings: list[DraftMeaning] = []
    for file in provisions.values():
        time = span(in_force(i.from_, i.to, i.unknown_after) for i in file.made.in_force)
        for at, norm in enumerate(file.made.norms):
            norms.append(_norm(norm, file, file.spot.to("norms", at), time, library, problems))
        for at, definition in enumerate(file.made.definitions):
            spot = file.spot.to("definitions", at)
            meanings.append(_meaning(definition, file, spot, time, library, problems))
    for bridges in draft.bridges:
        for at, bridge in enumerate(bridges.made.bridges):
            words.declare("bridges", bridge.id, bridges.spot.to("bridges", at, "id"), problems)
            meanings.append(_bridge(bridge, bridges.spot.to("bridges", at)))
    return tuple(norms), tuple(meanings)


def claimed(failed: Iterable[Document]) -> frozenset[str]:
    """Give the ids of provisions in files that could not be read."""
    found = (document.data.get("provision") for document in failed if isinstance(document.data, dict))
    return frozenset(name for name in found if isinstance(name, str))


def _norm(
    norm: Norm, file: Filed[Provision], spot: Spot, time: Span, library: Library, problems: list[Problem]
) -> DraftNorm:
    provision = file.made
    elements = {name: provision.elements[name] for name in norm.elements if name in provision.elements}
    own = {name: provision.exceptions[name] for name in norm.exceptions if name in provision.exceptions}
    borrows = any(isinstance(clause, Reference) for clause in own.values())
    host = _norm_variables(elements, own) if borrows else frozenset()
    exceptions: dict[str, Clause] = {}
    for name, clause in own.items():
        user = f"norm `{norm.id}`"
        found = written_out(clause, file.spot.to("exceptions", name), host, user, library, problems)
        if found is not None:
            exceptions[name] = found
    rule = Rule(
        id=f"{provision.provision}#{norm.id}",
        provision=provision,
        norm=norm,
        elements=elements,
        exceptions={name: clause.made for name, clause in exceptions.items()},
        span=time,
        file=spot.line,
    )
    sound = len(elements) == len(norm.elements) and len(exceptions) == len(norm.exceptions)
    return DraftNorm(rule, file, spot, exceptions, sound and norm.trigger in elements)


def _norm_variables(elements: dict[str, Element], exceptions: dict[str, ExceptionClause | Reference]) -> frozenset[str]:
    """Give the variables of what stands in the provision itself; those of references are still to be renamed."""
    found = {v for e in elements.values() for _, c in options(e.when, e.readings) for v in variables(c)}
    for clause in exceptions.values():
        if isinstance(clause, ExceptionClause):
            found.update(clause_variables(clause))
    return frozenset(found)


def _meaning(
    definition: Definition, file: Filed[Provision], spot: Spot, time: Span, library: Library, problems: list[Problem]
) -> DraftMeaning:
    host = {*variables(definition.concludes)}
    for _, condition in options(definition.when, definition.readings):
        host.update(variables(condition))
    exceptions: dict[str, Clause] = {}
    for name, clause in definition.exceptions.items():
        user = f"definition `{definition.id}`"
        found = written_out(clause, spot.to("exceptions", name), frozenset(host), user, library, problems)
        if found is not None:
            exceptions[name] = found
    provision = file.made.provision
    meaning = Meaning(
        id=f"{provision}#{definition.id}",
        by=provision,
        definition=definition,
        exceptions={name: clause.made for name, clause in exceptions.items()},
        span=time,
        file=spot.line,
    )
    return DraftMeaning(meaning, spot, exceptions, len(exceptions) == len(definition.exceptions))


def _bridge(bridge: Bridge, spot: Spot) -> DraftMeaning:
    definition = Definition(id=bridge.id, concludes=bridge.concludes, when=bridge.when, gist=bridge.reason, open=True)
    name = f"bridge:{bridge.id}"
    meaning = Meaning(
        id=name,
        by=name,
        definition=definition,
        exceptions={},
        cap=_BRIDGE_CAP,
        bridge=True,
        reason=bridge.reason,
        file=spot.line,
    )
    return DraftMeaning(meaning, spot, {})
