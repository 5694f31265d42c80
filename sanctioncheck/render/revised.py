"""Two revisions of a pack compared, ready to print: what was changed, and which past conclusions flip for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from tabulate import tabulate

from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.revised import Change, DiffResult, NotReplayed, Replayed
from sanctioncheck.render import besidewords, phrases
from sanctioncheck.render.difference import told_cell, verdict_line
from sanctioncheck.render.matrix import short_names
from sanctioncheck.render.outline import STEADY_WIDTH, Branch, Outline, Section, as_markdown, as_text, wrapped
from sanctioncheck.render.safe import markdown, plain
from sanctioncheck.render.sentence import packs_line

__all__ = ["to_markdown", "to_text", "told_changes"]

_TITLE = "Rules compared: {before} with {after}"
_NO_CHANGE = "Nothing was changed in the rules."
_CHANGED = "What was changed in the rules"
_NO_CASES = "No case was judged under both: name them with --cases."
_COUNT = "{cases} judged under both: {flips} otherwise, {same} alike."
_FLIPS = "What comes out otherwise in {case}"
_FAILED = "What could not be judged under both"
_SIDE = {"before": "under the earlier rules", "after": "under the later rules", "both": "under either"}
_BECAUSE = "changed rules it leans on: {ids}"
_ELSEWHERE = "no changed rule carries it by itself: look at the step above, and at lists and predicates"
_SIDES = ("earlier", "later")
_KINDS = {
    "pack": "pack",
    "standards": "standards of proof",
    "provision": "provision",
    "bridge": "bridge",
    "predicate": "predicate",
    "type": "type",
    "disjoint": "types apart",
    "words": "words",
    "list": "list",
    "finding": "finding of the background",
    "entity": "entity of the background",
}
_WORDS = {
    "in_force": "in force",
    "held_by": "held by",
    "is_a": "wider types",
    "not_encoded": "not encoded",
    "bound_where": "bound where",
    "may_follow": "may follow the conduct",
    "when": "condition",
    "ask": "question",
}
_NOTHING = "nothing"


def to_text(result: DiffResult, names: Mapping[str, str], width: int = STEADY_WIDTH) -> str:
    """Write a comparison of rules in plain text.

    Args:
        result: what differs.
        names: the actors' ids to their names.
        width: characters a line.
    """
    return "\n".join([as_text(_outline(result, names), width), "", *wrapped(plain(result.disclaimer), width)]) + "\n"


def to_markdown(result: DiffResult, names: Mapping[str, str]) -> str:
    """Write a comparison of rules for a pull request: the table of flips first, then everything behind it."""
    drawn = _outline(result, names)
    rows = [[markdown(text) for text in row] for row in _rows(result)]
    heads = [markdown(head) for head in ("Case", phrases.NORM, besidewords.ACTOR, *_SIDES)]
    table = tabulate(rows, heads, tablefmt="pipe", disable_numparse=True) if rows else ""
    head = as_markdown(Outline(drawn.title, drawn.lines))
    rest = as_markdown(Outline("", (), drawn.sections)).partition("\n")[2].strip("\n")
    body = [part for part in (head, table, rest) if part]
    return "\n\n".join([*body, f"*{markdown(result.disclaimer)}*"]) + "\n"


def _outline(result: DiffResult, names: Mapping[str, str]) -> Outline:
    title = _TITLE.format(before=packs_line((result.before,)), after=packs_line((result.after,)))
    same = sum(replayed.difference.same for replayed in result.cases)
    count = _COUNT.format(
        cases=_number(len(result.cases), "case"), flips=_number(result.flips, "cell"), same=_number(same, "cell")
    )
    judged = count if result.cases or result.not_replayed else _NO_CASES
    lines = (judged,) if result.changes else (_NO_CHANGE, judged)
    sections = [Section(_CHANGED, tuple(told_changes(result.changes)))]
    sections += [Section(_FLIPS.format(case=each.case), tuple(_flips(each, names))) for each in result.cases]
    sections.append(Section(_FAILED, tuple(_failed(each) for each in result.not_replayed)))
    return Outline(title, lines, tuple(sections))


def told_changes(changes: tuple[Change, ...]) -> Iterator[Branch]:
    """Draw what was changed in the rules: each part with what is otherwise in it."""
    for (kind, name, place), group in groupby(changes, key=lambda each: (each.kind, each.id, each.place)):
        found = list(group)
        head = f"{_KINDS[kind]} {name}" + (f" ({place})" if place else "")
        whole = [each for each in found if not each.what]
        if whole:
            state = "new" if whole[0].before is None else "gone"
            yield Branch(f"{head}: {state}: {whole[0].after or whole[0].before}")
        else:
            yield Branch(head, tuple(Branch(_field(each)) for each in found))


def _field(change: Change) -> str:
    what = ", ".join(_WORDS.get(part, part) for part in change.what)
    return f"{what}: {change.before or _NOTHING} → {change.after or _NOTHING}"


def _flips(replayed: Replayed, names: Mapping[str, str]) -> Iterator[Branch]:
    for cell in replayed.difference.cells:
        drawn = told_cell(cell, names, _SIDES)
        ids = replayed.because.get(f"{cell.actor} {cell.norm}", ())
        why = _BECAUSE.format(ids=", ".join(ids)) if ids else _ELSEWHERE
        yield Branch(drawn.text, (*drawn.parts, Branch(why)))


def _failed(each: NotReplayed) -> Branch:
    lines = [line for line in each.reason.splitlines() if line.strip()]
    return Branch(f"{each.path}, {_SIDE[each.side]}", tuple(Branch(line.strip()) for line in lines[:1]))


def _rows(result: DiffResult) -> Iterator[tuple[str, ...]]:
    for replayed in result.cases:
        names = short_names(replayed.difference.cells)
        for cell in replayed.difference.cells:
            yield replayed.case, names[cell.norm], cell.name, *_verdicts(cell)


def _verdicts(cell: CellDifference) -> tuple[str, str]:
    return verdict_line(cell.before), verdict_line(cell.after)


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
