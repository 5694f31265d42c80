"""Who wrote a text: a State, by its head, its foot or the way it speaks; several that speak together; a fact-finding
body; or anybody else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Authorship", "author_of", "is_question"]

Authorship = Literal["fact-finding", "state", "other"]

_LONGEST_HEAD = 300
_HEADS = (
    r"(?:[Pp]ermanent [Rr]epresentative|[Pp]ermanent [Mm]ission|[Gg]overnment|[Pp]resident|[Pp]rime [Mm]inister"
    r"|(?:[Ff]ederal )?[Mm]inistry of [A-Z]?[a-z]+(?: [A-Z][a-z]+)*|(?:[Ff]oreign|[Dd]efen[cs]e) [Mm]inister"
    r"|[Mm]inister (?:of|for) [A-Za-z ]{4,40}|[Dd]elegation|[Ee]mbassy|[Aa]mbassador|[Cc]hancellor|[Rr]epresentative)"
)
_OFFICIAL_OF = re.compile(_HEADS + r" of (?:the )?$")
_OFFICIAL_BY = re.compile(r"^(?:'s|’s)? " + _HEADS + r"\b")
_PANEL = re.compile(r"\b[Tt]he (?:Panel|Group(?: of Experts)?|Monitoring (?:Group|Team)|Commission|Mission)\b(?! of\b)")
_FINDS = re.compile(
    r"\b[Tt]he (Panel|Group of Experts|Monitoring (?:Group|Team)|Commission|Mission|Group)"
    r" (?:(?:has|have|had|also|further|therefore|then|again) )*(?:found|finds|notes?|noted|observed|observes|considers?"
    r"|considered|conclude[sd]?|received|obtained|visited|inspected|interviewed|investigated|recommend(?:s|ed)"
    r"|reiterates?|assesses|requested|wrote|continue[sd]?|documented|traced|established|identified|was|is|could|did"
    r"|examined|reviewed|analysed|analyzed|asked|met|saw|sent|regards|reported)\b"
)
"""How a fact-finding body tells in its own report what it did."""
_NUMBERED = re.compile(r"^\s*\d{1,3}\.\s", re.MULTILINE)
_TOGETHER = re.compile(
    r"\b(?:[Jj]oint|JOINT|[Cc]ommuniqu[eé]|COMMUNIQU[EÉ]|[Mm]emorandum|[Tt]reaty|[Aa]greement between)\b"
)
_TWO = re.compile(r"\b[Tt]he (?:two|three) (?:Governments?|States|sides|parties|countries)\b")
_DECLARE = re.compile(
    r" (?:jointly |hereby |today )*(?:announce|declare|state|affirm|reaffirm|agree|decide|have agreed)\b"
)
"""What States do who begin a text together: "Arcadia and Ruritania announce that"."""
_LONGEST_OPENING = 12
_AND = re.compile(
    r"(?:\s*(?:,|and|&|between|with)\s*)+(?:the )?"
    r"(?:(?:Federal|State|Republic|Kingdom|Government) of (?:the )?)*$"
)
_FIRST = re.compile(r"\b(?:we|our|ours|us|my|me|I)\b")
_SECOND = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:[Mm]y (?:own )?(?:Government|government|country|Minister|delegation|army)"
    r"|(?:our|Our|your) (?:own )?(?:army|armed forces|soldiers|troops|territory|soil|airspace|ports|borders?|navy"
    r"|air force|conscripts|positions|Government|capital|delegation|security \w+|tankers|railwaymen))\b"
)
_OUR_PLACE = re.compile(
    r"\b[Oo]ur (?:own )?(?:villages?|towns?|cit(?:y|ies)|people|soil|land|homes|schools|farmers|children)"
    r" (?:in|near|around|of|at) ([A-Z][\w-]+)"
)
_COMMITS = re.compile(
    r"^ (?:will|shall|asks?|requests?|recalls?|reserves|appeals|wishes|reiterates|reaffirms|rejects|expects|hopes"
    r"|considers|neither|has (?:a|no|never|always|the right)|is (?:ready|grateful|prepared|committed|bound))\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_QUOTED = re.compile('["“][^"“”]{0,400}["”]')
_TURN = re.compile(r"^\s*(?:Q(?:uestion)?[.:]|[–—-] )", re.MULTILINE)


def author_of(text: str, publisher: str | None, actors: Actors, nlp: Language) -> Authorship:
    """Find out who speaks in the text itself, and note it: a State in `author`, several in `parties`.

    Args:
        text: the canonical text.
        publisher: who wrote it, where that is known.
        actors: where it is noted.
        nlp: what cuts texts into words.
    """
    head = text[:20_000]
    if len(_PANEL.findall(head)) >= 2 and _FINDS.search(head) and _NUMBERED.search(head):
        called = _FINDS.search(head)
        if called is not None and "un-panel" in actors.names.bodies:
            start, end = called.span(1)
            actors.panel = Filler("un-panel", "body", start, end, called[1])
        return "fact-finding"
    for offset, edge in _edges(text, publisher):
        found = _official(edge, offset, actors, nlp)
        if found is not None:
            actors.author = found
            return "state"
    actors.parties = _parties(text, actors, nlp)
    if actors.parties or len(text) > 20_000:
        return "other"
    asked = len(_TURN.findall(text)) >= 3
    actors.author = _by_its_voice(text, actors, nlp, asked=asked)
    return "state" if actors.author is not None and not asked else "other"


def is_question(piece: str) -> bool:
    """Tell whether a part of an interview is a question, whose `you` is who answers.

    >>> is_question("Q: Have your troops left?"), is_question("A: They have.")
    (True, False)
    """
    return bool(re.match(r"\s*Q", piece)) or ("?" in piece and not re.match(r"\s*A[.:]", piece))


def _edges(text: str, publisher: str | None) -> Iterator[tuple[int, str]]:
    """Give the parts in which a text says whose it is: its publisher, its first lines, its last."""
    if publisher:
        yield -1, publisher
    if re.search(r"\b(?:we|our|my)\b", text, re.IGNORECASE):
        heading = re.match(r"[^\n]*(?:\n[^\n]+){0,2}", text)
        if heading is not None and len(heading[0]) <= _LONGEST_HEAD:
            yield 0, heading[0]
        foot = text.rstrip()[-160:]
        yield len(text.rstrip()) - len(foot), foot


def _official(edge: str, offset: int, actors: Actors, nlp: Language) -> Filler | None:
    """Give the State whose office an edge of the text names."""
    doc = nlp.make_doc(re.sub(r"\s", " ", edge))
    hits = actors.names.merge(doc)
    for token in doc:
        hit = hits.get(token.idx)
        if hit is None or hit.id not in actors.names.states:
            continue
        before, after = doc.text[: token.idx], doc.text[token.idx + len(token.text) :]
        of = hit.kind == "name" and _OFFICIAL_OF.search(before)
        by = hit.kind in ("name", "adjective") and _OFFICIAL_BY.search(after)
        if of or by:
            start = offset + token.idx if offset >= 0 else 0
            return Filler(hit.id, "state", start, start + len(token.text), token.text, "author")
    return None


def _parties(text: str, actors: Actors, nlp: Language) -> list[Filler]:
    """Give the States that make a joint statement: the first that are joined by `and` in one that says it is joint."""
    head = text[:600]
    together = bool(_TOGETHER.search(head[:120]))
    if not together and not (_FIRST.search(text) and _TWO.search(text)):
        return []
    doc = nlp.make_doc(re.sub(r"\s", " ", head))
    hits = actors.names.merge(doc)
    run: list[Filler] = []
    end = 0
    for token in doc:
        hit = hits.get(token.idx)
        if hit is not None and hit.kind == "ambiguous" and token.i and token.nbor(-1).lower_ in ("two", "both"):
            span = (token.idx, token.idx + len(token.text), token.text)
            return [Filler(each, "state", *span, "group") for each in hit.id.split("|")]
        if hit is None or hit.id not in actors.names.states or hit.kind not in ("name", "seat"):
            continue
        joined = bool(_AND.search(doc.text[end : token.idx])) and len(doc.text[end : token.idx]) < 60
        if len(run) >= 2 and (not joined or any(each.id == hit.id for each in run)):
            break
        one = Filler(hit.id, "state", token.idx, token.idx + len(token.text), token.text, "group")
        run = [*run, one] if run and joined and one.id != run[-1].id else [one]
        end = token.idx + len(token.text)
    if doc.text.lstrip().startswith("We, ") and len(run) >= 2:
        return run
    if not together and (not run or run[0].start > _LONGEST_OPENING or not _DECLARE.match(doc.text[end:])):
        return []
    return run if len(run) >= 2 else []


def _by_its_places(plain: str, actors: Actors) -> Filler | None:
    """Give the State in whose land lies all that a speaker calls ours: "our villages near Vellgrad"."""
    found: dict[str, Filler] = {}
    for match in _OUR_PLACE.finditer(plain):
        ident = actors.names.town_in(match[1])
        if ident is not None:
            found.setdefault(ident, Filler(ident, "state", match.start(1), match.end(1), match[1], "author"))
    return next(iter(found.values())) if len(found) == 1 else None


def _by_its_voice(text: str, actors: Actors, nlp: Language, *, asked: bool) -> Filler | None:
    """Give the State that a text speaks for without saying so: it commits itself and stands beside no `we`.

    "We deplore what Ruritania did. Arcadia will defend itself.": the State that promises and asks, while every other
    one is somebody to whom `we` do something, is the one that speaks.
    """
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    if not _OWN.search(plain):
        return None
    score: Counter[str] = Counter()
    first: dict[str, Filler] = {}
    at = 0
    for sentence in _SENTENCE.split(plain):
        at = plain.index(sentence, at)
        doc = nlp.make_doc(re.sub(r"\s", " ", sentence))
        own, yours = bool(_FIRST.search(sentence)), bool(_SECOND.search(sentence))
        for start, hit in actors.names.merge(doc).items():
            if hit.id not in actors.names.states or hit.kind == "place":
                continue
            length = next(len(token.text) for token in doc if token.idx == start)
            word = doc.text[start : start + length]
            if own or (asked and yours):
                score[hit.id] -= hit.kind != "adjective"
            elif _COMMITS.match(doc.text[start + length :]) and hit.kind in ("name", "seat"):
                score[hit.id] += 2
            elif asked and is_question(sentence):
                score[hit.id] += 1
            first.setdefault(hit.id, Filler(hit.id, "state", at + start, at + start + length, word, "author"))
        at += len(sentence)
    ranked = score.most_common(2)
    if not ranked or ranked[0][1] < (1 if asked else 2):
        return None if asked else _by_its_places(plain, actors)
    best = [ident for ident, count in score.items() if count == ranked[0][1]]
    # Who is asked is named in the first question, and only then those of whom he is asked.
    return first[min(best, key=lambda ident: first[ident].start)] if asked or len(best) == 1 else None
