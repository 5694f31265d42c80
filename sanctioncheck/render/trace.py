"""The trace of one cell: why it came out so, on which passages, under whose reading, against which defence."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.finding import QUIET, SIGNS, Outcome, word
from sanctioncheck.model.follow import FollowNode
from sanctioncheck.model.result import CaseResult, CellNode, FindingNode, ReadingNode, RunResult
from sanctioncheck.render import phrases
from sanctioncheck.render.hearing import Teller
from sanctioncheck.render.outline import Branch, Outline, Section
from sanctioncheck.render.safe import quoted
from sanctioncheck.render.sentence import (
    alternatives,
    capital,
    ids,
    packs_line,
    period_line,
    reached_by,
    reading_word,
    standards_line,
    unstopped,
)


def trace(
    run: RunResult, case: CaseResult, cell: CellNode, *, full: bool = False, finding: str | None = None
) -> Outline:
    """Tell one cell.

    Args:
        run: the run that it belongs to.
        case: the case that it belongs to; names and reasons are looked up there.
        cell: the cell.
        full: whether to tell every condition, or only those that decide.
        finding: the id of the only finding to tell; all of them where it is None.
    """
    names = {column.id: column.name for column in case.columns}
    actor = names.get(cell.actor, cell.actor)
    chosen = [each for each in cell.findings if finding in (None, each.id)]
    teller = Teller(actor, names, full)
    several = len(cell.findings) > 1
    return Outline(
        f"{SIGNS[cell.outcome]} {actor}, {cell.label}: {cell.word}",
        tuple(_head(run, case, cell, actor)),
        (
            *(_finding(each, cell, teller, several) for each in chosen),
            Section(phrases.READING_SECTION, tuple(_readings(cell.readings, cell, teller.full))),
            Section(phrases.MISSING_SECTION, tuple(_missing(cell))),
            Section(phrases.LEANS_SECTION, tuple(_leans(case, cell))),
            Section(phrases.OPINION_SECTION, tuple(opinions(case, cell))),
            Section(phrases.NOT_ENCODED_SECTION, tuple(Branch(t + ids([cell.provision])) for t in cell.not_encoded)),
            Section(phrases.CONSEQUENCES_SECTION, tuple(_consequences(cell))),
        ),
    )


def _head(run: RunResult, case: CaseResult, cell: CellNode, actor: str) -> Iterator[str]:
    yield cell.title + ids([cell.norm])
    yield phrases.CASE_LINE.format(title=case.title, case=case.case, as_of=case.as_of, pack=packs_line(run.packs))
    law = phrases.FORCE.format(
        citation=cell.citation,
        force=cell.force,
        verb=cell.verb,
        in_force=" and ".join(cell.in_force),
        binds=phrases.SPEAKS_TO if cell.force == "recommendatory" else phrases.BINDS,
        bearer=cell.bearer,
        pinpoint="" if cell.pinpoint_confirmed else f"; {phrases.PINPOINT_UNCONFIRMED}",
        status=cell.status,
    )
    yield law + ids([cell.provision])
    yield phrases.GIST.format(gist=cell.gist) + ids([cell.provision])
    if cell.findings:
        yield standards_line(cell, case.standard) + ids([cell.norm])
    if cell.cut:
        yield phrases.CUT[cell.cut] + ids([cell.norm])
    if cell.untold:
        yield phrases.UNTOLD.format(number=cell.untold) + ids([cell.norm])
    if cell.alternative_to:
        labels = {each.provision: each.label for each in case.cells}
        yield phrases.IN_ALTERNATIVE.format(others=alternatives(cell, labels)) + ids(cell.alternative_to)
    if cell.note:
        yield capital(cell.note) + ids([cell.norm])
    elif not cell.findings and cell.outcome in phrases.NO_FINDING:
        yield phrases.NO_FINDING[cell.outcome].format(actor=actor) + ids([cell.norm])


def _finding(finding: FindingNode, cell: CellNode, teller: Teller, several: bool) -> Section:
    number = cell.findings.index(finding) + 1
    title = (phrases.FINDING if several else phrases.ONE_FINDING).format(
        number=number,
        total=len(cell.findings) + cell.untold,
        heading=finding.heading,
        when=phrases.ON.format(when=finding.when) if finding.when else "",
        sign=SIGNS[finding.outcome],
        word=word(finding.outcome, cell.effect, reached_by(finding.by_standard)),
    )
    return Section(title + ids([finding.id]), tuple(_finding_branches(finding, cell, teller, several)))


def _finding_branches(finding: FindingNode, cell: CellNode, teller: Teller, several: bool) -> Iterator[Branch]:
    if finding.cut:
        yield Branch(phrases.CUT_FINDING[finding.cut] + ids([finding.id]))
    if finding.time in phrases.TIME:
        yield Branch(phrases.TIME[finding.time] + ids([cell.provision]))
    if finding.bearer != "shown" and not finding.cut:
        line = phrases.BEARER.format(actor=teller.actor, state=phrases.STATE[finding.bearer])
        yield Branch(line + ids([cell.norm]))
    if finding.under:
        readings = ", ".join(f"{reading} ({position})" for position, reading in finding.under.items())
        yield Branch(phrases.UNDER.format(readings=readings) + ids(finding.under))
    for element in finding.elements:
        yield teller.element(element)
    yield from teller.exceptions(finding.exceptions)
    if several:
        yield from _readings(finding.readings, cell, teller.full)
    if finding.if_assumed and finding.if_assumed != finding.outcome:
        yield Branch(_assumed(finding.if_assumed, cell) + ids(cell.assumptions))


def _readings(readings: tuple[ReadingNode, ...], cell: CellNode, full: bool) -> Iterator[Branch]:
    """Tell what follows from each reading, and who holds it, also where all lead to the same place."""
    if not full and cell.outcome in QUIET:
        return
    for reading in readings:
        sign, outcome = reading_word(reading, cell.effect)
        line = phrases.READING.format(
            label=reading.label,
            default=phrases.DEFAULT_READING if reading.default else "",
            held_by="; ".join(reading.held_by),
            sign=sign,
            word=outcome,
        )
        yield Branch(line + ids([f"{reading.position}={reading.reading}"]))


def _missing(cell: CellNode) -> Iterator[Branch]:
    for missing in cell.missing:
        counts = phrases.COUNTS.format(counts=missing.counts_as_answer) if missing.counts_as_answer else ""
        yield Branch(phrases.MISSING.format(ask=missing.ask, answer=counts) + ids([missing.atom]))


def _leans(case: CaseResult, cell: CellNode) -> Iterator[Branch]:
    known = {judgement.id: judgement for judgement in case.judgements}
    for name in cell.judgements:
        judgement = known.get(name)
        if judgement is None:
            yield Branch(phrases.LEANS_UNTOLD + ids([name]))
            continue
        line = phrases.LEANS[judgement.kind].format(
            by=judgement.by, text=unstopped(judgement.text), reason=unstopped(judgement.reason)
        )
        yield Branch(line + ids([name], judgement.rests_on))
    for name in cell.assumptions:
        yield Branch(phrases.LEANS_ASSUMPTION.format(text=unstopped(case.assumptions.get(name, name))) + ids([name]))
    if cell.if_assumed and cell.if_assumed != cell.outcome:
        yield Branch(_assumed(cell.if_assumed, cell) + ids(cell.assumptions))
    for name in cell.background:
        yield Branch(phrases.LEANS_BACKGROUND.format(text=unstopped(case.background.get(name, name))) + ids([name]))
    for name in cell.refused:
        yield Branch(phrases.LEANS_REFUSED + ids([name]))
    if cell.period and case.period:
        yield Branch(period_line(phrases.LEANS_PERIOD, case.period) + ids([case.case]))
    if cell.unreviewed:
        yield Branch(phrases.LEANS_UNREVIEWED + ids(cell.unreviewed))
    for status in dict.fromkeys(cell.leans_on.values() if cell.findings else ()):
        rules = [name for name, each in cell.leans_on.items() if each == status]
        yield Branch(phrases.LEANS_RULES.format(status=status) + ids(rules))


def opinions(case: CaseResult, cell: CellNode) -> Iterator[Branch]:
    """Tell what others say of the law at this cell: kept apart, since none of it was used."""
    known = {opinion.id: opinion for opinion in case.opinions}
    names = {column.id: column.name for column in case.columns}
    for name in cell.opinions:
        opinion = known.get(name)
        if opinion is None:
            continue
        text = quoted(opinion.exact)
        source = opinion.source_title or opinion.source
        words = (
            phrases.VERBATIM.format(text=text) if opinion.verbatim else phrases.NOTE.format(source=source, text=text)
        )
        about = names.get(opinion.speaker, opinion.speaker)
        yield Branch(phrases.PASSAGE.format(passage=words, about=about) + ids([name]))


def _consequences(cell: CellNode) -> Iterator[Branch]:
    if cell.outcome in ("violated", "contested"):
        for text in cell.consequences:
            yield Branch(text + ids([cell.provision]))
        for kind, head in phrases.FOLLOWS.items():
            each = tuple(_follow(node) for node in cell.follows if node.kind == kind)
            if each and head is None:
                yield from each
            elif each:
                yield Branch(str(head), each)


def _follow(node: FollowNode) -> Branch:
    unconfirmed = "" if node.confirmed else f", {phrases.PINPOINT_UNCONFIRMED}"
    return Branch(f"{node.text} ({node.label}{unconfirmed}){ids([node.provision])}")


def _assumed(outcome: Outcome, cell: CellNode) -> str:
    # "violated if": a ground would claim more than an assumption can carry.
    return phrases.LEANS_IF_ASSUMED.format(sign=SIGNS[outcome], word=word(outcome, cell.effect, "balance"))
