"""A cell in one line: its sign and word, and the one thing that made it so."""

from __future__ import annotations

from sanctioncheck.model.brief import Sentence
from sanctioncheck.model.finding import SIGNS
from sanctioncheck.model.result import CaseResult, CellNode, FindingNode
from sanctioncheck.model.truth import RANK
from sanctioncheck.render import phrases
from sanctioncheck.render.brief import SILENT, gravest, statement
from sanctioncheck.render.hearing import is_live, is_looked_at
from sanctioncheck.render.sentence import reading_word, unstopped

Reason = tuple[str, tuple[str, ...]]
"""What made it so, and the ids behind it."""


def line(case: CaseResult, cell: CellNode, finding: str | None = None) -> Sentence:
    """Tell a cell in one line.

    Args:
        case: the case that it belongs to.
        cell: the cell.
        finding: the id of the finding to tell; the gravest where it is None.
    """
    names = {column.id: column.name for column in case.columns}
    actor = names.get(cell.actor, cell.actor)
    told = gravest(cell, finding)
    # Below the balance the word itself names the ground.
    proved = cell.standard_reached if cell.outcome == "violated" else None
    named = proved is not None and RANK[proved] >= RANK["balance"]
    at = phrases.LINE_AT.format(standard=phrases.STANDARD[proved]) if proved and named else ""
    text, behind = _reason(cell, told, actor)
    if cell.cut and not (told and told.cut):
        text = f"{text}; {_inside(phrases.CUT[cell.cut])}" if text else _inside(phrases.CUT[cell.cut])
    head = phrases.LINE.format(
        sign=SIGNS[cell.outcome], actor=actor, label=cell.label, title=cell.title, word=cell.word, at=at
    )
    ids = tuple(dict.fromkeys((cell.norm, *behind)))
    return Sentence(text=f"{head}; {text}" if text else head, ids=ids)


def _reason(cell: CellNode, finding: FindingNode | None, actor: str) -> Reason:
    if finding is None:
        return unstopped(cell.note or _inside(phrases.NO_FINDING.get(cell.outcome, "").format(actor=actor))), ()
    if finding.cut:
        return _inside(phrases.CUT_FINDING[finding.cut]), (finding.id,)
    if cell.outcome == "violated":
        return _violated(finding)
    if cell.outcome == "excused":
        holding = [clause for clause in finding.exceptions if clause.state == "holds"]
        gists = "; ".join(f"{unstopped(clause.gist)} ({clause.citation})" for clause in holding)
        return phrases.LINE_EXCUSED.format(gists=gists), tuple(clause.id for clause in holding)
    if cell.outcome == "not-violated":
        for element in finding.elements:
            if element.state == "shown-false":
                return phrases.LINE_FALSE.format(text=statement(element)), element.against or (element.id,)
    if cell.outcome == "contested":
        return _contested(cell, finding)
    return _open(cell, finding, actor)


def _violated(finding: FindingNode) -> Reason:
    live = [clause for clause in finding.exceptions if is_live(clause) and not is_looked_at(clause)]
    facts = tuple(dict.fromkeys(name for element in finding.elements for name in element.support))
    if not live:
        return phrases.LINE_SHOWN, facts
    form = phrases.LINE_PLEADED if len(live) > 1 else phrases.LINE_PLEADED_ONE
    return form.format(number=len(live)), (*facts, *(clause.id for clause in live))


def _contested(cell: CellNode, finding: FindingNode) -> Reason:
    turning = [r for r in cell.readings if len({x.outcome for x in cell.readings if x.position == r.position}) > 1]
    if turning:
        told = ", ".join(f"{r.reading} {' '.join(reading_word(r, cell.effect))}" for r in turning)
        return phrases.LINE_READINGS.format(readings=told), tuple(f"{r.position}={r.reading}" for r in turning)
    for element in finding.elements:
        if element.state == "disputed" and element.node.kind not in SILENT:
            return phrases.LINE_DISPUTED.format(text=statement(element)), (*element.support, *element.against)
    for clause in finding.exceptions:
        if clause.state == "contested":
            text = phrases.LINE_PLEA.format(gist=unstopped(clause.gist), citation=clause.citation)
            return text, (clause.id,)
    return "", (finding.id,)


def _open(cell: CellNode, finding: FindingNode, actor: str) -> Reason:
    if cell.missing:
        more = phrases.LINE_MORE.format(number=len(cell.missing) - 1) if len(cell.missing) > 1 else ""
        return phrases.LINE_OPEN.format(ask=cell.missing[0].ask, more=more), (cell.missing[0].atom,)
    if finding.time in phrases.TIME:
        return _inside(phrases.TIME[finding.time]), (finding.id,)
    if finding.bearer != "shown":
        return _inside(phrases.BEARER.format(actor=actor, state=phrases.STATE[finding.bearer])), (finding.id,)
    return "", (finding.id,)


def _inside(sentence: str) -> str:
    """Begin one of our own sentences with a small letter, since it goes on behind another."""
    return sentence[:1].lower() + sentence[1:]
