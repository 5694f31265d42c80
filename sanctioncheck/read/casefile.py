"""Writes what was read as a case: sources, actors, things, facts with their supports, and opinions apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sanctioncheck.model.norm import BackgroundFinding
from sanctioncheck.model.proposal import Filled, Proposal
from sanctioncheck.model.vocabulary import Vocabulary
from sanctioncheck.read.merge import Joined, Place, join, slug
from sanctioncheck.read.origins import agency_id
from sanctioncheck.read.thingwords import ThingWords

__all__ = ["Background", "Machine", "ReadSource", "case_of"]

POLICY = "grounded"
"""The name under which a machine accepts a fact whose every role is filled by words of the text."""
_CONTEXT = 60
_WAITS = "what is said to be done with it waits for review itself"
_SPOKEN = ("admitted", "official", "denied")


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A text with what a case says of it."""

    id: str
    path: str
    text: str
    sha256: str
    title: str
    published: str
    reliability: str
    kind: str = "press"
    publisher: str | None = None
    language: str = "en"
    origin: tuple[str, ...] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)
    """Those of its origins that are no text of the case, by id, each with its name."""
    information: int = 3


@dataclass(frozen=True, slots=True)
class Machine:
    """What proposed the facts."""

    name: str
    version: str
    model_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """The public findings of the pack, by which a text's words for a known act or treaty are recognised."""

    findings: Sequence[BackgroundFinding]
    entities: dict[str, tuple[str, str]]
    states: dict[str, str]
    """Id of an actor of the pack to the State that it speaks for."""


def case_of(
    name: str,
    sources: Sequence[ReadSource],
    places: Iterable[Place],
    vocabulary: Vocabulary,
    background: Background,
    states: dict[str, str],
    machines: dict[str, Machine],
    *,
    as_of: str,
    period: tuple[str, str, str],
    accept: bool,
) -> dict[str, Any]:
    """Give a case as the data of its file.

    Args:
        name: the id of the case.
        sources: the texts, in the order in which they were given.
        places: what was read in them and passed the gate.
        vocabulary: the words of the pack.
        background: its findings.
        states: id of each State and body that texts name to its name.
        machines: name of each extractor to what it is.
        as_of: the day as of which to judge.
        period: first day, last day and reason for facts without a date.
        accept: whether facts whose every role is filled by words of the text are accepted by policy.

    Returns:
        What `case.yaml` holds.
    """
    facts = join(places, vocabulary, frozenset(states))
    known = _known_acts(facts, background) if accept else {}
    made: list[dict[str, Any]] = []
    opinions: list[dict[str, Any]] = []
    actors: dict[str, dict[str, Any]] = {}
    things: dict[str, dict[str, Any]] = {}
    by_id = {source.id: source for source in sources}
    used: dict[str, int] = {}
    for fact in facts:
        for role, filled in list(fact.roles.items()):
            if filled.type == "act" and filled.id in known:
                fact.roles[role] = Filled(known[filled.id], known[filled.id], "act", filled.span, via=filled.via)
        if fact.opinion:
            opinions += _opinions(fact, by_id, actors, len(opinions))
            continue
        _declare(fact, actors, things, background, states)
        made.append(_fact(fact, by_id, actors, used, machines, accept))
    kinds = _kinds(facts, ThingWords(vocabulary), background)
    made += [_fact(kind, by_id, actors, used, machines, accept) for kind in kinds]
    for source in sources:
        for ident, called in source.agencies.items():
            actors.setdefault(ident, {"id": ident, "type": "organisation", "name": _short(called)})
    for act in sorted(set(known.values())):
        for related in _related(act, background):
            things.setdefault(related, {"id": related, "background": True})
    case: dict[str, Any] = {
        "case": name,
        "title": sources[0].title,
        "as_of": as_of,
        "period": {"from": period[0], "to": period[1], "reason": period[2]},
        "sources": [_source(source) for source in sources],
        "actors": list(actors.values()),
        "things": list(things.values()),
        "facts": made,
        "opinions": opinions,
    }
    return {key: value for key, value in case.items() if value not in ([], None)}


def _known_acts(facts: list[Joined], background: Background) -> dict[str, str]:
    """Find which acts of the text are ones that the pack has public findings on.

    An attack by one State on another, or help to the act of a State that the text says to be at war, is the act that
    the
    pack's findings say of the same States, where there is exactly one. Only facts that are accepted count: naming an
    act brings
    the findings on it into the case.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for finding in background.findings:
        roles = finding.claim.roles
        if finding.claim.predicate == "uses_force":
            found.setdefault((roles["by"], roles["against"]), set()).add(roles["act"])
    wars = [
        tuple(f.id for f in fact.roles.values() if f.type == "state")
        for fact in facts
        if fact.predicate in ("at_war", "attacks", "fights", "occupies")
        and fact.evidence
        and fact.full
        and fact.positive
    ]
    fought: dict[str, str] = {}
    for pair in wars:
        for order in (pair, pair[::-1]):
            acts = found.get((order[0], order[1])) if len(order) == 2 else None
            if acts is not None and len(acts) == 1:
                fought[order[0]] = next(iter(acts))
    # "the war against Ukraine", whoever wages it: the one who is known to, where the text names him.
    named = {f.id for fact in facts for f in fact.roles.values()}
    for fact in facts:
        if fact.predicate == "at_war" and fact.evidence and fact.full and fact.positive:
            for (by, against), acts in found.items():
                if against in {f.id for f in fact.roles.values()} and by in named and len(acts) == 1:
                    fought.setdefault(by, next(iter(acts)))
    known: dict[str, str] = {}
    for fact in facts:
        act = fact.roles.get("act")
        if act is None or act.via != "sentence" or not (fact.full and fact.evidence):
            continue
        if fact.predicate == "assists" and fact.roles["helped"].id in fought:
            known[act.id] = fought[fact.roles["helped"].id]
        elif fact.predicate in ("attacks", "fights", "uses_force"):
            attacker = fact.roles.get("by") or fact.roles["force"]
            same = found.get((attacker.state or attacker.id, fact.roles["against"].id))
            if same is not None and len(same) == 1:
                known[act.id] = next(iter(same))
    for ident in fought.values():
        known.setdefault(ident, ident)
    return known


def _related(act: str, background: Background) -> list[str]:
    """Give an act and every thing that the pack's findings join with it."""
    things = {act}
    for finding in background.findings:
        fillers = set(finding.claim.roles.values())
        if act in fillers:
            things |= {
                each
                for each in fillers
                if each in background.entities and background.entities[each][0] in ("act", "obligation", "treaty")
            }
    return sorted(things)


def _kinds(facts: Iterable[Joined], things: ThingWords, background: Background) -> list[Joined]:
    """Say of each thing that the facts speak of what kind the words for it say it is; each rests on their passages."""
    found: dict[tuple[str, str], Joined] = {}
    for fact, role, filled in _things_of(facts, background):
        for place in fact.places:
            told = place.proposal.roles.get(role)
            if told is None or told.span is None or place.proposal.mode == "denied":
                continue
            waits = () if fact.full else (_WAITS,)
            again = Place(place.source, place.proposal.with_(roles={"thing": told}, notes=waits))
            for kind in things.types(told.span.exact):
                roles = {"thing": filled, "type": Filled(kind, kind, "type", told.span)}
                new = Joined("is_a", roles, positive=True, status="actual", when=None, opinion=False)
                found.setdefault((filled.id, kind), new).places.append(again)
    return list(found.values())


def _things_of(facts: Iterable[Joined], background: Background) -> Iterator[tuple[Joined, str, Filled]]:
    """Give the things with which something is said to have been done, but for those that the pack declares."""
    for fact in facts:
        if fact.positive and fact.evidence:
            for role, filled in fact.roles.items():
                if filled.type == "item" and filled.via != "missing" and filled.id not in background.entities:
                    yield fact, role, filled


def _declare(
    fact: Joined,
    actors: dict[str, dict[str, Any]],
    things: dict[str, dict[str, Any]],
    background: Background,
    states: dict[str, str],
) -> None:
    for filled in fact.roles.values():
        if filled.type in ("act", "item", "treaty", "thing", "obligation", "place"):
            if filled.id in background.entities:
                things.setdefault(filled.id, {"id": filled.id, "background": True})
            else:
                name = _named(filled.name, fact, states) if filled.via == "sentence" else filled.name
                things.setdefault(filled.id, {"id": filled.id, "type": filled.type, "name": _short(name)})
        else:
            _actor(filled, actors, states)


def _named(words: str, fact: Joined, states: dict[str, str]) -> str:
    """Put the names of States for their ids in the words for an act that no words of the text name."""
    for ident in sorted({filled.state or filled.id for filled in fact.roles.values()} & set(states), key=len):
        words = re.sub(rf"(?<![\w-]){re.escape(ident)}(?![\w-])", states[ident], words)
    return words


def _actor(filled: Filled, actors: dict[str, dict[str, Any]], states: dict[str, str]) -> str:
    entry = {"id": filled.id, "type": filled.type, "name": _short(states.get(filled.id, filled.name))}
    if filled.type == "armed_unit" and filled.state is not None:
        entry["name"] = f"forces of {states.get(filled.state, filled.state)}"
        entry["state"] = filled.state
        actors.setdefault(
            filled.state, {"id": filled.state, "type": "state", "name": states.get(filled.state, filled.state)}
        )
    if filled.via == "missing":
        entry["name"] = filled.name
    actors.setdefault(filled.id, entry)
    return filled.id


def _short(name: str) -> str:
    return " ".join(name.split())[:200]


def _fact(
    fact: Joined,
    sources: dict[str, ReadSource],
    actors: dict[str, dict[str, Any]],
    used: dict[str, int],
    machines: dict[str, Machine],
    accept: bool,
) -> dict[str, Any]:
    base = "-".join([slug(fact.predicate), *(f.id for f in fact.roles.values() if f.type == "state")])[:80]
    if fact.predicate == "is_a":
        base = f"{fact.roles['thing'].id[:40]}-is-{slug(fact.roles['type'].id)}"[:80].replace("--", "-")
    used[base] = used.get(base, 0) + 1
    ident = base if used[base] == 1 else f"{base}-{used[base]}"
    claim = {fact.predicate: {role: filled.id for role, filled in fact.roles.items()}}
    entry: dict[str, Any] = {"id": ident, **(claim if fact.positive else {"not": claim})}
    if fact.when is not None:
        entry["on"] = fact.when
    if fact.status != "actual":
        entry["status"] = fact.status
    entry["support"] = [_support(place, sources[place.source], actors) for place in fact.places]
    grounded = accept and fact.evidence and fact.full
    entry["review"] = {"state": "accepted", "policy": POLICY} if grounded else {"state": "proposed"}
    notes = sorted({note for place in fact.places for note in place.proposal.notes} | _loose(fact))
    if notes and not grounded:
        entry["review"]["why"] = "; ".join(notes)
    machine = machines[fact.places[0].proposal.extractor]
    entry["extractor"] = {"name": machine.name, "version": machine.version}
    if machine.model_sha256 is not None:
        entry["extractor"]["model_sha256"] = machine.model_sha256
    return entry


def _loose(fact: Joined) -> set[str]:
    """Say what a person has to agree to before the fact can stand."""
    notes = set()
    for role, filled in fact.roles.items():
        if filled.via == "missing":
            notes.add(f"nobody is named as `{role}`")
        elif filled.inferred and filled.span is not None:
            notes.add(f"`{role}`: “{filled.span.exact}” is taken to be {filled.name}")
    return notes


def _support(place: Place, source: ReadSource, actors: dict[str, dict[str, Any]]) -> dict[str, Any]:
    proposal = place.proposal
    mode = proposal.mode
    entry: dict[str, Any] = {"source": source.id, "quote": _quote(proposal, source.text)}
    speaker = proposal.speaker
    if speaker is not None and speaker.type in ("state", "organisation") and speaker.id in actors:
        entry["speaker"] = {"actor": speaker.id}
    elif speaker is not None:
        entry["speaker"] = {"as": _short(speaker.name)}
    elif mode in _SPOKEN:
        entry["speaker"] = {"as": "the author of the text"}
    if mode == "admitted" and "actor" not in entry["speaker"]:
        mode = "reported"
    entry["mode"] = mode
    entry["information"] = source.information
    if proposal.speaker is not None and mode in ("alleged", "reported") and proposal.speaker.type != "state":
        origin = (
            proposal.speaker
            if proposal.speaker.id in actors
            else replace(proposal.speaker, id=agency_id(proposal.speaker.name))
        )
        if origin.id not in actors:
            actors[origin.id] = {"id": origin.id, "type": origin.type, "name": _short(origin.name)}
        entry["origin"] = [origin.id]
    return entry


def _quote(proposal: Proposal, text: str) -> dict[str, Any]:
    quote: dict[str, Any] = {"exact": proposal.quote.exact, "position": proposal.quote.start}
    if text.count(proposal.quote.exact) > 1:
        quote["prefix"] = text[max(0, proposal.quote.start - _CONTEXT) : proposal.quote.start]
        quote["suffix"] = text[proposal.quote.end : proposal.quote.end + _CONTEXT]
    return quote


def _opinions(
    fact: Joined, sources: dict[str, ReadSource], actors: dict[str, dict[str, Any]], count: int
) -> list[dict[str, Any]]:
    """Give the views of the law in a fact's passages; what a copy of a text says again is there once."""
    found: list[dict[str, Any]] = []
    met: dict[tuple[object, ...], str] = {}
    about = [f.id for f in fact.roles.values() if f.type == "state" and f.via != "missing"]
    for filled in fact.roles.values():
        if filled.type == "state":
            actors.setdefault(filled.id, {"id": filled.id, "type": "state", "name": filled.name})
    for place in fact.places:
        speaker, source = place.proposal.speaker, sources[place.source]
        called = _short(speaker.name) if speaker is not None else "the author of the text"
        said = (" ".join(place.proposal.quote.exact.split()), called, source.origin or (source.id,))
        if met.setdefault(said, source.id) != source.id:
            continue
        found.append(
            {
                "id": f"opinion-{count + len(found) + 1}",
                "source": source.id,
                "quote": _quote(place.proposal, source.text),
                "speaker": {"as": called},
                "about": list(about),
            }
        )
    return found


def _source(source: ReadSource) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": source.id, "kind": source.kind, "title": source.title}
    if source.publisher:
        entry["publisher"] = source.publisher
    entry |= {
        "published": source.published,
        "language": source.language,
        "path": source.path,
        "sha256": source.sha256,
        "reliability": source.reliability,
    }
    if source.origin:
        entry["origin"] = list(source.origin)
    return entry
