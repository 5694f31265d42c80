"""Tests of rules: what passes, what fails and where, and what is wrong with a test itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sanctioncheck.author.testing.suite import Report, run_suite
from sanctioncheck.author.testing.trial import read_tests, run_file
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError
from sanctioncheck.exchange.junit import junit
from sanctioncheck.load.pack import load_pack
from sanctioncheck.render.testing import told

ROOT = Path(__file__).parents[2] / "rules"
FILE = "instruments/un/sc/1718-dprk/2009-res-1874/para-09.test.yaml"
NORM = "un.sc.res.1874/9"
TINY = Path(__file__).parents[1] / "language/tiny/pack"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(load_pack(ROOT))


def run(plan: Plan, folder: Path, old: str = "tests:", new: str = "tests:") -> Report:
    """Run one test file of the pack with something in it changed."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert old in text
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    files, problems = read_tests(folder, plan.rulebook)
    return Report("pack 1", tuple(each for filed in files for each in run_file(filed, plan)), problems, ())


def test_a_failure_names_what_was_wanted_what_came_and_where_they_part(plan: Plan, tmp_path: Path) -> None:
    report = run(plan, tmp_path, "{no-export(dprk): undetermined, ", "{no-export(dprk): violated, ")
    covered = "Is shells arms, related materiel, or a service of the kind that the paragraph means?"
    assert (
        told(report)
        == f"""\
FAILED  un.sc.res.1874/9: what was provided is unknown
  instruments/un/sc/1718-dprk/2009-res-1874/para-09.test.yaml:12:14
  no-export(dprk): wanted violated, got undetermined
    finding with D = dprk, R = russia, X = shells, 2024-06-01: undetermined
      ● export   shown    Did dprk provide shells to russia?
      ? covered  unknown  {covered}   <- here they part

66 tests: 65 passed, 1 failed
"""
    )


@pytest.mark.parametrize("wanted", ["violated", "not-violated", "undetermined"])
def test_the_part_that_decides_is_marked(wanted: str, plan: Plan, tmp_path: Path) -> None:
    old = "{no-export(dprk): contested}\n"
    report = run(plan, tmp_path, old, old.replace("contested", wanted))
    (line,) = [line for line in told(report).splitlines() if line.endswith("<- here they part")]
    assert line.strip().startswith("◐ export   disputed")


def test_what_opens_no_finding_is_told_by_its_trigger(plan: Plan, tmp_path: Path) -> None:
    old = "{no-export(dprk): not-triggered, no-export("
    report = run(plan, tmp_path, old, old.replace("not-triggered", "violated"))
    assert "no finding: nothing shows the trigger, export" in told(report)


ARMS = "is_a(shells, arms_or_related_materiel)"
SUPPLY = "provides(dprk, russia, shells)"
WRONG = [
    (ARMS, ARMS.replace("is_a", "is_an"), "SC-L012", (9, 13), "did you mean `is_a`?"),
    (ARMS, ARMS.replace("shells", "shell"), "SC-T003", (9, 13), "did you mean `shells`?"),
    (ARMS, ARMS.replace("teriel", "terial"), "SC-L011", (9, 13), "did you mean `arms_or_related_materiel`?"),
    (ARMS, "shells are arms", "SC-T001", (9, 13), "write `predicate("),
    (ARMS, f"{ARMS} at reasonable-ground", "SC-T001", (9, 13), "perhaps `reasonable-grounds`"),
    (ARMS, f"{ARMS} on 2024-13", "SC-T001", (9, 13), "2024-13"),
    (SUPPLY, "provides(dprk, russia)", "SC-T002", (6, 5), "provides(supplier, recipient, object)"),
    ("{no-export(", "{no-exports(", "SC-T004", (10, 14), "no-procurement"),
    ("{no-export(dprk)", "{no-export(china)", "SC-T004", (10, 14), "dprk, russia, vatican"),
    ("{no-export(dprk)", "{no-export", "SC-T004", (10, 14), "no-export(ACTOR)"),
    ("tests: un.sc.res.1874/9", "tests: un.sc.res.1874/90", "SC-T005", (1, 8), "did you mean"),
    (f'without: ["{SUPPLY}"]', 'without: ["no"]', "SC-T006", (26, 15), "word for word"),
    (": violated, no-p", ": violatd, no-p", "SC-Y", (10, 31), "did you mean `violated`?"),
    ("on: 2009-06-11", "on: 2009-06-31", "SC-Y", (37, 9), ""),
]


@pytest.mark.parametrize(("old", "new", "code", "at", "help_"), WRONG)
def test_what_is_wrong_with_a_test_is_told_at_its_place(
    old: str, new: str, code: str, at: tuple[int, int], help_: str, plan: Plan, tmp_path: Path
) -> None:
    report = run(plan, tmp_path, old, new)
    assert report.tests == ()
    problem = next(each for each in report.problems if each.code.startswith(code))
    assert problem.place is not None
    assert (problem.place.path, problem.place.line, problem.place.column) == (FILE, *at)
    assert help_ in problem.render()


def test_a_build_server_gets_the_same_failures(plan: Plan, tmp_path: Path) -> None:
    report = run(plan, tmp_path, "{no-export(dprk): undetermined, ", "{no-export(dprk): violated, ")
    root = ElementTree.fromstring(junit(report))
    assert (root.get("tests"), root.get("failures")) == ("66", "1")
    (failure,) = root.iter("failure")
    assert failure.get("message") == "no-export(dprk): wanted violated, got undetermined"
    assert "here they part" in (failure.text or "")


@pytest.mark.parametrize("asked", [NORM, "un.sc.res.1874", str(ROOT / FILE), str((ROOT / FILE).parent)])
def test_a_provision_a_file_or_a_folder_can_be_asked_for(asked: str) -> None:
    assert {each.provision for each in run_suite(ROOT, [asked], "are arms").tests} == {NORM}


@pytest.mark.parametrize(("asked", "part"), [(("un.sc.res.9999/1",), None), ((), "no test has this name")])
def test_who_asks_for_nothing_that_there_is_is_told(asked: tuple[str, ...], part: str | None) -> None:
    with pytest.raises(InputError, match="no test fits"):
        run_suite(ROOT, asked, part)


def slim(folder: Path) -> Path:
    """Copy the pack without the tests of other resolutions, which would take minutes."""
    pack = Path(shutil.copytree(ROOT, folder / "pack"))
    for path in pack.rglob("*.test.yaml"):
        if "2009-res-1874" not in path.parts:
            path.unlink()
    return pack


def test_one_broken_file_stops_no_other_and_processes_change_nothing(tmp_path: Path) -> None:
    pack = slim(tmp_path)
    path = pack / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("1874/9", "1874/90", 1), encoding="utf-8")
    one = run_suite(pack, processes=1)
    assert len(one.tests) > 150
    assert [each.code for each in one.problems] == ["SC-T005"]
    assert run_suite(pack, processes=2) == one


def test_a_provision_without_tests_is_named(tmp_path: Path) -> None:
    pack = slim(tmp_path)
    before = run_suite(pack).untested
    (pack / FILE).unlink()
    assert NORM not in before
    assert run_suite(pack).untested == tuple(sorted({*before, NORM}))


EXAMPLES = """
examples:
  - name: shells are arms
    entities: {dprk: state, russia: state, shells: item}
    facts: ["provides(dprk, russia, shells)", "is_a(shells, arms_or_related_materiel)"]
    expect: {no-export(dprk): violated, no-procurement(russia): WANTED}
"""


@pytest.mark.parametrize("wanted", ["violated", "excused"])
def test_an_example_inside_a_provision_is_run_like_a_test_beside_it(wanted: str, tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT, tmp_path / "rules")
    path = copy / FILE.replace(".test.yaml", ".yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + EXAMPLES.replace("WANTED", wanted), encoding="utf-8")
    report = run_suite(copy, [NORM])
    (example,) = [test for test in report.tests if test.place.path.endswith("para-09.yaml")]
    assert example.title == f"{NORM}: shells are arms"
    assert example.place.line == text.count("\n") + 3
    assert [(failure.about, failure.got) for failure in example.failures] == (
        [("no-procurement(russia)", "violated")] if wanted == "excused" else []
    )
    if wanted == "excused":
        assert (example.failures[0].place.line, example.failures[0].place.column) == (text.count("\n") + 6, 41)


def test_an_example_that_is_itself_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT, tmp_path / "rules")
    path = copy / FILE.replace(".test.yaml", ".yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + EXAMPLES.replace("WANTED", "violated").replace("provides(", "provide("), encoding="utf-8")
    (problem,) = read_tests(copy, load_pack(copy))[1]
    assert problem.place is not None
    assert (problem.code, problem.place.line) == ("SC-L012", text.count("\n") + 5)


@pytest.mark.parametrize("on", ["", " on 2019-03-02", " on 2019-03"])
def test_what_a_thing_is_does_not_depend_on_the_day_of_the_event(on: str, plan: Plan, tmp_path: Path) -> None:
    old = """  - name: what was provided is unknown
    expect: {no-export(dprk): undetermined, no-procurement(russia): undetermined}"""
    new = f"""  - name: shells of some day
    without: ["provides(dprk, russia, shells)"]
    facts: ["provides(dprk, russia, shells){on}", "is_a(shells, arms_or_related_materiel)"]
    expect: {{no-export(dprk): violated}}"""
    assert [test.title for test in run(plan, tmp_path, old, new).tests if test.failures] == []


RIVALS = """\
tests: treaty/1
entities: {aland: state, bland: state, cargo: item}
columns: [aland]
facts: ["sends(aland, bland, cargo)", "not is_a(cargo, food)", "not is_a(cargo, arms)"]
cases:
  - name: what is neither food nor arms parts the readings
    expect:
      no-arms(aland): not-violated
      no-arms(aland) under treaty/1:covered=narrow: not-violated
      no-arms(aland) under treaty/1:covered=broad: violated
"""


def under(tmp_path: Path, old: str = "tests:", new: str = "tests:") -> Report:
    """Run the tests that name a reading, with something in them changed."""
    home = Path(shutil.copytree(TINY, tmp_path / "pack"))
    assert old in RIVALS
    (home / "instruments/treaty/art-1.test.yaml").write_text(RIVALS.replace(old, new, 1), encoding="utf-8")
    return run_suite(home, ["treaty/1"])


def test_a_test_can_say_what_comes_out_under_a_reading_that_is_not_the_default(tmp_path: Path) -> None:
    report = under(tmp_path)
    assert [(test.name, test.failures) for test in report.tests] == [(
        "what is neither food nor arms parts the readings", ()
    )]  # fmt: skip


def test_a_failure_under_a_reading_is_told_as_that_reading_has_it(tmp_path: Path) -> None:
    lines = told(under(tmp_path, "broad: violated", "broad: not-violated")).splitlines()
    assert lines[2] == "  no-arms(aland) under treaty/1:covered=broad: wanted not-violated, got violated"
    assert lines[3] == "    finding with R = bland, S = aland, X = cargo, 2024-06-01: violated"
    assert [line.split()[:3] for line in lines[4:6]] == [["●", "supply", "shown"], ["●", "covered", "shown"]]


@pytest.mark.parametrize(
    ("new", "help_"),
    [
        ("treaty/1:coverd=broad", "did you mean `treaty/1:covered`?"),
        ("treaty/1:covered=brod", "the readings of `treaty/1:covered` are: narrow, broad"),
        ("treaty/1:covered", "the readings of `treaty/1:covered` are: narrow, broad"),
        ("broad", "write `under POSITION=READING`"),
    ],
)
def test_a_reading_that_there_is_none_of_is_told(new: str, help_: str, tmp_path: Path) -> None:
    (problem,) = under(tmp_path, "treaty/1:covered=broad", new).problems
    assert (problem.code, problem.place and problem.place.line) == ("SC-T004", 10)
    assert help_ in str(problem.help())


def test_a_norm_that_does_not_turn_on_a_position_is_told(tmp_path: Path) -> None:
    home = Path(shutil.copytree(TINY, tmp_path / "pack"))
    (home / "instruments/treaty/art-2.test.yaml").write_text(
        "tests: treaty/2\nentities: {aland: state, bland: state, rifles: item}\ncolumns: [aland]\n"
        'facts: ["sends(aland, bland, rifles)", "is_a(rifles, arms)"]\n'
        "cases:\n  - name: one\n    expect: {no-arming(aland) under treaty/1:covered=broad: violated}\n",
        encoding="utf-8",
    )
    (failure,) = run_suite(home, ["treaty/2"]).tests[0].failures
    assert failure.got == "a norm that does not turn on treaty/1:covered"
