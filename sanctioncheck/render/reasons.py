"""Why a cell comes out otherwise in two runs, a sentence for each reason."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.compared import Reason
from sanctioncheck.model.truth import Standard
from sanctioncheck.render import besidewords as words
from sanctioncheck.render import phrases
from sanctioncheck.render.difference import told_state
from sanctioncheck.render.outline import Branch
from sanctioncheck.render.sentence import ids, unstopped

__all__ = ["told_reasons"]


def told_reasons(reasons: tuple[Reason, ...], sides: tuple[str, str]) -> Iterator[Branch]:
    """Tell the reasons for one cell; ``sides`` says what the two runs are called."""
    for reason in reasons:
        yield Branch(_told(reason, sides))


def _told(reason: Reason, sides: tuple[str, str]) -> str:
    match reason.kind:
        case "standard":
            asked = [phrases.STANDARD[_standard(each)] for each in (reason.before, reason.after)]
            return words.REASON_STANDARD.format(before=asked[0], after=asked[1], reached=_reached(reason))
        case "alike":
            return words.REASON_ALIKE
        case "unknown-then":
            return words.REASON_UNKNOWN_THEN.format(day=reason.before or reason.after) + ids(reason.ids)
        case "input":
            return words.REASON_INPUT + ids(reason.ids)
        case "element":
            before, after = told_state(reason.before), told_state(reason.after)
            told = words.REASON_ELEMENT.format(
                text=unstopped(reason.text), before=before, after=after, reached=_reached(reason)
            )
            return told + ids([reason.id])
        case "exception":
            before, after = told_state(reason.before), told_state(reason.after)
            return words.REASON_EXCEPTION.format(text=unstopped(reason.text), before=before, after=after) + ids(
                [reason.id]
            )
        case "law":
            part = words.LAW_PART.get(reason.id, reason.id)
            sides_say = reason.before or words.NOTHING, reason.after or words.NOTHING
            return words.REASON_LAW.format(part=part, before=sides_say[0], after=sides_say[1])
        case "rule":
            return words.REASON_RULE + ids(reason.ids) if reason.ids else words.REASON_ELSEWHERE
        case "cut":
            ends = [words.YES if cut is None else _cut(cut) for cut in (reason.before, reason.after)]
            return words.REASON_CUT.format(before=ends[0], after=ends[1])
        case "absent":
            side, code = (sides[0], reason.before) if reason.before is not None else (sides[1], reason.after)
            return words.ABSENT[code or "no-norm"].format(side=side)
        case "untold":
            return words.REASON_UNTOLD


def _standard(name: str | None) -> Standard:
    return next(standard for standard in phrases.STANDARD if standard == name)


def _cut(cut: str) -> str:
    return next(said for name, said in phrases.CUT_CELL.items() if name == cut)


def _reached(reason: Reason) -> str:
    """Say up to which standard something is proved, once where the two sides agree."""
    one, other = (_up_to(standard) for standard in reason.reached or (None, None))
    return one if one == other else words.REACHED_TWO.format(before=one, after=other)


def _up_to(standard: Standard | None) -> str:
    return words.REACHED_NONE if standard is None else words.REACHED.format(standard=phrases.STANDARD[standard])
