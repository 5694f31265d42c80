"""Follows what a case refers to: sources, speakers, origins, what facts rest on, and facts that are one event."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sanctioncheck.errors import Problem, closest
from sanctioncheck.errors.case import Chain, CrossedEvents, EarlyCase, SameId, UnknownBody, UnknownId
from sanctioncheck.load.circles import circles
from sanctioncheck.load.files import Spot
from sanctioncheck.load.words import Words
from sanctioncheck.model.fact import Case, Fact
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import EARLIEST, LATEST, Window, parse_date, parse_window

__all__ = ["link_problems"]


def link_problems(case: Case, spot: Spot, rulebook: Rulebook, words: Words) -> Iterator[Problem]:
    """Find every reference of a case that leads nowhere, ids given twice, circles, and events that cannot be one.

    `words` must already hold the actors and things of the case.
    """
    yield from _ids(case, spot)
    yield from _sources(case, spot, rulebook, words)
    yield from _actors(case, spot, words)
    yield from _supports(case, spot, rulebook, words)
    yield from _opinions(case, spot, rulebook, words)
    yield from _grounds(case, spot, rulebook)
    yield from _groups(case, spot, words)
    yield from _chains(case, spot)


def _named(name: str, known: Collection[str], user: str, what: str, spot: Spot) -> Iterator[Problem]:
    if name not in known:
        meant = closest(name, sorted(known))
        yield UnknownId(place=spot.place(), user=user, name=name, what=what, meant=meant)


def _ids(case: Case, spot: Spot) -> Iterator[Problem]:
    for keys in (("facts", "judgements", "assumptions", "opinions"), ("sources",)):
        first: dict[str, Spot] = {}
        for key in keys:
            for at, item in enumerate(getattr(case, key)):
                here = spot.to(key, at, "id")
                if item.id in first:
                    also = (("first given here", first[item.id].place()),)
                    yield SameId(place=here.place(), also=also, name=item.id)
                first.setdefault(item.id, here)


def _origins(case: Case, words: Words) -> set[str]:
    return {source.id for source in case.sources} | set(words.entities) | set(words.listed)


def _sources(case: Case, spot: Spot, rulebook: Rulebook, words: Words) -> Iterator[Problem]:
    known = _origins(case, words)
    bodies = {**rulebook.policy.fact_finding, **rulebook.policy.deciding}
    for at, source in enumerate(case.sources):
        user, here = f"source `{source.id}`", spot.to("sources", at)
        for number, origin in enumerate(source.origin):
            yield from _named(origin, known, user, "source, actor or thing", here.to("origin", number))
        if source.body is not None and source.body not in bodies:
            meant = closest(source.body, bodies)
            yield UnknownBody(place=here.to("body").place(), user=user, name=source.body, meant=meant)
    published = [parse_date(source.published).last for source in case.sources]
    if published and parse_date(case.as_of).last < min(published):
        yield EarlyCase(place=spot.to("as_of").place(), as_of=case.as_of)


def _actors(case: Case, spot: Spot, words: Words) -> Iterator[Problem]:
    for at, actor in enumerate(case.actors):
        if actor.state is not None:
            here = spot.to("actors", at, "state")
            yield from _named(actor.state, words.entities, f"`{actor.id}`", "actor of the case or the pack", here)


def _supports(case: Case, spot: Spot, rulebook: Rulebook, words: Words) -> Iterator[Problem]:
    sources = {source.id for source in case.sources}
    origins = _origins(case, words)
    grounds = _rests_on(case, rulebook)
    for number, fact in enumerate(case.facts):
        user = f"fact `{fact.id}`"
        for at, support in enumerate(fact.support):
            here = spot.to("facts", number, "support", at)
            if support.source is not None:
                yield from _named(support.source, sources, user, "source of the case", here.to("source"))
            if support.speaker is not None and support.speaker.actor is not None:
                speaker = here.to("speaker", "actor")
                yield from _named(support.speaker.actor, words.entities, user, "actor of the case or the pack", speaker)
            for each, origin in enumerate(support.origin):
                yield from _named(origin, origins, user, "source, actor or thing", here.to("origin", each))
            for each, name in enumerate(support.inferred_from):
                what = "fact, judgement or background finding"
                yield from _named(name, grounds, user, what, here.to("from", each))


def _opinions(case: Case, spot: Spot, rulebook: Rulebook, words: Words) -> Iterator[Problem]:
    norms = {name for rule in rulebook.rules for name in rule.names}
    sources = {source.id for source in case.sources}
    for at, opinion in enumerate(case.opinions):
        user, here = f"opinion `{opinion.id}`", spot.to("opinions", at)
        yield from _named(opinion.source, sources, user, "source of the case", here.to("source"))
        if opinion.speaker.actor is not None:
            speaker = here.to("speaker", "actor")
            yield from _named(opinion.speaker.actor, words.entities, user, "actor of the case or the pack", speaker)
        for each, name in enumerate(opinion.about):
            yield from _named(name, words.entities, user, "actor of the case or the pack", here.to("about", each))
        if opinion.norm is not None:
            yield from _named(opinion.norm, norms, user, "norm or provision of the pack", here.to("norm"))


def _rests_on(case: Case, rulebook: Rulebook) -> set[str]:
    facts, judgements = {fact.id for fact in case.facts}, {judgement.id for judgement in case.judgements}
    return facts | judgements | {finding.id for finding in rulebook.findings}


def _grounds(case: Case, spot: Spot, rulebook: Rulebook) -> Iterator[Problem]:
    grounds = _rests_on(case, rulebook)
    for at, judgement in enumerate(case.judgements):
        for each, name in enumerate(judgement.rests_on):
            here = spot.to("judgements", at, "rests_on", each)
            what = "fact, judgement or background finding"
            yield from _named(name, grounds, f"judgement `{judgement.id}`", what, here)
    findings = {finding.id for finding in rulebook.findings}
    for at, refusal in enumerate(case.refused):
        here = spot.to("refused", at, "id")
        yield from _named(refusal.id, findings, "the case", "finding of the background", here)


def _groups(case: Case, spot: Spot, words: Words) -> Iterator[Problem]:
    facts = {fact.id: fact for fact in case.facts}
    for at, group in enumerate(case.same_event):
        for each, name in enumerate(group):
            yield from _named(name, facts, "`same_event`", "fact of the case", spot.to("same_event", at, each))
        known = [(facts[name], spot.to("same_event", at, each)) for each, name in enumerate(group) if name in facts]
        for (one, _), (other, here) in ((known[0], pair) for pair in known[1:]):
            differs = _differ(one, other)
            if differs:
                yield CrossedEvents(place=here.place(), one=one.id, other=other.id, differs=differs)
        if len(known) > 2 and not any(_differ(known[0][0], fact) for fact, _ in known[1:]):
            yield from _no_common_day([fact for fact, _ in known], spot.to("same_event", at))
    for at, group in enumerate(case.possibly_same):
        for each, name in enumerate(group):
            here = spot.to("possibly_same", at, each)
            yield from _named(name, words.entities, "`possibly_same`", "actor or thing", here)


def _differ(one: Fact, other: Fact) -> str | None:
    if one.claim.predicate != other.claim.predicate:
        return "they state different predicates"
    if one.claim.roles != other.claim.roles:
        role = next(role for role in (*one.claim.roles, *other.claim.roles)
                    if one.claim.roles.get(role) != other.claim.roles.get(role))  # fmt: skip
        return f"they fill role `{role}` differently"
    if one.claim.positive != other.claim.positive:
        return "one states what the other denies"
    return None if _common((one, other)) else "their dates do not overlap"


def _no_common_day(facts: list[Fact], spot: Spot) -> Iterator[Problem]:
    if not _common(facts):
        one, *_, other = facts
        yield CrossedEvents(place=spot.place(), one=one.id, other=other.id, differs="no date fits all of them")


def _common(facts: Collection[Fact]) -> bool:
    """Tell whether the days on which each may have begun overlap, and those on which each may have ended."""
    ends = [_window_pair(fact) for fact in facts]
    return all(max(pair[side].first for pair in ends) <= min(pair[side].last for pair in ends) for side in (0, 1))


def _window_pair(fact: Fact) -> tuple[Window, Window]:
    if fact.on is not None:
        return parse_window(fact.on), parse_window(fact.on)
    anywhere = Window(EARLIEST, LATEST)
    if fact.during is None:
        return anywhere, anywhere
    begin = anywhere if fact.during.from_ == ".." else parse_window(fact.during.from_)
    end = anywhere if fact.during.to == ".." else parse_window(fact.during.to)
    return begin, end


def _chains(case: Case, spot: Spot) -> Iterator[Problem]:
    """Find inferences and judgements that rest on each other in a circle."""
    rests: dict[str, tuple[str, ...]] = {}
    places: dict[str, Spot] = {}
    for at, fact in enumerate(case.facts):
        rests[fact.id] = tuple(name for support in fact.support for name in support.inferred_from)
        places[fact.id] = spot.to("facts", at, "id")
    for at, judgement in enumerate(case.judgements):
        rests[judgement.id] = judgement.rests_on
        places[judgement.id] = spot.to("judgements", at, "id")
    for way in circles(rests):
        also = tuple(("which rests on the next", places[name].place()) for name in way[1:])
        yield Chain(place=places[way[0]].place(), also=also, cycle=(*way, way[0]))
