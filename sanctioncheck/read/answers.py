"""Turns what a language model answers into proposals, as far as every word of it stands in the text."""

from __future__ import annotations

import json
import re
from typing import Any

from sanctioncheck.model.proposal import Filled, Proposal, Rejected, Told
from sanctioncheck.model.time import BadDate, parse_date
from sanctioncheck.model.vocabulary import Vocabulary
from sanctioncheck.read.document import Document
from sanctioncheck.read.grammar.who.naming import Names
from sanctioncheck.read.ground import locate

__all__ = ["Answered", "schema_of"]

_STATUS = ("actual", "promised", "hypothetical", "deontic", "generic")
_MODE = ("admitted", "official", "found", "observed", "reported", "alleged", "denied", "opinion")
_BRACKETED = re.compile(r"\(([^()\n]{2,60})\)")
_MOST = 300


def schema_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """Write the JSON schema of an answer; only predicates and roles of the vocabulary fit it."""
    stated = {name: predicate for name, predicate in vocabulary.predicates.items() if predicate.cues is not None}
    roles = sorted({role for predicate in stated.values() for role, kind in predicate.roles.items() if kind != "act"})
    words = {"type": "string"}
    filler = _object({"role": {"type": "string", "enum": roles}, "text": words, "means": words, "antecedent": words})
    fact = _object(
        {
            "predicate": {"type": "string", "enum": sorted(stated)},
            "quote": words,
            "prefix": words,
            "suffix": words,
            "trigger": words,
            "roles": {"type": "array", "items": filler},
            "polarity": {"type": "string", "enum": ["positive", "negative"]},
            "status": {"type": "string", "enum": list(_STATUS)},
            "mode": {"type": "string", "enum": list(_MODE)},
            "speaker": _object({"text": words, "means": words}),
            "when": words,
        }
    )
    return _object({"facts": {"type": "array", "items": fact}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


class Answered:
    """One answer, read against the part of the text that it is about."""

    def __init__(
        self, answer: str, document: Document, start: int, length: int, names: Names, vocabulary: Vocabulary
    ) -> None:
        """Take the answer, the document, where the part begins and how long it is, and the tables of names and
        words."""
        self.document, self.start, self.names, self.vocabulary = document, start, names, vocabulary
        self.text = document.text[start : start + length]
        names.begin(document.text)
        self._mentions: list[tuple[str, int, int]] | None = None
        self.proposals: list[Proposal] = []
        self.rejected: list[Rejected] = []
        for entry in self._entries(answer):
            made = self._proposal(entry) if isinstance(entry, dict) else "it is no fact of the form asked for"
            if isinstance(made, str):
                told = entry if isinstance(entry, dict) else {}
                self.rejected.append(
                    Rejected(made, str(told.get("quote", ""))[:300], str(told.get("predicate", ""))[:60], "llm")
                )
            else:
                self.proposals.append(made)

    def _entries(self, answer: str) -> list[Any]:
        try:
            data = json.loads(answer)
        except (json.JSONDecodeError, RecursionError):
            self.rejected.append(Rejected("the answer is no whole JSON", answer[:80], extractor="llm"))
            return []
        facts = data.get("facts") if isinstance(data, dict) else None
        if not isinstance(facts, list):
            self.rejected.append(Rejected("the answer holds no list of facts", answer[:80], extractor="llm"))
            return []
        if len(facts) > _MOST:
            self.rejected.append(
                Rejected(f"the answer holds more than {_MOST} facts; the rest is left out", "", extractor="llm")
            )
        return facts[:_MOST]

    def _proposal(self, entry: dict[str, Any]) -> Proposal | str:
        """Give the proposal, or why it cannot be one."""
        words = {key: entry.get(key) for key in ("predicate", "quote", "trigger", "polarity", "status", "mode")}
        if not all(isinstance(value, str) and value for value in words.values()) or not isinstance(
            entry.get("roles"), list
        ):
            return "a part of the fact is missing or has the wrong form"
        predicate = self.vocabulary.predicates.get(str(words["predicate"]))
        if predicate is None or predicate.cues is None:
            return f"there is no predicate `{str(words['predicate'])[:60]}`"
        if (
            words["status"] not in _STATUS
            or words["mode"] not in _MODE
            or words["polarity"] not in ("positive", "negative")
        ):
            return "polarity, status or mode is none of those asked for"
        found = locate(self.text, str(words["quote"]), _text(entry.get("prefix")), _text(entry.get("suffix")))
        if isinstance(found, str):
            return found
        quote = self._moved(found)
        at = found.exact.find(str(words["trigger"]))
        if at < 0:
            return "the trigger does not stand in the quote"
        trigger = Told(quote.start + at, quote.start + at + len(str(words["trigger"])), str(words["trigger"]))
        roles: dict[str, Filled] = {}
        for given in entry["roles"]:
            if not isinstance(given, dict) or given.get("role") not in predicate.roles:
                role = str(given.get("role") if isinstance(given, dict) else given)[:40]
                return f"`{words['predicate']}` has no role `{role}`"
            filled = self._filled(given, predicate.roles[str(given["role"])], quote, str(given["role"]))
            if isinstance(filled, str):
                return filled
            roles[str(given["role"])] = filled
        return Proposal(
            predicate=str(words["predicate"]),
            roles={role: roles[role] for role in predicate.roles if role in roles},
            quote=quote,
            trigger=trigger,
            positive=words["polarity"] == "positive",
            status=words["status"],
            mode=words["mode"],
            speaker=self._speaker(entry.get("speaker")),
            when=_day(_text(entry.get("when")), self.document.text),
            opinion=predicate.cues.opinion,
            extractor="llm",
        )

    def _moved(self, told: Told) -> Told:
        return Told(told.start + self.start, told.end + self.start, told.exact)

    def _filled(self, given: dict[str, Any], wanted: str, quote: Told, role: str) -> Filled | str:
        """Find what fills a role: its words in the quote, and by them, or by what they go back to, who is meant."""
        words, means, antecedent = (_text(given.get(key)) for key in ("text", "means", "antecedent"))
        if not words:
            return f"no words are given for `{role}`"
        at = quote.exact.find(words)
        back: Told | None = None
        if at < 0:
            outside = locate(self.text, words) if self.text.count(words) == 1 else self._nearest(words, quote)
            if isinstance(outside, str):
                return f"“{words[:60]}”, which fills `{role}`, does not stand in the text"
            span = self._moved(outside)
            back = span
        else:
            span = Told(quote.start + at, quote.start + at + len(words), words)
        if antecedent and antecedent != words:
            where = self.document.text.find(antecedent)
            if where < 0:
                return f"“{antecedent[:60]}”, which `{role}` is said to go back to, does not stand in the text"
            back = Told(where, where + len(antecedent), antecedent)
        return self._meant(words, means, span, back, wanted, role)

    def _nearest(self, words: str, quote: Told) -> Told | str:
        before = self.text.rfind(words, 0, quote.start - self.start)
        at = before if before >= 0 else self.text.find(words)
        return "it does not stand there" if at < 0 else Told(at, at + len(words), words)

    def _meant(self, words: str, means: str, span: Told, back: Told | None, wanted: str, role: str) -> Filled | str:
        if wanted in ("thing", "item", "treaty"):
            state = next(iter(self.names.states_in(words)), None)
            return Filled(words, words, wanted, span, state, self.names.code.get(state or ""), "name", back)
        here = self.names.states_in(words)
        state = self.names.state_called(means)
        if state is not None:
            if state in here:
                return Filled(
                    state, self.names.label[state], "state", span, state, self.names.code[state], "name", back
                )
            other = self.names.state_called(words)
            if other is not None:
                # Whatever is cited beside it, the name of one State fills no role for another.
                return f"“{words[:60]}” names {self.names.label[other]} and does not name {self.names.label[state]}"
            named = self.names.states_in(back.exact) if back is not None else frozenset()
            if back is not None and not here and self.names.town_in(back.exact) == state:
                # A town that lies in it names it well enough where "we" and "our land" are all that the text says.
                return Filled(
                    state, self.names.label[state], "state", span, state, self.names.code[state], "description", back
                )
            if back is None or state not in named:
                # What names nobody may be a description of a State that the text names elsewhere; that is then cited.
                back = None if here or named else self._first(state)
            if back is None:
                return (
                    f"“{words[:60]}” does not name {self.names.label[state]}; "
                    "give as antecedent words that do, or a town in it"
                )
            return Filled(
                state, self.names.label[state], "state", span, state, self.names.code[state], "description", back
            )
        if not means:
            return f"it is not said who “{words[:60]}” is"
        body = self.names.body_called(means)
        if body is not None:
            return Filled(
                body, self.names.label[body], "organisation", span, None, self.names.code.get(body), "name", back
            )
        if (
            means not in self.document.text
            and means.removeprefix("the ").removeprefix("The ") not in self.document.text
        ):
            return f"{means[:60]}, who is said to fill `{role}`, does not stand in the text"
        return Filled(
            means,
            means,
            "organisation",
            span,
            None,
            None,
            "name" if means in words or words in means else "description",
            back,
        )

    def _first(self, state: str) -> Told | None:
        """Find where the text first names a State."""
        if self._mentions is None:
            self._mentions = self.names.mentions(self.document.text)
        return next(
            (Told(at, end, self.document.text[at:end]) for ident, at, end in self._mentions if ident == state), None
        )

    def _beside(self, span: Told, state: str) -> Told | None:
        """Give the State that stands in brackets after a name: "Mr. Vane (Arcadia)"."""
        text = self.document.text
        if state in self.names.states_in(span.exact):
            return None
        match = _BRACKETED.search(text, span.start, span.end + 80)
        if match is None or state not in self.names.states_in(match[1]):
            return None
        return Told(match.start(1), match.end(1), match[1])

    def _speaker(self, given: Any) -> Filled | None:
        if not isinstance(given, dict):
            return None
        words, means = _text(given.get("text")), _text(given.get("means"))
        at = self.document.text.find(words) if words else -1
        if at < 0:
            return None
        span = Told(at, at + len(words), words)
        state = self.names.state_called(means)
        if state is not None:
            label, code = self.names.label[state], self.names.code[state]
            return Filled(state, label, "state", span, state, code, "name", self._beside(span, state))
        body = self.names.body_called(means)
        if body is not None:
            return Filled(body, self.names.label[body], "organisation", span, None, self.names.code.get(body))
        return Filled(means or words, means or words, "actor", span)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(when: str, text: str) -> str | None:
    """Give a date of which the text holds the year at least; what it does not hold is the model's own."""
    try:
        parse_date(when)
    except (BadDate, ValueError):
        return None
    return when if when[:4] in text else None
