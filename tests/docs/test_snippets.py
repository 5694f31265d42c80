"""Every snippet of the tutorial, the how-tos and the explanations does what the page says.

A fenced block with `title="FILE"` is a file, with `title="FILE (add)"` lines at its end; a `console` block is what a
user types after `$` and what the program then prints; `printf … |` before a command is what it reads. A `pycon` block
is what is typed into Python after `>>>` and what Python then shows; the blocks of a page go on from each other. A line
`…` stands for lines left out; any hash of the pack will do.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sanctioncheck.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted(p for part in ("tutorial", "howto", "explanation") for p in (ROOT / "docs" / part).glob("*.md"))
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
HASH = re.compile(r"\([0-9a-f]{12}\)")


class Block(NamedTuple):
    """One fenced block of a page."""

    kind: str
    title: str
    text: str
    start: int
    end: int


def blocks(page: str) -> Iterator[Block]:
    """Give the blocks of a page that are to be written or run."""
    for match in BLOCK.finditer(page):
        kind, title, text = match.groups()
        if title or kind in ("console", "pycon"):
            yield Block(kind, title or "", text, match.start(3), match.end(3))


def written(block: Block) -> None:
    """Write a file as a page gives it."""
    name, adds = block.title.removesuffix(" (add)"), block.title.endswith(" (add)")
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text() if adds else ""
    path.write_text(before + block.text)


def typed(block: Block) -> list[tuple[str, list[str]]]:
    """Give each command of a block with the lines that it shall print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def printed(command: str) -> list[str]:
    """Run a command as a user would and give what it prints, on either stream."""
    typed_in, piped, rest = command.partition(" | ")
    words = shlex.split(rest if piped else command)
    if words[0] == "cat":
        return Path(words[-1]).read_text().splitlines()
    if words[0] == "mkdir":
        Path(words[-1]).mkdir(parents=True)
        return []
    assert words[0] == "sanctioncheck", command
    out = io.StringIO()
    read = io.StringIO(shlex.split(typed_in)[1].replace("\\n", "\n") if piped else "")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", read)
        main(words[1:])
    return out.getvalue().rstrip("\n").splitlines()


def entered(block: Block) -> list[tuple[str, list[str]]]:
    """Give each statement of a block as it stands on the page, with the lines that Python shall show."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith(">>>"):
            found.append((line, []))
        elif line.startswith("..."):
            statement, _ = found[-1]
            found[-1] = (f"{statement}\n{line}", [])
        else:
            found[-1][1].append(line)
    return found


def answered(statement: str, names: dict[str, Any]) -> list[str]:
    """Do what is typed into Python and give what it shows; of an error what it says."""
    source = "\n".join(line[4:] for line in statement.split("\n"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source + "\n", "<page>", "single"), names)
        except Exception as error:
            print("Traceback (most recent call last):", "…", sep="\n")
            print(f"{type(error).__module__}.{type(error).__qualname__}: {error}")
    return out.getvalue().rstrip("\n").splitlines()


def matches(wanted: list[str], got: list[str]) -> bool:
    """Tell whether what was printed is what the page shows, `…` standing for any lines."""
    lines = "\n".join(wanted).rstrip("\n").split("\n")
    pattern = "\n".join(r"(?s:.*?)" if line == "…" else re.escape(HASH.sub("(#)", line)) for line in lines)
    return re.fullmatch(pattern, HASH.sub("(#)", "\n".join(got))) is not None


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT / "docs")) for p in PAGES])
def test_every_snippet_of_a_page_does_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("cases", "packs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    text = page.read_text()
    new, last = [], 0
    names: dict[str, Any] = {}
    for block in blocks(text):
        new.append(text[last : block.start])
        last = block.end
        if block.title:
            written(block)
            new.append(block.text)
            continue
        lines = []
        for command, wanted in typed(block) if block.kind == "console" else entered(block):
            got = printed(command) if block.kind == "console" else answered(command, names)
            if request.config.getoption("--accept") and not matches(wanted, got):
                wanted = [*got, ""] if wanted and not wanted[-1] else got
            assert matches(wanted, got), f"{page.name}: {command}\n" + "\n".join(got)
            lines += [f"$ {command}" if block.kind == "console" else command, *wanted]
        new.append("\n".join(lines) + "\n")
    if request.config.getoption("--accept"):
        page.write_text("".join([*new, text[last:]]))
