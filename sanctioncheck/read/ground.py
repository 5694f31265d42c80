"""The gate that every proposal passes, whoever made it: nothing is evidence that does not stand in the text.

A proposal that fails is rejected with a reason and counted; nothing is repaired. What a grammar can tell again,
polarity, status, mode and date, is told again here, and where two readings differ the more careful one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from sanctioncheck.model.fact import Mode, Status
from sanctioncheck.model.proposal import Filled, Proposal, Rejected, Told
from sanctioncheck.model.vocabulary import Vocabulary

__all__ = ["Gate", "Seen", "locate"]

_SHORT = 20_000
"""Characters of a text that is about one thing."""
_LONGEST_QUOTE = 600
_CARE: dict[str, int] = {"actual": 0, "generic": 1, "promised": 2, "hypothetical": 3, "deontic": 4}
_WEIGHT: dict[str, int] = {
    "denied": -1,
    "alleged": 0,
    "opinion": 0,
    "inferred": 0,
    "reported": 1,
    "observed": 2,
    "official": 3,
    "found": 4,
    "admitted": 5,
}


class Seen(Protocol):
    """What the grammar says of the sentence at one place."""

    @property
    def positive(self) -> bool:
        """Whether it is affirmed."""

    @property
    def status(self) -> Status:
        """How real it is said to be."""

    @property
    def mode(self) -> Mode:
        """What weight the telling gives it."""

    @property
    def lemmas(self) -> frozenset[str]:
        """The words that state it, as they stand and as the dictionary has them."""

    @property
    def doubted(self) -> bool:
        """Whether words of the sentence make it an allegation or a denial."""

    @property
    def speaker(self) -> Filled | None:
        """Who tells it."""

    @property
    def when(self) -> str | None:
        """The date that stands with it."""

    @property
    def told(self) -> frozenset[str]:
        """The dates on which something is told in the sentence, which are none of what is told."""

    @property
    def sentence(self) -> str:
        """The sentence."""

    @property
    def fillers(self) -> dict[str, str]:
        """What the grammar itself reads there for the same predicate: role to id."""


class Grammar(Protocol):
    """Looks at one place of a text."""

    def look(self, start: int, end: int, agent: Filled | None, predicate: str) -> Seen | None:
        """Say what the sentence at a place says of the conduct named there; None where no word stands there."""


class Namer(Protocol):
    """Says which States some words name."""

    def states_in(self, words: str) -> frozenset[str]:
        """Give the ids of the States."""

    def town_in(self, words: str, among: frozenset[str] = frozenset()) -> str | None:
        """Give the id of the State in which a town of that name lies, where its name, or which States are named,
        leaves no doubt."""


class Gate:
    """Holds proposals against the text that they are taken from."""

    def __init__(
        self,
        text: str,
        vocabulary: Vocabulary,
        allowed: dict[str, set[str]],
        namer: Namer,
        grammar: Grammar | None = None,
    ) -> None:
        """Take the text, the words, the cues of each predicate, who says what words name, and what looks at a place
        again; None for a reader whose polarity, status and mode are the grammar's own.
        """
        self.text, self.vocabulary, self.allowed = text, vocabulary, allowed
        self.namer, self.grammar = namer, grammar
        self.rejected: list[Rejected] = []
        self._named: dict[str, frozenset[str]] = {}

    def passed(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Give the proposals that stand; the others are noted in `rejected`, each with its reason."""
        kept: list[Proposal] = []
        for proposal in proposals:
            reason = self._fault(proposal)
            if reason is None and self.grammar is not None:
                proposal, reason = self._again(proposal, self.grammar)
            if reason is None:
                kept.append(proposal)
            else:
                self.rejected.append(Rejected(reason, proposal.quote.exact, proposal.predicate, proposal.extractor))
        return kept

    def _fault(self, proposal: Proposal) -> str | None:
        predicate = self.vocabulary.predicates.get(proposal.predicate)
        if predicate is None or predicate.cues is None:
            return f"no predicate `{proposal.predicate}` that texts can state"
        quote, trigger = proposal.quote, proposal.trigger
        if self.text[quote.start : quote.end] != quote.exact or not quote.exact.strip():
            return "the quote does not stand in the text word for word"
        if len(quote.exact) > _LONGEST_QUOTE:
            return f"the quote is longer than {_LONGEST_QUOTE} characters"
        if (
            not (quote.start <= trigger.start < trigger.end <= quote.end)
            or self.text[trigger.start : trigger.end] != trigger.exact
        ):
            return "the word that states it does not stand in the quote"
        if not proposal.roles and not proposal.opinion:
            return "no role is filled"
        for role, filled in proposal.roles.items():
            reason = self._fault_of(role, filled, proposal)
            if reason is not None:
                return reason
        return None

    def _fault_of(self, role: str, filled: Filled, proposal: Proposal) -> str | None:
        wanted = self.vocabulary.predicates[proposal.predicate].roles.get(role)
        if wanted is None:
            return f"`{proposal.predicate}` has no role `{role}`"
        span, back = filled.span, filled.antecedent
        if filled.via in ("sentence", "missing") or span is None:
            return f"no words fill `{role}`"
        if self.text[span.start : span.end] != span.exact or not span.exact.strip():
            return f"what fills `{role}` does not stand in the text"
        inside = proposal.quote.start <= span.start and span.end <= proposal.quote.end
        if not inside and back is None:
            return f"what fills `{role}` does not stand in the quote, and nothing in it points there"
        if back is not None and not self._stands(back):
            return f"what `{role}` goes back to does not stand in the text"
        # Whose a thing is fills no role; whose troops they are does.
        ours = "armed_unit" in (filled.type, wanted)
        state = filled.id if filled.type == "state" else filled.state if ours else None
        if state is not None and not self._names(state, span, back, filled.via):
            return f"“{span.exact[:60]}” does not name {filled.name}, which is said to fill `{role}`"
        if wanted not in self.vocabulary.supertypes(filled.type) and filled.type not in self.vocabulary.supertypes(
            wanted
        ):
            return f"{filled.name} is no {self.vocabulary.types[wanted].label}, which `{role}` asks for"
        return None

    def _stands(self, told: Told) -> bool:
        """Tell whether words stand where they are said to; where only the place is given, whether there is one."""
        if not 0 <= told.start < told.end <= len(self.text):
            return False
        return not told.exact or self.text[told.start : told.end] == told.exact

    def _names(self, state: str, span: Told, back: Told | None, via: str) -> bool:
        """Tell whether the words that fill a role, or those they go back to, name the State that is said to fill it."""
        words = [span.exact] if via not in ("pronoun", "group", "author") else []
        words += [self.text[back.start : back.end]] if back is not None else []
        if any(state in self._states_in(each) for each in words):
            return True
        names = [each for each in words if each[:1].isupper()]
        if any(self.namer.town_in(each) == state for each in names):
            return True
        # Of several towns of one name the one is meant that lies in a State which the text names.
        return via == "place" and any(self.namer.town_in(each, self._all_states()) == state for each in names)

    def _all_states(self) -> frozenset[str]:
        """Give every State that a short text names; none for a long one, which is not about one thing."""
        return self._states_in(self.text) if len(self.text) <= _SHORT else frozenset()

    def _states_in(self, words: str) -> frozenset[str]:
        if words not in self._named:
            self._named[words] = self.namer.states_in(words)
        return self._named[words]

    def _again(self, proposal: Proposal, grammar: Grammar) -> tuple[Proposal, str | None]:
        """Look at the sentence again, and take the more careful of two readings."""
        predicate = self.vocabulary.predicates[proposal.predicate]
        agent = proposal.roles.get(predicate.conduct_of or "") or next(iter(proposal.roles.values()), None)
        seen = grammar.look(proposal.trigger.start, proposal.trigger.end, agent, proposal.predicate)
        if seen is None:
            return proposal, "no word stands where it is said to be stated"
        notes = list(proposal.notes)
        reason = self._stated_by(proposal, seen, notes)
        if reason is not None:
            return proposal, reason
        changes: dict[str, object] = {}
        against = not seen.positive or seen.mode == "denied"
        if against and proposal.positive and proposal.mode != "denied":
            notes.append("whether it is affirmed or denied is read both ways")
            changes |= {"positive": seen.positive, "mode": seen.mode}
        elif not proposal.positive and not against:
            notes.append("whether it is affirmed or denied is read both ways")
        elif seen.mode != proposal.mode and not proposal.opinion:
            notes.append(f"read as {proposal.mode} and as {seen.mode}")
            if seen.doubted or seen.mode != "alleged":
                changes["mode"] = min(proposal.mode, seen.mode, key=_WEIGHT.__getitem__)
        if seen.status != proposal.status:
            notes.append(f"read as {proposal.status} and as {seen.status}")
            changes["status"] = max(proposal.status, seen.status, key=_CARE.__getitem__)
        changes |= self._dated(proposal, seen, notes)
        changes |= self._spoken(proposal, seen, notes)
        for role, ident in seen.fillers.items():
            others = {name: filled.id for name, filled in proposal.roles.items() if name != role}
            given = proposal.roles.get(role)
            if given is not None and given.id != ident and ident in others.values():
                notes.append(f"`{role}` is read as another of its actors")
        return proposal.with_(**changes, notes=tuple(dict.fromkeys(notes))), None

    @staticmethod
    def _dated(proposal: Proposal, seen: Seen, notes: list[str]) -> dict[str, object]:
        """Keep a date only where its year stands in the sentence, and not as that of the day on which it was told; else
        that which the grammar reads there counts."""
        when = proposal.when
        if when is None or when == seen.when:
            return {}
        told = any(when.startswith(each) or each.startswith(when) for each in seen.told)
        if when[:4] in seen.sentence and not told:
            return {}
        notes.append(f"the date {when} does not stand with it")
        return {"when": seen.when}

    def _spoken(self, proposal: Proposal, seen: Seen, notes: list[str]) -> dict[str, object]:
        """Keep a speaker only where his words stand in the text and name him; else who the grammar says it is."""
        speaker = proposal.speaker
        if speaker is None or speaker.span is None:
            return {}
        if self._stands(speaker.span) and (
            speaker.state is None or self._names(speaker.state, speaker.span, speaker.antecedent, speaker.via)
        ):
            return {}
        notes.append(f"“{speaker.span.exact[:60]}” does not name {speaker.name}, who is said to tell it")
        return {"speaker": seen.speaker}

    def _stated_by(self, proposal: Proposal, seen: Seen, notes: list[str]) -> str | None:
        """Say why a word does not state what it is said to; a word that is no cue of anything is for a person to
        judge."""
        owners: dict[str, set[str]] = {}
        for name, words in self.allowed.items():
            for word in words:
                owners.setdefault(word.split(" ")[0], set()).add(name)
        found = [owners[lemma] for lemma in sorted(seen.lemmas) if lemma in owners]
        if any(proposal.predicate in names for names in found):
            return None
        if any(len(names) == 1 for names in found):
            return f"`{proposal.trigger.exact}` states something else than `{proposal.predicate}`"
        notes.append(
            f"`{proposal.trigger.exact}` is no cue of `{proposal.predicate}`; whether it states it, a person has to say"
        )
        return None


def locate(text: str, exact: str, prefix: str = "", suffix: str = "") -> Told | str:
    """Find a quote that a machine gives in words only.

    Gives the passage, or why there is none: it does not stand there, or it stands there more than once and what it says
    stands before and after does not decide.

    >>> locate("a b a", "b"), locate("a b a", "a"), locate("a b a", "a", prefix="b ")
    (Told(start=2, end=3, exact='b'), 'the quote stands in the text more than once', Told(start=4, end=5, exact='a'))
    """
    if not exact.strip():
        return "the quote is empty"
    spans = [match.span() for match in re.finditer(re.escape(exact), text)]
    if not spans:
        return "the quote does not stand in the text word for word"
    if len(spans) > 1 and (prefix or suffix):
        near = [(s, e) for s, e in spans if text[:s].endswith(prefix) and text[e:].startswith(suffix)]
        spans = near or spans
    if len(spans) > 1:
        return "the quote stands in the text more than once"
    start, end = spans[0]
    return Told(start, end, text[start:end])
