"""A cell as a lawyer would answer in brief: what it comes to, on which evidence, against which defence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sanctioncheck.explain.once import FirstTold
from sanctioncheck.explain.walk import beside_of, sums_of, unsided
from sanctioncheck.model.brief import Sentence
from sanctioncheck.model.finding import ORDER, word
from sanctioncheck.model.result import CaseResult, CellNode, ElementNode, ExceptionNode, FindingNode, Leaf, Node
from sanctioncheck.model.truth import RANK, STANDARDS, Standard
from sanctioncheck.render import phrases
from sanctioncheck.render.hearing import answers_of, is_denied, is_live, is_looked_at, raisable
from sanctioncheck.render.safe import plain, quoted, shortened
from sanctioncheck.render.sentence import (
    Names,
    alternatives,
    capital,
    cited,
    ids,
    raised_by,
    reached_by,
    reading_word,
    unstopped,
    who,
)

LONGEST_QUOTE = 160
FACTS = 3
QUESTIONS = 3
BEST_MODES = ("admitted", "found", "observed", "official", "reported", "alleged")
SILENT = ("distinct", "date")
"""Conditions that need no sentence where they are shown."""


class Parts(NamedTuple):
    """What is said of a cell: what it comes to and the norm, the conduct, the evidence, and so on to what is open."""

    outcome: tuple[Sentence, ...]
    conduct: tuple[Sentence, ...]
    period: tuple[Sentence, ...]
    limits: tuple[Sentence, ...]
    evidence: tuple[Sentence, ...]
    readings: tuple[Sentence, ...]
    exceptions: tuple[Sentence, ...]
    missing: tuple[Sentence, ...]
    leans: tuple[Sentence, ...]
    opinions: tuple[Sentence, ...]


def paragraph(case: CaseResult, cell: CellNode, finding: str | None = None) -> tuple[Sentence, ...]:
    """Tell a cell in one paragraph, every sentence with the ids behind it.

    Args:
        case: the case that it belongs to.
        cell: the cell.
        finding: the id of the finding to tell; the gravest where it is None.
    """
    return tuple(chain.from_iterable(parts(case, cell, finding)))


def parts(case: CaseResult, cell: CellNode, finding: str | None = None) -> Parts:
    """Tell a cell as `paragraph` does, by what its sentences are about."""
    return _Brief(case, cell, finding).parts()


def written(sentences: Iterable[Sentence]) -> str:
    """Put sentences behind one another, each with its ids.

    >>> written([Sentence(text="it is so", ids=("f1",)), Sentence(text="Is it?", ids=("f2", "f3"))])
    'It is so [f1]. Is it? [f2, f3].'
    """
    return " ".join(f"{capital(plain(each.text + ids(each.ids)))}." for each in sentences)


def gravest(cell: CellNode, finding: str | None = None) -> FindingNode | None:
    """Give the finding with this id, or of those that make the cell what it is the best proved, of equals the first."""
    chosen = [each for each in cell.findings if finding in (None, each.id)]
    return min(chosen, key=lambda each: (ORDER[each.outcome], -_proof(each)), default=None)


def _proof(finding: FindingNode) -> int:
    reached = reached_by(finding.by_standard)
    return RANK[reached] if reached else -1


def verdict(cell: CellNode, actor: str, *, bare: bool = False) -> str:
    """Say in a sentence what a cell comes to; ``bare`` as if it were violated, whatever the ground."""
    norm = phrases.BRIEF_NORM.format(label=cell.label, title=cell.title)
    if bare:
        return phrases.VERDICT[cell.effect]["violated"].format(actor=actor, norm=norm)
    form = phrases.VERDICT[cell.effect].get(cell.outcome) or phrases.VERDICT_OTHER[cell.outcome]
    said = form.format(actor=actor, norm=norm)
    if cell.outcome != "violated":
        return said
    return phrases.GROUND[cell.standard_reached or "alleged"].format(verdict=said)


class _Brief:
    """Tells one cell; what it has quoted once it does not quote again."""

    def __init__(self, case: CaseResult, cell: CellNode, finding: str | None) -> None:
        self.case, self.cell, self.named = case, cell, finding
        self.names: Names = {column.id: column.name for column in case.columns}
        self.actor = self.names.get(cell.actor, cell.actor)
        self.told = gravest(cell, finding)
        self.first = FirstTold(self.told) if self.told is not None else None
        self.quoted: dict[Leaf, None] = {}
        self.last: str | None = None
        """The source quoted last."""

    def parts(self) -> Parts:
        """Give the sentences in their order, by what they are about."""
        finding = self.told
        return Parts(
            tuple(self._outcome()),
            tuple(self._conduct(finding)) if finding else (),
            tuple(self._period()) if finding else (),
            tuple(self._limits(finding)) if finding else (),
            tuple(each for element in finding.elements for each in self._element(element)) if finding else (),
            tuple(self._readings()),
            tuple(self._exceptions(finding)) if finding else (),
            tuple(self._missing()),
            tuple(self._leans()),
            tuple(self._opinions()),
        )

    # --- what it comes to

    def _outcome(self) -> Iterator[Sentence]:
        cell = self.cell
        said = verdict(cell, self.actor)
        if cell.outcome == "violated" or not cell.findings:
            yield _sentence(said, cell.norm)
        else:
            standard = phrases.BRIEF_STANDARD[self.case.standard]
            yield _sentence(phrases.BRIEF_AT.format(verdict=said, standard=standard), cell.norm)
            if cell.standard_reached is not None:
                ground = phrases.GROUND[cell.standard_reached]
                lower = ground.format(verdict=verdict(cell, self.actor, bare=True))
                yield _sentence(phrases.BRIEF_LOWER.format(ground=lower), cell.norm)
        if cell.cut:
            yield _sentence(phrases.CUT[cell.cut], cell.norm)
        if not cell.pinpoint_confirmed:
            yield _sentence(phrases.BRIEF_PINPOINT.format(citation=cell.citation), cell.provision)
        if cell.alternative_to and cell.outcome == "violated":
            labels = {each.provision: each.label for each in self.case.cells}
            yield _sentence(phrases.BRIEF_ALTERNATIVE.format(others=alternatives(cell, labels)), *cell.alternative_to)
        if cell.note:
            yield _sentence(unstopped(cell.note), cell.norm)
        elif self.told is None and cell.outcome in phrases.NO_FINDING:
            yield _sentence(phrases.NO_FINDING[cell.outcome].format(actor=self.actor), cell.norm)

    def _conduct(self, finding: FindingNode) -> Iterator[Sentence]:
        when = phrases.ON.format(when=finding.when) if finding.when else ""
        if len(self.cell.findings) > 1 and self.named is None:
            form = phrases.BRIEF_GRAVEST.format(
                number=len(self.cell.findings) + self.cell.untold, heading=finding.heading, when=when
            )
        else:
            form = phrases.BRIEF_ABOUT.format(heading=finding.heading, when=when)
        yield _sentence(form, finding.id)

    def _period(self) -> Iterator[Sentence]:
        if self.cell.period and self.case.period:
            period = self.case.period
            yield _sentence(phrases.BRIEF_PERIOD.format(from_=period.from_, to=period.to), self.case.case)

    def _limits(self, finding: FindingNode) -> Iterator[Sentence]:
        if finding.cut:
            yield _sentence(phrases.CUT_FINDING[finding.cut], finding.id)
        if finding.time in phrases.TIME:
            yield _sentence(phrases.TIME[finding.time], self.cell.provision)
        if finding.bearer != "shown" and not finding.cut:
            state = phrases.STATE[finding.bearer]
            yield _sentence(phrases.BEARER.format(actor=self.actor, state=state), self.cell.norm)

    # --- on which evidence

    def _element(self, element: ElementNode) -> Iterator[Sentence]:
        if element.state == "shown" and element.node.kind in SILENT:
            return
        if element.state == "unknown":
            yield from self._counted(element)
            # What is asked under "missing" is not said twice.
            if not set(element.missing) & {each.atom for each in self.cell.missing}:
                yield _sentence(phrases.BRIEF_UNKNOWN.format(ask=element.ask), *(element.missing or (element.id,)))
            return
        said = statement(element)
        sides = {"shown": ("for",), "shown-false": ("against",)}.get(element.state, ("for", "against"))
        evidence = [self._evidence(element, side) for side in sides]
        if element.state == "disputed":
            text = phrases.BRIEF_DISPUTED.format(text=said, for_=evidence[0], against=evidence[1])
        else:
            manner = phrases.MANNER[proved_to(element)]
            text = phrases.BRIEF_SHOWN.format(text=said, manner=manner, evidence=evidence[0])
            text += self._despite(element, "against" if sides == ("for",) else "for")
        behind = [name for side in sides for name in (element.support if side == "for" else element.against)]
        yield _sentence(text, *(behind or (element.id,)))
        yield from self._counted(element)
        for each in beside_of(element.node):
            told = phrases.BRIEF_BESIDE.format(when=each.when, evidence=self._told(each.leaf))
            yield _sentence(told, each.leaf.id)

    def _counted(self, element: ElementNode) -> Iterator[Sentence]:
        """Name what a total adds up, or a share follows: the sum alone cannot be checked."""
        for node in sums_of(element.node):
            yield _sentence(phrases.BRIEF_COUNTED.format(operands="; ".join(node.operands)), element.id)

    def _evidence(self, element: ElementNode, side: str) -> str:
        """Name the evidence that carries each fact on one side; of many facts the first few."""
        facts: dict[str, list[Leaf]] = {}
        for leaf in self.first.leaves(element.node) if self.first else ():
            if leaf.side == side and leaf not in facts.setdefault(leaf.id, []):
                facts[leaf.id].append(leaf)
        told = [self._told(leaf) for leaves in list(facts.values())[:FACTS] for leaf in carrying(leaves, element)]
        more = [phrases.BRIEF_FURTHER] if len(facts) > FACTS else []
        nothing = phrases.BRIEF_BY_SUM if any(True for _ in sums_of(element.node)) else phrases.BRIEF_NO_EVIDENCE
        return _listed([*told, *more]) or nothing

    def _despite(self, element: ElementNode, side: str) -> str:
        """Name what speaks against an element that it does not touch at the standard asked."""
        leaves = dict.fromkeys(leaf for leaf in (self.first.leaves(element.node) if self.first else ())
                               if leaf.side == side and leaf.grade is not None)  # fmt: skip
        told = [self._told(leaf) for leaf in list(leaves)[:FACTS]]
        return phrases.BRIEF_DESPITE.format(evidence=_listed(told)) if told else ""

    def _told(self, leaf: Leaf) -> str:
        speaker = self.names.get(leaf.speaker or "", leaf.speaker or "") or leaf.by
        if speaker and leaf.mode == "found" and not speaker.lower().startswith("the "):
            speaker = phrases.BRIEF_BODY.format(body=speaker)
        noun, by = phrases.EVIDENCE.get(leaf.mode or leaf.kind, phrases.EVIDENCE["reported"])
        text = noun + (by.format(who=speaker) if speaker and by else "")
        if unsided(leaf) in self.quoted:
            return phrases.BRIEF_AGAIN.format(evidence=text)
        self.quoted[unsided(leaf)] = None
        words = shortened(quoted(leaf.text), LONGEST_QUOTE)
        words = phrases.VERBATIM.format(text=words) if leaf.verbatim else words
        where = leaf.source_title or leaf.source
        before, self.last = self.last, where
        if where and where == before:
            where = phrases.BRIEF_SAME_SOURCE
        elif where and leaf.kind == "passage" and not leaf.verbatim:
            where = phrases.BRIEF_NOTE.format(source=where)
        return phrases.BRIEF_EVIDENCE.format(evidence=text, passage=f"{where}: {words}" if where else words)

    # --- under whose reading, against which defence

    def _readings(self) -> Iterator[Sentence]:
        by_position = dict.fromkeys(reading.position for reading in self.cell.readings)
        for position in by_position:
            rivals = [reading for reading in self.cell.readings if reading.position == position]
            if {reading.outcome for reading in rivals} <= {self.cell.outcome}:
                if self.told is not None:
                    text = phrases.BRIEF_EVERY_READING.format(readings="; ".join(r.reading for r in rivals))
                    yield _sentence(text, *(f"{position}={r.reading}" for r in rivals))
                continue
            for reading in rivals:
                _, outcome = reading_word(reading, self.cell.effect)
                taken = phrases.BRIEF_DEFAULT if reading.default else ""
                text = phrases.BRIEF_READING.format(
                    label=reading.label, held_by="; ".join(reading.held_by), word=outcome, default=taken
                )
                yield _sentence(text, f"{position}={reading.reading}")

    def _exceptions(self, finding: FindingNode) -> Iterator[Sentence]:
        for clause in filter(is_live, finding.exceptions):
            yield _sentence(
                pleaded(clause, raised_by(clause, self.actor)), clause.id, *(each.id for each in answers_of(clause))
            )
        quiet = [clause for clause in finding.exceptions if not is_live(clause)]
        for side in dict.fromkeys(who(clause, self.actor) for clause in quiet):
            theirs = [clause for clause in quiet if who(clause, self.actor) == side]
            named = "; ".join(raisable(clause).rpartition(" [")[0] for clause in theirs)
            yield _sentence(phrases.RAISABLE.format(who=side, exceptions=named), *(clause.id for clause in theirs))

    # --- what is open

    def _missing(self) -> Iterator[Sentence]:
        if self.cell.outcome in ("violated", "excused", "not-violated"):
            return
        for missing in self.cell.missing[:QUESTIONS]:
            yield _sentence(phrases.BRIEF_MISSING.format(ask=missing.ask), missing.atom)
        further = self.cell.missing[QUESTIONS:]
        if further:
            form = phrases.BRIEF_MORE if len(further) > 1 else phrases.BRIEF_ONE_MORE
            yield _sentence(form.format(number=len(further)), *(missing.atom for missing in further))

    def _leans(self) -> Iterator[Sentence]:
        cell = self.cell
        if cell.judgements and self.told is not None:
            form = phrases.BRIEF_LEANS if len(cell.judgements) > 1 else phrases.BRIEF_LEANS_ON_ONE
            yield _sentence(form.format(number=len(cell.judgements)), *cell.judgements)
        if cell.if_assumed and cell.if_assumed != cell.outcome:
            # "violated if": a ground would claim more than an assumption can carry.
            assumed = word(cell.if_assumed, cell.effect, "balance")
            yield _sentence(phrases.BRIEF_ASSUMED.format(word=assumed), *(cell.assumptions or (cell.norm,)))

    def _opinions(self) -> Iterator[Sentence]:
        cell = self.cell
        speakers = [self.names.get(o.speaker, o.speaker) for o in self.case.opinions if o.id in cell.opinions]
        if speakers and self.told is not None:
            named = ", ".join(dict.fromkeys(speakers))
            yield _sentence(phrases.BRIEF_OPINION.format(speakers=named), *cell.opinions)


def pleaded(clause: ExceptionNode, by: str) -> str:
    """Say of an exception who raises it (``by``, with a space before it), whether it holds, and what answers it."""
    answers = answers_of(clause)
    state = phrases.PLEA[clause.state]
    if clause.state == "contested" and clause.node.state == "shown" and not answers:
        state = phrases.PLEA_SHORT.format(standard=phrases.STANDARD[clause.standard])
    if answers:
        gists = "; ".join(f"{unstopped(each.gist)} ({cited(each.citation, each.mark)})" for each in answers)
        form = phrases.PLEA_ANSWERED if clause.state == "answered" else phrases.PLEA_OPPOSED
        answer = form.format(state=state, answer=gists)
    elif clause.node.state == "shown-false":
        answer = phrases.PLEA_FAILED
    elif is_denied(clause.node):
        answer = phrases.PLEA_DENIED.format(state=state)
    else:
        answer = phrases.PLEA_UNANSWERED.format(state=state)
    form = phrases.PLEA_RAISED if clause.invoked_by else phrases.PLEA_BEGUN if clause.raised else phrases.PLEA_POSSIBLE
    if is_looked_at(clause):
        form = phrases.PLEA_LOOKED_AT
    return form.format(
        kind=clause.kind,
        by=by,
        gist=unstopped(clause.gist),
        citation=cited(clause.citation, clause.mark),
        answer=answer,
    )


def statements(node: Node) -> Iterator[str]:
    """Give what the parts of a condition that decide it state."""
    if node.kind == "not":
        # What is shown false says its contrary already, so that only what is open must be turned.
        turned = node.state not in ("shown", "shown-false")
        form = phrases.BRIEF_CONTRARY if turned else "{text}"
        yield from (form.format(text=text) for part in node.parts for text in statements(part))
    elif node.parts:
        for part in node.parts:
            if part.state == node.state and part.kind not in SILENT:
                yield from statements(part)
    else:
        yield node.text


def statement(element: ElementNode) -> str:
    """Give what an element comes to in words, or its question where its parts say nothing."""
    return "; ".join(dict.fromkeys(statements(element.node))) or element.ask


def _weight(leaf: Leaf) -> tuple[bool, int, int]:
    mode = BEST_MODES.index(leaf.mode) if leaf.mode in BEST_MODES else len(BEST_MODES)
    return leaf.kind == "passage", STANDARDS.index(leaf.grade) if leaf.grade else -1, -mode


def carrying(leaves: list[Leaf], element: ElementNode) -> list[Leaf]:
    """Give the best passage for a fact; where it does not reach alone what the element does, the others with it."""
    best, *others = sorted(leaves, key=_weight, reverse=True)
    highest = proved_to(element)
    if best.grade is None or highest is None or STANDARDS.index(best.grade) >= STANDARDS.index(highest):
        return [best]
    return [best, *(leaf for leaf in others if leaf.grade is not None)][:FACTS]


def proved_to(element: ElementNode) -> Standard | None:
    """Give the highest standard at which an element has the state that it has at the one asked for."""
    same = [standard for standard in STANDARDS if element.states.get(standard) == element.state]
    return same[-1] if same else None


def _listed(parts: list[str]) -> str:
    """Put parts into one phrase.

    >>> _listed(["a", "b", "c"]), _listed(["a"]), _listed([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _sentence(text: str, *behind: str) -> Sentence:
    return Sentence(text=text, ids=tuple(dict.fromkeys(behind)))
