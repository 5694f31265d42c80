"""Reads a parsed sentence through the cues of the vocabulary, and proposes what it says as facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sanctioncheck.model.proposal import Proposal, Told
from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.dates import date_of
from sanctioncheck.read.grammar.form.phrase import child_of, objects_after, sentence_of, text_of
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.lexicon import Cue
from sanctioncheck.read.grammar.matching import fills, fits_form
from sanctioncheck.read.grammar.telling.factuality import real
from sanctioncheck.read.grammar.telling.modality import is_none
from sanctioncheck.read.grammar.telling.reality import Reality
from sanctioncheck.read.grammar.telling.sentence import is_general
from sanctioncheck.read.grammar.telling.speech import Quotation, Telling, weigh_telling
from sanctioncheck.read.grammar.who.aliases import delegate
from sanctioncheck.read.grammar.who.fillers import Filler
from sanctioncheck.read.grammar.who.filling import filled
from sanctioncheck.read.grammar.who.implied import remember

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

from sanctioncheck.read.grammar.reading import Reading
from sanctioncheck.read.grammar.roles import NotMeant, pairs_of
from sanctioncheck.read.grammar.telling.verdict import verdict

__all__ = ["propose"]

_MOST_PAIRS = 12
_LONGEST_SENTENCE = 250
"""Words; a longer one is no sentence, and what stands in it is found by nobody."""


def propose(doc: Doc, quoted: list[Quotation], reading: Reading) -> Iterator[Proposal]:
    """Propose the facts of a parsed paragraph, sentence after sentence.

    Args:
        doc: the paragraph, with names merged.
        quoted: its quotations.
        reading: the tables; who was named is remembered there for the next paragraph.

    Yields:
        Proposals, in the order in which their triggers stand.
    """
    for sentence in doc.sents:
        reading.actors.sentence = list(sentence)
        told = delegate(sentence.text, reading.actors.base + sentence.start_char, reading.actors)
        if told is not None:
            # What the speaker before him spoke of is nothing that his pronouns go back to.
            reading.actors.delegate, reading.actors.mentions = told, []
            reading.actors.cache.clear()
        if len(sentence) <= _LONGEST_SENTENCE:
            yield from _sentence(sentence, quoted, reading)
        reading.actors.note(reading.actors.sentence)


def _sentence(sentence: Span, quoted: list[Quotation], reading: Reading) -> Iterator[Proposal]:
    said: list[Proposal] = []
    vague: list[tuple[Token, list[Proposal]]] = []
    for token in sentence:
        cues = [
            cue
            for word in dict.fromkeys((token.lemma_.lower(), token.lower_))
            for cue in reading.lexicon.words.get(word, ())
        ]
        best: dict[str, tuple[int, list[Proposal]]] = {}
        for cue in cues:
            made = list(_by_cue(token, cue, quoted, reading))
            if made:
                rank = _rank(made[0], cue)
                if cue.predicate not in best or rank > best[cue.predicate][0]:
                    best[cue.predicate] = (rank, made)
        if not best:
            continue
        beside = {name: each for name, each in best.items() if name in _BESIDE}
        alone = [(rank, -at, name) for at, (name, (rank, _)) in enumerate(best.items()) if name not in _BESIDE]
        chosen = max(alone)[2] if alone else None
        for name, (_, made) in best.items():
            if name == "promises":
                vague += [] if chosen is not None else [(token, made)]
            elif name == chosen or name in beside:
                made = [each for each in made if not _is_said_twice(each, token, said, reading.actors.base)]
                said += made
                for each in made:
                    remember(each, reading)
                yield from made
    for token, made in vague:
        # What is promised is said by itself, where the vocabulary has a word for it.
        inside = {t.idx + reading.actors.base for t in token.subtree}
        if not any(each.trigger.start in inside for each in said):
            said += made
            yield from made
    for token in sentence:
        if token.lemma_.lower() in reading.speech.tells and token.pos_ == "VERB":
            for subject in subject_of(token, reading.speech)[:1]:
                found = [f for f in reading.actors.resolve(subject) if f.kind != "described"]
                reading.last_speaker = found[0] if found else reading.last_speaker
    for proposal in said:
        hit = proposal.roles.get("against") if proposal.predicate == "imposes_sanctions" else None
        if hit is not None and hit.type == "state" and hit.span is not None and hit.via in ("name", "organ"):
            reading.actors.sanctioned = Filler(hit.id, "state", hit.span.start, hit.span.end, hit.name, "description")
    aggressor = next(
        (
            p.roles["one" if p.predicate == "at_war" else "by"]
            for p in said
            if p.predicate in ("at_war", "attacks", "occupies")
            and p.evidence
            and p.positive
            and p.mode != "denied"
            and ("one" in p.roles or "by" in p.roles)
        ),
        None,
    )
    if aggressor is not None and aggressor.type == "state" and aggressor.span is not None:
        named = aggressor.antecedent or aggressor.span
        reading.actors.aggressor = Filler(aggressor.id, "state", named.start, named.end, aggressor.name, "description")


def _is_said_twice(proposal: Proposal, token: Token, said: list[Proposal], base: int) -> bool:
    """Tell whether a noun only says again what the verb that carries it says: "ratified a treaty with Arcadia"."""
    verb = token.head
    while token.dep_ in ("dobj", "pobj", "prep") and verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if token.pos_ not in ("NOUN", "PROPN") or verb.pos_ not in ("VERB", "AUX"):
        return False
    ids = {role: filled.id for role, filled in proposal.roles.items() if filled.type in ("state", "organisation")}
    return any(
        each.predicate == proposal.predicate
        and each.trigger.start == base + verb.idx
        and all(role in each.roles and each.roles[role].id == ident for role, ident in ids.items())
        for each in said
    )


_SPOKEN = frozenset({"accuses", "acknowledges", "thanks", "requested_help"})
"""What is done by saying it; who does so is somebody, also where nobody is named: "fighters accuse Arcadia"."""
_BESIDE = frozenset({"acknowledges", "accuses", "promises", "violates_law"})
"""What one word can say beside what else it says."""
_SOMEBODY = frozenset({"we", "they", "he", "she", "you", "nobody", "somebody", "someone", "no-one"})


def _rank(proposal: Proposal, cue: Cue) -> int:
    """Tell how well a cue fits: how many roles it fills, those by somebody named counting more, and how much it
    asks."""
    quote = proposal.quote
    filled = sum(
        2 if each.type in ("state", "organisation") else 1
        for each in proposal.roles.values()
        if each.span is not None
        and each.type not in ("thing", "item", "treaty", "armed_unit")
        and quote.start <= each.span.start
        and each.span.end <= quote.end
    )
    return 2 * filled + len(cue.needs) + (cue.particle is not None)


def _by_cue(token: Token, cue: Cue, quoted: list[Quotation], reading: Reading) -> Iterator[Proposal]:
    if not fits_form(token, cue):
        return
    slots = Slots(token, reading.speech, noun=cue.noun)
    inside = next((q for q in quoted if q.start <= token.i < q.end), None)
    reading.actors.speak(_voice(inside, reading) or reading.actors.speaking)
    for names, words in cue.needs:
        if not any(fills(slots, name, words, reading) for name in names):
            return
    for names, words in cue.bars:
        if any(fills(slots, name, words, reading, barred=True) for name in names):
            return
    try:
        pairs = list(pairs_of(slots, cue, reading))
    except NotMeant:
        return
    if not pairs:
        return
    predicate = reading.lexicon.vocabulary.predicates[cue.predicate]
    reality = real(slots, reading.speech)
    reality.negated = reality.negated or _of_none(slots, cue)
    _as_beside(slots, reality, reading)
    part = slots.part()
    if part is not None and is_none(part):
        if predicate.conduct_of is not None and not any(predicate.conduct_of in roles for roles in pairs):
            # That somebody has no part in it does not say that it did not happen.
            return
        reality.negated = True
    if reading.above is not None:
        reading.above.weigh_on(reality)
    if not reality.negated and any(_is_one_of_two(each) for each in slots["subject"]):
        # "Either Arcadia or Ruritania did it": of each of them it is only supposed.
        reality.at_least("hypothetical")
    if reality.said and _is_presupposed(slots, cue, reading):
        reality.said = []
    for roles in pairs[:_MOST_PAIRS]:
        meant = any(
            _is_somebody(filler, reading) or (role in cue.frame.own and filler.antecedent is not None)
            for role, filler in roles.items()
        )
        if not (cue.opinion or meant or _is_unnamed(slots)):
            continue
        agent = roles.get(predicate.conduct_of or "") or next(iter(roles.values()), None)
        telling = weigh_telling(
            reality, inside, agent, reading.actors, reading.speech, reading.author_kind, reading.last_speaker
        )
        yield _proposal(token, cue, roles, reality, telling, slots, inside, reading)


def _is_one_of_two(token: Token) -> bool:
    """Tell whether somebody is named as one of two of whom only one did it."""
    return any(child.dep_ == "cc" and child.lower_ == "or" for child in token.children)


def _is_somebody(filler: Filler, reading: Reading) -> bool:
    """Tell whether a filler is anybody: somebody named, or at least somebody described as a person or a group."""
    if filler.antecedent == (filler.start, filler.end):
        # It is implied, and was not said.
        return False
    if filler.kind != "described":
        return True
    words = filler.text.split()
    return filler.head in reading.actors.names.persons | reading.actors.names.organs or (
        bool(words) and words[-1][:1].isupper()
    )


def _of_none(slots: Slots, cue: Cue) -> bool:
    """Tell whether what a cue asks for is none: "consented to no such thing", "asks for no soldiers"."""
    asked = {name for names, _ in cue.needs for name in names if name not in ("subject", "object", "self")}
    found = [each for name in asked for each in slots[name]]
    found += [each for clause in slots["clause"] if "clause" in asked for each in child_of(clause, "nsubj", "dobj")]
    return any(word.lower_ == "no" and word.dep_ == "det" for each in found for word in each.children)


def _as_beside(slots: Slots, reality: Reality, reading: Reading) -> None:
    """Take what is told beside a verb, or what somebody is accused of, for no more real than the verb makes it.

    "Did not act in violation of", "may have acted in support of", "is not accused of aggression".
    """
    beside, accusing = slots.beside(), slots.accusing()
    if beside is not None:
        verb = real(Slots(beside, reading.speech), reading.speech)
        reality.at_least(verb.status)
        reality.negated = reality.negated or verb.negated
        reality.hearsay = reality.hearsay or verb.hearsay
        reality.said += [each for each in verb.said if each not in reality.said]
    if accusing is not None and (child_of(accusing, "neg") or any(is_none(s) for s in child_of(accusing, "nsubj"))):
        reality.at_least("hypothetical")


def _is_unnamed(slots: Slots) -> bool:
    """Tell whether somebody does it of whom nothing but a pronoun is left: "we supply only defensive weapons"."""
    return slots.verbal and any(each.lower_ in _SOMEBODY for each in slots["subject"])


def _is_presupposed(slots: Slots, cue: Cue, reading: Reading) -> bool:
    """Tell whether a state of things is taken for granted where something else is told: "in the war of"."""
    if slots.verbal or reading.lexicon.vocabulary.predicates[cue.predicate].kind != "state":
        return False
    noun = slots.trigger
    return noun.dep_ == "pobj" and any(each.lower_ == "the" or each.dep_ == "poss" for each in noun.children)


def _is_known(slots: Slots, roles: dict[str, Filler], base: int) -> bool:
    """Tell whether who does it is named, if only by his State: "American soldiers remain"."""
    starts = {
        base + each.idx
        for subject in slots["subject"]
        for each in (*subject.doc[subject.left_edge.i : subject.i + 1], *objects_after(subject, "of"))
    }
    return any(f.kind != "described" and f.via in ("name", "organ") and f.start in starts for f in roles.values())


def _voice(inside: Quotation | None, reading: Reading) -> Filler | None:
    """Give who speaks in a quotation, where that is a State or its organ, so that `our` land is that State's."""
    if inside is None or inside.speaker is None:
        return None
    found = reading.actors.resolve(inside.speaker)
    return found[0] if found and found[0].kind == "state" else None


def _proposal(
    token: Token,
    cue: Cue,
    roles: dict[str, Filler],
    reality: Reality,
    telling: Telling,
    slots: Slots,
    inside: Quotation | None,
    reading: Reading,
) -> Proposal:
    actors = reading.actors
    base = actors.base
    doc = token.doc
    points = [(base + token.idx, base + token.idx + len(token.text))]
    sentence = sentence_of(token)
    first, last = base + sentence.start_char, base + sentence.end_char
    points += [(f.start, f.end) for f in roles.values() if first <= f.start and f.end <= last]
    start, end = min(p[0] for p in points), max(p[1] for p in points)
    predicate = reading.lexicon.vocabulary.predicates[cue.predicate]
    status = cue.frame.status or reality.status
    supposed = status in ("hypothetical", "promised") and not slots.verbal and not reality.over
    if supposed and token.dep_ != "attr" and slots["possessor"]:
        # "wants to give its alliance a boost": what is somebody's is there, whatever he wants with it.
        status = "actual" if reading.lexicon.vocabulary.predicates[cue.predicate].kind == "state" else status
    when = date_of(token, reading.published, reading.speech)
    if when is not None and reading.published is not None and when[:10] > reading.published[: len(when)]:
        # What lies after the day of the text has not happened yet.
        status = "promised" if status == "actual" else status
    agent = roles.get(predicate.conduct_of or "") or next(iter(roles.values()), None)
    general = cue.predicate not in _SPOKEN and is_general(token, slots)
    if status == "actual" and general and not _is_known(slots, roles, base):
        status = "generic"
    concerned = frozenset(f.id for f in roles.values() if f.kind == "state")
    said = verdict(slots, reality, telling, status, inside, agent, concerned)
    mode = said.mode
    if cue.opinion:
        mode = mode if mode in ("found", "denied") else "opinion"
    trigger = Told(base + token.idx, base + token.idx + len(token.text), token.text)
    return Proposal(
        predicate=cue.predicate,
        roles={
            role: filled(
                f, reading.lexicon.vocabulary.predicates[cue.predicate].roles[role], role in cue.frame.own, doc, actors
            )
            for role, f in roles.items()
        },
        quote=Told(start, end, text_of(doc)[start - base : end - base]),
        trigger=trigger,
        positive=said.positive,
        status=said.status,
        mode=mode,
        speaker=filled(said.speaker, "actor", False, doc, actors) if said.speaker else None,
        when=when,
        opinion=cue.opinion,
    )
