"""Who and what fills the roles of a cue: the slots in which each is looked for, and what may stand there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.phrase import sentence_of
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.lexicon import Cue
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler, extent_of
from sanctioncheck.read.grammar.who.headless import headed, is_headless
from sanctioncheck.read.grammar.who.implied import ON_LAND, accused_in, imply

if TYPE_CHECKING:
    from spacy.tokens import Token


from sanctioncheck.read.grammar.reading import Reading

__all__ = ["NotMeant", "pairs_of"]


_PLACES = frozenset(
    {
        "to",
        "in",
        "into",
        "on",
        "at",
        "inside",
        "across",
        "near",
        "along",
        "within",
        "toward",
        "towards",
        "through",
        "onto",
        "around",
        "over",
        "upon",
        "from",
        "out of",
        "for",
        "against",
        "of",
        "object",
        "alongside",
    }
)

_OWNERS = {
    "object_owner": "object",
    "of_owner": "of",
    "from_owner": "from",
    "through_owner": "through",
    "over_owner": "over",
    "across_owner": "across",
    "in_owner": "in",
    "at_owner": "at",
    "with_owner": "with",
    "to_owner": "to",
    "noun_owner": "noun",
    "subject_owner": "subject",
}


_LONGEST_THING = 80
"""Characters of things that are joined and told as one."""
_ONESELF = frozenset({"itself", "themselves", "himself", "herself", "each other"})
_BETWEEN = frozenset({"at_war", "allied_with", "concludes_treaty"})
"""What is between two, so that two who are joined are both of them."""


class NotMeant(Exception):
    """Who would do it is nobody that can: a team that attacks, a heat wave that invades."""


def pairs_of(slots: Slots, cue: Cue, reading: Reading) -> list[dict[str, Filler]]:
    """Give the ways to fill the roles: one for each pair where several are joined."""
    first, second = ([*cue.frame.roles, None, None])[:2]
    filled: dict[str, list[Filler]] = {}
    used: set[tuple[int, int]] = set()
    for role, names in cue.frame.roles.items():
        for name in names:
            found = [
                f
                for f in _of_slot(slots, name, role, cue, reading)
                if (f.start, f.end) not in used or role in cue.frame.own
            ]
            found = _named_alone(found)
            found = [
                f
                for f in found
                if not (
                    role == second
                    and any(
                        f.id == g.id and f.kind == "state" and g.via not in ("pronoun", "description")
                        for g in filled.get(first or "", ())
                    )
                    and name in ("object", "of", "compound", "object_person")
                )
            ]
            if found:
                filled[role] = list({f.id: f for f in reversed(found)}.values())[::-1]
                if role not in cue.frame.own:
                    used |= {(f.start, f.end) for f in found}
                break
    opener = reading.actors.opener
    if first is not None and first not in filled and opener is not None and slots.verbal and is_headless(slots.trigger):
        filled = {first: [headed(opener, slots.trigger, reading.actors.base)], **filled}
    imply(filled, slots, cue, reading)
    if not filled:
        return [{}] if cue.opinion else []
    if first in filled and second is not None and second not in cue.frame.own:
        apart = any(
            t.lower_ == "other" and any(c.lower_ == "the" for c in t.children) for t in slots["object"]
        ) and any(t.lower_ == "each" for t in slots["subject"])
        each_other = apart or any(
            t.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in t.children)
            for name in cue.frame.roles[second]
            for t in slots[name]
        )
        if each_other and len(filled[first]) >= 2:
            rest = _rest(filled, (first, second))
            return [
                {first: a, second: replace(b, via="group", antecedent=b.antecedent or (b.start, b.end)), **rest}
                for a in filled[first]
                for b in filled[first]
                if a.id != b.id
            ]
    if (cue.frame.mutual or cue.predicate in _BETWEEN) and first and second:
        ones, others = filled.get(first, []), filled.get(second, [])
        if cue.predicate == "exercises" and len({f.id for f in ones + others}) > 2:
            everybody = list({f.id: f for f in ones + others}.values())
            return [{first: a, second: b} for a in everybody for b in everybody if a.id != b.id]
        if len(ones) >= 2 and not others:
            rest = _rest(filled, (first, second))
            pairs = list(combinations(ones, 2))
            pairs += [(b, a) for a, b in pairs] if cue.predicate == "exercises" else []
            return [{first: a, second: b, **rest} for a, b in pairs]
        if ones and others and cue.predicate == "exercises":
            return [{first: a, second: b} for a, b in product(ones, others)] + [
                {first: b, second: a} for a, b in product(ones, others)
            ]
    main = {
        role: options if role in (first, second) else [_together(options, slots, reading)]
        for role, options in filled.items()
    }
    _apart(main, first, second, slots, reading)
    keys = list(main)
    several = [key for key in keys if len(main[key]) > 1][:2]
    rows: list[dict[str, Filler]] = []
    for combination in product(*(main[key] if key in several else main[key][:1] for key in keys)):
        rows.append(dict(zip(keys, combination, strict=True)))
    return rows


def _together(options: list[Filler], slots: Slots, reading: Reading) -> Filler:
    """Give several things that are joined as one: "weapons and ammunition" are one delivery."""
    one, last = options[0], options[-1]
    base = reading.actors.base
    sentence = sentence_of(slots.trigger)
    if one.kind != "described" or not base + sentence.start_char <= one.start < last.end <= base + sentence.end_char:
        return one
    words = slots.trigger.doc.text[one.start - base : last.end - base]
    return one if len(words) > _LONGEST_THING else replace(one, id=words, text=words, end=last.end)


def _apart(
    main: dict[str, list[Filler]], first: str | None, second: str | None, slots: Slots, reading: Reading
) -> None:
    """Where a pronoun would make one actor both who does it and to whom, take who else it can mean, or leave it out."""
    if first not in main or second not in main:
        return
    one, other = main[first][0], main[second][0]
    if one.id != other.id:
        return
    if {one.text.lower(), other.text.lower()} & _ONESELF or "own" in other.text.lower().split():
        return
    guessed = other.via in ("pronoun", "description", "group", "place")
    role, filler = (second, other) if guessed else (first, one)
    token = next((t for t in sentence_of(slots.trigger) if reading.actors.base + t.idx == filler.start), None)
    instead = (
        reading.actors.other(filler, token) if token is not None and filler.via in ("pronoun", "description") else None
    )
    if instead is not None:
        main[role] = [instead]
    else:
        del main[role]


def _named_alone(found: list[Filler]) -> list[Filler]:
    """Leave out what is only joined to somebody named and is nobody itself: "French jets, ships and submarines"."""
    if not any(f.kind in ("state", "body") for f in found):
        return found
    return [f for f in found if f.kind != "described" or f.text.lower() != f.head]


def _rest(filled: dict[str, list[Filler]], without: Iterable[str]) -> dict[str, Filler]:
    return {role: options[0] for role, options in filled.items() if role not in without}


def _of_slot(slots: Slots, name: str, role: str, cue: Cue, reading: Reading) -> list[Filler]:
    vocabulary = reading.lexicon.vocabulary
    wanted = vocabulary.predicates[cue.predicate].roles[role]
    actors = reading.actors
    if name in _OWNERS:
        tokens = slots[_OWNERS[name]]
        found = [f for token in tokens if not actors.is_apart(token) for f in actors.owners_of(token)]
        if found:
            return found
        owners = [c for token in tokens for c in token.children if c.dep_ == "poss"]
        owners += [
            p
            for token in tokens
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in ("by", "of")
            for p in c.children
            if p.dep_ == "pobj" and p.pos_ in ("PROPN", "NOUN")
        ]
        whose = [f for token in owners for f in actors.resolve(token)]
        return [f for f in whose if f.kind != "described" or f.head in actors.names.humans | actors.names.persons]
    if name == "clause_subject":
        return [
            f
            for clause in slots["clause"]
            for token in subject_of(clause, reading.speech)
            for f in actors.resolve(token)
        ]
    if name in ("object_person", "in_person"):
        tokens = list(slots["object" if name == "object_person" else "in"])
        return [f for token in tokens for f in actors.resolve(token) if f.kind in ("state", "body", "named")]
    tokens = slots[name]
    if name == "dative" and not tokens and slots.verbal:
        tokens = _given_to(slots, actors)
    if role in cue.frame.own:
        return [unit_of(token, actors) for token in tokens]
    if wanted in ("thing", "item", "treaty"):
        return [thing_of(token, actors) for token in tokens]
    if wanted == "act":
        return []
    found = []
    for token in tokens:
        about_conduct = (cue.predicate, role) in (("accuses", "of"), ("violates_law", "by"))
        accused = accused_in(token, reading) if about_conduct else None
        if accused is not None:
            found += accused
        elif name == "compound":
            found += list(actors.states_of(token)) or ([f for f in actors.resolve(token) if f.kind == "body"])
        elif name == "subject" and not slots.verbal and token.dep_ in ("amod", "compound", "nmod"):
            found += [
                f
                for f in actors.resolve(token)
                if f.kind in ("state", "body") or (token.dep_ == "compound" and f.kind == "named")
            ]
        elif name in ("object", "of") and role == next(iter(cue.frame.roles)) and not cue.frame.mutual:
            kinds = ("state", "body", "named") if cue.predicate == "hosts_personnel" else ("state", "body")
            owning = [] if actors.is_apart(token) else actors.states_of(token)
            found += owning or [f for f in actors.resolve(token) if f.kind in kinds]
        else:
            place = (2 if cue.predicate in ON_LAND else 1) if name in _PLACES else 0
            people = cue.predicate == "attacks" and role == "against"
            found += actors.resolve(token, place=3 if people and place else place)
    if wanted == "state":
        found = [f for f in found if f.kind == "state"]
    heads = cue.heads.get(role)
    if heads is not None and name not in ("object_owner", "of_owner"):
        fit = [f for f in found if f.head is None or f.head in heads]
        if len(fit) < len(found) and slots.verbal:
            raise NotMeant
        found = fit
    if cue.predicate in ("transfers", "pays") and role == "to":
        things = vocabulary.words["goods"] if cue.predicate == "transfers" else vocabulary.words["money"]
        somebody = actors.names.persons | actors.names.organs | actors.names.humans
        found = [f for f in found if f.kind != "described" or f.head not in things or f.head in somebody]
    return [f for f in found if _may_act(f, wanted, actors)]


def _given_to(slots: Slots, actors: Actors) -> list[Token]:
    """Give to whom something is given, where the parser takes his name for a part of it: "sent Arcadia generators"."""
    return [
        child
        for thing in slots["object"]
        for child in thing.children
        if child.dep_ == "compound"
        and child.i == thing.left_edge.i > slots.trigger.i
        and (hit := actors.hit(child)) is not None
        and hit.kind in ("name", "seat")
    ]


def _may_act(filler: Filler, wanted: str, actors: Actors) -> bool:
    if filler.kind != "described":
        return True
    last = filler.text.split()[-1].lower() if filler.text.split() else ""
    return last not in actors.names.no_actors and wanted in ("actor", "thing")


def unit_of(token: Token, actors: Actors) -> Filler:
    """Give the forces that a phrase names, with the State that they belong to where the words or a pronoun say so."""
    found = [f for f in actors.resolve(token) if f.kind == "state"]
    if token.pos_ == "PRON" and found:
        return replace(found[0], kind="described")
    thing = thing_of(token, actors)
    return (
        thing
        if not found or thing.antecedent is not None
        else replace(thing, antecedent=(found[0].start, found[0].end), id=found[0].id)
    )


def thing_of(token: Token, actors: Actors) -> Filler:
    start, end, text = extent_of(token, actors.base)
    owner = actors.state_of(token)
    return Filler(text, "described", start, end, text, "name", None, (owner.start, owner.end) if owner else None)
