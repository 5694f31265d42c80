"""Whatever is done to a valid file, loading gives a rulebook or a case, or tells in its places what is wrong."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctioncheck.errors import InputError
from sanctioncheck.load.case import load_case
from sanctioncheck.load.pack import load_pack_with_warnings
from tests.load.language import TINY

BOOK = load_pack_with_warnings(TINY / "pack")[0]
TOKEN = re.compile(r"[\w$.-]+|[{}\[\]:,]")
FILES = (
    "pack/instruments/treaty/art-1.yaml",
    "pack/instruments/treaty/art-2.yaml",
    "pack/vocabulary/core.yaml",
    "pack/vocabulary/bridges.yaml",
    "pack/background/war.yaml",
    "pack/lists/members.csv",
    "pack/standards.yaml",
    "case/case.yaml",
)
TEXTS = {name: (TINY / name).read_text(encoding="utf-8") for name in FILES}
WORDS = sorted({word for text in TEXTS.values() for word in TOKEN.findall(text)})
STRANGE = (
    "",
    "$Z",
    "not",
    "all",
    "is_a",
    "null",
    "0",
    "-1",
    "..",
    "1990-13",
    "\x07",
    "😀",
    "{",
    "- ",
    "  ",
    "treaty/1#x",
)

Mutation = Callable[[str], str]


def swap(at: float, word: str) -> Mutation:
    def apply(text: str) -> str:
        tokens = list(TOKEN.finditer(text))
        token = tokens[int(at * len(tokens))] if tokens else None
        return text if token is None else text[: token.start()] + word + text[token.end() :]

    return apply


def drop(at: float, count: int) -> Mutation:
    def apply(text: str) -> str:
        lines = text.splitlines(keepends=True)
        start = int(at * len(lines))
        return "".join(lines[:start] + lines[start + count :])

    return apply


def repeat(at: float, count: int) -> Mutation:
    def apply(text: str) -> str:
        lines = text.splitlines(keepends=True)
        start = int(at * len(lines))
        return "".join(lines[: start + count] + lines[start:])

    return apply


places = st.floats(0, 1, exclude_max=True)
mutations = st.one_of(
    st.builds(swap, places, st.sampled_from(WORDS) | st.sampled_from(STRANGE)),
    st.builds(drop, places, st.integers(1, 6)),
    st.builds(repeat, places, st.integers(1, 6)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(TINY, tmp_path_factory.mktemp("totality") / "tiny"))


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(mutations, min_size=1, max_size=3))
def test_any_change_gives_something_to_work_with_or_something_to_mend(
    name: str, folder: Path, changes: list[Mutation]
) -> None:
    text = TEXTS[name]
    for change in changes:
        text = change(text)
    (folder / name).write_text(text, encoding="utf-8")
    refusal: InputError | None = None
    try:
        if name.startswith("case/"):
            load_case(folder / "case", BOOK)
        else:
            load_pack_with_warnings(folder / "pack")
    except InputError as error:
        refusal = error
    finally:
        (folder / name).write_text(TEXTS[name], encoding="utf-8")
    if refusal is not None:
        assert any(problem.severity == "error" for problem in refusal.problems)
        assert str(refusal)
