"""For every text: blocks lie in it, in order; the hash is that of its bytes; equal files give equal documents."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.errors import InputError
from sanctioncheck.read.document import Document
from sanctioncheck.read.ingest import read_bytes

PIECES = (
    "The vessel sailed. ", "42. ", "(b) ", "- ", "• ", "¶ 7 ", "\n", "\n\n", "\r\n", "\t", "   ", "\f", "“no”", "Q: ",
    "# ", "> ", "| a | b |\n", "**", "_", "[x](y)", "`", "---\n", "<p>", "</p>", "<div>", "<table><tr><td>", "</table>",
    "<ol><li>", "<br>", "&amp;", "<nav>", "<pre>", "<q>", "\u202e", "é", "\U0001f6a2", "한국", "\u0301", "2024. ",
    "-\n", "\x07", "Title: x\nDate: 2025\n",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)


def read(raw: bytes, name: str) -> Document | None:
    """Read a file, or see that what is wrong with it is said."""
    try:
        return read_bytes(raw, name)
    except InputError as error:
        said = [(problem.message(), problem.help()) for problem in error.problems]
    assert all(message and remedy for message, remedy in said)
    return None


def seen(text: str) -> str:
    """Give what of a text has a shape or parts others."""
    return "".join(each for each in text if unicodedata.category(each) != "Cf" and each != "\u2064")


def check(document: Document) -> None:
    text = document.text
    assert document.sha256 == sha256(text.encode()).hexdigest()
    assert "\r" not in text
    assert "\0" not in text
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(text)
        words = document.words(block)
        assert words == words.strip() != ""
        end = block.end


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(text=texts)
def test_blocks_lie_in_the_text_in_order_and_the_hash_is_that_of_its_bytes(name: str, text: str) -> None:
    raw = f"{text} The vessel sailed.".encode("utf-8", "replace")
    document = read(raw, name)
    if document is not None:
        check(document)
    assert read(raw, name) == document


@given(text=texts)
def test_no_word_of_a_plain_text_is_lost_or_changed(text: str) -> None:
    raw = f"The vessel sailed.\n\n{text}".encode("utf-8", "replace")
    if b"\0" in raw:
        return
    document = read_bytes(raw, "a.txt")
    assert seen(document.text) == seen(raw.decode().replace("\r\n", "\n").replace("\r", "\n"))
    assert read_bytes(document.text.encode(), "a.txt") == document


@given(
    raw=st.binary(max_size=200),
    start=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
)
def test_any_bytes_give_a_document_or_a_problem_that_says_what_to_do(raw: bytes, start: bytes) -> None:
    document = read(start + raw, "a.docx")
    if document is not None:
        check(document)
