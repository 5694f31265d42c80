"""Random rulebooks with random cases, told like real ones: every piece of evidence is a judgement with its reason."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from sanctioncheck.engine.assess import Assessment, assess
from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain.matrix import Story
from sanctioncheck.explain.verify import Verifier
from sanctioncheck.load.case import LoadedCase
from sanctioncheck.model.evidence import IS_A, Entry, Evidence, Key, Weighed, Weighing
from sanctioncheck.model.fact import Assumption, Case, Claim, Judgement
from sanctioncheck.model.result import CellNode
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.truth import FULL, Standard, highest
from sanctioncheck.model.vocabulary import Predicate, Vocabulary
from tests.spec.compare import PERIOD
from tests.spec.wide import of_seed

KIND = Predicate(
    roles={"thing": "thing", "type": "thing"}, kind="classification", say="{thing} is {type}", ask="is it?"
)


def spoken(words: Vocabulary) -> Vocabulary:
    """Let each predicate say what it is about, so that no two sentences are alike."""
    said = {}
    for name, predicate in words.predicates.items():
        fillers = " ".join(f"{{{role}}}" for role in predicate.roles)
        said[name] = predicate.model_copy(update={"say": f"{name} {fillers}", "ask": f"is {name} {fillers} so?"})
    return words.model_copy(update={"predicates": {IS_A: KIND, **said}})


@dataclass(frozen=True, slots=True)
class World:
    """One rulebook and one case, judged."""

    book: Rulebook
    file: LoadedCase
    weighing: Weighing
    assessment: Assessment
    standard: Standard

    def cells(self) -> list[CellNode]:
        """Tell every cell."""
        story = Story(self.file, self.book, self.assessment)
        return [story.cell(*key) for key in self.assessment.cells]

    def verifier(self) -> Verifier:
        """Give a checker for the cells."""
        return Verifier(self.book, self.file.case, self.weighing, self.file.texts, self.standard)


def world(seed: int, standard: Standard = "reasonable-grounds") -> World:
    """Give the random world of a seed; in some, some types are merely inferred or something is assumed."""
    plain, evidence = of_seed(seed)
    dice = random.Random(seed)
    book = replace(plain, vocabulary=spoken(plain.vocabulary))
    firm = _firm(evidence, dice) if dice.random() < 0.4 else None
    supposed = _supposed(evidence, dice) if dice.random() < 0.4 else {}
    return judged(book, evidence, standard, firm=firm, supposed=supposed)


def judged(
    book: Rulebook,
    evidence: Evidence,
    standard: Standard = "reasonable-grounds",
    *,
    firm: Evidence | None = None,
    supposed: dict[Key, bool] | None = None,
) -> World:
    """Judge evidence, each side of each piece of it a judgement with its reason.

    Args:
        book: the rules; their vocabulary must be `spoken`.
        evidence: what is said.
        standard: the standard to tell it at.
        firm: the evidence without what is merely inferred.
        supposed: what is assumed for argument, and whether it is affirmed.
    """
    judgements: list[Judgement] = []
    assumptions: list[Assumption] = []
    ledger: dict[Key, tuple[Entry, ...]] = {}
    for number, (key, weighed) in enumerate(sorted(evidence.atoms.items())):
        for positive, mask in ((True, weighed.for_), (False, weighed.against)):
            if mask:
                name = f"j{number}-{'for' if positive else 'against'}"
                claim = _claim(book, key, positive)
                made = Judgement(id=name, by="somebody", reason=f"reason {number}", rests_on=("a",), claim=claim)
                judgements.append(made)
                ledger[key] = (*ledger.get(key, ()), Entry("judgement", name, positive, highest(mask)))
    atoms = dict(evidence.atoms)
    for number, (key, positive) in enumerate((supposed or {}).items()):
        old = atoms.get(key, Weighed(0, 0))
        atoms[key] = old._replace(for_=FULL) if positive else old._replace(against=FULL)
        claim = _claim(book, key, positive)
        assumptions.append(Assumption(id=f"a{number}", reason=f"supposed {number}", claim=claim))
        ledger[key] = (*ledger.get(key, ()), Entry("assumption", f"a{number}", positive, highest(FULL)))
    case = Case(
        case="made-up", title="made up", as_of="2022", judgements=tuple(judgements), assumptions=tuple(assumptions)
    )
    assumed = replace(evidence, atoms=atoms) if supposed else None
    weighing = Weighing(evidence, firm, assumed, PERIOD, ledger)
    assessment = assess(compile_plan(book), weighing, standard, tuple(evidence.types))
    return World(book, LoadedCase(case, "x", "", (), {}, {}), weighing, assessment, standard)


def _claim(book: Rulebook, key: Key, positive: bool) -> Claim:
    roles = book.vocabulary.predicates[key.predicate].roles
    return Claim(predicate=key.predicate, roles=dict(zip(roles, key.args, strict=True)), positive=positive)


def _firm(evidence: Evidence, dice: random.Random) -> Evidence:
    """Leave out some classifications, as if they were merely inferred."""
    kept = {key: w for key, w in evidence.atoms.items() if key.predicate != IS_A or dice.random() < 0.5}
    return replace(evidence, atoms=kept)


def _supposed(evidence: Evidence, dice: random.Random) -> dict[Key, bool]:
    """Suppose, or deny, a few things of which something is said already, and others like them."""
    found: dict[Key, bool] = {}
    for key in dice.sample(sorted(evidence.atoms), 3):
        elsewhere = key.predicate != IS_A and dice.random() < 0.5
        args = tuple(dice.choices("xyok", k=len(key.args))) if elsewhere else key.args
        found[key._replace(args=args)] = dice.random() < 0.7
    return found
