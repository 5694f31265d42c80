"""Whatever does not fit its kind is pointed at in the file, with the likeliest remedy."""

import json
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    field_validator,
    model_validator,
)

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.load.shape import build
from sanctioncheck.load.yamltext import read_document
from sanctioncheck.model.norm import Provision


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Window(Part):
    from_: str = Field(alias="from")
    to: str | None = None


class Refused(ValueError):
    def __init__(self, message: str, help: str, loc: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.help = help
        self.loc = loc


class AllOf(Part):
    all: tuple["Condition", ...] = Field(min_length=1)


class NotOf(Part):
    not_: "Condition" = Field(alias="not")


class Atom(Part):
    predicate: str
    roles: dict[Annotated[str, StringConstraints(pattern="^[a-z]+$")], str] = {}


Condition = AllOf | NotOf | Atom


class Line(Part):
    kind: Literal["line"]
    length: int


class Circle(Part):
    kind: Literal["circle"]
    radius: Decimal


class Norm(Part):
    id: Annotated[str, StringConstraints(pattern="^[a-z-]+$")]
    force: Literal["binding", "customary", "recommendatory"] = "binding"
    count: int = 0
    share: Decimal = Decimal(0)
    live: bool = True
    in_force: tuple[Window, ...] = ()
    pair: tuple[str, str] = ("a", "b")
    when: Condition | None = None
    says: str | tuple[str, ...] = ""
    shape: Annotated[Line | Circle, Field(discriminator="kind")] | None = None

    @field_validator("count")
    @classmethod
    def _small(cls, count: int) -> int:
        if count > 5:
            raise Refused("more than five", "use fewer")
        return count

    @model_validator(mode="after")
    def _ordered(self) -> "Norm":
        for number, window in enumerate(self.in_force):
            if window.to is not None and window.to < window.from_:
                raise Refused("ends before it begins", "swap the two", ("in_force", number, "to"))
        return self


def problems(text: str, model: type[BaseModel] = Norm) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        build(model, read_document("a.yaml", text.encode()))
    return list(caught.value.problems)


def only(text: str, model: type[BaseModel] = Norm) -> tuple[str, str, str | None, int, str]:
    """The one problem: code, message, help, line, and the words under the carets."""
    (problem,) = problems(text, model)
    place = problem.place
    assert place is not None
    end = place.end_column - 1 if place.end_line == place.line else None
    return problem.code, problem.message(), problem.help(), place.line, place.excerpt[place.column - 1 : end]


def test_a_good_document_becomes_the_object_it_describes() -> None:
    norm = build(
        Norm,
        read_document(
            "a.yaml", b"id: x\nshare: 1.50\nsays: [a]\nwhen: {all: [{predicate: p, roles: {by: q}}]}\npair: [c, d]\n"
        ),
    )
    assert norm.share == Decimal("1.50")
    assert norm.says == ("a",)
    assert norm.pair == ("c", "d")
    assert norm.when == AllOf(all=(Atom(predicate="p", roles={"by": "q"}),))


def test_a_part_of_a_document_is_built_with_its_own_places() -> None:
    document = read_document("a.yaml", b"norms:\n  - id: x\n  - id: z\n    forse: binding\n")
    assert build(Norm, document, ("norms", 0)).id == "x"
    with pytest.raises(InputError) as caught:
        build(Norm, document, ("norms", 1))
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.line, problem.place.column, problem.help()) == (4, 5, "did you mean `force`?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: x\nforse: binding", ("SC-Y020", "unknown key `forse`", "did you mean `force`?", 2, "forse")),
        ("id: x\nzzz: 1", ("SC-Y020", "unknown key `zzz`", None, 2, "zzz")),
        ("id: x\nin_force:\n  - from: a\n    form: b", ("SC-Y020", "unknown key `form`", None, 4, "form")),
        ("id: x\nin_force:\n  - from: a\n    too: b", ("SC-Y020", "unknown key `too`", "did you mean `to`?", 4, "too")),
        ("force: binding", ("SC-Y021", "the key `id` is missing", None, 1, "force: binding")),
        ("id: x\nin_force:\n  - to: b", ("SC-Y021", "the key `from` is missing", None, 3, "to: b")),
        ("id: 5", ("SC-Y022", "expected text, found the number `5`", 'put it in quotes: "5"', 1, "5")),
        ("id:\nforce: binding", ("SC-Y022", "expected text, found nothing", None, 1, "")),
        ("id: x\ncount: 1.5", ("SC-Y022", "expected a whole number, found the number `1.5`", None, 2, "1.5")),
        ("id: x\nshare: '1'", ("SC-Y022", "expected a number, found the text `1`", None, 2, "'1'")),
        ("id: x\nlive: maybe", ("SC-Y022", "expected true or false, found the text `maybe`", None, 2, "maybe")),
        ("id: x\nsays: {a: b}", ("SC-Y022", "expected text or a list, found a mapping", None, 2, "{a: b}")),
        ("id: x\nsays: [a, {b: c}]", ("SC-Y022", "expected text, found a mapping", None, 2, "{b: c}")),
        (
            "id: x\nforce: bindin",
            (
                "SC-Y023",
                "the text `bindin` is not one of `binding`, `customary`, `recommendatory`",
                "did you mean `binding`?",
                2,
                "bindin",
            ),
        ),
        (
            "id: x\nshape: {kind: circel, radius: 1}",
            ("SC-Y023", "the text `circel` is not one of `line`, `circle`", "did you mean `circle`?", 2, "circel"),
        ),
        ("id: x\nshape: {radius: 1.5}", ("SC-Y021", "the key `kind` is missing", None, 2, "shape")),
        ("id: x\nshape: {kind: line, lenth: 1, length: 2}", ("SC-Y020", "unknown key `lenth`", None, 2, "lenth")),
        (
            "id: X",
            (
                "SC-Y024",
                "the text `X` does not have the form asked for",
                "it must match the pattern `^[a-z-]+$`",
                1,
                "X",
            ),
        ),
        ("id: x\ncount: 6", ("SC-Y025", "more than five", "use fewer", 2, "6")),
        (
            "id: x\nin_force: [{from: b, to: a}]",
            ("SC-Y025", "ends before it begins", "swap the two", 2, "a"),
        ),
        ("id: x\npair: [a]", ("SC-Y025", "the list has too few items", None, 2, "pair")),
        ("id: x\nwhen: {all: []}", ("SC-Y025", "expected 1 or more items, found 0", None, 2, "[]")),
    ],
)
def test_an_error_points_at_its_place_and_says_what_to_do(text: str, expected: tuple[Any, ...]) -> None:
    assert only(text) == expected


def test_a_key_of_the_wrong_form_is_pointed_at() -> None:
    code, message, _, _, words = only("id: x\nwhen: {predicate: p, roles: {B: c}}")
    assert (code, words) == ("SC-Y024", "B")
    assert message == "the key `B` does not have the form asked for"


def test_a_union_is_judged_by_the_branch_most_likely_meant() -> None:
    text = "id: x\nwhen:\n  all:\n    - predicate: p\n      rols: {by: q}\n    - not:\n        predicate: 3\n"
    found = [(problem.code, problem.help(), problem.place and problem.place.line) for problem in problems(text)]
    assert found == [("SC-Y020", "did you mean `roles`?", 5), ("SC-Y022", 'put it in quotes: "3"', 7)]


def test_a_misspelt_key_of_a_union_is_compared_with_the_branch_it_resembles() -> None:
    found = [(problem.code, problem.help()) for problem in problems("id: x\nwhen: {predicat: p}")]
    assert sorted(found) == [("SC-Y020", "did you mean `predicate`?"), ("SC-Y021", None)]


def _tag(value: Any) -> str:
    return "all" if isinstance(value, dict) and "all" in value else "atom"


class Every(Part):
    all: tuple["Tagged", ...]


Tagged = Annotated[Annotated[Every, Tag("all")] | Annotated[Atom, Tag("atom")], Discriminator(_tag)]


class Holder(Part):
    when: Tagged


def test_a_label_that_is_also_a_key_leads_to_the_right_place() -> None:
    code, _, remedy, line, words = only("when:\n  all:\n    - all:\n        - {predicate: p, role: {}}\n", Holder)
    assert (code, remedy, line, words) == ("SC-Y020", "did you mean `roles`?", 4, "role")


def test_errors_of_text_and_of_shape_are_told_together() -> None:
    found = problems("id: x\nid: y\nforse: binding\nsays: NO\ncount: *a\n")
    assert [problem.code for problem in found] == ["SC-Y010", "SC-Y020", "SC-Y012", "SC-Y007"]


def test_what_could_not_be_read_is_not_called_missing_too() -> None:
    assert [problem.code for problem in problems("<<: {id: x}")] == ["SC-Y009"]
    assert [problem.code for problem in problems("- a")] == ["SC-Y016"]
    assert [problem.code for problem in problems("")] == ["SC-Y014"]
    assert [problem.code for problem in problems("id: [")] == ["SC-Y006"]
    assert [problem.code for problem in problems("id: !t x\nsays: w\nforce: !t z")] == ["SC-Y008", "SC-Y008"]


def test_warnings_alone_do_not_stop_a_document() -> None:
    assert build(Norm, read_document("a.yaml", b"id: x\nsays: NO")).says == "NO"


def test_a_hundred_errors_are_listed_and_no_more() -> None:
    found = problems("id: x\n" + "".join(f"k{number}: 1\n" for number in range(300)))
    assert [problem.code for problem in found] == ["SC-Y020"] * 100 + ["SC-Y017"]


keys = st.sampled_from(
    ["id", "force", "count", "in_force", "pair", "when", "all", "not", "predicate", "kind", "shape", "zz"]
)
leaves = st.none() | st.booleans() | st.integers(0, 9) | st.sampled_from(["x", "binding", "line", "", "X"])
shapes = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4))


@given(st.dictionaries(keys, shapes, max_size=6))
def test_any_data_is_built_or_refused_with_places(data: dict[str, Any]) -> None:
    document = read_document("a.yaml", json.dumps(data).encode())
    told: tuple[Problem, ...] = ()
    try:
        build(Norm, document)
    except InputError as error:
        told = error.problems
    assert all(problem.place is not None and problem.render() for problem in told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("provision: Arms Act s 3", "`un.sc.res.1874/9`"),
        ("norms: [{id: No export}]", "`no-export`"),
        ("in_force: []\nelements: {supply: {when: {provides: {supplier: $s}}}}", "`$S`"),
    ],
)
def test_how_an_id_is_written_is_said_in_words_with_an_example(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        build(Provision, read_document("a.yaml", text.encode()))
    helps = [problem.help() or "" for problem in caught.value.problems if problem.code == "SC-Y024"]
    assert [said in each for each in helps] == [True]
    assert not any("^" in each for each in helps)
