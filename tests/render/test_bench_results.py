"""What tests show and what no test notices, as a reader sees it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from sanctioncheck.model.coverage import Count, CoverageResult, Point, ProvisionCoverage
from sanctioncheck.model.mutation import MutationResult, ProvisionChanges, Unnoticed
from sanctioncheck.model.result import PackId
from sanctioncheck.render.coverage import to_markdown, to_text
from sanctioncheck.render.coveragepage import to_page
from sanctioncheck.render.jsontext import to_json
from sanctioncheck.render.mutation import to_text as changes_text

PACK = PackId(name="un-core", version="1", sha256="a" * 64)
HOSTILE = "Is it so?</li><script>alert(1)</script>\x1b[2J [x](http://e.example) \u202e"


def point(sight: str = "shown", shown_by: str | None = None, gap: str = "element `e` was never seen shown") -> Point:
    where = {"path": "a.yaml", "line": 3, "column": 5}
    return Point(
        kind="provision" if sight == "tested" else "element",
        owner="a.b/1#n",
        part="e",
        sight=sight,  # type: ignore[arg-type]
        about=gap,
        shown_by=shown_by,
        gap=gap,
        **where,  # type: ignore[arg-type]
    )


def result(*provisions: tuple[str, tuple[Point, ...]]) -> CoverageResult:
    made = tuple(
        ProvisionCoverage(
            provision=name,
            citation=f"Charter {name}",
            title="Peace",
            tests=2,
            count=Count(shown=sum(each.shown_by is not None for each in points), of=len(points)),
            points=points,
        )
        for name, points in provisions
    )
    shown, of = sum(each.count.shown for each in made), sum(each.count.of for each in made)
    count = Count(shown=shown, of=of)
    return CoverageResult(pack=PACK, standard="balance", tests=2, failed=1, count=count, provisions=made)


WHOLE = ("a.b/1", (point(shown_by="a.b/1: it is so"),))
GAPS = ("a.b/2", (point(shown_by="a.b/2: it is so"), point("unknown", gap="element `e` was never seen unknown")))
NONE = ("a.b/3", (point("tested", gap="no test names it"),))


def test_the_table_has_a_sign_and_a_word_and_the_gaps_their_place() -> None:
    text = to_text(result(WHOLE, GAPS, NONE), 100)
    assert "2 of 4 points are shown: 50 %." in text
    assert "1 of them fail, and show nothing." in text
    assert re.search(r"a\.b/1 +2 +1 +1 +100 % +● whole\n", text)
    assert re.search(r"a\.b/2 +2 +1 +2 +50 % +◐ gaps\n", text)
    assert re.search(r"a\.b/3 +2 +0 +1 +0 % +○ no test\n", text)
    assert "element `e` was never seen unknown (a.yaml:3:5)" in text
    assert "was never seen shown" not in text


def test_where_all_is_shown_it_is_said_so() -> None:
    for written in (to_text(result(WHOLE), 80), to_markdown(result(WHOLE)), to_page(result(WHOLE))):
        assert "Every point is shown." in written


def test_a_percentage_is_never_rounded_up_to_what_it_is_not() -> None:
    assert Count(shown=999, of=1000).said == "99 %"


class Page(HTMLParser):
    """Collects what a browser would build of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_runs_nothing_that_a_pack_says_and_loads_nothing() -> None:
    page = Page(to_page(result(("a.b/2", (point(gap=HOSTILE),)))))
    names = [tag for tag, _ in page.tags]
    assert not {"script", "img", "link", "iframe"} & set(names)
    assert "<script>alert(1)</script>" in page.text
    assert not re.search("[\x1b\u202e]", page.text)
    assert all(not (attrs.get("href") or "#").startswith("http") for _, attrs in page.tags)


def test_the_page_serves_a_reader_who_sees_no_colour() -> None:
    page = Page(to_page(result(WHOLE, GAPS, NONE)))
    assert ("html", {"lang": "en"}) in page.tags
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    targets = {attrs.get("id") for _, attrs in page.tags}
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links
    assert all(str(link)[1:] in targets for link in links)
    for word in ("● whole", "◐ gaps", "○ no test"):
        assert word in page.text


def test_markdown_and_text_show_words_of_a_pack_as_they_are() -> None:
    hostile = result(("a.b/2", (point(gap=HOSTILE),)))
    assert "\\[x\\](http" in to_markdown(hostile)
    assert "<script>" not in to_markdown(hostile).replace("\\<script\\>", "")
    assert "\x1b" not in to_text(hostile, 100)


def test_the_json_has_every_point_shown_or_not() -> None:
    data = json.loads(to_json(result(GAPS)))
    assert data["schema_version"] == "1.0"
    assert [each["shown_by"] for each in data["provisions"][0]["points"]] == ["a.b/2: it is so", None]


def change(tests: int, becomes: str | None) -> Unnoticed:
    return Unnoticed(kind="not", said="without `not`: X", becomes=becomes, tests=tests, path="a.yaml", line=3, column=5)


@pytest.mark.parametrize(
    ("tests", "said"),
    [(0, "no test leans on it"), (1, "one test leans on it"), (7, "7 tests lean on it, and pass")],
)
def test_a_change_that_no_test_notices_is_told_with_place_and_the_condition_it_makes(tests: int, said: str) -> None:
    provision = ProvisionChanges(
        provision="a.b/1", citation="Charter 1", title="Peace", tried=3, noticed=1,
        unnoticed=(change(tests, "X"), change(tests, "(X and Y)")),
    )  # fmt: skip
    made = MutationResult(
        pack=PACK, made=9, looked_at=6, same=1, broken=1, loose=0, words=1, tried=3, noticed=1, provisions=(provision,)
    )
    text = changes_text(made, 100)
    assert "3 changes were tried: 1 are noticed by a test, 2 by none (67 %)." in text
    assert "Looked at: 6 of 9 changes, evenly spread." in text
    assert f"without `not`: X (a.yaml:3:5); {said}" in text
    assert text.count("then: ") == 1, "a condition that the change itself tells whole is not told twice"
    assert "then: (X and Y)" in text
