"""Every file of `tests/language/` named for its fault is refused for that fault, at its place, with a remedy."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from sanctioncheck.errors import InputError, Problem, case, files, norms, quotes, rules
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack
from tests.load.language import LANGUAGE, TINY, home_of, plant, problems_with

REPORT = sha256((TINY / "case/sources/report.txt").read_bytes()).hexdigest()

# File, code with line and column, remedy; one row for each problem of a file, in order.
FAULTS: list[tuple[str, str, str | None]] = [
    ("background/backwards.yaml", "SC-L031 5:33", None),
    ("background/judged.yaml", "SC-L060 4:5", None),
    (
        "background/no-act.yaml",
        "SC-L058 6:5",
        "declare the act under `things`, and fill a role with it; a case opens the finding by naming it",
    ),
    ("background/not-declarable.yaml", "SC-L029 3:21", "declare it as `thing` or `item`, and state `is_a` as a fact"),
    ("background/role-left-out.yaml", "SC-L014 4:5", None),
    ("background/thing-without-type.yaml", "SC-Y025 3:27", None),
    ("background/undated.yaml", "SC-L059 3:9", None),
    ("background/unknown-body.yaml", "SC-L030 10:11", "did you mean `assembly`?"),
    ("background/unknown-filler.yaml", "SC-L015 4:19", "did you mean `eland`? It is declared in background/war.yaml:3"),
    (
        "background/unknown-speaker.yaml",
        "SC-L015 10:14",
        "did you mean `eland`? It is declared in background/war.yaml:3",
    ),
    ("background/unknown-state.yaml", "SC-L015 3:57", "did you mean `eland`? It is declared in background/war.yaml:3"),
    ("background/unknown-type.yaml", "SC-L011 3:21", "did you mean `item`? It is declared in vocabulary/core.yaml:9"),
    ("claims/backwards.yaml", "SC-C045 15:33", "swap the two dates"),
    ("claims/fact-as-judgement.yaml", "SC-C030 24:5", "state it as a fact with its support, or as an assumption"),
    ("claims/filler-of-wrong-type.yaml", "SC-C026 14:28", None),
    ("claims/judgement-as-fact.yaml", "SC-C029 15:5", "move it to `judgements`, with `by`, `reason` and `rests_on`"),
    ("claims/period-backwards.yaml", "SC-C045 4:29", "swap the two dates"),
    ("claims/promised.yaml", "SC-C047 15:13", None),
    ("claims/quantity-of-nothing.yaml", "SC-C031 15:23", None),
    (
        "claims/role-left-out.yaml",
        "SC-C022 14:5",
        "where nobody knows who or what it was, declare an actor or thing `unknown-…` for it",
    ),
    ("claims/role-too-many.yaml", "SC-C021 14:57", "its roles are `by`, `to`, `object`"),
    (
        "claims/undated.yaml",
        "SC-C044 13:9",
        "date the fact, or give the case a `period` with `from`, `to` and `reason`",
    ),
    ("claims/unknown-exception.yaml", "SC-C027 14:37", "did you mean `consent`?"),
    ("claims/unknown-filler.yaml", "SC-C025 14:28", "did you mean `bland`?"),
    ("claims/unknown-predicate.yaml", "SC-C020 14:5", "did you mean `sends`?"),
    ("claims/unknown-role.yaml", "SC-C021 14:24", "did you mean `to`?"),
    ("claims/unknown-type.yaml", "SC-C023 14:33", "did you mean `arms`?"),
    ("declarations/actor-of-another-type.yaml", "SC-C040 8:10", "give it the type `state`, or another id"),
    (
        "declarations/not-declarable.yaml",
        "SC-C024 11:24",
        "declare it as `thing` or `item`, and state `is_a` as a fact",
    ),
    (
        "declarations/thing-of-the-pack.yaml",
        "SC-C040 12:10",
        "write `background: true` and no type, if that is meant; else choose another id",
    ),
    ("declarations/twice.yaml", "SC-C040 12:10", "rename one of them"),
    ("declarations/unknown-background.yaml", "SC-C025 12:10", "did you mean `war`?"),
    ("declarations/unknown-type.yaml", "SC-C023 11:24", "did you mean `item`?"),
    (
        "definitions/event-without-date.yaml",
        "SC-L048 13:5",
        "put first, in `all`, the event whose date the conclusion takes",
    ),
    (
        "definitions/judgement.yaml",
        "SC-L040 11:17",
        "conclude one predicate, each role filled by a variable of its own or an id",
    ),
    (
        "definitions/quantity-of-derived-trigger.yaml",
        "SC-L055 15:12",
        "compare it in a norm whose trigger is stated by facts, not by a definition",
    ),
    (
        "definitions/quantity.yaml",
        "SC-L055 13:38",
        "compare it in a norm whose trigger is stated by facts, not by a definition",
    ),
    (
        "definitions/total-of-derived.yaml",
        "SC-L054 17:14",
        "a total is of events that facts state, with their quantities",
    ),
    (
        "definitions/total-of-derived.yaml",
        "SC-L054 22:25",
        "a total is of events that facts state, with their quantities",
    ),
    ("definitions/unbound.yaml", "SC-L041 13:5", "use `$B` in the condition, in every reading"),
    (
        "definitions/variable-twice.yaml",
        "SC-L040 11:17",
        "conclude one predicate, each role filled by a variable of its own or an id",
    ),
    ("events/no-common-date.yaml", "SC-C043 40:14", None),
    ("events/other-date.yaml", "SC-C043 31:19", None),
    ("events/other-polarity.yaml", "SC-C043 31:19", None),
    ("events/other-predicate.yaml", "SC-C043 31:19", None),
    ("events/other-role.yaml", "SC-C043 31:19", None),
    ("events/unknown-fact.yaml", "SC-C041 22:19", None),
    ("events/unknown-fact.yaml", "SC-C041 23:25", "did you mean `aland`?"),
    ("files/misspelt-standard.yaml", "SC-Y023 2:19", "did you mean `balance`?"),
    ("files/newer-language.yaml", "SC-L007 3:11", "install a newer version of the program"),
    ("ids/two-bridges.yaml", "SC-L010 6:5", "rename one of them, or remove it"),
    ("ids/two-definitions.yaml", "SC-L010 14:5", "rename one of them, or remove it"),
    ("ids/two-entities.yaml", "SC-L010 3:6", "rename one of them, or remove it"),
    ("ids/two-findings.yaml", "SC-L010 7:5", "rename one of them, or remove it"),
    ("ids/two-lists.csv", "SC-L010 1:3", "rename one of them, or remove it"),
    ("ids/two-norms.yaml", "SC-L010 21:5", "rename one of them, or remove it"),
    ("ids/two-predicates.yaml", "SC-L010 3:3", "rename one of them, or remove it"),
    ("ids/two-provisions.yaml", "SC-L010 1:1", "rename one of them, or remove it"),
    ("ids/two-types.yaml", "SC-L010 3:3", "rename one of them, or remove it"),
    ("links/circle.yaml", "SC-C042 13:9", None),
    ("links/same-id.yaml", "SC-C040 23:9", "rename one of them"),
    ("links/unknown-ground-of-judgement.yaml", "SC-C041 28:16", "did you mean `assembly-1`?"),
    ("links/unknown-ground.yaml", "SC-C041 25:39", None),
    ("links/unknown-in-opinion.yaml", "SC-C041 26:22", "did you mean `aland`?"),
    ("links/unknown-in-opinion.yaml", "SC-C041 27:20", "did you mean `bland`?"),
    ("links/unknown-refusal.yaml", "SC-C041 22:16", "did you mean `assembly-1`?"),
    ("links/unknown-source.yaml", "SC-C041 17:17", "did you mean `report`?"),
    ("links/unknown-speaker.yaml", "SC-C041 19:26", "did you mean `aland`?"),
    ("links/unknown-state.yaml", "SC-C041 10:54", "did you mean `aland`?"),
    ("lists/backwards.csv", "SC-Y025 6:12", None),
    (
        "lists/bad-date.csv",
        "SC-Y025 6:7",
        "write a year, month or day such as 2025, 2025-04 or 2025-04-28; `..` for an open end",
    ),
    ("lists/bad-id.csv", "SC-Y025 6:1", "write small letters, digits, dots and hyphens"),
    ("lists/closed-and-concluded.yaml", "SC-L027 11:17", None),
    ("lists/closed-without-list.yaml", "SC-L028 6:5", None),
    ("lists/column-twice.csv", "SC-Y025 5:12", "keep one of them"),
    ("lists/filler-of-wrong-type.csv", "SC-L016 7:1", None),
    ("lists/missing-column.csv", "SC-Y021 5:1", None),
    ("lists/missing-key.csv", "SC-Y021 1:1", None),
    ("lists/no-header.csv", "SC-Y021 1:1", None),
    ("lists/not-closed.csv", "SC-Y025 2:14", "write `closed: true` at vocabulary/core.yaml:69"),
    ("lists/open-quote.csv", "SC-Y025 6:7", 'put a text with `"` or `,` in it in quotes'),
    ("lists/too-many-fields.csv", "SC-Y025 6:1", None),
    ("lists/unknown-column.csv", "SC-Y020 5:7", "did you mean `from`?"),
    ("lists/unknown-key.csv", "SC-Y021 1:1", None),
    ("lists/unknown-key.csv", "SC-Y020 3:3", "did you mean `source`?"),
    ("lists/unknown-predicate.csv", "SC-L012 2:14", "did you mean `member`? It is declared in vocabulary/core.yaml:28"),
    ("quotes/lost-beyond-likeness.yaml", "SC-C010 18:24", None),
    ("quotes/lost.yaml", "SC-C010 18:24", "the source has: `Aland shipped 40 rifles to Bland on`"),
    ("quotes/misplaced.yaml", "SC-C012 18:68", "positions count code points from the beginning of the text, from 0"),
    (
        "quotes/not-between.yaml",
        "SC-C010 18:24",
        "the source has: `Aland shipped 40 rifles to Bland on 3 May 2020.\\u000aBlan`",
    ),
    ("quotes/twice.yaml", "SC-C011 18:24", "add `prefix` or `suffix`: the words before or after the one that is meant"),
    ("readings/label-with-placeholder.yaml", "SC-L025 18:16", None),
    (
        "readings/other-default.yaml",
        "SC-L051 29:5",
        "readings of one position are chosen together: give the same ids and default, or another position",
    ),
    (
        "readings/other-ids.yaml",
        "SC-L051 29:5",
        "readings of one position are chosen together: give the same ids and default, or another position",
    ),
    ("readings/position-without-readings.yaml", "SC-L052 15:15", "remove it, or write `readings` in place of `when`"),
    (
        "readings/too-many-ways.yaml",
        "SC-L053 74:9",
        "give some of these positions a default reading, or join positions that are decided together",
    ),
    ("references/captured-variable.yaml", "SC-L023 14:47", "say in `with` which variable it is here: `with: {$M: …}`"),
    ("references/reference-to-reference.yaml", "SC-L022 14:18", "refer to `treaty/1#consent`"),
    ("references/unknown-exception.yaml", "SC-L019 14:18", "did you mean `treaty/1#consent`?"),
    ("references/unknown-provision.yaml", "SC-L020 14:18", "did you mean `treaty/1`?"),
    ("references/unknown-variable-of-the-norm.yaml", "SC-L024 14:55", None),
    ("references/unknown-variable.yaml", "SC-L024 14:51", None),
    ("references/unmapped-variable.yaml", "SC-L023 14:18", "say in `with` which variable it is here: `with: {$X: …}`"),
    ("sources/all-later.yaml", "SC-C046 3:8", None),
    (
        "sources/changed.yaml",
        "SC-C006 6:14",
        f"its hash is {REPORT}; if the change is meant, write that and check every quote",
    ),
    ("sources/missing.yaml", "SC-C002 5:78", "did you mean `sources/report.txt`?"),
    ("sources/outside.yaml", "SC-C003 5:78", "copy it into the folder; links that lead out are not followed"),
    ("sources/twice.yaml", "SC-C040 7:10", "rename one of them"),
    (
        "sources/unhashed.yaml",
        "SC-C048 5:5",
        "add `sha256: e730b8a1861a50db44281496c22ce09ddbebf5cf38b53367cf28f029dbcf2265`",
    ),
    ("sources/unknown-body.yaml", "SC-C028 5:120", "did you mean `assembly`?"),
    ("sources/unknown-origin.yaml", "SC-C041 5:123", "did you mean `report`?"),
    ("strata/circular-event.yaml", "SC-L050 13:12", "only states may rest on themselves; take one of these steps out"),
    ("strata/circular-type.yaml", "SC-L050 13:19", "only states may rest on themselves; take one of these steps out"),
    (
        "strata/through-disjointness.yaml",
        "SC-L049 13:42",
        "a definition may rest on itself only positively; take one of these steps out",
    ),
    (
        "strata/through-exception.yaml",
        "SC-L049 20:16",
        "a definition may rest on itself only positively; take one of these steps out",
    ),
    (
        "strata/through-not.yaml",
        "SC-L049 13:57",
        "a definition may rest on itself only positively; take one of these steps out",
    ),
    (
        "strata/through-share.yaml",
        "SC-L049 13:51",
        "a definition may rest on itself only positively; take one of these steps out",
    ),
    ("time/backwards.yaml", "SC-L031 8:35", None),
    ("time/overlap-with-the-open-end.yaml", "SC-L031 8:19", None),
    ("time/overlap.yaml", "SC-L031 8:19", None),
    (
        "triggers/a-state.yaml",
        "SC-L042 12:12",
        "a trigger is one predicate of kind `event` with every role filled; put the rest into another element",
    ),
    ("triggers/bearer-not-of-trigger.yaml", "SC-L044 17:19", "the variables of the trigger are `$S`, `$R`, `$X`"),
    ("triggers/head-not-of-trigger.yaml", "SC-L044 19:15", "the variables of the trigger are `$S`, `$R`, `$X`"),
    ("triggers/not-first.yaml", "SC-L043 23:16", "write `elements: [supply, …]`"),
    (
        "triggers/readings.yaml",
        "SC-L042 12:5",
        "a trigger is one predicate of kind `event` with every role filled; put the rest into another element",
    ),
    (
        "triggers/several-predicates.yaml",
        "SC-L042 12:5",
        "a trigger is one predicate of kind `event` with every role filled; put the rest into another element",
    ),
    ("types/cycle.yaml", "SC-L026 3:3", None),
    ("types/divided.yaml", "SC-L032 3:3", "take it out of one of them, or join them no longer under `disjoint`"),
    ("types/unknown-wider-type.yaml", "SC-L011 3:28", "did you mean `arms`? It is declared in vocabulary/core.yaml:10"),
    ("types/unknown-wider-type.yaml", "SC-L011 5:11", "did you mean `food`? It is declared in vocabulary/core.yaml:11"),
    (
        "variables/bearer-computed.yaml",
        "SC-L046 17:66",
        "it may use closed predicates and the variable of the bearer; put the rest into an element",
    ),
    (
        "variables/bearer-of-another.yaml",
        "SC-L046 17:53",
        "it may use closed predicates and the variable of the bearer; put the rest into an element",
    ),
    (
        "variables/bearer-open.yaml",
        "SC-L046 17:67",
        "it may use closed predicates and the variable of the bearer; put the rest into an element",
    ),
    (
        "variables/shared-by-element-and-exception.yaml",
        "SC-L045 27:33",
        "join them in one, write a definition, or rename one of the variables if two things are meant",
    ),
    (
        "variables/shared-by-two-elements.yaml",
        "SC-L045 18:26",
        "join them in one, write a definition, or rename one of the variables if two things are meant",
    ),
    (
        "variables/unguarded-with-unless.yaml",
        "SC-L047 20:30",
        "say beside it what `$M` is: `all: [<predicate with $M>, not: …]`",
    ),
    (
        "variables/unguarded-in-a-branch.yaml",
        "SC-L047 17:26",
        "say beside it what `$M` is: `all: [<predicate with $M>, not: …]`",
    ),
    ("variables/unguarded.yaml", "SC-L047 21:40", "say beside it what `$M` is: `all: [<predicate with $M>, not: …]`"),
    ("words/constant-of-wrong-type.yaml", "SC-L016 15:37", None),
    ("words/missing-role-in-conclusion.yaml", "SC-L014 11:17", None),
    ("words/missing-role-in-conclusion.yaml", "SC-L014 15:17", None),
    ("words/missing-role-in-trigger.yaml", "SC-L014 12:12", None),
    (
        "words/type-as-variable.yaml",
        "SC-L017 15:30",
        "write `is_a: {thing: $X, type: arms}`; a type is never a variable",
    ),
    ("words/unknown-constant.yaml", "SC-L015 17:31", "did you mean `eland`? It is declared in background/war.yaml:3"),
    ("words/unknown-element.yaml", "SC-L018 20:24", "did you mean `supply`?"),
    ("words/unknown-exception-invoked.yaml", "SC-L019 15:41", "did you mean `consent`?"),
    ("words/unknown-exception.yaml", "SC-L019 28:25", "did you mean `leave`?"),
    ("words/unknown-placeholder-in-gist.yaml", "SC-L025 12:11", None),
    ("words/unknown-placeholder.yaml", "SC-L025 11:10", None),
    ("words/unknown-predicate.yaml", "SC-L012 17:11", "did you mean `is_a`? It is declared in vocabulary/core.yaml:18"),
    ("words/unknown-role.yaml", "SC-L013 15:34", "did you mean `to`?"),
    ("words/unknown-target.yaml", "SC-L021 9:37", "did you mean `treaty/1`?"),
    ("words/unknown-trigger.yaml", "SC-L018 18:14", "did you mean `supply`?"),
    (
        "words/unknown-type-of-bearer.yaml",
        "SC-L011 17:29",
        "did you mean `state`? It is declared in vocabulary/core.yaml:6",
    ),
    (
        "words/unknown-type-of-role.yaml",
        "SC-L011 4:17",
        "did you mean `state`? It is declared in vocabulary/core.yaml:6",
    ),
    ("words/unknown-type.yaml", "SC-L011 15:36", "did you mean `arms`? It is declared in vocabulary/core.yaml:10"),
    ("words/unused-element.yaml", "SC-L057 13:3", "name it under `elements` of a norm, or remove it"),
    ("words/unused-element.yaml", "SC-L057 17:3", "name it under `exceptions` of a norm, or remove it"),
]

GOOD = sorted(path.relative_to(LANGUAGE).as_posix() for path in LANGUAGE.glob("*/good/*"))

# What an author meets most often: a misspelt word, a variable of two minds, circular law, a lost quote, a bad table.
TYPICAL = (
    "words/bad/unknown-predicate.yaml",
    "variables/bad/shared-by-two-elements.yaml",
    "strata/bad/through-exception.yaml",
    "quotes/bad/lost.yaml",
    "lists/bad/bad-date.csv",
)


@pytest.mark.parametrize("name", sorted({name for name, _, _ in FAULTS}))
def test_a_fault_is_told_at_its_place_with_its_remedy(name: str, tmp_path: Path) -> None:
    feature, _, file = name.partition("/")
    path = LANGUAGE / feature / "bad" / file
    problems = problems_with(path, tmp_path)
    expected = [(place, remedy) for other, place, remedy in FAULTS if other == name]
    found = []
    for problem in problems:
        assert problem.place is not None
        found.append((f"{problem.code} {problem.place.line}:{problem.place.column}", problem.help()))
    assert found == expected


def test_no_faulty_file_is_left_out_of_the_table() -> None:
    faulty = {path.relative_to(LANGUAGE).as_posix().replace("/bad/", "/") for path in LANGUAGE.glob("*/bad/*")}
    assert faulty == {name for name, _, _ in FAULTS}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_right_loads_without_a_word(name: str, tmp_path: Path) -> None:
    assert problems_with(LANGUAGE / name, tmp_path) == ()


@pytest.mark.parametrize("name", TYPICAL)
def test_a_typical_error_reads_as_it_should(name: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    problems = problems_with(LANGUAGE / name, tmp_path)
    golden(Path(__file__).parent / "golden" / f"{Path(name).stem}.txt", f"{InputError(problems)}\n")


@pytest.mark.parametrize("label", ["and here", "declared closed here", "first given here", "which rests on the next"])
def test_where_two_places_clash_both_are_shown(label: str, tmp_path: Path) -> None:
    name = {
        "and here": "variables/bad/shared-by-two-elements.yaml",
        "declared closed here": "lists/bad/closed-and-concluded.yaml",
        "first given here": "links/bad/same-id.yaml",
        "which rests on the next": "links/bad/circle.yaml",
    }[label]
    (problem,) = problems_with(LANGUAGE / name, tmp_path)
    assert [words for words, _ in problem.also] == [label]
    assert f"({label})" in problem.render()


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    names = ("words/bad/unknown-predicate.yaml", "time/bad/backwards.yaml", "strata/bad/through-not.yaml")
    whole = plant(LANGUAGE / names[0], tmp_path)
    for number, name in enumerate(names[1:], start=2):
        text = (LANGUAGE / name).read_text(encoding="utf-8").replace("fault/1", f"fault/{number}")
        (whole / home_of(LANGUAGE / name)).write_text(text, encoding="utf-8")
    (whole / "lists" / "broken.csv").write_bytes((LANGUAGE / "lists/bad/bad-date.csv").read_bytes())
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert [problem.code for problem in caught.value.problems] == ["SC-L031", "SC-L049", "SC-L012", "SC-Y025"]


def test_a_broken_provision_is_not_called_unknown_by_those_that_refer_to_it(tmp_path: Path) -> None:
    whole = plant(LANGUAGE / "references/good/renamed.yaml", tmp_path)
    (whole / "instruments/invoked.yaml").write_text(
        (LANGUAGE / "words/good/constants.yaml").read_text(encoding="utf-8").replace("fault/1", "fault/2"),
        encoding="utf-8",
    )
    broken = whole / "instruments/treaty/art-1.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("force: binding", "force: bindin"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert [problem.code for problem in caught.value.problems] == ["SC-Y023"]


def test_a_broken_vocabulary_is_told_before_its_words_are_missed(tmp_path: Path) -> None:
    whole = plant(LANGUAGE / "words/bad/unknown-type.yaml", tmp_path)
    (whole / "vocabulary" / "broken.yaml").write_text("vocabulry: a fault\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert {problem.code for problem in caught.value.problems} == {"SC-Y020", "SC-Y021"}


def test_a_word_that_only_the_norm_misuses_does_not_hide_the_faults_of_the_next(tmp_path: Path) -> None:
    whole = plant(LANGUAGE / "triggers/bad/not-first.yaml", tmp_path)
    file = whole / "instruments/not-first.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  covered:", "  idle:\n    ask: Is it?\n    when: {is_an: {thing: $X}}\n  covered:"))
    with pytest.raises(InputError) as caught:
        load_pack(whole)
    assert [problem.code for problem in caught.value.problems] == ["SC-L057", "SC-L012", "SC-L043"]


def test_the_tiny_case_beside_the_tiny_pack_is_right() -> None:
    assert load_case(TINY / "case", load_pack(TINY / "pack")).warnings == ()


def faults() -> list[type[Problem]]:
    """List every way in which a pack or a case can fail that has a code of its own."""
    found = {
        thing
        for module in (case, files, norms, quotes, rules)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Problem) and hasattr(thing, "code")
    }
    return sorted(found, key=lambda fault: (fault.code, fault.__name__))


def test_no_two_faults_have_one_code() -> None:
    codes = [fault.code for fault in faults()]
    assert len(codes) == len(set(codes)) > 50


def test_every_fault_is_shown_by_a_test_of_this_folder() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    assert [fault.__name__ for fault in faults() if f'"{fault.code}' not in tests] == []
