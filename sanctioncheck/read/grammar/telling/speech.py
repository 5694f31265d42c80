"""Who says what a sentence says: quotations and their speakers, and the weight that the telling gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sanctioncheck.model.fact import Mode
from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.phrase import sentence_of
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.reality import Reality, Said, Tells
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Quotation", "Telling", "quotations", "weigh_telling"]

_SOMEBODY = frozenset({"he", "she", "they", "who", "some", "many", "others", "several"})
_OPENING = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_ORDER: tuple[Tells, ...] = ("denying", "admitting", "alleging", "saying", "finding")
_STRENGTH: dict[str, int] = {"alleged": 0, "reported": 1, "observed": 2, "official": 3, "found": 4, "admitted": 5}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quotation marks, by the words that it holds, and who is quoted."""

    start: int
    end: int
    closed: bool
    speaker: Token | None
    kind: Tells = "saying"


@dataclass(frozen=True, slots=True)
class Telling:
    """The weight of what is told."""

    mode: Mode
    speaker: Filler | None


def quotations(doc: Doc, speech: Speech) -> list[Quotation]:
    """Find the quotations of a paragraph, also one that is never closed, each with its speaker where one is named."""
    spans: list[tuple[int, int, bool]] = []
    open_at: int | None = None
    closing = ""
    for token in doc:
        text = token.text
        if open_at is None:
            if text in _OPENING and text != "‘":
                open_at, closing = token.i, _OPENING[text]
            elif text == '"' or text == "``":
                open_at, closing = token.i, '"'
        elif text == closing or (closing == '"' and text in ('"', "''")):
            spans.append((open_at, token.i + 1, True))
            open_at = None
    if open_at is not None:
        spans.append((open_at, len(doc), False))
    inside = {i for start, end, _ in spans for i in range(start, end)}
    found: list[Quotation] = []
    last: tuple[Token | None, Tells] = (None, "saying")
    for start, end, closed in spans:
        if end - start < 4:
            continue
        told = _teller(doc, start, end, inside, speech)
        if told[0] is None and found and _only_quotes_between(doc, found[-1].end, start, inside):
            told = last
        last = told
        found.append(Quotation(start, end, closed, told[0], told[1]))
    return found


def _only_quotes_between(doc: Doc, start: int, end: int, inside: set[int]) -> bool:
    return sum(1 for t in doc[start:end] if t.is_alpha and t.i not in inside) < 12


def _teller(doc: Doc, start: int, end: int, inside: set[int], speech: Speech) -> tuple[Token | None, Tells]:
    """Find the verb of saying nearest to a quotation, outside of every quotation, and its subject."""
    first = sentence_of(doc[start]).start
    last = sentence_of(doc[min(end, len(doc)) - 1]).end
    if end < len(doc) and doc[end - 1].i + 1 < len(doc):
        last = max(last, sentence_of(doc[end]).end if not doc[end].is_sent_start else last)
    best: tuple[int, Token, Tells] | None = None
    for token in doc[max(0, first - 1) : last]:
        if token.i in inside or token.pos_ not in ("VERB", "AUX"):
            continue
        kinds = speech.verbs.get(token.lemma_.lower(), set())
        kind = next((k for k in _ORDER if k in kinds), None) if token.lemma_ != "know" else None
        if kind is None:
            continue
        subjects = [s for s in subject_of(token, speech) if s.i not in inside]
        if not subjects:
            continue
        distance = min(abs(token.i - start), abs(token.i - end))
        if best is None or distance < best[0]:
            best = (distance, subjects[0], kind)
    if best is not None:
        return best[1], best[2]
    for token in doc[max(0, start - 12) : start]:
        if token.lower_ == "according" and token.i not in inside:
            for inner in token.subtree:
                if inner.dep_ == "pobj":
                    return inner, "saying"
    label = _label_before(doc, start)
    if label is not None:
        return label, "alleging" if label.lemma_.lower() in speech.media else "saying"
    return None, "saying"


def _label_before(doc: Doc, start: int) -> Token | None:
    """Give who is named before a colon in front of a quotation: "The spokesman: “We came.”"."""
    if start < 2 or doc[start - 1].text != ":":
        return None
    word = doc[start - 2]
    return word if word.pos_ in ("NOUN", "PROPN") else None


def weigh_telling(
    reality: Reality,
    quoted: Quotation | None,
    conduct: Filler | None,
    actors: Actors,
    speech: Speech,
    names_author: Literal["fact-finding", "state", "other"],
    before: Filler | None = None,
) -> Telling:
    """Give the mode of a fact and who says it.

    `before` is who spoke last, whose words a quotation without a speaker is taken to be. Takes who tells it, the
    quotation it stands in, whose conduct it is, and what kind of author wrote the text. Where one
    person tells what another said, the weaker of the two counts; a denial stays one however it is told.
    """
    said = list(reality.said)
    if (
        quoted is not None
        and quoted.speaker is not None
        and not any(s.speaker is not None and s.speaker.i == quoted.speaker.i for s in said)
    ):
        said.append(
            Said(quoted.kind if quoted.kind in ("alleging", "denying") and not said else "saying", quoted.speaker)
        )
    modes: list[tuple[Mode, Filler | None]] = []
    for each in said:
        speaker = _speaker(each.speaker, actors)
        told = _mode(each, speaker, conduct, actors, speech)
        if told == "alleged" and each.kind == "saying" and names_author == "state" and _is_they(each, speaker):
            # "They noted that": in a declaration of States those who note are the States.
            told = "official"
        if told == "official" and names_author == "state" and _is_another(speaker, actors.author):
            # What a State says that another said of a third is no more than that.
            told = "alleged"
        modes.append((told, speaker))
    if quoted is not None and quoted.speaker is None and not any(speaker is not None for _, speaker in modes):
        # Whose words they are, nobody says; who spoke last is taken to speak, for certain it is no more than said.
        modes.append(("alleged", before))
        modes.sort(key=lambda told: told[0] == "reported")
    if not modes:
        mode: Mode = "reported"
        filler: Filler | None = None
        if actors.speaking is not None and quoted is None:
            own = conduct is not None and conduct.id == actors.speaking.id
            mode, filler = "admitted" if own else "official", actors.speaking
        elif actors.delegate is not None and quoted is None:
            own = conduct is not None and conduct.id == actors.delegate.id
            mode, filler = "admitted" if own else "official", actors.delegate
        elif names_author == "fact-finding":
            mode = "found"
        elif names_author == "state" and actors.author is not None:
            mode = "admitted" if conduct is not None and conduct.id == actors.author.id else "official"
            filler = actors.author
        return Telling("alleged" if reality.hearsay else mode, filler)
    for mode, filler in modes:
        if mode == "denied":
            return Telling("denied", filler)
    mode, filler = modes[0]
    for other, _ in modes[1:]:
        if _STRENGTH.get(other, 1) < _STRENGTH.get(mode, 1):
            mode = other
    if reality.hearsay:
        mode = "alleged"
    return Telling(mode, filler)


def _speaker(token: Token | None, actors: Actors) -> Filler | None:
    if token is None:
        return None
    found = actors.resolve(token)
    return found[0] if found else None


def _are_one(one: Filler, other: Filler) -> bool:
    """Tell whether two are the same: by id, or where neither is a State by a name that the other's words hold."""
    if one.id == other.id or one.id.casefold().removesuffix("s") == other.id.casefold().removesuffix("s"):
        return True
    if "state" in (one.kind, other.kind):
        return False
    named = [each for each in (one, other) if each.kind in ("named", "body")]
    return any(each.id in (one.text if each is other else other.text) for each in named if len(each.id) > 3)


def _is_another(speaker: Filler | None, author: Filler | None) -> bool:
    return speaker is not None and author is not None and speaker.kind == "state" and speaker.id != author.id


def _is_they(said: Said, speaker: Filler | None) -> bool:
    if speaker is None or speaker.via not in ("pronoun", "group"):
        return False
    return said.speaker is not None and said.speaker.lower_ == "they"


def _mode(said: Said, speaker: Filler | None, conduct: Filler | None, actors: Actors, speech: Speech) -> Mode:
    if said.kind == "denying":
        return "denied"
    if said.kind == "alleging":
        return "alleged"
    head = said.speaker.lemma_.lower() if said.speaker is not None else ""
    if head in speech.vague and head not in speech.witnesses:
        return "alleged"
    if speaker is None:
        # Somebody tells it, and nobody can be told who.
        unknown = said.speaker is not None and (said.speaker.pos_ in ("NOUN", "PROPN", "NUM") or head in _SOMEBODY)
        return "alleged" if unknown and said.kind == "saying" and head not in speech.records else "reported"
    if conduct is not None and _are_one(conduct, speaker):
        return "admitted"
    if _is_they(said, speaker):
        return "alleged"
    if speaker.kind == "state":
        token = said.speaker
        if token is not None and token.lemma_.lower() in speech.witnesses | {
            "media",
            "newspaper",
            "television",
            "press",
        }:
            return "reported"
        return "official"
    if speaker.kind == "body":
        body = actors.names.bodies[speaker.id]
        return {
            "fact-finding": "found",
            "official": "official",
            "medium": "reported",
            "actor": "alleged",
            "organ": "official",
        }[body.kind]  # type: ignore[return-value]
    if head in speech.witnesses:
        return "observed"
    if said.kind == "seeing":
        return "observed"
    if speaker.kind == "described":
        if head == "document":
            # Papers that somebody was shown: what they say is for who has them to prove.
            return "alleged"
        if head in speech.vague:
            return "alleged"
        return "reported" if head in speech.records else "alleged"
    return "alleged" if said.kind == "saying" else "reported"
