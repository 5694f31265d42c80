"""The conditions, definitions and exceptions of a trace, each compared with what is heard anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sanctioncheck.explain.footing import Footing, Named
from sanctioncheck.explain.rehearing import NO, YES, Clause, Hearing, Rehearing
from sanctioncheck.explain.said import Args, Env
from sanctioncheck.explain.walk import deciding, seen_from
from sanctioncheck.explain.words import Words
from sanctioncheck.model.authority import authority_of
from sanctioncheck.model.condition import is_var
from sanctioncheck.model.evidence import IS_A, Key, Weighed
from sanctioncheck.model.form import Either, Every, Form, Holds, Negated, ThereIs, free
from sanctioncheck.model.norm import ExceptionClause
from sanctioncheck.model.result import ExceptionNode, Leaf, MeaningNode, Node
from sanctioncheck.model.rulebook import Meaning, Rulebook
from sanctioncheck.model.time import When, format_when
from sanctioncheck.model.truth import RANK, State
from sanctioncheck.model.verification import Objection

DEEPEST = 12
"""How many derived atoms a trace tells inside one another, where they may go in a circle."""
KINDS = {"Holds": "atom", "Every": "all", "Either": "any", "Negated": "not", "Differ": "distinct", "Dated": "date",
         "Amount": "quantity", "Total": "total", "Share": "share"}  # fmt: skip


class Scene(NamedTuple):
    """Where in a trace a step stands: the court that hears it, its hearing, and the derived atoms it is told inside."""

    court: Rehearing
    env: Env
    at: Hearing
    inside: frozenset[object] = frozenset()


class Proof:
    """Goes through conditions from the top down, and notes every step that does not follow."""

    def __init__(self, book: Rulebook, footing: Footing, words: Words, rank: int) -> None:
        self.book, self.footing, self.words, self.rank = book, footing, words, rank
        self.begin()

    def begin(self) -> None:
        """Begin anew, with nothing checked."""
        self.steps = 0
        self.objections: list[Objection] = []
        self.unchecked: set[str] = set()
        self.told: dict[object, Node] = {}
        self.where: tuple[str, ...] = ()

    def expect(self, what: str, told: object, found: object) -> None:
        """Count a step, and object where the trace tells it otherwise than it is found."""
        self.steps += 1
        if told != found:
            step = " > ".join((*self.where, what))
            self.objections.append(Objection(step=step, told=_said(told), found=_said(found)))

    def leaves(self, node: Node, *, turned: bool = False) -> Iterator[Leaf]:
        """Give the leaves that decide a node on the side they are on, with those of definitions that are told above."""
        told = self.told.get(_name(node), node) if node.above else node
        yield from (seen_from(leaf, turned) for leaf in told.leaves)
        for inner, turns in deciding(told):
            yield from self.leaves(inner, turned=turned ^ turns)

    # --- conditions

    def condition(self, node: Node, form: Form, scene: Scene) -> None:
        """Check a condition: that it has the shape of the rule, its state, and each of its parts."""
        if isinstance(form, ThereIs):
            self._there_is(node, form, scene)
            return
        if not isinstance(form, Holds):
            self._bare(node)
        self.expect(f"kind of `{node.text}`", node.kind, KINDS[type(form).__name__])
        self.expect(node.atom or node.kind, node.state, heard(form, scene))
        match form:
            case Every(parts) | Either(parts):
                self.expect(f"parts of {node.kind}", len(node.parts), len(parts))
                for part, inner in zip(node.parts, parts, strict=False):
                    self.condition(part, inner, scene)
            case Negated(inner):
                self.expect("parts of not", len(node.parts), 1)
                for part in node.parts[:1]:
                    self.condition(part, inner, scene)
            case Holds(symbol, args, dated):
                self._atom(node, symbol, tuple(scene.env.get(a, a) for a in args), dated, scene)

    def _bare(self, node: Node) -> None:
        """Check that a condition has no date and no definitions of its own, and unless it is an atom no evidence."""
        leaves = () if node.kind == "atom" else node.leaves
        own = node.when, node.undated, node.meanings, node.beside, leaves
        self.expect("nothing of its own", own, (None, False, (), (), ()))

    def _there_is(self, node: Node, form: ThereIs, scene: Scene) -> None:
        """Check "there is one": by the one that is told, and where none is shown by trying all things of the case."""
        self.expect(f"there is one: {node.text}", node.state, heard(form, scene))
        inner = node.parts[0] if node.kind == "there-is" and node.parts else node
        if inner is not node:
            self._bare(node)
        env = chosen(inner.bindings, form.variables, scene.env)
        if env is None:
            self._open(inner, form.body, scene)
            return
        if node.state in ("shown", "disputed"):
            self.expect("the one that is told", heard(form.body, scene._replace(env=env)), node.state)
        self.condition(inner, form.body, scene._replace(env=env))

    def _open(self, node: Node, form: Form, scene: Scene) -> None:
        """Check a condition that nobody fills: each part by itself, "there is one" for each variable left open."""
        loose = tuple(name for name in free(form) if name not in scene.env)
        if not loose:
            self.condition(node, form, scene)
            return
        if isinstance(form, ThereIs):
            self._open(node, form.body, scene)
            return
        alone = ThereIs(loose, form, closed=False)
        if isinstance(form, Holds) and (node.kind == "there-is" or "?" not in (node.atom or "?")):
            self._there_is(node, alone, scene)
            return
        self.expect(node.atom or node.kind, (node.kind, node.state), (KINDS[type(form).__name__], heard(alone, scene)))
        self._bare(node)
        if isinstance(form, Holds):
            filled = tuple(scene.env.get(arg, "?") if is_var(arg) else arg for arg in form.args)
            self.expect("atom", node.atom, short(form.symbol, filled))
            self._worded(node, form.symbol, tuple(None if arg == "?" else arg for arg in filled))
            self._stands(node, form.symbol, [])
        parts = form.parts if isinstance(form, Every | Either) else (form.part,) if isinstance(form, Negated) else ()
        self.expect(f"parts of {node.kind}", len(node.parts), len(parts))
        for part, inner in zip(node.parts, parts, strict=False):
            self._open(part, inner, scene)

    def _atom(self, node: Node, symbol: str, args: Args, dated: bool, scene: Scene) -> None:
        """Check an atom: who it is about, the leaves it rests on, and each definition that bears on it."""
        exact = scene.at.exact if dated else None
        self.expect("atom", node.atom, short(symbol, args))
        self._worded(node, symbol, args)
        bearing = list(self._bearing(symbol, args, exact, scene))
        self._stands(node, symbol, bearing)
        self._beside(node, symbol, args, {key for key, _, _ in bearing}, scene.court)
        mark = (symbol, args, exact or scene.at.window)
        if mark in scene.inside or (len(scene.inside) >= DEEPEST and scene.court.circular(symbol)):
            self.expect("definitions of what is told further out", node.meanings, ())
            if mark not in scene.inside and scene.court.meanings(symbol):
                self.unchecked.add(f"definitions of {node.atom}, which the trace does not go into")
            return
        drawn = list(self._meanings(symbol, args, exact, scene))
        told = node if not node.above else self.told.get(_name(node), node)
        found = [(written.id, self._gives(scene.court, written, env, hearing)) for written, env, hearing, _ in drawn]
        self.expect(f"definitions of {node.atom}", [(m.id, m.state) for m in told.meanings], found)
        if node.above:
            self.expect("told above", (node.meanings, told is not node), ((), True))
            return
        if node.meanings:
            self.told.setdefault(_name(node), node)
        above = self.where
        for meaning, (written, env, hearing, denies) in zip(node.meanings, drawn, strict=False):
            self.where = (*above, meaning.id)
            self.expect("denies", meaning.denies, denies)
            self.meaning(meaning, written, Scene(scene.court, env, hearing, scene.inside | {mark}))
        self.where = above

    def _worded(self, node: Node, symbol: str, args: tuple[str | None, ...]) -> None:
        """Check what an atom says, and what it asks."""
        said = self.words.say(symbol, args, positive=node.state != "shown-false")
        self.expect("sentence", (node.text, node.ask), (said, self.words.ask(symbol, args)))
        self.expect("what would count", node.counts_as_answer, self.words.counts(symbol, args))

    def _stands(self, node: Node, symbol: str, bearing: list[tuple[Key, str, Weighed]]) -> None:
        """Check the leaves of an atom: that they are those that bear on it, and that each stands in the case."""
        expected = self.footing.leaves(bearing)
        word = self.words.vocabulary.predicates.get(symbol)
        if not expected and node.state == "shown-false" and word is not None and word.closed:
            expected = {
                (e.id, "list", "against", 0): RANK["conclusive"] for e in self.book.lists if e.predicate == symbol
            }
        self._lookup(f"leaves of {node.atom}", node.leaves, expected)
        whens = sorted({format_when(key.when) for key, _, _ in bearing if key.predicate != IS_A})
        undated = any(key in self.footing.weighing.undated for key, _, _ in bearing)
        self.expect("when", (node.when, node.undated), ("; ".join(whens) or None, undated))

    def _lookup(self, what: str, leaves: Sequence[Leaf], expected: dict[Named, int]) -> None:
        """Check that leaves are those expected, each once, and that each stands in the case."""
        told: dict[Named, Leaf] = {}
        for leaf in leaves:
            name = leaf.id, leaf.kind, leaf.side
            told[*name, sum(key[:3] == name for key in told)] = leaf
        self.expect(what, sorted(told), sorted(expected))
        for key, leaf in told.items():
            stands = self.footing.stands(leaf, expected.get(key, -1))
            self.expect(f"{leaf.kind} {leaf.id} stands: {leaf.text}", stands, True)
        self.expect("each leaf once", len(set(leaves)), len(leaves))

    def _beside(self, node: Node, symbol: str, args: Args, counted: set[Key], court: Rehearing) -> None:
        """Check what is told of other days: what goes against the state, and does not count for the days asked."""
        sides = {"shown": ("no",), "shown-false": ("yes",)}.get(node.state, ("yes", "no"))
        said = court.said.get(symbol, {}).get(args, {}) if ":" not in symbol else {}
        days: dict[str, list[tuple[Key, str, Weighed]]] = {}
        for when, weighed in sorted(said.items()):
            key = Key(symbol, args, when)
            if key not in counted:
                days.setdefault(format_when(when), []).extend((key, side, weighed) for side in sides)
        for day, bearing in days.items():
            found = self.footing.leaves(bearing)
            kept = {name: rank for name, rank in found.items() if name[1] not in ("list", "declared")}
            self._lookup(f"other days: {day}", [each.leaf for each in node.beside if each.when == day], kept)
        self.expect("other days", {each.when for each in node.beside} <= set(days), True)

    def _bearing(self, symbol: str, args: Args, exact: When | None, scene: Scene) -> Iterator[tuple[Key, str, Weighed]]:
        """Give the evidence that an atom is heard on, each with how it bears."""
        court, at = scene.court, scene.at
        if court.is_event(symbol):
            for when, weighed in sorted(court.said.get(symbol, {}).get(args, {}).items()):
                if when == exact if exact else at.later or when.begin.first <= at.window.last:
                    yield from ((Key(symbol, args, when), side, weighed) for side in ("yes", "no"))
            return
        for other, side, when, weighed in court.bearing(symbol, args, at.window):
            kind = other.partition(":")[2]
            if kind and not (weighed.for_ | weighed.against if other == symbol else _speaking(side, weighed)):
                continue
            yield Key(IS_A if kind else other, (*args, kind) if kind else args, when), side, weighed

    def _meanings(
        self, symbol: str, args: Args, exact: When | None, scene: Scene
    ) -> Iterator[tuple[Meaning, Env, Hearing, bool]]:
        """Give every definition that bears on an atom, and whether what it concludes excludes the atom.

        They are its own, and of other types those that pass something on.
        """
        court, at = scene.court, scene.at
        whens: list[When | None] = [exact]
        if court.is_event(symbol) and exact is None:
            whens = [w for w in court.dates(symbol, args) if at.later or w.begin.first <= at.window.last]
        for other in dict.fromkeys(other for other, _ in court.kin(symbol)):
            sides = {side for name, side in court.kin(symbol) if name == other}
            for meaning in court.meanings(other):
                for when in whens:
                    env = court.applies(meaning, args, when)
                    hearing = Hearing(True, self.rank, when.reading if when else at.window, when)
                    if env is None or not meaning.span.covers(hearing.window):
                        continue
                    passed = ("shown-false",) if sides == {"no"} else ("shown", "disputed")
                    if other == symbol or self._gives(court, meaning, env, hearing) in passed:
                        yield meaning, env, hearing, "turned" in sides

    def _gives(self, court: Rehearing, meaning: Meaning, env: Env, at: Hearing) -> State:
        """Hear what one definition gives by itself."""
        return state_of(*(court.concluded(meaning, env, each, alone=True) for each in (at, at.other)))

    def meaning(self, node: MeaningNode, written: Meaning, scene: Scene) -> None:
        """Check a definition: the reading it is heard under, what it gives, its condition and its exceptions."""
        court = scene.court
        reading = court.reading(written)
        held_by = next((r.held_by for r in written.definition.readings if r.id == reading), ())
        gist = written.reason or written.definition.gist
        self.expect("definition", (node.by, node.bridge, node.reading, node.held_by, node.gist),
                    (written.by, written.bridge, reading, held_by, gist))  # fmt: skip
        provision = court.book.provisions.get(written.by)
        label, mark = (provision.citation.label, provision.mark) if provision else ("bridge", None)
        built = provision is not None and written.definition.construction
        self.expect("citation", node.citation, f"a construction of this pack on {label}" if built else label)
        self.expect("mark", node.mark, mark)
        self.expect("state", node.state, self._gives(court, written, scene.env, scene.at))
        self.condition(node.node, court.condition(written), scene)
        self.expect("exceptions", [e.id for e in node.exceptions], list(written.exceptions))
        for exception in node.exceptions:
            if exception.id in written.exceptions:
                clause = written.exceptions[exception.id]
                self.exception(exception, clause, scene._replace(at=scene.at.other))

    # --- exceptions

    def exception(self, node: ExceptionNode, clause: Clause, scene: Scene) -> None:
        """Check an exception: in whose hearing it holds, what is shown of it, and what takes its ground."""
        court, env, at = scene.court, scene.env, scene.at
        above, self.where = self.where, (*self.where, node.id)
        holding = court.holds(clause, env, at), court.holds(clause, env, at.other)
        self.expect("holds in either hearing", (node.holds_for_claimant, node.holds_for_respondent), holding)
        names, plea = court.shared(clause, env), court.plea(clause, env)
        choice = chosen(node.bindings, names, env)
        drawn = scene._replace(env=choice or env, at=at._replace(own=True))
        if choice is not None:
            if names and any(holding):
                told_one = court.holds(clause, choice, at), court.holds(clause, choice, at.other)
                self.expect("the one that is told", told_one, holding)
            self.condition(node.node, plea, drawn)
        else:
            self._open(node.node, plea, drawn)
        told = list(clause.unless) if choice is not None else []
        self.expect("answers", [inner.id for inner in node.unless], told)
        for inner in node.unless:
            if inner.id in told and choice is not None:
                self.exception(inner, clause.unless[inner.id], scene._replace(env=choice, at=at.other))
        self._pleaded(node, clause, scene, holding)
        self.where = above

    def _pleaded(self, node: ExceptionNode, clause: Clause, scene: Scene, holding: tuple[bool, bool]) -> None:
        """Check what is said of an exception: its state, whether it is raised, and the law that it stands in."""
        state = {(True, True): "holds", (False, False): "open"}.get(holding, "contested")
        answered = node.node.state == "shown-false" or any(inner.state == "holds" for inner in node.unless)
        self.expect("state", node.state, "answered" if state == "open" and answered else state)
        parts = node.node.parts if node.node.kind == "all" else (node.node,)
        begun = any(part.state == "shown" and part.kind not in ("date", "distinct") for part in parts)
        begun = begun and not any(part.state == "shown-false" for part in parts)
        self.expect("raised", node.raised, bool(node.invoked_by) or begun)
        excluding = isinstance(clause, ExceptionClause) and clause.burden == "claimant"
        burden = "claimant" if excluding or scene.at.own else "respondent"
        law = (
            getattr(clause, "kind", "answer"),
            burden,
            clause.standard,
            clause.citation.label,
            clause.mark,
            clause.gist,
        )
        self.expect("law", (node.kind, node.burden, node.standard, node.citation, node.mark, node.gist), law)
        self.expect("authority", node.authority, authority_of(clause.citation, self.book.authorities))
        env = chosen(node.bindings, scene.court.shared(clause, scene.env), scene.env) or scene.env
        asked = self.words.variables(clause.ask, env) if isinstance(clause, ExceptionClause) else None
        self.expect("question", node.ask, asked)


def heard(form: Form, scene: Scene) -> State:
    """Hear a condition in both hearings, and name what that says."""
    return state_of(*(scene.court.hear(form, scene.env, at) for at in (scene.at, scene.at.other)))


def state_of(one: int, other: int) -> State:
    """Name what the two hearings say together.

    >>> state_of(YES, YES), state_of(YES, NO), state_of(NO, NO), state_of(0, NO)
    ('shown', 'disputed', 'shown-false', 'unknown')
    """
    if one == other == YES:
        return "shown"
    if one == other == NO:
        return "shown-false"
    return "disputed" if one == YES else "unknown"


def chosen(bindings: Mapping[str, str], names: Args, env: Env) -> Env | None:
    """Give the things under which a condition is told, or ``None`` where it is told for nobody, each part by itself."""
    if any(name[1:] not in bindings for name in names):
        return None
    return {**env, **{name: bindings[name[1:]] for name in names}}


def short(symbol: str, args: Args) -> str:
    """Give an atom in short form.

    >>> short("is_a:arms", ("rifles",))
    'is_a(rifles, arms)'
    """
    name, _, kind = symbol.partition(":")
    return f"{name}({', '.join((*args, kind) if kind else args)})"


def _speaking(side: str, weighed: Weighed) -> int:
    return weighed.against if side == "no" else weighed.for_


def _name(node: Node) -> object:
    return node.atom, node.when, node.state


def _said(value: object) -> str:
    return value if isinstance(value, str) else repr(value)
