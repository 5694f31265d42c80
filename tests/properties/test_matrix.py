"""What may be changed without changing the matrix."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from sanctioncheck.engine.assess import Assessment
from sanctioncheck.model.evidence import Evidence, Key, Weighed
from sanctioncheck.model.time import THROUGHOUT
from sanctioncheck.model.truth import FULL
from tests.properties.conftest import Judged, judge
from tests.properties.polarity import all_signs
from tests.spec.words import ENTITIES, VOCABULARY, WHENS


def shown(matrix: Assessment, names: dict[str, str] | None = None) -> dict[Any, Any]:
    """Give all that a matrix says, whatever the order of its rows, with actors and things under other names."""
    to = names or {}
    return {
        (to.get(actor, actor), rule): (
            cell.by_standard,
            cell.readings,
            cell.counts,
            {
                (tuple((v, to.get(a, a)) for v, a in f.bindings), f.when): (f.by_standard, f.readings)
                for f in cell.findings
            },
        )
        for (actor, rule), cell in matrix.cells.items()
    }


def renamed(evidence: Evidence, to: dict[str, str]) -> Evidence:
    def names(ids: Any) -> Any:
        return type(ids)(to.get(name, name) for name in ids)

    return Evidence(
        {key._replace(args=names(key.args)): weighed for key, weighed in evidence.atoms.items()},
        {to.get(name, name): kind for name, kind in evidence.types.items()},
        names(evidence.named),
        frozenset(names(pair) for pair in evidence.possibly_same),
        evidence.listed_until,
    )


def test_renaming_an_actor_that_no_rule_list_or_background_names_renames_the_matrix_row_order_aside(
    judged: list[Judged],
) -> None:
    for case in judged:
        for name in ("a", "zz"):
            to = {"o": name}
            actors = tuple(to.get(actor, actor) for actor in ENTITIES)
            got = judge(case.book, renamed(case.evidence, to), actors)
            assert shown(got) == shown(case.matrix, to), f"seed {case.seed}"


def test_a_fact_whose_predicate_no_rule_and_no_list_uses_changes_no_existing_cell(judged: list[Judged]) -> None:
    """Not even where it brings a new thing along: that is none of those "of which there is one not on the list"."""
    for case in judged:
        used = {name for name, _ in all_signs(case.book)}
        idle = [n for n, p in VOCABULARY.predicates.items() if n not in used and len(p.roles) == 1 and not p.closed]
        more = {
            Key(name, (thing,), when): Weighed(FULL, 0)
            for name in ("idle", *idle)
            for thing in (*ENTITIES, "new")
            for when in (THROUGHOUT, WHENS[1])
        }
        more[Key("is_a", ("new", "thing"), THROUGHOUT)] = Weighed(FULL, 0)
        types = {**case.evidence.types, "new": "thing"}
        got = judge(case.book, replace(case.evidence, atoms={**more, **case.evidence.atoms}, types=types))
        assert shown(got) == shown(case.matrix), f"seed {case.seed}"


def test_the_order_of_evidence_rules_and_definitions_changes_nothing(judged: list[Judged]) -> None:
    for case in judged:
        chance = random.Random(case.seed)

        def mixed(items: Any, chance: random.Random = chance) -> list[Any]:
            return chance.sample(list(items), len(items))

        book = replace(
            case.book,
            rules=tuple(mixed(case.book.rules)),
            meanings=tuple(mixed(case.book.meanings)),
            positions=dict(mixed(case.book.positions.items())),
        )
        evidence = replace(
            case.evidence,
            atoms=dict(mixed(case.evidence.atoms.items())),
            types=dict(mixed(case.evidence.types.items())),
        )
        assert shown(judge(book, evidence)) == shown(case.matrix), f"seed {case.seed}"
