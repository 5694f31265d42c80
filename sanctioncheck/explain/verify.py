"""A trace checked step by step from facts and rules, without the engine that drew it.

Each step that a trace tells is worked out again (``rehearing``, ``retrial``) and compared; each leaf is looked up in
the case (``footing``). A trace so checked is a certificate, and this its checker (McConnell and others, "Certifying
algorithms", Computer Science Review 5(2), 2011): whoever trusts these modules need not trust the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctioncheck.explain.following import following
from sanctioncheck.explain.footing import Footing
from sanctioncheck.explain.proof import Proof, Scene, heard, state_of
from sanctioncheck.explain.retrial import Retrial, Run, Seed, Verdicts, folded
from sanctioncheck.explain.walk import gaps_of
from sanctioncheck.explain.words import Words
from sanctioncheck.model.authority import authority_of
from sanctioncheck.model.evidence import Weighing
from sanctioncheck.model.fact import Case
from sanctioncheck.model.finding import effect_of, reached, word
from sanctioncheck.model.norm import UNCONFIRMED
from sanctioncheck.model.result import CellNode, ElementNode, FindingNode, ReadingNode
from sanctioncheck.model.rulebook import Rule, Rulebook
from sanctioncheck.model.time import format_known
from sanctioncheck.model.truth import RANK, STANDARDS, Standard
from sanctioncheck.model.verification import Verification

GIVEN = (
    "how far each passage proves what it states: the weights are taken as given",
    "the words of comparisons, and what totals and shares count",
    "the lists of what the cell leans on and of what is missing",
)
"""What no trace is checked for."""
NOT_WHOLE = "the findings: the cell was cut short, or has more than are told, so nothing of it was compared"


class Verifier(Proof):
    """Checks the cells of one case.

    Args:
        book: the rules.
        case: the case, in which the leaves are looked up.
        weighing: its weighed evidence, taken as given.
        texts: the whole text of each source.
        standard: the standard at which the traces are told.
    """

    def __init__(
        self, book: Rulebook, case: Case, weighing: Weighing, texts: Mapping[str, str], standard: Standard
    ) -> None:
        words = Words(book, case)
        super().__init__(book, Footing(book, case, weighing, texts, words), words, RANK[standard])
        self.weighing, self.standard = weighing, standard
        self.verdicts = Verdicts(book, weighing)

    def check(self, cell: CellNode) -> Verification:
        """Check the trace of one cell; of one that is not told whole there is nothing to compare."""
        if cell.cut or cell.untold or any(finding.cut for finding in cell.findings):
            return Verification(steps=0, unchecked=(*GIVEN, NOT_WHOLE))
        self.begin()
        self.cell(cell)
        unchecked = (*GIVEN, *sorted(self.unchecked))
        return Verification(steps=self.steps, objections=tuple(self.objections), unchecked=unchecked)

    # --- the cell

    def cell(self, cell: CellNode) -> None:
        """Check a cell: its law, that no finding is left out, each finding, and that the cell folds from them."""
        rule = self.verdicts.rules[cell.norm]
        self.where = (f"{cell.actor}, {cell.norm}",)
        self._law(cell, rule)
        seeds = [seed for seed in self.verdicts.seeds(rule) if dict(seed[0])[rule.norm.bearer.var] == cell.actor]
        self.expect("findings", [(f.bindings, f.when) for f in cell.findings], [_about(seed) for seed in seeds])
        rows = [self.verdicts.finding(rule, seed) for seed in seeds] or [self.verdicts.idle(rule, cell.actor)]
        for seed, finding in zip(seeds, cell.findings, strict=False):
            self.where = (f"{cell.actor}, {cell.norm}", finding.heading)
            self.finding(finding, rule, seed)
        self.where = self.where[:1]
        row = folded(rows)
        effect, standard = effect_of(rule.provision, rule.norm.modality), reached(row)
        self.expect("outcome at each standard", tuple(cell.by_standard.values()), row)
        self.expect("outcome", cell.outcome, row[self.rank])
        self.expect("standard reached", cell.standard_reached, standard)
        self.expect("word", (cell.effect, cell.word), (effect, word(row[self.rank], effect, standard)))
        ends = [each[self.rank] for each in rows] if seeds else []
        self.expect("count of outcomes", dict(cell.counts), {end: ends.count(end) for end in dict.fromkeys(ends)})
        supposed = [self.verdicts.supposed(rule, seed) or each for seed, each in zip(seeds, rows, strict=False)]
        assumed = folded(supposed)[self.rank] if supposed and folded(supposed) != row else None
        self.expect("outcome with what is assumed", cell.if_assumed, assumed)
        positions = self.verdicts.plain.positions(rule) if seeds else []
        for reading, position, name in self._readings(cell.readings, positions):
            read = folded([self.verdicts.read(rule, seed, position, name) for seed in seeds])
            self._reading(reading, read)

    def _law(self, cell: CellNode, rule: Rule) -> None:
        provision, norm = rule.provision, rule.norm
        written = {
            "provision": provision.provision,
            "title": norm.title,
            "citation": provision.citation.text,
            "label": provision.citation.label,
            "authority": authority_of(provision.citation, self.book.authorities),
            "gist": provision.gist,
            "force": provision.force,
            "verb": provision.verb,
            "modality": norm.modality,
            "mark": provision.mark,
            "status": provision.status,
            "in_force": tuple(stretch.said for stretch in provision.in_force),
            "pinpoint_confirmed": provision.mark not in UNCONFIRMED,
            "alternative_to": tuple(r.target for r in provision.relations if r.type == "alternative_to"),
            "not_encoded": tuple(f"{each.text}: {each.reason}" for each in provision.not_encoded),
            "consequences": norm.consequences if cell.outcome == "violated" else (),
            "follows": tuple(following(self.book, rule, self.weighing.today)) if cell.outcome == "violated" else (),
        }
        for field, found in written.items():
            self.expect(field, getattr(cell, field), found)
        laid_down = {provision.provision: provision, **self.book.provisions}
        statuses = {name: laid_down[name].status if name in laid_down else None for name in cell.leans_on}
        self.expect("status of the rules leaned on", cell.leans_on, statuses)
        known = {*self.footing.facts, *self.footing.judgements, *(meaning.id for meaning in self.book.meanings)}
        self.expect("judgements leaned on that there are not", sorted({*cell.judgements} - known), [])

    def _readings(self, told: tuple[ReadingNode, ...], positions: list[str]) -> Iterator[tuple[ReadingNode, str, str]]:
        found = [(p, reading) for p in positions for reading in self.book.positions[p].readings]
        written = [(p, reading.id, reading.label, reading.held_by, reading.default) for p, reading in found]
        self.expect("readings", [(r.position, r.reading, r.label, r.held_by, r.default) for r in told], written)
        yield from ((node, p, reading.id) for node, (p, reading) in zip(told, found, strict=False))

    def _reading(self, node: ReadingNode, row: tuple[str, ...]) -> None:
        told = tuple(node.by_standard.values()), node.outcome, node.standard_reached
        self.expect(f"reading {node.reading}", told, (row, row[self.rank], reached(row)))  # type: ignore[arg-type]

    # --- a finding

    def finding(self, node: FindingNode, rule: Rule, seed: Seed) -> None:
        """Check a finding: its time, its bearer, each element and exception, and what follows from them."""
        self.told = {}
        row = self.verdicts.finding(rule, seed)
        self.expect("outcome at each standard", tuple(node.by_standard.values()), row)
        self.expect("outcome", node.outcome, row[self.rank])
        supposed = self.verdicts.supposed(rule, seed)
        self.expect("outcome with what is assumed", node.if_assumed, supposed and supposed[self.rank])
        for reading, position, name in self._readings(node.readings, self.verdicts.plain.positions(rule)):
            self._reading(reading, self.verdicts.read(rule, seed, position, name))
        base = self.verdicts.plain.base(rule)
        self.expect("told under a base reading", node.under in base, True)
        run = node.under if node.under in base else base[0]
        assumed = row[0] == "not-triggered" and self.verdicts.assumed is not None
        trial = self.verdicts.assumed if assumed and self.verdicts.assumed else self.verdicts.plain
        at = trial.hearing(rule, seed, own=True, rank=self.rank)
        scene = Scene(trial.under(run), dict(seed[0]), at)
        fits = {True: "in force", False: "not in force", None: "may lie outside"}[rule.span.fits(seed[1])]
        self.expect("time in force", node.time, fits)
        bound = [scene.court.bound(rule.norm.bearer, scene.env, each) for each in (at, at.other)]
        self.expect("bearer", node.bearer, state_of(*bound))
        heading = ", ".join(self.words.name(scene.env[variable]) for variable in rule.norm.per)
        self.expect("heading", node.heading, heading)
        fillers = ", ".join(f"{name[1:]}={thing}" for name, thing in seed[0])
        self.expect("id", node.id, f"{rule.id}({fillers}; {format_known(seed[1])})")
        self.expect("elements", tuple(e.id for e in node.elements), rule.norm.elements)
        self.expect("exceptions", [e.id for e in node.exceptions], list(rule.exceptions))
        above = self.where
        for element in node.elements:
            if element.id in rule.norm.elements:
                self.where = (*above, element.id)
                self.element(element, rule, trial, run, scene)
        for exception in node.exceptions:
            if exception.id in rule.exceptions:
                self.where = (*above, exception.id)
                invoked = self.weighing.invocations.get((exception.id, scene.env[rule.norm.bearer.var]), ())
                self.expect("invoked by", exception.invoked_by, invoked)
                self.expect("raised in its place by", exception.raised_for_by, self.footing.in_its_place(invoked))
                self.exception(exception, rule.exceptions[exception.id], scene._replace(at=at.other))
        self.where = above

    def element(self, node: ElementNode, rule: Rule, trial: Retrial, run: Run, scene: Scene) -> None:
        """Check an element: its state at every standard, its condition, and the same under its other readings."""
        written, position = rule.elements[node.id], rule.position(node.id)
        reading = run[position] if written.readings else None
        form = trial.element(rule, node.id, reading)
        scene = scene._replace(at=scene.at._replace(later=written.may_follow))
        self.expect("reading", node.reading, reading)
        self.expect("question", node.ask, self.words.variables(written.ask, scene.env))
        self.expect("citation", node.citation, written.citation.label if written.citation else None)
        for standard in STANDARDS:
            at = scene.at._replace(rank=RANK[standard])
            self.expect(f"state at {standard}", node.states.get(standard), heard(form, scene._replace(at=at)))
        self.expect("state", node.state, node.states.get(self.standard))
        self.condition(node.node, form, scene)
        leaves = list(self.leaves(node.node))
        for side, told in (("for", node.support), ("against", node.against)):
            self.expect(f"what speaks {side} it", told, tuple(sorted({f.id for f in leaves if f.side == side})))
        self.expect("missing", node.missing, tuple(dict.fromkeys(gap.atom or "" for gap in gaps_of(node.node))))
        others = [each.id for each in written.readings if each.id != reading]
        self.expect("other readings", [rival.reading for rival in node.rivals], others)
        for rival in node.rivals:
            if rival.reading in others:
                court = trial.under({**run, position: rival.reading})
                self.expect("state", rival.state, rival.node.state)
                form = trial.element(rule, node.id, rival.reading)
                self.condition(rival.node, form, scene._replace(court=court))


def _about(seed: Seed) -> tuple[dict[str, str], str]:
    return {name[1:]: thing for name, thing in seed[0]}, format_known(seed[1])
