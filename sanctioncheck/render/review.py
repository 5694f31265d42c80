"""A proposed fact on the screen of a reviewer: in words, with every quote marked in the sentence round it.

The texts are strangers': whatever is written here steers no terminal, and cannot pretend to be the mark of a quote.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from sanctioncheck.errors import sanitise
from sanctioncheck.explain.proposal import Footing, Proposal, Shown
from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.fact import Fact
from sanctioncheck.render import phrases
from sanctioncheck.render.safe import plain, quoted
from sanctioncheck.render.sentence import capital

OPEN: Final = "⟦"
CLOSE: Final = "⟧"
KEYS: Final = "a accept · r reject · e edit · n next · b back · u undo · w why · ? help · q quit"
HELP: Final = """\
a  accept the fact: it is evidence from then on
r  reject it; you are asked why
e  edit it: polarity, status, date, a role, or mode, speaker, information or quote of a passage;
   what was decided on it before is then open again
n  next, deciding nothing
b  back to the one before
u  undo your last decision; again, the one before it
w  why it was proposed, and which cells would come out otherwise if it were accepted
?  this help
q  quit; every decision is written already
"""
EDIT_HELP: Final = """\
date: 2024-10, or 2024-10/2024-12 for a day between, or `from 2024-10 to 2025-01` for what went on
speaker: the id of an actor, or other words in quotation marks
quote: the words as they stand; where they stand twice, a passage with [[ ]] round the ones that are meant
`-` takes away a date, a speaker or a digit. An empty line ends.
"""
_MOST_CELLS = 12


def card(proposal: Proposal, place: tuple[int, int], signed: Sequence[str], width: int) -> str:
    """Draw a fact.

    Args:
        proposal: the fact with its passages.
        place: its number, and how many there are.
        signed: who has signed it already, where a second signature is awaited.
        width: the columns to write in.
    """
    fact = proposal.fact
    lines = ["", f"── {place[0]} of {place[1]} ── {plain(fact.id)}", *_wrap(f"{capital(plain(proposal.text))}.", width)]
    lines += _wrap(" · ".join(_about(fact)), width)
    if signed:
        lines += _wrap(f"signed by {plain(', '.join(signed))}; the signature of somebody else is awaited", width)
    for shown in proposal.supports:
        lines += ["", *_support(shown, len(proposal.supports), width)]
    return _safe(lines)


def _about(fact: Fact) -> Iterable[str]:
    yield "positive" if fact.claim.positive else "negative"
    yield fact.status
    yield plain(when(fact))
    review = fact.review
    who = review.by or (f"policy: {review.policy}" if review.policy else None)
    yield f"{review.state}{f' by {plain(who)}' if who else ''}{f' on {review.on}' if review.on else ''}"
    if review.why:
        yield f"because {plain(review.why)}"
    yield f"proposed by {plain(proposer(fact))}" if fact.extractor else "written by hand"


def when(fact: Fact) -> str:
    """Say when it was, as the case file has it."""
    if fact.during is not None:
        return f"from {fact.during.from_} to {fact.during.to}"
    return fact.on or "undated"


def proposer(fact: Fact) -> str:
    """Name the machine that proposed a fact."""
    machine = fact.extractor
    return f"{machine.name} {machine.version}" if machine is not None else "nobody"


def _support(shown: Shown, of: int, width: int) -> Iterable[str]:
    support = shown.support
    number = f"[{shown.number}] " if of > 1 else ""
    if support.mode == "inferred":
        grounds = f"{', '.join(support.inferred_from)} by {support.by}: {support.reason}"
        yield from _wrap(f"{number}inferred from {plain(grounds)}", width)
        return
    yield from _wrap(f"{number}{' · '.join(_where(shown))}", width)
    if shown.round is not None:
        before, exact, after = (_unmarked(part) for part in (shown.round.before, shown.round.exact, shown.round.after))
        passage = f"{before}{OPEN}{exact}{CLOSE}{after}"
        yield from _wrap(quoted(passage), width - 4, "    ")
    said = [f"speaker: {plain(shown.speaker)}"] if shown.speaker else ["speaker: nobody named"]
    said += [f"mode: {support.mode}", f"information: {support.information}"]
    yield from _wrap(" · ".join(said), width - 4, "    ")


def _where(shown: Shown) -> Iterable[str]:
    source = shown.source
    if source is not None:
        yield plain(source.title) if source.verbatim else f"our note: {plain(source.title)}"
        yield from filter(None, [plain(source.publisher or "") if source.verbatim else ""])
        yield source.published
        yield f"source {source.reliability}"
    if shown.page is not None:
        yield f"page {shown.page}"
    if shown.paragraph is not None:
        yield shown.paragraph
        yield f"characters {shown.start}–{shown.end}"


def _unmarked(text: str) -> str:
    """Take out of a text what would look like our marks; white space at its ends stays."""
    return text.replace(OPEN, "[").replace(CLOSE, "]")


def why(proposal: Proposal, footing: Footing, width: int) -> str:
    """Say what a proposal rests on."""
    fact = proposal.fact
    machine = fact.extractor
    lines = [f"proposed by {plain(proposer(fact))}" if machine else "written by hand, not proposed by a machine"]
    if machine is not None and machine.model_sha256:
        lines.append(f"model {plain(machine.model_sha256)}")
    told = ", ".join(map(plain, footing.triggers))
    predicate = plain(fact.claim.predicate)
    lines.append(f"words that say {predicate}: {told}" if told else f"no word that says {predicate} was recognised")
    lines += [f"{plain(role)}: the quote names {plain(name)}" for role, name in footing.found.items()]
    lines += [f"{plain(role)}: no quote names {plain(name)}" for role, name in footing.unfound.items()]
    if fact.status != "actual":
        lines.append(f"it is {fact.status}, so it can touch no cell")
    elif not footing.cells:
        lines.append("no cell comes out otherwise if it is accepted")
    else:
        lines.append("if it is accepted, these cells come out otherwise:")
        lines += [f"  {plain(_cell(cell))}" for cell in footing.cells[:_MOST_CELLS]]
        more = len(footing.cells) - _MOST_CELLS
        lines += [f"  and {more} more"] if more > 0 else []
    return _safe(part for line in lines for part in _wrap(line, width, " " * (len(line) - len(line.lstrip()))))


def _cell(cell: CellDifference) -> str:
    before = cell.before.outcome if cell.before else "no column"
    after = cell.after.outcome if cell.after else "no column"
    moved = f"{before} → {after}" if before != after else f"{after}, to another standard or under another reading"
    if before == after and cell.after and cell.after.standard_reached:
        moved = f"{after}, now to {phrases.STANDARD[cell.after.standard_reached]}"
    return f"{cell.name}, {cell.label}: {moved}"


def coloured(text: str) -> str:
    """Print the quotes of a card in bold, on a terminal."""
    return re.sub(f"{OPEN}.*?{CLOSE}", "\x1b[1m\\g<0>\x1b[0m", text, flags=re.DOTALL)


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    lines = textwrap.wrap(text.strip(), max(width, 40), break_on_hyphens=False) or [""]
    return [f"{indent}{line}" for line in lines]


def _safe(lines: Iterable[str]) -> str:
    return sanitise("\n".join(lines), keep="\n") + "\n"
