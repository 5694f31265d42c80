"""The conditions of an element or exception as branches: what is shown, by which passages, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sanctioncheck.model.result import ElementNode, ExceptionNode, Leaf, MeaningNode, Node, Side
from sanctioncheck.model.truth import State
from sanctioncheck.render import phrases
from sanctioncheck.render.outline import Branch
from sanctioncheck.render.sentence import Names, adds, capital, cited, evidence, ids, raised_by, unstopped, who

_GROUPS = ("all", "any", "there-is")
_SILENT_WHEN_SHOWN = ("distinct", "date")


@dataclass(slots=True)
class Teller:
    """Tells a trace for one actor; with ``full`` every node, otherwise those that decide."""

    actor: str
    names: Names
    full: bool = False
    turned: bool = False
    """Whether what is told now serves the respondent: inside an exception, or under a negation."""
    told: dict[Leaf, None] = field(default_factory=dict)
    """The passages already printed; the next time their ids are enough."""

    def element(self, element: ElementNode) -> Branch:
        """Tell an element: its question, the answer, and what the answer stands on."""
        node = element.node
        support, against = element.support, element.against
        deciding = {"shown": support, "shown-false": against, "disputed": (*support, *against)}.get(element.state, ())
        ask = element.ask
        if element.reading:
            ask = phrases.AS_READ.format(ask=ask, reading=element.reading)
        said = {
            "sign": phrases.ELEMENT_SIGN[element.state],
            "ask": ask,
            "state": capital(phrases.STATE[element.state]),
        }
        cited_at = f" ({element.citation})" if element.citation and self.full else ""
        behind = ids(deciding or element.missing or (element.id,), (element.id,) if self.full else ())
        if node.kind == "atom":
            if adds(node.text, ask):
                line = phrases.ELEMENT_ATOM[element.state].format(
                    text=capital_after(element.state, _dated(node)), **said
                )
            else:
                line = phrases.ELEMENT.format(**said) + _date(node)
            line += self._again(node.leaves) + cited_at + behind
            return Branch(line, (*self.under(node, element.id), *self._rivals(element)))
        line = phrases.ELEMENT.format(**said)
        return Branch(line + cited_at + behind, (*self.parts(node, element.id), *self._rivals(element)))

    def _rivals(self, element: ElementNode) -> Iterator[Branch]:
        """Tell the element under its other readings."""
        for rival in element.rivals:
            line = phrases.RIVAL.format(reading=rival.reading, state=phrases.STATE[rival.state])
            yield Branch(line + ids([f"{element.id}={rival.reading}"]), tuple(self.parts(rival.node, element.id)))

    def parts(self, node: Node, owner: str) -> Iterator[Branch]:
        """Tell a condition by its parts, without a line for the word that joins them where it says nothing."""
        parts = self._deciding(node)
        if node.kind == "all" or (node.kind in _GROUPS and (len(parts) == 1 or node.state == "shown-false")):
            for part in parts:
                yield from self.parts(part, owner)
        else:
            yield from self.node(node, owner)

    def node(self, node: Node, owner: str) -> Iterator[Branch]:
        """Tell one condition with what is under it."""
        form = phrases.NODE[node.state]
        if node.kind in phrases.CONNECTIVE:
            # Under `any` and `not` a part that is itself several must stay together.
            told = self.parts if node.kind == "all" else self.node
            self.turned ^= node.kind == "not"
            inner = tuple(branch for part in self._deciding(node) for branch in told(part, owner))
            self.turned ^= node.kind == "not"
            yield Branch(form.format(text=phrases.CONNECTIVE[node.kind]) + ids([owner]), inner)
        elif self.full or node.state != "shown" or node.kind not in _SILENT_WHEN_SHOWN:
            behind = (leaf.id for leaf in node.leaves) if node.leaves else (node.atom or owner,)
            line = form.format(text=capital_after(node.state, _dated(node))) + self._again(node.leaves) + ids(behind)
            yield Branch(line, tuple(self.under(node, owner)))

    def under(self, node: Node, owner: str) -> Iterator[Branch]:
        """Tell what one atom, negation or sum stands on."""
        # What is shown false is told as its contrary, and there the sides change places.
        other: Side = "for" if node.state == "shown-false" else "against"
        yield from self._leaves(node.leaves, other)
        for each in node.beside:
            line = evidence(each.leaf, self.names, other)
            yield Branch(phrases.BESIDE.format(when=each.when, line=line))
        for operand in node.operands:
            yield Branch(phrases.OPERAND.format(operand=operand) + ids([owner]))
        for meaning in node.meanings:
            if self.full or _matters(meaning, node):
                yield self._meaning(meaning)

    def _leaves(self, leaves: tuple[Leaf, ...], other: Side) -> Iterator[Branch]:
        fresh = [leaf for leaf in leaves if self.full or leaf not in self.told]
        for leaf in sorted(dict.fromkeys(fresh), key=lambda leaf: leaf.side == other):
            self.told[leaf] = None
            yield Branch(evidence(leaf, self.names, other))
        if fresh and len(fresh) < len(leaves):
            yield Branch(phrases.ABOVE + ids(leaf.id for leaf in leaves if leaf not in fresh))

    def _again(self, leaves: tuple[Leaf, ...]) -> str:
        """Say that all the passages of an atom are printed already."""
        again = leaves and not self.full and all(leaf in self.told for leaf in leaves)
        return f", {phrases.ABOVE}" if again else ""

    def _meaning(self, meaning: MeaningNode) -> Branch:
        state = capital(phrases.STATE[meaning.state])
        form = phrases.BRIDGE if meaning.bridge else phrases.MEANING
        line = form.format(state=state, citation=cited(meaning.citation, meaning.mark), gist=unstopped(meaning.gist))
        if meaning.reading:
            line += phrases.READ_AS.format(reading=meaning.reading, held_by="; ".join(meaning.held_by))
        branches = [*self.parts(meaning.node, meaning.id), *self.exceptions(meaning.exceptions, of_definition=True)]
        return Branch(line + ids([meaning.id]), tuple(branches))

    def exceptions(self, clauses: tuple[ExceptionNode, ...], of_definition: bool = False) -> Iterator[Branch]:
        """Tell exceptions: the raised ones first, with what answers them; the others by name, in one line a side.

        Whom an exception of a definition serves turns on where the definition is used.
        """
        yield from (self._raised(clause, of_definition) for clause in clauses if is_live(clause))
        quiet = [clause for clause in clauses if not is_live(clause)]
        if self.full:
            yield from (self._raised(clause, of_definition) for clause in quiet)
            return
        sides = [self._who(clause, of_definition) for clause in quiet]
        for side in dict.fromkeys(sides):
            named = "; ".join(raisable(clause) for clause, own in zip(quiet, sides, strict=True) if own == side)
            yield Branch(phrases.RAISABLE.format(who=side, exceptions=named))

    def _who(self, clause: ExceptionNode, of_definition: bool) -> str:
        """Name the side that must show an exception; one of a definition is against whomever the definition serves."""
        return who(clause, self.actor, turned=of_definition and self.turned)

    def _raised(self, clause: ExceptionNode, of_definition: bool = False) -> Branch:
        form = phrases.NOT_RAISED
        if is_live(clause):
            form = phrases.LOOKED_AT if is_looked_at(clause) else phrases.RAISED
        line = form.format(
            kind=capital(clause.kind),
            by=raised_by(clause, self.actor),
            gist=unstopped(clause.gist),
            citation=cited(clause.citation, clause.mark),
            state=_standing(clause),
            who=self._who(clause, of_definition),
            standard=phrases.STANDARD[clause.standard],
        )
        self.turned ^= True
        branches = [*self.parts(clause.node, clause.id), *self._answers(clause)]
        self.turned ^= True
        if is_live(clause) and not answers_of(clause) and not is_denied(clause.node):
            branches.append(Branch(phrases.NOT_ANSWERED + ids([clause.id])))
        return Branch(line + ids([clause.id]), tuple(branches))

    def _answers(self, clause: ExceptionNode) -> Iterator[Branch]:
        for answer in clause.unless:
            told = answer in answers_of(clause)
            if told or self.full or _has_evidence(answer.node):
                form = phrases.ANSWER if told else phrases.OPEN_ANSWER
                line = form.format(
                    gist=unstopped(answer.gist),
                    citation=cited(answer.citation, answer.mark),
                    state=_standing(answer),
                )
                self.turned ^= True
                inner = (*self.parts(answer.node, answer.id), *self._answers(answer))
                self.turned ^= True
                yield Branch(line + ids([answer.id]), tuple(inner))

    def _deciding(self, node: Node) -> tuple[Node, ...]:
        """Give the parts of a condition that make it what it is."""
        if self.full:
            return node.parts
        kept = tuple(part for part in node.parts if part.state in _DECIDES.get((node.kind, node.state), (part.state,)))
        told = [part for part in kept if part.state != "unknown" or _has_evidence(part)]
        if node.kind in ("any", "there-is") and told:
            kept = tuple(told)
        return kept or node.parts


_DECIDES: dict[tuple[str, State], tuple[State, ...]] = {
    ("all", "shown-false"): ("shown-false",),
    ("any", "shown"): ("shown",),
    ("there-is", "shown"): ("shown",),
    ("any", "disputed"): ("shown", "disputed"),
    ("there-is", "disputed"): ("shown", "disputed"),
}


def raisable(clause: ExceptionNode) -> str:
    """Name an exception that nobody has raised."""
    return phrases.RAISABLE_ONE.format(
        gist=unstopped(clause.gist), citation=cited(clause.citation, clause.mark), id=clause.id
    )


def answers_of(clause: ExceptionNode) -> tuple[ExceptionNode, ...]:
    """Give what takes the ground from an exception, as far as it is shown or disputed."""
    return tuple(answer for answer in clause.unless if answer.state in ("holds", "contested"))


def is_live(clause: ExceptionNode) -> bool:
    """Tell whether an exception has to be told whole: raised, holding or contested, to be excluded, or looked at."""
    return _is_met(clause) or is_denied(clause.node)


def _is_met(clause: ExceptionNode) -> bool:
    """Tell whether an exception has to be answered: it was raised, it holds or may hold, or must be excluded anyhow."""
    excluded = clause.kind != "answer" and clause.burden == "claimant"
    return clause.raised or excluded or clause.state in ("holds", "contested")


def is_looked_at(clause: ExceptionNode) -> bool:
    """Tell whether the case only says of an exception that what it asks for is not so, and nobody raises it."""
    return not _is_met(clause) and is_denied(clause.node)


def is_denied(node: Node) -> bool:
    """Tell whether what an exception asks for is shown false of somebody, on evidence of the case."""
    if node.kind in ("all", "there-is", "any"):
        return any(is_denied(part) for part in node.parts)
    return node.state == "shown-false" and any(leaf.kind != "list" for leaf in node.leaves)


def _standing(clause: ExceptionNode) -> str:
    """Say how an exception stands; one whose own condition is shown false needs no answer."""
    if clause.state == "answered" and clause.node.state == "shown-false" and not answers_of(clause):
        return phrases.NOT_MADE_OUT
    return phrases.EXCEPTION_STATE[clause.state]


def _matters(meaning: MeaningNode, node: Node) -> bool:
    if node.state == "shown":
        return meaning.state in ("shown", "disputed")
    return meaning.state != "unknown" or _has_evidence(meaning.node)


def _has_evidence(node: Node) -> bool:
    return bool(
        node.leaves
        or any(_has_evidence(part) for part in node.parts)
        or any(_has_evidence(meaning.node) for meaning in node.meanings)
    )


def _dated(node: Node) -> str:
    return node.text + _date(node)


def _date(node: Node) -> str:
    when = phrases.ON.format(when=node.when) if node.when else ""
    undated = phrases.UNDATED if node.undated else ""
    return when + undated + (phrases.TOLD_ABOVE if node.above else "")


def capital_after(state: State, text: str) -> str:
    """Begin what is shown false with a capital letter, since it stands as a sentence of its own."""
    return capital(text) if state == "shown-false" else text
