"""The rules as web pages: every link leads somewhere, every text is only a text, and nothing is written over."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sanctioncheck.load.pack import load_pack
from tests.cli.conftest import Call
from tests.load.language import TINY


class Read(HTMLParser):
    """What a page holds: its tags, where its links lead, its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sanctioncheck.cli import main

    target = tmp_path_factory.mktemp("site") / "rules"
    assert main(["rules", "site", "-o", str(target)]) == 0
    return target


def test_every_link_leads_to_a_page_and_every_page_is_led_to(folder: Path) -> None:
    pages = {path.name: Read(path) for path in folder.iterdir()}
    led = {link for page in pages.values() for link in page.links}
    assert led == set(pages)


def test_every_provision_has_a_page_with_its_citation_and_status(folder: Path) -> None:
    book = load_pack()
    index = Read(folder / "index.html")
    for provision in book.provisions.values():
        assert provision.citation.label in index.words
    page = Read(folder / "provision-un.sc.res.1874-9.html")
    assert "UNSC Res 1874 (2009) UN Doc S/RES/1874, para 9" in page.words
    assert "Status: test" in page.words
    assert "predicate-provides.html" in page.links or "provision-un.sc.res.1718-8b.html" in page.links


def test_a_page_needs_nothing_from_elsewhere(folder: Path) -> None:
    for path in folder.iterdir():
        page = Read(path)
        assert not page.tags & {"script", "img", "iframe", "link", "form"}
        assert all(re.fullmatch(r"[a-z0-9.-]+\.html", link) for link in page.links)


def test_a_text_of_the_rules_stays_a_text(tmp_path: Path, call: Call) -> None:
    pack = shutil.copytree(TINY / "pack", tmp_path / "pack")
    file = pack / "instruments/treaty/art-1.yaml"
    hostile = "<script>alert(1)</script><img src=x onerror=y> [treaty/2] &amp;"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("A member sends nobody arms.", f"'{hostile}'"), encoding="utf-8")
    assert call("rules", "site", "-o", str(tmp_path / "site"), "--pack", str(pack))[0] == 0
    page = Read(tmp_path / "site/provision-treaty-1.html")
    assert not page.tags & {"script", "img"}
    assert hostile in page.words


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path, call: Call) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    code, _, err = call("rules", "site", "-o", str(tmp_path))
    assert code == 2
    assert "SC-B020" in err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_equal_rules_give_equal_pages(tmp_path: Path, call: Call) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for target in (one, other):
        assert call("rules", "site", "-o", str(target), "--pack", str(TINY / "pack"))[0] == 0
    pages = {page.name: page.read_bytes() for page in one.iterdir()}
    assert pages == {page.name: page.read_bytes() for page in other.iterdir()}
    assert len(pages) > 3


def test_where_no_folder_can_be_made_it_is_said_without_calling_it_a_bug(tmp_path: Path, call: Call) -> None:
    (tmp_path / "file").write_text("in the way")
    code, out, err = call("rules", "site", "-o", str(tmp_path / "file/site"), "--pack", str(TINY / "pack"))
    assert (code, out) == (2, "")
    assert err.startswith("SC-U009 error: cannot write `")
    assert "/file/site`: Not a directory\n" in err
