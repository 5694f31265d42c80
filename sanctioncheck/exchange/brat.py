"""Facts as brat standoff (https://brat.nlplab.org/standoff.html): a text, its marks, and what marks there may be.

A fact is an event: its trigger is the word that says the predicate, `quote` leads to the whole passage, and every role
whose filler is named there leads to that name. What cannot be drawn stands in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from sanctioncheck.exchange.returned import CHOICES, Left, Returned, chosen, filled, one_line
from sanctioncheck.exchange.sheet import SPEAKER, Mark, Sheet, Span
from sanctioncheck.explain.proposal import Called
from sanctioncheck.load.restate import MODES, STATUSES
from sanctioncheck.model.rulebook import Rulebook

_NAMES: Final = {field: "Polarity" if field == "positive" else field.capitalize() for field in CHOICES}
PASSAGE: Final = "passage"
QUOTE: Final = "quote"
_FACT = re.compile(r"fact (\S+#\d+)(?:;|\Z)")
_WHY = re.compile(r"\bwhy: *(.+)", re.IGNORECASE)
_TEXTBOUND = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)\t(.*)")
_EVENT = re.compile(r"(E\d+)\t(\S+?):(T\d+)((?: \S+:[TE]\d+)*) *")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (\w+)(?: (\S+))?")
_NOTE = re.compile(r"#\d*\t\S+ ([TE]\d+)\t(.*)")


def configuration(rulebook: Rulebook) -> str:
    """Write `annotation.conf`: every type, predicate and attribute of the pack."""
    words = rulebook.vocabulary
    lines = ["[entities]", PASSAGE, *words.types, "", "[relations]", "", "[events]"]
    for name, predicate in words.predicates.items():
        roles = (f"{role}?:<ENTITY>" for role in (*predicate.roles, SPEAKER))
        lines.append(f"{name}\t{', '.join((f'{QUOTE}:{PASSAGE}', *roles))}")
    lines += ["", "[attributes]", *(
        f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}"
        for name, values in (
            ("Review", ("proposed", "accepted", "rejected")), ("Polarity", ("positive", "negative")),
            ("Mode", MODES), ("Status", STATUSES), ("Information", tuple("123456")),
        )
    )]  # fmt: skip
    return "\n".join(lines) + "\n"


def write(sheet: Sheet) -> str:
    """Write the marks of a source as the lines of an `.ann` file; offsets count code points, no mark has a gap."""
    writer = _Writer(sheet.text)
    for mark in sheet.marks:
        writer.add(mark)
    return "".join(f"{line}\n" for line in writer.lines)


@dataclass(slots=True)
class _Writer:
    text: str
    lines: list[str] = field(default_factory=list)
    drawn: dict[tuple[str, Span, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, mark: Mark) -> None:
        quote = self._textbound(PASSAGE, mark.span)
        trigger = self._textbound(mark.predicate, mark.trigger, mark.name)
        arcs = [(role, self._textbound(f.type, f.span, f.id), f.id) for role, f in mark.arcs.items()]
        event = self._number("E")
        ends = "".join(f" {role}:{end}" for role, end, _ in [(QUOTE, quote, ""), *arcs])
        self.lines.append(f"{event}\t{mark.predicate}:{trigger}{ends}")
        values = {
            "Review": mark.review, "Polarity": "positive" if mark.positive else "negative", "Mode": mark.mode,
            "Status": mark.status, "Information": mark.information,
        }  # fmt: skip
        self.lines += [f"{self._number('A')}\t{name} {event} {value}" for name, value in values.items()]
        roles = "; ".join(f"{role}: {ident}" for role, ident in mark.roles.items())
        self._note(event, f"fact {mark.name}; {roles}")

    def _textbound(self, kind: str, span: Span, ident: str = "") -> str:
        """Draw a mark once; whom it names stands in its note."""
        key = (kind, span, ident)
        if key not in self.drawn:
            self.drawn[key] = self._number("T")
            words = one_line(self.text[span[0] : span[1]])
            self.lines.append(f"{self.drawn[key]}\t{kind} {span[0]} {span[1]}\t{words}")
            if ident and "#" not in ident:
                self._note(self.drawn[key], ident)
        return self.drawn[key]

    def _note(self, target: str, words: str) -> None:
        self.lines.append(f"{self._number('#')}\tAnnotatorNotes {target}\t{words}")

    def _number(self, letter: str) -> str:
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}{self.counts[letter]}"


def read(ann: str, sheet: Sheet, called: Called) -> tuple[tuple[Returned, ...], tuple[Left, ...]]:
    """Read an `.ann` file that has come back.

    Args:
        ann: its text.
        sheet: the source as it went out.
        called: everything that can fill a role, with all that it is called by.

    Returns:
        The marks, and everything in the file that could not be read.
    """
    reader = _Reader(sheet.text, called)
    for number, line in enumerate(ann.replace("\r\n", "\n").split("\n"), start=1):
        reader.take(number, line)
    return tuple(reader.returned()), tuple(reader.left)


@dataclass(slots=True)
class _Reader:
    text: str
    called: Called
    left: list[Left] = field(default_factory=list)
    bounds: dict[str, Span] = field(default_factory=dict)
    events: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        if not line.strip():
            return
        if bound := _TEXTBOUND.fullmatch(line):
            self._bound(number, *bound.groups())
        elif event := _EVENT.fullmatch(line):
            arcs = [pair.rpartition(":")[::2] for pair in event[4].split()]
            self.events[event[1]] = (event[2], arcs)
        elif attribute := _ATTRIBUTE.fullmatch(line):
            self.attributes.setdefault(attribute[2], {})[attribute[1]] = attribute[3] or ""
        elif note := _NOTE.fullmatch(line):
            self.notes.setdefault(note[1], []).append(note[2])
        else:
            self.left.append(Left(f"line {number}", "it is no mark of a kind that is read"))

    def _bound(self, number: int, ident: str, _: str, offsets: str, words: str) -> None:
        found = re.fullmatch(r"(\d{1,9}) (\d{1,9})", offsets)
        if found is None:
            self.left.append(Left(f"line {number}", "a mark with a gap in it is not read"))
            return
        start, end = int(found[1]), int(found[2])
        if not start < end <= len(self.text) or one_line(self.text[start:end]) != one_line(words):
            self.left.append(Left(f"line {number}", "its words are not those of the source at this place"))
            return
        self.bounds[ident] = (start, end)

    def returned(self) -> Iterable[Returned]:
        """Give the marks that can be told to be passages of facts."""
        for event, (predicate, arcs) in self.events.items():
            note = " ".join(self.notes.get(event, ()))
            fact = _FACT.search(note)
            if fact is None:
                self.left.append(Left(f"`{event}` ({predicate})", "no note on it names a fact; new facts are not made"))
                continue
            ends = {role: end for role, end in arcs if role != QUOTE}
            quotes = [self.bounds[end] for role, end in arcs if role == QUOTE and end in self.bounds]
            if len(quotes) != 1:
                self.left.append(Left(f"`{fact[1]}`", "it has no `quote` that can be read"))
                continue
            said = self.attributes.get(event, {})
            why = _WHY.search(note)
            yield Returned(
                name=fact[1], predicate=predicate, span=quotes[0],
                **chosen(fact[1], said, _NAMES, self.left),
                why=why[1].strip() if why else None,
                arcs=filled(fact[1], self._ends(ends), self.text, self.called, self.left),
            )  # fmt: skip

    def _ends(self, ends: dict[str, str]) -> Iterator[tuple[str, Span | None, str | None]]:
        for role, end in ends.items():
            yield role, self.bounds.get(end), next(iter(self.notes.get(end, ())), None)
