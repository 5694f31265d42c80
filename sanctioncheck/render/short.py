"""The trace of one cell as a paragraph: what is shown by whom, what is open and for whom to show."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.finding import ORDER, SIGNS, word
from sanctioncheck.model.result import CaseResult, CellNode, ElementNode, ExceptionNode, FindingNode, Leaf, Node
from sanctioncheck.model.truth import RANK
from sanctioncheck.render import phrases
from sanctioncheck.render.hearing import answers_of, is_live, raisable
from sanctioncheck.render.safe import plain
from sanctioncheck.render.sentence import (
    Names,
    capital,
    cited,
    ids,
    passage,
    raised_by,
    reading_word,
    source_of,
    unstopped,
    who,
)

_LONGEST_QUOTE = 160
_QUESTIONS = 3
_BEST_MODES = ("admitted", "found", "observed", "official", "reported")


def paragraph(case: CaseResult, cell: CellNode, finding: str | None = None) -> str:
    """Tell a cell in one paragraph, every sentence with the ids behind it.

    Args:
        case: the case that it belongs to.
        cell: the cell.
        finding: the id of the finding to tell; the gravest where it is None.
    """
    names = {column.id: column.name for column in case.columns}
    return " ".join(f"{capital(plain(sentence))}." for sentence in _sentences(case, cell, names, finding))


def _sentences(case: CaseResult, cell: CellNode, names: Names, finding: str | None) -> Iterator[str]:
    actor = names.get(cell.actor, cell.actor)
    told = gravest(cell, finding)
    proved = cell.standard_reached if cell.outcome == "violated" else None
    # Below the balance the word itself names the ground.
    named = proved is not None and RANK[proved] >= RANK["balance"]
    at = phrases.SHORT_AT.format(standard=phrases.STANDARD[proved]) if proved and named else ""
    head = phrases.SHORT_HEAD.format(
        sign=SIGNS[cell.outcome], actor=actor, label=cell.label, title=cell.title, word=cell.word, at=at
    )
    yield head + ids([cell.norm])
    if not cell.pinpoint_confirmed:
        yield phrases.SHORT_PINPOINT + ids([cell.provision])
    if cell.note:
        yield cell.note + ids([cell.norm])
    elif told is None and cell.outcome in phrases.NO_FINDING:
        yield phrases.NO_FINDING[cell.outcome].format(actor=actor) + ids([cell.norm])
    if told is not None:
        if len(cell.findings) > 1 and finding is None:
            when = phrases.ON.format(when=told.when) if told.when else ""
            number = len(cell.findings)
            yield phrases.SHORT_FINDINGS.format(number=number, heading=told.heading, when=when) + ids([told.id])
        quoted: set[Leaf] = set()
        for element in told.elements:
            yield from _element(element, names, quoted)
    yield from _readings(cell)
    yield from _missing(cell)
    if told is not None:
        yield from _exceptions(told, actor)
    if cell.if_assumed and cell.if_assumed != cell.outcome:
        yield phrases.SHORT_ASSUMED.format(word=word(cell.if_assumed, cell.effect, "balance")) + ids(cell.assumptions)
    speakers = [names.get(o.speaker, o.speaker) for o in case.opinions if o.id in cell.opinions]
    if speakers and told is not None:
        yield phrases.SHORT_OPINION.format(speakers=", ".join(dict.fromkeys(speakers))) + ids(cell.opinions)


def gravest(cell: CellNode, finding: str | None = None) -> FindingNode | None:
    """Give the finding with this id, or the first of those that make the cell what it is."""
    chosen = [each for each in cell.findings if finding in (None, each.id)]
    return min(chosen, key=lambda each: ORDER[each.outcome], default=None)


def _element(element: ElementNode, names: Names, quoted: set[Leaf]) -> Iterator[str]:
    # What is unknown is asked under "missing", and once is enough; that two are two needs no sentence.
    if element.state == "unknown" or element.node.kind in ("distinct", "date"):
        return
    behind = {"shown": element.support, "shown-false": element.against}.get(
        element.state, (*element.support, *element.against)
    )
    told = "; ".join(dict.fromkeys(statements(element.node))) or element.ask
    text = phrases.SHORT_STATE[element.state].format(text=told)
    side = "against" if element.state == "shown-false" else "for"
    best = max((leaf for leaf in leaves(element.node) if leaf.side == side), key=_weight, default=None)
    if best is not None and best not in quoted:
        quoted.add(best)
        source = source_of(best, names)
        words = passage(best, _LONGEST_QUOTE)
        text = phrases.SHORT_SOURCE.format(text=text, passage=f"{source}: {words}" if source else words)
    yield text + ids(behind or (element.id,))


def statements(node: Node) -> Iterator[str]:
    """Give what the parts of a condition that decide it state."""
    if node.kind == "not":
        yield from (phrases.SHORT_CONTRARY.format(text=text) for part in node.parts for text in statements(part))
    elif node.parts:
        for part in node.parts:
            if part.state == node.state and part.kind not in ("distinct", "date"):
                yield from statements(part)
    else:
        yield node.text


def leaves(node: Node) -> Iterator[Leaf]:
    """Give every leaf under a condition, those of its definitions too."""
    yield from node.leaves
    for part in node.parts:
        yield from leaves(part)
    for meaning in node.meanings:
        yield from leaves(meaning.node)


def _weight(leaf: Leaf) -> tuple[bool, int, int]:
    mode = _BEST_MODES.index(leaf.mode) if leaf.mode in _BEST_MODES else len(_BEST_MODES)
    return leaf.kind == "passage", RANK[leaf.grade] if leaf.grade else -1, -mode


def _readings(cell: CellNode) -> Iterator[str]:
    if {reading.outcome for reading in cell.readings} <= {cell.outcome}:
        return
    for reading in cell.readings:
        _, outcome = reading_word(reading, cell.effect)
        line = phrases.SHORT_READING.format(label=reading.label, held_by="; ".join(reading.held_by), word=outcome)
        yield line + ids([f"{reading.position}={reading.reading}"])


def _missing(cell: CellNode) -> Iterator[str]:
    if cell.outcome in ("violated", "excused", "not-violated"):
        return
    for missing in cell.missing[:_QUESTIONS]:
        yield phrases.SHORT_MISSING.format(ask=missing.ask) + ids([missing.atom])
    further = cell.missing[_QUESTIONS:]
    if further:
        yield phrases.SHORT_MORE_MISSING.format(number=len(further)) + ids(missing.atom for missing in further)


def _exceptions(finding: FindingNode, actor: str) -> Iterator[str]:
    for clause in filter(is_live, finding.exceptions):
        yield _raised(clause, actor) + ids([clause.id])
    quiet = [clause for clause in finding.exceptions if not is_live(clause)]
    for side in dict.fromkeys(who(clause, actor) for clause in quiet):
        named = "; ".join(raisable(clause) for clause in quiet if who(clause, actor) == side)
        yield phrases.SHORT_RAISABLE.format(who=side, exceptions=named)


def _raised(clause: ExceptionNode, actor: str) -> str:
    answers = answers_of(clause)
    state = phrases.EXCEPTION_STATE[clause.state]
    if answers:
        gists = "; ".join(unstopped(each.gist) for each in answers)
        answer = phrases.SHORT_ANSWERED.format(state=state, gist=gists)
    elif clause.node.state == "shown-false":
        answer = phrases.SHORT_FAILED
    else:
        answer = phrases.SHORT_NOT_ANSWERED.format(state=state)
    return phrases.SHORT_RAISED.format(
        kind=clause.kind,
        by=raised_by(clause, actor),
        gist=unstopped(clause.gist),
        citation=cited(clause.citation, clause.mark),
        answer=answer,
    )
