"""A proposed fact as a reviewer needs it: what it says, the passages round its quotes, and what it would change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.whatif import changed_cells
from sanctioncheck.explain.words import Words
from sanctioncheck.load.case import LoadedCase
from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.fact import Fact, Review, Speaker, Support
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.source import Source
from sanctioncheck.model.vocabulary import Predicate

_MOST_ROUND = 400
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*\n")
_LABEL = re.compile(r"\s*(?:¶\s*)?(\d{1,4})[.)]?\s")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Round:
    """A quote with the rest of the sentences that it stands in."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One support of a fact, with its passage where it has one."""

    number: int
    support: Support
    speaker: str | None
    source: Source | None = None
    round: Round | None = None
    start: int = 0
    end: int = 0
    paragraph: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact to be reviewed."""

    fact: Fact
    text: str
    supports: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Footing:
    """What a proposal rests on."""

    triggers: tuple[str, ...]
    """Words of the quotes by which the vocabulary tells the predicate."""
    found: dict[str, str]
    """Role to the name of its filler that stands in a quote."""
    unfound: dict[str, str]
    """Role to the name of its filler, where no quote has it."""
    cells: tuple[CellDifference, ...]
    """The cells that come out otherwise if it is accepted."""


def sentences_round(text: str, start: int, end: int) -> Round:
    """Give a passage with the sentences that it begins and ends in, each side cut where it is very long.

    >>> sentences_round("One. He sent troops there. Two.", 8, 19)
    Round(before='He ', exact='sent troops', after=' there.')
    """
    first = 0
    for found in _END.finditer(text, max(0, start - _MOST_ROUND), start):
        first = found.end()
    first = max(first, start - _MOST_ROUND)
    closing = _END.search(text, max(start, end - 2))
    last = min(len(closing.group().rstrip()) + closing.start() if closing else len(text), end + _MOST_ROUND)
    return Round(text[first:start], text[start:end], text[end : max(last, end)])


def paragraph_of(text: str, offset: int) -> str:
    """Give the number that a paragraph bears, or else which one of the text it is.

    >>> paragraph_of("Title\\n\\n42. Ships came.\\n\\nThey left.", 12), paragraph_of("Title\\n\\nShips", 8)
    ('¶ 42', 'paragraph 2')
    """
    breaks = [found.end() for found in _BREAK.finditer(text, 0, offset)]
    label = _LABEL.match(text, breaks[-1] if breaks else 0)
    return f"¶ {label[1]}" if label else f"paragraph {len(breaks) + 1}"


def propose(loaded: LoadedCase, rulebook: Rulebook, fact: Fact) -> Proposal:
    """Gather what a reviewer must see of a fact."""
    words = Words(rulebook, loaded.case)
    sources = {source.id: source for source in loaded.case.sources}
    shown = []
    for at, support in enumerate(fact.support):
        one = Shown(at + 1, support, speaker_name(words, support.speaker), sources.get(support.source or ""))
        passage = loaded.passages.get((fact.id, at))
        if passage is not None:
            text = loaded.texts[passage.source]
            pages = text.count("\f", 0, passage.start) + 1 if "\f" in text else None
            one = replace(
                one, round=sentences_round(text, passage.start, passage.end), start=passage.start, end=passage.end,
                paragraph=paragraph_of(text, passage.start), page=pages,
            )  # fmt: skip
        shown.append(one)
    return Proposal(fact, words.claim(fact.claim), tuple(shown))


def speaker_name(words: Words, speaker: Speaker | None) -> str | None:
    """Name who says it, where somebody does."""
    if speaker is None:
        return None
    return speaker.words or words.name(speaker.actor or "")


def footing(loaded: LoadedCase, rulebook: Rulebook, fact: Fact) -> Footing:
    """Work out what a proposal rests on, and what it would change; what is not found is not there, or not seen."""
    quotes = [p.exact for (name, _), p in sorted(loaded.passages.items()) if name == fact.id]
    called = names_of_all(loaded, rulebook)
    found, unfound = {}, {}
    for role, filler in fact.claim.roles.items():
        hits = [hit for quote in quotes for hit in mentions(quote, called) if hit.id == filler]
        if hits:
            found[role] = hits[0].text
        else:
            unfound[role] = called.get(filler, (filler,))[0]
    predicate = rulebook.vocabulary.predicates[fact.claim.predicate]
    triggers = (text for quote in quotes for text, _, _ in trigger_words(predicate, quote))
    return Footing(tuple(dict.fromkeys(triggers)), found, unfound, would_change(loaded, rulebook, fact))


def would_change(loaded: LoadedCase, rulebook: Rulebook, fact: Fact) -> tuple[CellDifference, ...]:
    """Give the cells that come out otherwise if a fact is accepted; if it is, those that do if it is not."""
    if fact.status != "actual":
        return ()
    plan, standard = compile_plan(rulebook), rulebook.policy.default
    stories = []
    for review in (Review(state="proposed"), Review(state="accepted", by="whoever decides")):
        facts = tuple(f.model_copy(update={"review": review}) if f.id == fact.id else f for f in loaded.case.facts)
        file = replace(loaded, case=loaded.case.model_copy(update={"facts": facts}))
        stories.append(Story(file, rulebook, judge(file, rulebook, plan, standard)))
    return changed_cells(stories[0], stories[1])


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that stands in a passage, and whose it is."""

    id: str
    start: int
    end: int
    text: str


class Called(dict[str, tuple[str, ...]]):
    """Ids with all that each is called by; the first is its name."""

    @cached_property
    def bearers(self) -> dict[str, set[str]]:
        """Each name in small letters, with the ids that bear it."""
        found: dict[str, set[str]] = {}
        for ident, names in self.items():
            for name in names:
                found.setdefault(" ".join(name.split()).casefold(), set()).add(ident)
        return found


def names_of_all(loaded: LoadedCase, rulebook: Rulebook) -> Called:
    """Give everything that can fill a role, with all that it is called by."""
    called = Called({name: (title,) for name, (_, title) in rulebook.entities.items()})
    for thing in loaded.case.things:
        if thing.name is not None:
            called[thing.id] = (thing.name,)
    for actor in loaded.case.actors:
        known = called.get(actor.id, ())
        called[actor.id] = tuple(dict.fromkeys((actor.name, *actor.aliases, *known)))
    return called


def mentions(text: str, called: Called) -> tuple[Mention, ...]:
    """Find the names in a passage: the longest wins, so that no State is found in the name of another.

    A name that several things bear names none of them.

    >>> mentions("South Korea said so.", Called({"a": ("Korea",), "b": ("South Korea",)}))
    (Mention(id='b', start=0, end=11, text='South Korea'),)
    """
    bearers, folded = called.bearers, _evenly_folded(text)
    present = sorted((name for name in bearers if name and name in folded), key=lambda name: (-len(name), name))
    if not present:
        return ()
    pattern = "|".join(re.escape(name) for name in present)
    hits = []
    for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", folded):
        owners = bearers[found.group()]
        if len(owners) == 1:
            hits.append(Mention(next(iter(owners)), found.start(), found.end(), text[found.start() : found.end()]))
    return tuple(hits)


def _evenly_folded(text: str) -> str:
    """Fold capitals and breaks so that every offset stays what it was."""
    return "".join(" " if each.isspace() else low if len(low := each.casefold()) == 1 else each for each in text)


def trigger_words(predicate: Predicate, quote: str) -> tuple[tuple[str, int, int], ...]:
    """Find words of a quote that are forms of the words by which texts say a predicate; irregular forms are missed.

    >>> from sanctioncheck.model.vocabulary import Cues, Frame
    >>> frame = Frame(verbs=("deploy",), roles={"by": ("subject",)})
    >>> cues = Cues(about="deploys", frames=(frame,), positive=("a",), negative=("b",))
    >>> word = Predicate(roles={"by": "actor"}, kind="event", say="s", ask="a?", cues=cues)
    >>> trigger_words(word, "It deployed them.")
    (('deployed', 3, 11),)
    """
    frames = predicate.cues.frames if predicate.cues is not None else ()
    lemmas = {word for frame in frames for word in (*frame.verbs, *frame.nouns, *frame.adjectives) if " " not in word}
    forms = _forms(frozenset(lemmas))
    return tuple(
        (found.group(), found.start(), found.end())
        for found in _LETTERS.finditer(quote)
        if found.group().casefold() in forms
    )


@cache
def _forms(lemmas: frozenset[str]) -> frozenset[str]:
    """Give the regular forms of words: deploy, deployed; ship, shipping; carry, carries."""
    ends = ("", "s", "es", "ed", "ing", "ies", "ied", "d")
    found = set()
    for lemma in lemmas:
        stems = {lemma, lemma + lemma[-1], lemma[:-1] if lemma[-1] in "ey" else lemma}
        found |= {stem + end for stem in stems for end in ends} - {lemma[:-1]}
    return frozenset(found)
