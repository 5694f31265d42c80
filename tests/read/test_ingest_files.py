"""What a file is, its bytes say; and what cannot be read is refused with its name, the reason and the way out."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.reading import (
    NotAText,
    ProtectedText,
    TextEmpty,
    TextMissing,
    TextTooLarge,
    TextUnreadable,
    UnknownEncoding,
    WrongEncoding,
)
from sanctioncheck.read.ingest import LARGEST, ingest, read_bytes


def problem_of(raw: bytes, name: str = "a.txt") -> Problem:
    with pytest.raises(InputError) as caught:
        read_bytes(raw, name)
    (problem,) = caught.value.problems
    assert name in problem.message()
    assert problem.help()
    assert pickle.loads(pickle.dumps(problem)) == problem
    return problem


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "media"),
    [
        (b"The vessel sailed.", "a.txt", "plain"),
        (b"The vessel sailed.", "a", "plain"),
        (b"# Arms\n\nThe vessel sailed.", "a.md", "markdown"),
        (b"# Arms", "a.txt", "plain"),
        (b"<!DOCTYPE html><p>The vessel sailed.", "a.txt", "html"),
        (b"<!-- saved --> <!-- again -->\n<html><p>The vessel sailed.", "a.aspx", "html"),
        (b'<?xml version="1.0"?>\n<html><body><p>The vessel sailed.</p></body></html>', "a", "html"),
        (b"<p>The vessel sailed.", "a.html", "html"),
        (b"<p>The vessel sailed.", "a.txt", "plain"),
        (b"BMW sold engines.", "a.txt", "plain"),
        (b"MZ is no word.", "a.txt", "plain"),
    ],
)
def test_the_bytes_say_what_a_file_is_and_the_name_only_where_they_do_not(raw: bytes, name: str, media: str) -> None:
    assert read_bytes(raw, name).media == media


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "an image"),
        (b"\xff\xd8\xff\xe0\0\0", "an image"),
        (b"BM\0\0\0\0", "an image"),
        (b"RIFF\0\0\0\0WEBP", "an image"),
        (b"{\\rtf1 Arms}", "Rich Text"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"7z\xbc\xaf\x27\x1c", "an archive"),
        (b"\x7fELF\x02", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument", "an old office program"),
        (b"<?xml version='1.0'?><note>Arms</note>", "an XML file"),
        (b"<svg><text>Arms</text></svg>", "an XML file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nArms", "a web archive"),
        (b"Arms \x00\x01\x02 and coal", "no text but data"),
        (zipped("a.txt"), "a zip archive"),
        (zipped("mimetype", "content.xml"), "of another kind"),
        (b"PK\x03\x04 and no more", "a damaged zip archive"),
    ],
)
def test_a_file_that_is_no_text_is_named_for_what_it_is(raw: bytes, found: str) -> None:
    problem = problem_of(raw)
    assert isinstance(problem, NotAText)
    assert found in problem.message()


def test_an_encrypted_office_file_is_not_taken_for_an_old_one() -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert isinstance(problem_of(raw, "a.docx"), ProtectedText)


@pytest.mark.parametrize("raw", [b"", b" \n\n", b"1 2 3\n----\n", b"<html><script>let a = 1</script></html>"])
def test_a_file_without_words_is_empty(raw: bytes) -> None:
    assert isinstance(problem_of(raw), TextEmpty)


@pytest.mark.parametrize(
    "raw",
    [
        "The “vessel” sailed.".encode(),
        b"\xef\xbb\xbf" + "The “vessel” sailed.".encode(),
        "The “vessel” sailed.".encode("utf-16"),
        b"\xfe\xff" + "The “vessel” sailed.".encode("utf-16-be"),
    ],
)
def test_utf_8_and_utf_16_with_its_mark_are_read(raw: bytes) -> None:
    assert read_bytes(raw, "a.txt").text == "The “vessel” sailed."


def test_an_old_page_is_read_as_it_declares_itself() -> None:
    raw = "<html><meta charset=ISO-8859-1><p>The “vessel” of the Côte".encode("cp1252")
    assert read_bytes(raw, "a.html").text == "The “vessel” of the Côte"


def test_a_page_that_was_saved_anew_as_utf_8_is_not_garbled_by_what_it_still_declares() -> None:
    raw = "<html><meta charset=windows-1252><p>The “vessel”".encode()
    assert read_bytes(raw, "a.html").text == "The “vessel”"


def test_a_byte_that_is_no_character_is_shown_where_it_stands() -> None:
    problem = problem_of(b"Arms\r\nThe c\xf4te d'\xc9meraude")
    assert isinstance(problem, WrongEncoding)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column, problem.offset, problem.byte) == (2, 6, 11, 0xF4)
    assert "0xF4" in problem.message()
    assert "UTF-8" in (problem.help() or "")


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Arms at sea".encode("utf-16-le"), "UTF-16 without its mark"),
        ("Arms".encode("utf-32"), "UTF-32"),
        (b"<html><meta charset=koi8-r><p>\xf7\xef", "koi8-r"),
    ],
)
def test_other_encodings_are_named(raw: bytes, encoding: str) -> None:
    problem = problem_of(raw)
    assert isinstance(problem, UnknownEncoding)
    assert problem.encoding == encoding


def test_a_file_that_is_not_there_a_folder_and_an_odd_name_are_refused(tmp_path: Path) -> None:
    for path, kind in (
        (tmp_path / "none.txt", TextMissing),
        (tmp_path, TextUnreadable),
        (tmp_path / "a\0b", TextUnreadable),
        (tmp_path / ("a" * 5000), TextUnreadable),
    ):
        with pytest.raises(InputError) as caught:
            ingest(path)
        assert isinstance(caught.value.problems[0], kind)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(InputError) as caught:
        ingest(path)
    (problem,) = caught.value.problems
    assert isinstance(problem, TextTooLarge)
    assert "25.0 MB" in problem.message()


def test_the_name_alone_is_kept_not_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "a note.txt"
    path.write_bytes(b"The vessel sailed.")
    assert ingest(path).name == "a note.txt"


def test_importing_the_reader_loads_no_library_of_a_format() -> None:
    heavy = "{'lxml', 'pypdf', 'spacy', 'xml'}"
    code = f"import sys, sanctioncheck.read.ingest; print({heavy} & {{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("library", "raw"), [("lxml", b"<html><p>Arms"), ("pypdf", b"%PDF-1.7\n%%EOF")], ids=["html", "pdf"]
)
def test_a_missing_library_is_named_with_the_extra_that_has_it(
    library: str, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError) as caught:
        read_bytes(raw, "a")
    (problem,) = caught.value.problems
    assert (problem.code, library in problem.message()) == ("SC-R001", True)
    assert "sanctioncheck[read]" in (problem.help() or "")


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder; name the files in it"):
        ingest(tmp_path)
