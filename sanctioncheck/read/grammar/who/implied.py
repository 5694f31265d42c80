"""Who fills a role that the sentence leaves open, where the sentence or the text around it implies it.

Everything found here is inferred: it carries the words that it goes back to, and a person has to agree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sanctioncheck.model.proposal import Filled, Proposal
from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.phrase import child_of, objects_after
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.lexicon import Cue
from sanctioncheck.read.grammar.reading import Reading
from sanctioncheck.read.grammar.who.fillers import Filler, extent_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ON_LAND", "accused_in", "imply", "remember"]

ON_LAND = frozenset(
    {"attacks", "sends_troops", "hosts_personnel", "withdraws", "occupies", "blockades", "recruits_fighters"}
    | {"lends_territory", "threatens", "fights", "at_war"}
)
"""Conduct that is against a State, or on its soil, where it is against what stands there."""
_AGAINST_LAND = {
    "attacks": "against",
    "sends_troops": "to",
    "hosts_personnel": "host",
    "withdraws": "from",
    "occupies": "of",
    "blockades": "against",
    "recruits_fighters": "to",
    "fights": "against",
}
_GOES_ON = {
    "transfers": ("to", ("requested_help", "transfers", "assists", "trains")),
    "assists": ("helped", ("requested_help", "assists", "transfers")),
    "sends_troops": ("to", ("requested_help", "sends_troops")),
    "withdraws": ("from", ("sends_troops", "hosts_personnel", "withdraws", "occupies")),
    "trains": ("to", ("trains",)),
    "pays": ("to", ("pays",)),
}
"""Predicate to the role that the sentences before may fill, and the predicates that may have said who it is."""
_RECEIVING = {
    "requested_help": "by",
    "transfers": "to",
    "assists": "helped",
    "trains": "to",
    "sends_troops": "to",
    "pays": "to",
    "hosts_personnel": "host",
    "withdraws": "from",
    "occupies": "of",
}
_SUCH = frozenset({"this", "that", "these", "those", "which", "conduct", "act", "acts"})
_WORDS_ONLY = frozenset(
    {"violates_law", "accuses", "acknowledges", "thanks", "promises", "requested_help", "recognises"}
)
_US = frozenset({"us", "we", "our", "ours"})
_RECENT = 3
"""Sentences in which what was said of the same matter still holds."""


def imply(filled: dict[str, list[Filler]], slots: Slots, cue: Cue, reading: Reading) -> None:
    """Fill what the sentence leaves open, as far as it is implied, and say of whose land a place is.

    Args:
        filled: the roles that are filled, to be added to.
        slots: the word that states it, with its slots.
        cue: the cue that was found.
        reading: who was named, and what was said before.
    """
    if not filled:
        return
    _on_whose_land(filled, slots, cue, reading)
    if cue.predicate == "transfers":
        _supplied(filled, slots, reading)
        _for_whom(filled, slots, reading)
        _from_whom(filled, slots, cue, reading)
    elif cue.predicate == "allied_with" and "other" not in filled and not slots.verbal:
        _whose_partner(filled, slots, reading)
    if cue.predicate == "withdraws" and "from" not in filled:
        _who_asks_to_leave(filled, slots, reading)
    _there(filled, slots, cue, reading)
    _to_us(filled, slots, cue, reading)
    _as_before(filled, cue, reading)


def _others(filled: dict[str, list[Filler]], but: str) -> frozenset[str]:
    return frozenset(f.id for role, found in filled.items() if role != but for f in found)


def _on_whose_land(filled: dict[str, list[Filler]], slots: Slots, cue: Cue, reading: Reading) -> None:
    """Take a place that no table knows, "the airport" or "two prisons" for the State in whose land the text plays."""
    role = _AGAINST_LAND.get(cue.predicate)
    if role is None or role not in filled or role in cue.frame.own:
        return
    actors = reading.actors
    names = actors.names
    others = _others(filled, role)
    meant = actors.theatre()
    if actors.author is not None and cue.predicate in ("attacks", "occupies", "blockades"):
        meant = actors.author
    if role != "host" and not any(f.kind != "described" for each, fs in filled.items() if each != role for f in fs):
        return
    lies = _where(slots, reading)
    if lies is not None and lies.id in others:
        return
    if lies is None and (meant is None or meant.id in others):
        return
    for at, filler in enumerate(filled[role]):
        words = filler.text.split()
        site = filler.kind == "described" and filler.head in names.sites
        people = cue.predicate == "attacks" and filler.kind == "described" and filler.head in names.humans
        if people and lies is not None and lies.head is None and _names_state(slots, reading, lies):
            filled[role][at] = lies
            continue
        place = filler.kind == "named" and cue.predicate not in ("attacks", "fights") and not _somebody(filler, reading)
        if words and (site or place):
            span = (filler.start, filler.end, filler.text)
            if lies is not None:
                filled[role][at] = lies
            elif meant is not None:
                filled[role][at] = Filler(meant.id, "state", *span, "description", None, (meant.start, meant.end))


def _where(slots: Slots, reading: Reading) -> Filler | None:
    """Give the State in which it takes place, where the sentence says that: "bombed villages in Arcadia"."""
    if slots.trigger.pos_ != "VERB":
        return None
    for name in ("in", "near", "inside", "at", "outside", "across"):
        for token in slots[name]:
            found = reading.actors.where(token)
            if found is not None:
                return found
    return None


def _names_state(slots: Slots, reading: Reading, lies: Filler) -> bool:
    """Tell whether the place is named by the State itself, and not by a town: "killed civilians in Arcadia"."""
    for name in ("in", "inside", "across"):
        for token in slots[name]:
            hit = reading.actors.hit(token)
            if hit is not None and hit.kind in ("name", "place") and hit.id == lies.id:
                return True
    return False


def _somebody(filler: Filler, reading: Reading) -> bool:
    """Tell whether a name is known to be that of an actor, and so of no place."""
    known = reading.actors.known.get(filler.id)
    words = set(filler.id.split())
    return bool(known and known[1]) or bool(words & set(reading.actors.names.sorts_of_names)) or filler.id.isupper()


def _supplied(filled: dict[str, list[Filler]], slots: Slots, reading: Reading) -> None:
    """Take somebody who is supplied for who gets it, and not for the goods: "supplied the rebels"."""
    if "to" in filled or not slots.verbal or slots.trigger.lemma_ not in ("supply", "resupply", "reequip", "provision"):
        return
    names = reading.actors.names
    found = [
        f
        for token in slots["object"]
        for f in reading.actors.resolve(token)
        if f.kind in ("state", "body")
        or (f.kind == "named" and "group" in reading.actors.known.get(f.id, (None, set()))[1])
        or (f.kind == "described" and "group" in names.sorts.get(f.head or "", set()))
    ]
    if found and not _others(filled, "object") & {f.id for f in found}:
        filled["to"] = found
        filled.pop("object", None)


def _for_whom(filled: dict[str, list[Filler]], slots: Slots, reading: Reading) -> None:
    """Take for whom something is sent before where to: "flies rifles to Zagreb for the Bosnian government"."""
    to = filled.get("to", ())
    where = [f for f in to if f.via == "place" or (f.kind == "state" and f.via == "name" and f.head is None)]
    spans = {(f.start, f.end) for f in to}
    if not where or len(where) < len(to) or not (slots["to"] or slots["into"] or slots["at"]):
        return
    found = [f for token in slots["for"] for f in reading.actors.resolve(token)]
    found = [f for f in found if f.kind in ("state", "body", "named") and (f.start, f.end) not in spans]
    if found and found[0].id not in _others(filled, "to"):
        filled["to"] = found


def _from_whom(filled: dict[str, list[Filler]], slots: Slots, cue: Cue, reading: Reading) -> None:
    """Take whose goods somebody buys, or through whom, for who supplies them: "40 tons of Ruritanian coal"."""
    if "by" in filled or next(iter(cue.frame.roles)) != "to":
        return
    for name in ("through", "via"):
        found = [f for token in slots[name] for f in reading.actors.resolve(token) if f.kind in ("body", "named")]
        if found:
            filled["by"] = [replace(f, via="description", antecedent=(f.start, f.end)) for f in found[:1]]
            return
    goods: list[Token] = []
    for token in (*slots["object"], *slots["of"], *slots["compound"]):
        goods += [token, *(o for inner in objects_after(token, "of") for o in (inner, *objects_after(inner, "of")))]
    for token in goods:
        state = reading.actors.state_of(token)
        if state is not None and state.id not in _others(filled, "by"):
            filled["by"] = [replace(state, via="description", antecedent=state.antecedent or (state.start, state.end))]
            return


def _whose_partner(filled: dict[str, list[Filler]], slots: Slots, reading: Reading) -> None:
    """Take who acts in the sentence for whose ally somebody is: "Ruritania wrote to Arcadia, an ally"."""
    head = slots.trigger.head
    if slots.trigger.dep_ != "appos":
        return
    for _ in range(4):
        head = head.head
        if head.pos_ in ("VERB", "AUX"):
            break
    for token in subject_of(head, reading.speech)[:1] if head.pos_ in ("VERB", "AUX") else ():
        for f in reading.actors.resolve(token)[:1]:
            if f.kind != "described" and f.id not in _others(filled, "other"):
                filled["other"] = [replace(f, via="description", antecedent=f.antecedent or (f.start, f.end))]


def _who_asks_to_leave(filled: dict[str, list[Filler]], slots: Slots, reading: Reading) -> None:
    """Take who asks somebody to leave for whose land it is: "soldiers whom Arcadia has asked to leave"."""
    trigger = slots.trigger
    if trigger.dep_ not in ("xcomp", "ccomp") or trigger.head.lemma_ not in ("ask", "tell", "order", "urge", "request"):
        return
    for token in subject_of(trigger.head, reading.speech)[:1]:
        for f in reading.actors.resolve(token)[:1]:
            if f.kind == "state" and f.id not in _others(filled, "from"):
                filled["from"] = [replace(f, via="description", antecedent=f.antecedent or (f.start, f.end))]


def _there(filled: dict[str, list[Filler]], slots: Slots, cue: Cue, reading: Reading) -> None:
    """Take the land that was last named before `there` for where it is: "entered Arcadia and still sit there"."""
    role = _AGAINST_LAND.get(cue.predicate)
    if role is None or role not in cue.frame.roles or role in cue.frame.own:
        return
    there = [t for t in child_of(slots.trigger, "advmod") if t.lower_ == "there"]
    there += [t for thing in slots["object"] for t in child_of(thing, "advmod") if t.lower_ == "there"]
    if not there or any(f.kind == "state" for f in filled.get(role, ())):
        return
    actors, apart = reading.actors, _others(filled, role)
    start = actors.base + there[0].idx
    for token in reversed([t for t in actors.sentence if t.i < there[0].i and t.doc is there[0].doc]):
        hit = actors.hit(token)
        one = actors.of_hit(hit, token) if hit is not None and hit.kind in ("name", "place") else None
        if one is not None and one.kind == "state" and one.id not in apart and token.dep_ in ("pobj", "dobj"):
            span = (start, start + len(there[0].text), there[0].text)
            filled[role] = [Filler(one.id, "state", *span, "description", None, (one.start, one.end))]
            return


def _to_us(filled: dict[str, list[Filler]], slots: Slots, cue: Cue, reading: Reading) -> None:
    """Take the author for who gets it, where he speaks of himself beside it: "has told us that a brigade will come"."""
    role = _GOES_ON[cue.predicate][0] if cue.predicate in _GOES_ON else ""
    author, actors = reading.actors.author, reading.actors
    acting = next(iter(reading.lexicon.vocabulary.predicates[cue.predicate].roles))
    if not role or role in filled or role not in cue.frame.roles or role in cue.frame.own or acting not in filled:
        return
    if author is None or author.kind != "state" or author.id in _others(filled, role):
        return
    us = [t for t in actors.sentence if t.lower_ in _US]
    if us and us[0].doc is slots.trigger.doc:
        start = actors.base + us[0].idx
        span = (start, start + len(us[0].text), us[0].text)
        filled[role] = [Filler(author.id, "state", *span, "author", None, (author.start, author.end))]


def _as_before(filled: dict[str, list[Filler]], cue: Cue, reading: Reading) -> None:
    """Take who asked for help, or who got the same before, for who gets it now."""
    role, sources = _GOES_ON.get(cue.predicate, ("", ()))
    acting = next(iter(reading.lexicon.vocabulary.predicates[cue.predicate].roles))
    if not role or role in filled or role not in cue.frame.roles or role in cue.frame.own or acting not in filled:
        return
    apart = _others(filled, role)
    for turn, said in reversed(reading.said):
        if reading.actors.turn - turn > _RECENT:
            break
        if said.predicate == cue.predicate and all(f.kind == "described" for f in filled[acting]):
            # "Traders sell drones": to whom, what was said of somebody else does not tell.
            continue
        if said.predicate in sources:
            found = said.roles.get(_RECEIVING[said.predicate])
            filler = _filler(found, reading) if found is not None else None
            if filler is not None and filler.id not in apart and filler.kind != "described":
                filled[role] = [filler]
                return


def _filler(found: Filled, reading: Reading) -> Filler | None:
    """Give what filled a role before, to fill another now."""
    span = found.antecedent or found.span
    if span is None:
        return None
    names = reading.actors.names
    kind = "state" if found.type == "state" else "body" if found.id in names.bodies else "named"
    if found.type == "actor":
        kind = "described"
    exact = found.span or span
    return Filler(found.id, kind, exact.start, exact.end, exact.exact, "description", None, (span.start, span.end))  # type: ignore[arg-type]


def accused_in(token: Token, reading: Reading) -> list[Filler] | None:
    """Give whose conduct is condemned, where a noun says the conduct; None where the noun says none.

    "condemned the raids": who is said to make them, else who was last said to.
    """
    if token.lower_ in _SUCH:
        return _done_before(token, reading)
    cues = [c for c in reading.lexicon.words.get(token.lemma_.lower(), ()) if c.noun]
    actors = reading.actors
    names = actors.names
    if not cues or token.pos_ != "NOUN" or token.lemma_.lower() in names.persons | names.organs:
        return None
    slots = Slots(token, reading.speech, noun=True)
    agents = [t for t in slots["subject"] if t.head.i == token.i or t.head.head.i == token.i] or slots["from"]
    if not agents and token.dep_ == "dobj":
        # "condemned the raids by Arcadia": the parser may hang it on the verb.
        agents = objects_after(token.head, "by")
    found = [f for t in agents for f in actors.resolve(t) if f.kind != "described"]
    if found:
        return found
    return _from_site(slots, reading) or _done_before(token, reading, {c.predicate for c in cues})


def _from_site(slots: Slots, reading: Reading) -> list[Filler]:
    """Give the State from whose land it comes: "the launch of a missile from a site north of Pyongyang"."""
    actors = reading.actors
    for site in slots["from"]:
        near = [site, *(inner for c in child_of(site, "advmod") for inner in objects_after(c, "of"))]
        states = [f for t in near for f in actors.resolve(t, place=2) if f.kind == "state"]
        if states:
            return [replace(states[0], via="place")]
    return []


def _done_before(token: Token, reading: Reading, among: set[str] | None = None) -> list[Filler]:
    """Give who was last said to do it; any conduct, where the word names none: "this is a violation"."""
    actors = reading.actors
    start, end, text = extent_of(token, actors.base)
    for turn, said in reversed(reading.said):
        agent = said.roles.get(reading.lexicon.vocabulary.predicates[said.predicate].conduct_of or "")
        fits = said.predicate in among if among is not None else said.predicate not in _WORDS_ONLY
        if fits and agent is not None and actors.turn - turn <= 2 * _RECENT:
            one = _filler(agent, reading)
            return [] if one is None or one.kind == "described" else [replace(one, start=start, end=end, text=text)]
    return []


def remember(proposal: Proposal, reading: Reading) -> None:
    """Note what was said, for the sentences after it."""
    reading.said = [*reading.said[-20:], (reading.actors.turn, proposal)]
