"""What a notebook shows says what the text says, carries its own looks, and lets no text of a stranger do anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sanctioncheck.model.result import PackId, RunResult
from sanctioncheck.render import notebook
from sanctioncheck.render.matrix import matrix
from sanctioncheck.render.outline import Branch
from sanctioncheck.render.report.look import STYLE
from sanctioncheck.render.safe import plain
from sanctioncheck.render.trace import trace
from tests.render import build

GOLDEN = Path(__file__).parents[1] / "golden" / "render"
# What stands alone, without an end.
EMPTY = {"br"}
TAGS = EMPTY | {
    "div", "table", "thead", "tbody", "tr", "th", "td", "p", "h3", "ul", "li", "span", "code", "details", "summary",
}  # fmt: skip
ATTRIBUTES = {"class", "style", "scope", "tabindex", "role", "aria-label"}
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</div></td></table><style>*{display:none}</style>",
    "' style='position:fixed",
    "\u202e\u2066 reversed",
)


class Reader(HTMLParser):
    """Gathers tags, attributes and text, and sees that every tag ends where it should."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.said))


def shown(run: RunResult) -> list[str]:
    """Give all that a notebook can show of a run, a pack and a case in whose every text something stands."""
    case = run.cases[0]
    told = notebook.ToldFact("f1", case.title, case.title, True, case.title, (case.title,))
    return [
        notebook.matrix(run, case),
        notebook.matrix(run, case, everything=True),
        *(notebook.explanation(run, case, each, length) for each in case.cells for length in ("line", "paragraph")),
        *(notebook.explanation(run, case, each, length) for each in case.cells for length in ("whole", "full")),
        notebook.case(case.title, case.case, case.as_of, [told]),
        notebook.pack((*run.packs, PackId(name=case.title, version=case.title, sha256=case.title)), {case.title: 1}),
    ]


def test_the_matrix_says_what_the_table_says(ordinary: RunResult) -> None:
    case = ordinary.cases[0]
    said = Reader(notebook.matrix(ordinary, case)).text
    drawn = matrix(ordinary, case, typed=False)
    entries = [entry for row in drawn.rows for entry in row.entries if entry]
    texts = [text for entry in entries for text in (entry.word, *entry.below)]
    rows = [text for row in drawn.rows for text in (row.label, *row.below)]
    names = [column.name for column in drawn.columns]
    for text in (drawn.title, *drawn.about, *names, *rows, *texts, *drawn.notes, ordinary.disclaimer):
        assert re.sub(r"\s+", " ", plain(text)).strip() in said


def test_an_explanation_says_every_line_of_the_trace(ordinary: RunResult) -> None:
    case = ordinary.cases[0]

    def every(branches: tuple[Branch, ...]) -> list[str]:
        return [text for branch in branches for text in (branch.text, *every(branch.parts))]

    for cell in case.cells:
        told, said = trace(ordinary, case, cell), Reader(notebook.explanation(ordinary, case, cell)).text
        branches = [text for section in told.sections for text in every(section.branches)]
        for text in (told.title, *told.lines, *branches, ordinary.disclaimer):
            assert re.sub(r"\s+", " ", plain(text)).strip() in said


def test_branches_of_a_trace_are_lists_in_lists(ordinary: RunResult) -> None:
    case = ordinary.cases[0]
    html = notebook.explanation(ordinary, case, case.cells[0])
    assert re.search(r"<ul[^>]*><li>[^\0]*?<ul><li>", html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_stranger_becomes_a_tag_or_an_attribute(payload: str) -> None:
    for html in shown(build.hostile(payload)):
        found = Reader(html)
        assert found.tags <= TAGS
        assert found.attributes <= ATTRIBUTES
        assert not set("\u202e\u2066") & set(html)


def test_nothing_needs_a_script_a_style_sheet_or_an_id(ordinary: RunResult) -> None:
    for html in shown(ordinary):
        found = Reader(html)
        assert not found.tags & {"script", "style", "link", "a"}
        assert "id" not in found.attributes


def test_no_text_is_taken_for_mathematics(ordinary: RunResult) -> None:
    for html in shown(ordinary):
        assert html.startswith('<div class="tex2jax_ignore mathjax_ignore"')


def test_a_wide_matrix_scrolls_in_its_own_frame_and_keeps_the_norms_in_sight(ordinary: RunResult) -> None:
    html = notebook.matrix(ordinary, ordinary.cases[0])
    assert "overflow-x: auto; max-width: 100%" in html
    rows = re.findall(r'<th scope="row" style="([^"]*)"', html)
    assert rows
    assert all("position: sticky" in style and "background:" in style for style in rows)


@pytest.mark.parametrize("outcome", notebook.COLOURS)
def test_the_colours_are_those_of_the_report(outcome: str) -> None:
    found = re.findall(r"^([.\w, -]+) \{ (background: #\w+; color: #\w+;) \}$", STYLE, flags=re.MULTILINE)
    of_the_report = {name.strip(" ."): look for names, look in found for name in names.split(",")}
    assert notebook.COLOURS[outcome] == of_the_report[outcome]  # type: ignore[index]


def test_a_matrix_and_a_trace_look_as_they_were_accepted(
    ordinary: RunResult, golden: Callable[[Path, str], None]
) -> None:
    case = ordinary.cases[0]
    golden(GOLDEN / "notebook-matrix.html", broken(notebook.matrix(ordinary, case)))
    golden(GOLDEN / "notebook-explanation.html", broken(notebook.explanation(ordinary, case, case.cells[0])))


def broken(html: str) -> str:
    """Break a page between its tags, so that a difference can be read."""
    return html.replace("><", ">\n<") + "\n"
