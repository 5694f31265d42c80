"""Reads a parsed sentence through the cues of the vocabulary, and proposes what it says as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sanctioncheck.model.proposal import Filled, Proposal, Told
from sanctioncheck.read.grammar.actors import Actors
from sanctioncheck.read.grammar.clause import subject_of
from sanctioncheck.read.grammar.dates import date_of
from sanctioncheck.read.grammar.factuality import real
from sanctioncheck.read.grammar.fillers import Filler
from sanctioncheck.read.grammar.implied import remember
from sanctioncheck.read.grammar.lexicon import Cue
from sanctioncheck.read.grammar.phrase import child_of, conjuncts, objects_after, sentence_of, text_of
from sanctioncheck.read.grammar.reality import Reality
from sanctioncheck.read.grammar.sentence import is_general
from sanctioncheck.read.grammar.slots import Slots
from sanctioncheck.read.grammar.speech import Quotation, Telling, weigh_telling

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

from sanctioncheck.read.grammar.reading import Reading
from sanctioncheck.read.grammar.roles import NotMeant, pairs_of
from sanctioncheck.read.grammar.verdict import verdict

__all__ = ["filled", "propose"]

_MOST_PAIRS = 12
_MODEL = re.compile(r"(?:[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Za-z]{0,2}|\d{2,3}(?:mm|s))$")
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
        if each.span is not None and quote.start <= each.span.start and each.span.end <= quote.end
    )
    return 2 * filled + len(cue.needs) + (cue.particle is not None)


def _by_cue(token: Token, cue: Cue, quoted: list[Quotation], reading: Reading) -> Iterator[Proposal]:
    if not _fits_form(token, cue):
        return
    slots = Slots(token, reading.speech, noun=cue.noun)
    inside = next((q for q in quoted if q.start <= token.i < q.end), None)
    reading.actors.speak(_voice(inside, reading) or reading.actors.speaking)
    for names, words in cue.needs:
        if not any(_fills(slots, name, words, reading) for name in names):
            return
    for names, words in cue.bars:
        if any(_fills(slots, name, words, reading, barred=True) for name in names):
            return
    try:
        pairs = list(pairs_of(slots, cue, reading))
    except NotMeant:
        return
    if not pairs:
        return
    reality = real(slots, reading.speech)
    reality.negated = reality.negated or _of_none(slots, cue)
    if reading.above is not None:
        reading.above.weigh_on(reality)
    if not reality.negated and any(_is_one_of_two(each) for each in slots["subject"]):
        # "Either Arcadia or Ruritania did it": of each of them it is only supposed.
        reality.at_least("hypothetical")
    if reality.said and _is_presupposed(slots, cue, reading):
        reality.said = []
    predicate = reading.lexicon.vocabulary.predicates[cue.predicate]
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


def _is_unnamed(slots: Slots) -> bool:
    """Tell whether somebody does it of whom nothing but a pronoun is left: "we supply only defensive weapons"."""
    return slots.verbal and any(each.lower_ in _SOMEBODY for each in slots["subject"])


def _is_presupposed(slots: Slots, cue: Cue, reading: Reading) -> bool:
    """Tell whether a state of things is taken for granted where something else is told: "in the war of"."""
    if slots.verbal or reading.lexicon.vocabulary.predicates[cue.predicate].kind != "state":
        return False
    noun = slots.trigger
    return noun.dep_ == "pobj" and any(each.lower_ == "the" or each.dep_ == "poss" for each in noun.children)


def _voice(inside: Quotation | None, reading: Reading) -> Filler | None:
    """Give who speaks in a quotation, where that is a State or its organ, so that `our` land is that State's."""
    if inside is None or inside.speaker is None:
        return None
    found = reading.actors.resolve(inside.speaker)
    return found[0] if found and found[0].kind == "state" else None


def _fits_form(token: Token, cue: Cue) -> bool:
    if cue.particle is not None:
        rest = cue.particle.split()
        following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + 6]]
        if rest[0] not in following and not any(c.lower_ == rest[0] for c in token.children):
            return False
        if len(rest) > 1 and not all(word in following for word in rest):
            return False
    if cue.adjective:
        return token.pos_ in ("ADJ", "VERB") and token.dep_ in ("amod", "acomp", "acl", "ccomp", "xcomp", "oprd")
    if cue.noun:
        return token.pos_ in ("NOUN", "PROPN") or (token.tag_ == "VBG" and token.lower_ in cue.frame.nouns)
    return token.pos_ in ("VERB", "AUX") and not (token.tag_ == "VBG" and token.dep_ in ("compound",))


def _fills(slots: Slots, name: str, words: frozenset[str], reading: Reading, *, barred: bool = False) -> bool:
    """Tell whether a slot is filled by one of the words; a bar is about its head only, as patrol boats are boats."""
    tokens = slots[name]
    if not tokens:
        return False
    if "*" in words:
        return True
    if barred:
        inner = [each for token in tokens for each in objects_after(token, "of")]
        return any(_is_one(each, words, reading) or _is_kind(each, words, reading) for each in (*tokens, *inner))
    return any(_is_kind(token, words, reading) or _about(token, words, reading) for token in tokens)


def _is_kind(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether a word is of a kind that a cue asks for where no list of words would do.

    `<pronoun>` is a personal or indefinite pronoun ("them", "nobody"), `<name>` a name of no State (a ship, a firm, a
    town), `<town>` one without an article, `<place>` a State or what lies in one, `<national>` nationals by the
    adjective alone ("Syrians"), `<number>` a number that stands for what is counted ("another 20m"), `<model>` the
    name of a weapon with a number in it ("F-16s").
    """
    if not any(word[:1] == "<" for word in words):
        return False
    if any(_is_kind(inner, words, reading) for inner in objects_after(token, "of")) and token.pos_ != "PROPN":
        return True
    hit = reading.actors.hit(token)
    known = hit is not None and hit.kind != "other"
    if "<pronoun>" in words and token.pos_ == "PRON" and token.tag_ not in ("WDT", "WP", "WP$", "PRP$"):
        return True
    wanted = "<name>" in words or ("<town>" in words and not child_of(token, "det"))
    if wanted and token.pos_ == "PROPN" and not known and token.lower_ not in reading.actors.names.calendar:
        return True
    if "<place>" in words and token.pos_ == "PROPN":
        return any(each.kind == "state" for each in reading.actors.resolve(token, place=True))
    if "<national>" in words and known and hit is not None and hit.kind == "adjective":
        return token.dep_ not in ("amod", "compound", "nmod", "npadvmod")
    if "<model>" in words and _MODEL.match(token.text):
        return True
    return "<number>" in words and (token.pos_ == "NUM" or token.like_num or token.text[:1].isdigit())


def _about(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether a phrase is about one of the words: its head, what stands before it, or what comes after `of`."""
    seen = [token, *(c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "nummod"))]
    seen += [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    seen += [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    seen += [d for p in seen[1:] for d in p.children if d.dep_ in ("compound", "conj", "prep")]
    seen += [e for d in seen for e in conjuncts(d)[1:]]
    seen += [
        p
        for c in token.children
        if c.dep_ == "prep" and c.lower_ == "of"
        for p in c.children
        if p.dep_ == "pobj"
        for p in conjuncts(p)
    ]
    if token.pos_ == "VERB":
        seen += [c for c in token.children if c.dep_ == "dobj"]
    return any(_is_one(each, words, reading) for each in seen)


def _is_one(token: Token, words: frozenset[str], reading: Reading) -> bool:
    """Tell whether a word is one of some words, among which `state` is also the name of any."""
    if token.lemma_.lower() in words or token.lower_ in words:
        return True
    hit = reading.actors.hit(token)
    return hit is not None and "state" in words and hit.kind in ("name", "seat")


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
    when = date_of(token, reading.published)
    if when is not None and reading.published is not None and when[:10] > reading.published[: len(when)]:
        # What lies after the day of the text has not happened yet.
        status = "promised" if status == "actual" else status
    if status == "actual" and is_general(token, slots):
        status = "generic"
    agent = roles.get(predicate.conduct_of or "") or next(iter(roles.values()), None)
    said = verdict(slots, reality, telling, status, inside, agent)
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


def filled(filler: Filler, wanted: str, own: bool, doc: Doc, actors: Actors) -> Filled:
    """Say what fills a role, with its type in the vocabulary and the words that name it."""
    base = actors.base
    names = actors.names
    code = names.code.get(filler.id) if filler.kind in ("state", "body") else None
    antecedent = None
    if filler.antecedent is not None and wanted in ("actor", "state") and not own:
        antecedent = Told(filler.antecedent[0], filler.antecedent[1], "")
    if own or wanted in ("thing", "item", "treaty", "act"):
        words = doc.char_span(filler.start - base, filler.end - base, alignment_mode="expand") or ()
        owner = next((each for word in words for each in [actors.state_of(word)] if each is not None), None)
        if owner is None and own and filler.id in names.states:
            owner = replace(filler, kind="state")
        kind = wanted if wanted != "actor" else "armed_unit"
        return Filled(
            filler.id,
            filler.text,
            kind,
            Told(filler.start, filler.end, filler.text),
            owner.id if owner else None,
            names.code.get(owner.id) if owner else None,
            filler.via,
            Told(*owner.antecedent, "") if owner is not None and owner.antecedent is not None else None,
        )
    kind = {"state": "state", "body": "organisation", "named": "organisation", "described": "actor"}[filler.kind]
    name = names.label[filler.id] if filler.kind in ("state", "body") else filler.id
    return Filled(
        filler.id,
        name,
        kind,
        Told(filler.start, filler.end, filler.text),
        filler.id if filler.kind == "state" else None,
        code,
        filler.via,
        antecedent,
    )
