"""Finds the names of States and bodies in a text, and makes one word of each before the sentence is parsed.

Parsed word by word, "Democratic People's Republic of Korea" becomes the Republic of Korea: another State, and the
worst error
that a program of this kind can make. So every name that the tables know is merged first, the longest one wins, and
names that
only hold the name of a State ("Georgia Tech", "Niger Delta") are merged too, as no State.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sanctioncheck.model.naming import Texts
from sanctioncheck.read.grammar.who.places import country_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

__all__ = ["Hit", "Names"]

Kind = Literal["name", "adjective", "seat", "leader", "place", "body", "organ", "ambiguous", "other"]
_HYPHENED = re.compile(r"\b[A-Za-z]\w*(?:-[A-Za-z]\w+)+\b")
"""Words joined by hyphens, as "Tulpar-Elektro" or "re-exporter", each of which is one word of the sentence."""

_ARTICLES = frozenset({"the", "this", "that", "our", "your", "its"})
_RUN = r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|\d{1,3}(?![\d,.]*\d| [a-z]))){1,3}"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a word names."""

    kind: Kind
    id: str
    """Of the State or body; for an ambiguous name the States that it can mean, with `|` between them."""


class Names:
    """The tables of names, ready to be found in texts."""

    def __init__(self, texts: Texts, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        self.code = {state.id: state.code for state in texts.states.states}
        self.code |= {body.id: body.code for body in texts.bodies.bodies if body.code}
        self.by_code = {state.code: state.id for state in texts.states.states}
        self.label = {state.id: state.names[0] for state in texts.states.states}
        self.label |= {body.id: body.names[0] for body in texts.bodies.bodies}
        self.states = frozenset(state.id for state in texts.states.states)
        self.bodies = {body.id: body for body in texts.bodies.bodies}
        self.organs = frozenset(texts.bodies.organs)
        self.offices = frozenset(texts.bodies.offices)
        self.for_state = frozenset(texts.bodies.stands_for_state)
        self.for_group = frozenset(texts.bodies.stands_for_group)
        self.persons = frozenset(texts.bodies.persons)
        self.estranged = frozenset(texts.bodies.estranged)
        self.excepting = frozenset(texts.bodies.excepting)
        self._not_its_own = frozenset(texts.bodies.not_its_own)
        self._not_its_acts = frozenset(texts.bodies.not_its_acts)
        self.ruling = frozenset(texts.bodies.ruling)
        self.polities = frozenset(texts.bodies.polities)
        self.aggressors = frozenset(texts.bodies.aggressors)
        self.no_actors = frozenset(texts.bodies.no_actors)
        self.partitives = frozenset(texts.bodies.partitives)
        self.humans = frozenset(texts.bodies.humans)
        self.sites = frozenset(texts.bodies.sites)
        self.sorts: dict[str, set[str]] = defaultdict(set)
        """A noun to what it says that somebody is: a company, a group, a ship."""
        for sort, words in texts.bodies.sorts.items():
            for word in words:
                self.sorts[word].add(sort)
        self.sorts_of_names = {word: sort for sort, words in texts.bodies.sorts_of_names.items() for word in words}
        self.calendar = frozenset((*texts.bodies.calendar, *texts.bodies.times))
        sorts = sorted({word for words in texts.bodies.sorts.values() for word in words})
        self._called = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorts))}),?(?: the| called| named)? ({_RUN})")
        """A name of several words behind what bears it: "the tanker Aster Dawn", "another vessel, the Roseline A"."""
        self._directions = frozenset(texts.bodies.directions)
        self._titles = frozenset(texts.bodies.titles)
        self._personal_titles = frozenset(texts.bodies.personal_titles)
        self._common = (self.organs | self.offices) - frozenset(texts.bodies.not_common)
        self._within = texts.states.within
        self._table = _table(texts)
        self._short_names = texts.bodies.short_names
        self._shared = frozenset(short.name for short in self._short_names)
        self._short: dict[str, Hit] = {}
        self._make = nlp.make_doc
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._matcher.add("names", [nlp.tokenizer(name) for name in self._table])

    def begin(self, text: str) -> None:
        """Turn to a text: whom short names mean in it is told by what else it names."""

        def holds(names: tuple[str, ...]) -> bool:
            return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)

        self._short = {
            short.name: Hit("body", short.means)
            for short in self._short_names
            if holds(short.with_) and not holds(short.without)
        }

    def states_in(self, words: str) -> frozenset[str]:
        """Give the States that some words name, by any of their names, adjectives, seats, leaders or places."""
        doc = self._make(words)
        found = self.merge(doc).values()
        meant = {each for hit in found for each in (hit.id.split("|") if hit.kind == "ambiguous" else [hit.id])}
        return frozenset(meant & self.states)

    def town_in(self, words: str, among: frozenset[str] = frozenset()) -> str | None:
        """Give the State in which a town of that name lies, where its name, or which States are named, leaves no
        doubt."""
        codes = frozenset(self.code[each] for each in among if each in self.code)
        return self.by_code.get(country_of(re.sub(r"^(?:the|The) ", "", words), codes) or "")

    def mentions(self, text: str) -> list[tuple[str, int, int]]:
        """Give every mention of a State in a text: its id, and where the words begin and end."""
        doc = self._make(text)
        hits = self.merge(doc)
        lengths = {token.idx: len(token.text) for token in doc}
        return [
            (hit.id, at, at + lengths[at])
            for at, hit in sorted(hits.items())
            if hit.id in self.states and hit.kind != "place"
        ]

    def state_called(self, name: str) -> str | None:
        """Give the State that a code or a whole name stands for."""
        if name in self.by_code:
            ident = self.by_code[name]
            return ident if ident in self.states else None
        hit = self._table.get(name) or self._table.get(name.removeprefix("the ").removeprefix("The "))
        return hit.id if hit is not None and hit.kind in ("name", "adjective", "seat", "leader") else None

    def body_called(self, name: str) -> str | None:
        """Give the body that a code or a whole name stands for."""
        by_code = next((ident for ident, body in self.bodies.items() if body.code == name), None)
        short = name.removeprefix("the ").removeprefix("The ")
        hit = self._short.get(short) or self._table.get(name) or self._table.get(short)
        return by_code or (hit.id if hit is not None and hit.kind == "body" else None)

    def merge(self, doc: Doc) -> dict[int, Hit]:
        """Make one word of every name in a text that is not parsed yet.

        Returns:
            Offset of the first character of a name to what it names.
        """
        from spacy.util import filter_spans

        spans = filter_spans([doc[start:end] for _, start, end in self._matcher(doc)])
        hits: dict[int, Hit] = {}
        whole = doc.text
        joined: list[Span] = []
        known = {i for span in spans for i in range(span.start, span.end)}
        called: list[Span] = []
        for match in self._called.finditer(whole):
            span = doc.char_span(*match.span(1))
            if span is not None and len(span) > 1 and not known & set(range(span.start, span.end)):
                called.append(span)
                known |= set(range(span.start, span.end))
        for match in _HYPHENED.finditer(whole):
            span = doc.char_span(*match.span())
            if span is not None and len(span) > 1 and not known & set(range(span.start, span.end)):
                joined.append(span)
        with doc.retokenize() as retokenizer:
            for span in spans:
                hit = self._table[span.text]
                if span.text in self._shared:
                    # "The Council of Ministers", "the Military Council" are none of those that share the short name.
                    hit = Hit("other", "") if _is_of_another(span) else self._short.get(span.text, hit)
                beside = self._within.get(span.text)
                if beside is not None and any(place in whole for place in beside):
                    hit = Hit("other", "")
                if self._is_joined_away(doc, span.start, span.end):
                    hits[span[0].idx] = Hit("other", "")
                elif hit.kind == "other" or not self._is_part_of_another(doc, span.start, span.end, hit):
                    hits[span[0].idx] = hit
                    if len(span) > 1:
                        retokenizer.merge(span, attrs={"LEMMA": span.text})
            for span in called:
                retokenizer.merge(span, attrs={"LEMMA": span.text})
                hits[span[0].idx] = Hit("other", "")
            for span in joined:
                retokenizer.merge(span)
                if span.text.split("-")[-1][:1].isupper():
                    hits[span[0].idx] = Hit("other", "")
        return hits

    def _is_joined_away(self, doc: Doc, start: int, end: int) -> bool:
        """Tell whether a hyphen joins a name to what makes it another: "anti-Arcadian", "Arcadian-speaking"."""
        if start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ in self._not_its_own:
            return True
        if start and doc[start - 1].text.endswith("-") and doc[start - 1].lower_.strip("-") in self._not_its_own:
            return True
        return end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in self._not_its_acts

    def _is_part_of_another(self, doc: Doc, start: int, end: int, hit: Hit) -> bool:
        """Tell whether a name only stands in a longer one: "MV Jordan Star", "Michael Jordan"."""
        if hit.kind in ("organ", "body") and start:
            # "Sudan People's Liberation Army" is no army of China.
            beside = self._table.get(doc[start - 1].text)
            body = self.bodies.get(hit.id)
            state = hit.id if hit.id in self.states else body.state if body is not None else None
            return beside is not None and state is not None and beside.id in self.states and beside.id != state
        if hit.kind in ("adjective", "leader"):
            return False
        after = doc[end] if end < len(doc) else None
        before = doc[start - 1] if start else None
        if after is not None and _is_title_case(after) and not self._fits(after):
            return True
        if before is not None and before.lower_.strip(".") in self._personal_titles:
            return True
        if before is None or not _is_title_case(before) or before.is_sent_start or self._fits(before):
            return False
        return start > 1 and not doc[start - 2].is_punct

    def _fits(self, token: Token) -> bool:
        """Tell whether a capitalised word beside a State's name leaves it a State's name."""
        word = token.lower_
        return (
            word in self._directions
            or word in self.calendar
            or word in self._titles
            or word in self._common
            or token.is_stop
            or token.text in self._table
            or token.is_upper
        )


def _is_of_another(span: Span) -> bool:
    """Tell whether a short name is a part of another name: it has a word in capitals before it, or `of` behind it."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    named = before is not None and _is_title_case(before) and before.lower_ not in _ARTICLES
    return named or (after is not None and after.lower_ == "of")


def _is_title_case(token: Token) -> bool:
    return bool(token.is_alpha and token.is_title and len(token.text) > 1)


def _table(texts: Texts) -> dict[str, Hit]:
    table: dict[str, Hit] = {}
    for state in texts.states.states:
        kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("name", state.names),
            ("adjective", state.adjectives),
            ("seat", state.seats),
            ("leader", state.leaders),
            ("place", state.places),
        )
        for kind, names in kinds:
            for name in names:
                table[name] = Hit(kind, state.id)
                if kind == "adjective" and len(name) > 3:
                    table.setdefault(name + "s", Hit(kind, state.id))
    for name, meant in texts.states.ambiguous.items():
        table[name] = Hit("ambiguous", "|".join(meant))
        if name.startswith("the "):
            table["T" + name[1:]] = table[name]
    for body in texts.bodies.bodies:
        for name in body.names:
            table[name] = Hit(
                "organ" if body.kind == "organ" and body.state else "body",
                body.state if body.kind == "organ" and body.state else body.id,
            )
    for name in texts.states.not_states:
        table[name] = Hit("other", "")
    # With the apostrophe that printers use, and in the capitals of headlines.
    for name, hit in list(table.items()):
        if "'" in name:
            table.setdefault(name.replace("'", "’"), hit)
        if hit.kind == "name" and len(name) > 4 and not name.isupper():
            table.setdefault(name.upper(), hit)
    return table
