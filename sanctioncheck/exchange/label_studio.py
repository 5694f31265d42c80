"""Facts as tasks of Label Studio (https://labelstud.io/guide/export): one for each source, its marks as predictions.

A fact is a region over its passage, labelled with its predicate; what is known of it hangs on the region, and a
relation leads to the name of what fills each role.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from sanctioncheck.exchange.returned import CHOICES, Left, Returned, chosen, filled, one_line
from sanctioncheck.exchange.sheet import SPEAKER, Mark, Sheet, Span
from sanctioncheck.explain.proposal import Called
from sanctioncheck.model.rulebook import Rulebook

_NAMES: Final = {field: "polarity" if field == "positive" else field for field in CHOICES}
_LABELS: Final = "label"
_TEXT: Final = "text"
_WHY: Final = "why"
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    _NAMES[field]: tuple(CHOICES[field]) for field in ("review", "positive", "mode", "status", "information")
}
_FACT: Final = "fact "
_NAME = re.compile(r"[^#]+#\d+")


def configuration(rulebook: Rulebook) -> str:
    """Write the labelling interface: every type, predicate, role and attribute of the pack."""
    words = rulebook.vocabulary
    roles = dict.fromkeys((*(role for each in words.predicates.values() for role in each.roles), SPEAKER))
    lines = ["<View>", f'  <Labels name="{_LABELS}" toName="{_TEXT}">']
    lines += [f"    <Label value={quoteattr(name)}/>" for name in (*words.predicates, *words.types)]
    lines += ["  </Labels>", "  <Relations>", *(f"    <Relation value={quoteattr(role)}/>" for role in roles)]
    lines += ["  </Relations>", f'  <Text name="{_TEXT}" value="$text"/>']
    for name, values in _CHOICES.items():
        lines.append(f'  <Choices name="{name}" toName="{_TEXT}" perRegion="true" choice="single">')
        lines += [f"    <Choice value={quoteattr(value)}/>" for value in values]
        lines.append("  </Choices>")
    lines += [f'  <TextArea name="{_WHY}" toName="{_TEXT}" perRegion="true"/>', "</View>"]
    return "\n".join(lines) + "\n"


def write(case: str, sheets: Iterable[Sheet], version: str) -> str:
    """Write the tasks of a case as JSON.

    Args:
        case: the id of the case.
        sheets: its sources with their marks; offsets count code points.
        version: who predicts, for the page of the task.
    """
    tasks = [
        {
            "data": {"case": case, "source": sheet.source, "text": sheet.text},
            "predictions": [{
                "model_version": version,
                "result": [part for mark in sheet.marks for part in _parts(mark, sheet.text)],
            }],
        }
        for sheet in sheets
    ]  # fmt: skip
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _parts(mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    values = {
        "review": mark.review, "polarity": "positive" if mark.positive else "negative", "mode": mark.mode,
        "status": mark.status, "information": str(mark.information),
    }  # fmt: skip
    yield _region(mark.name, mark.predicate, mark.span, text, f"{_FACT}{mark.name}")
    for name, value in values.items():
        yield {
            "id": mark.name, "from_name": name, "to_name": _TEXT, "type": "choices",
            "value": {**_place(mark.span, text), "choices": [value]},
        }  # fmt: skip
    for role, filler in mark.arcs.items():
        ident = f"{mark.name}.{role}"
        yield _region(ident, filler.type, filler.span, text, filler.id)
        yield {"type": "relation", "from_id": mark.name, "to_id": ident, "direction": "right", "labels": [role]}


def _region(ident: str, label: str, span: Span, text: str, note: str) -> dict[str, Any]:
    return {
        "id": ident, "from_name": _LABELS, "to_name": _TEXT, "type": "labels",
        "value": {**_place(span, text), "labels": [label]}, "meta": {"text": [note]},
    }  # fmt: skip


def _place(span: Span, text: str) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "text": text[span[0] : span[1]]}


class NotTasks(ValueError):
    """A file holds no tasks."""


def tasks_of(raw: str) -> list[Mapping[str, Any]]:
    """Read an export of Label Studio (JSON, not JSON-MIN).

    Raises:
        NotTasks: it is none.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotTasks("it is no JSON") from error
    tasks = data if isinstance(data, list) else [data]
    if not all(isinstance(task, dict) and isinstance(task.get("data"), dict) for task in tasks):
        raise NotTasks("a task has no `data`; export it as JSON, not as JSON-MIN")
    return tasks


def read(task: Mapping[str, Any], sheet: Sheet, called: Called) -> tuple[tuple[Returned, ...], tuple[Left, ...]]:
    """Read a task that has come back.

    Takes the last annotation that was not cancelled, or the predictions where nobody has annotated.

    Args:
        task: one task.
        sheet: the source as it went out.
        called: everything that can fill a role, with all that it is called by.

    Returns:
        The marks, and everything in the task that could not be read.
    """
    made = [each for each in _list(task, "annotations") if not each.get("was_cancelled")]
    left = [Left("the task", f"it has {len(made)} annotations; only the last one is read")] if len(made) > 1 else []
    chosen = (made or _list(task, "predictions"))[-1:]
    reader = _Reader(sheet.text, called, left)
    for part in _list(chosen[0], "result") if chosen else ():
        reader.take(part)
    return tuple(reader.returned()), tuple(reader.left)


def _list(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = data.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _words(data: Mapping[str, Any], *keys: str) -> str:
    """Give the first text of a list that is some levels down, or nothing."""
    value: Any = data
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


@dataclass(slots=True)
class _Reader:
    text: str
    called: Called
    left: list[Left]
    regions: dict[str, tuple[str, Span, str]] = field(default_factory=dict)
    """Region to its label, its place, and the note on it."""
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    arcs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def take(self, part: Mapping[str, Any]) -> None:
        """Read one part of a result."""
        ident, kind, name = _words(part, "id"), part.get("type"), _words(part, "from_name")
        if kind == "relation":
            role = _words(part, "labels")
            ends = (_words(part, "from_id"), _words(part, "to_id"))
            if role and part.get("direction", "right") == "right":
                self.arcs.setdefault(ends[0], []).append((role, ends[1]))
            else:
                self.left.append(Left(f"a relation of `{ends[0]}`", "it has no role, or does not lead to the right"))
        elif kind == "labels":
            place = self._place(part.get("value"))
            if place is None:
                self.left.append(Left(f"`{ident}`", "its words are not those of the source at this place"))
                return
            self.regions[ident] = (_words(part, "value", "labels"), place, _words(part, "meta", "text"))
        elif kind == "choices" and name in _CHOICES:
            self.said.setdefault(ident, {})[name] = _words(part, "value", "choices")
        elif kind == "textarea" and name == _WHY:
            self.said.setdefault(ident, {})[_WHY] = _words(part, "value", "text")
        else:
            self.left.append(Left(f"`{ident}`", "it is no part of a kind that is read"))

    def _place(self, value: Any) -> Span | None:
        """Find a region by its offsets and its words; some versions count UTF-16 units and not code points."""
        if not isinstance(value, dict):
            return None
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if type(start) is not int or type(end) is not int or not isinstance(words, str) or not 0 <= start < end:
            return None
        units = self.text.encode("utf-16-le", "surrogatepass")
        before = len(units[: 2 * start].decode("utf-16-le", "replace"))
        inside = len(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
        for one, other in ((start, end), (before, before + inside)):
            if other <= len(self.text) and _even(self.text[one:other]) == _even(words):
                return one, other
        return None

    def returned(self) -> Iterator[Returned]:
        """Give the marks that can be told to be passages of facts."""
        ends = {end for arcs in self.arcs.values() for _, end in arcs}
        for ident, (label, span, note) in self.regions.items():
            name = note.removeprefix(_FACT) if note.startswith(_FACT) else "" if note else ident
            if not _NAME.fullmatch(name) or ident in ends:
                if ident not in ends and not note:
                    self.left.append(Left(f"`{ident}` ({label})", "nothing on it names a fact; new facts are not made"))
                continue
            said = self.said.get(ident, {})
            yield Returned(
                name=name, predicate=label, span=span,
                **chosen(name, said, _NAMES, self.left),
                why=said.get(_WHY) or None, arcs=filled(name, self._ends(ident), self.text, self.called, self.left),
            )  # fmt: skip

    def _ends(self, ident: str) -> Iterator[tuple[str, Span | None, str | None]]:
        for role, end in self.arcs.get(ident, ()):
            _, span, note = self.regions.get(end, ("", None, None))
            yield role, span, note


def _even(text: str) -> str:
    """Give a text as one line; Label Studio writes line breaks as `\\n`, and counts them as it likes."""
    return one_line(text.replace("\\n", "\n"))
