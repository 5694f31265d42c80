"""Reads a file, whatever its kind, into one canonical text with its paragraphs and what it says of itself."""

from __future__ import annotations

import codecs
import io
import re
import stat
import zipfile
from pathlib import Path

from sanctioncheck.errors import InputError, Place, Problem
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
from sanctioncheck.read.document import Document, canonical, evenly_ended

__all__ = ["LARGEST", "ingest", "read_bytes"]

LARGEST = 25_000_000

_HEAD = 4096
_OCR = "run OCR on it, and give the text"
_COPY = "open it in its own program and save it as DOCX or plain text"
# What files of other kinds begin with, what they are, and what to do about it.
_OTHERS = (
    (b"\x89PNG\r\n", "an image", _OCR),
    (b"\xff\xd8\xff", "an image", _OCR),
    (b"GIF8", "an image", _OCR),
    (b"II*\0", "an image", _OCR),
    (b"MM\0*", "an image", _OCR),
    (b"BM", "an image", _OCR),
    (b"RIFF", "an image, a sound or a film", "give its text or transcript"),
    (b"ID3", "a sound", "give its transcript"),
    (b"OggS", "a sound or a film", "give its transcript"),
    (b"\x1aE\xdf\xa3", "a film", "give its transcript"),
    (b"{\\rtf", "a Rich Text file", _COPY),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "an archive", "unpack it, and name the texts in it"),
    (b"Rar!", "an archive", "unpack it, and name the texts in it"),
    (b"\x7fELF", "a program", "name a text"),
    (b"MZ\x90", "a program", "name a text"),
    (b"SQLite format 3\0", "a database", "name a text"),
    (b"%!PS", "a PostScript file", "turn it into a PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:(?><!--.{0,2000}?-->)\s*)*+<(?:!doctype html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|svg|!DOCTYPE)\b", re.I)
_MAIL = re.compile(
    r"(?:From|MIME-Version|Content-Type|Snapshot-Content-Location): .*?^Content-Type: multipart/related", re.S | re.M
)
_CHARSET = re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_WESTERN = frozenset(("windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"))
_UTF8 = frozenset(("utf-8", "utf8"))
_HTML_NAMES = (".html", ".htm", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")


def ingest(path: Path) -> Document:
    """Read a file of at most 25 MB. What it is, its bytes say; its name counts only where they do not.

    Equal bytes under equal names give equal documents, on every machine.

    Raises:
        InputError: there is no such file, no text can be had from it, or it would unfold into more than is read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "note.txt"
    ...     _ = path.write_bytes(b"The vessel sailed.\\r\\n")
    ...     document = ingest(path)
    >>> document.text, document.media, document.name
    ('The vessel sailed.\\n', 'plain', 'note.txt')
    """
    shown = path.as_posix()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            reason = "it is a folder; name the files in it"
            raise InputError([TextUnreadable(place=None, path=shown, reason=reason)])
        if not stat.S_ISREG(status.st_mode):
            raise InputError([TextUnreadable(place=None, path=shown, reason="it is no file")])
        if status.st_size > LARGEST:
            raise InputError([TextTooLarge(place=None, path=shown, size=status.st_size, limit=LARGEST)])
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError([TextMissing(place=None, path=shown)]) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "its name is no name of a file").lower()
        raise InputError([TextUnreadable(place=None, path=shown, reason=reason)]) from None
    return read_bytes(raw, path.name)


def read_bytes(raw: bytes, name: str) -> Document:
    """Read the bytes of a file that is called `name`.

    Raises:
        InputError: as `ingest` does.

    >>> read_bytes(b"<html><body><p>Coal.</p>", "page").media
    'html'
    """
    if len(raw) > LARGEST:
        raise InputError([TextTooLarge(place=None, path=name, size=len(raw), limit=LARGEST)])
    document = _read(raw, name)
    if not any(map(str.isalpha, document.text)):
        raise InputError([TextEmpty(place=None, path=name)])
    return document


def _read(raw: bytes, name: str) -> Document:
    if b"%PDF-" in raw[:1024]:
        from sanctioncheck.read.pdf import read_pdf

        return read_pdf(raw, name)
    if raw.startswith(b"PK\x03\x04"):
        return _read_zip(raw, name)
    if problem := _other(raw, name):
        raise InputError([problem])
    text = canonical(_decoded(raw, name))
    end = name.lower()
    if _HTML.match(text[:_HEAD]) or (end.endswith(_HTML_NAMES) and not _XML.match(text)):
        from sanctioncheck.read.html import read_html

        return read_html(text, name)
    if _XML.match(text):
        raise InputError([NotAText(place=None, path=name, found="an XML file", remedy="give its text")])
    if _MAIL.match(text[:_HEAD]):
        remedy = "save the page as HTML only"
        raise InputError([NotAText(place=None, path=name, found="a web archive", remedy=remedy)])
    if end.endswith(_MARKDOWN_NAMES):
        from sanctioncheck.read.markdown import read_markdown

        return read_markdown(text, name)
    from sanctioncheck.read.plain import read_plain

    return read_plain(text, name)


def _read_zip(raw: bytes, name: str) -> Document:
    from sanctioncheck.read.docx import read_docx
    from sanctioncheck.read.wordparts import is_word

    if is_word(raw) or name.lower().endswith(".docx"):
        return read_docx(raw, name)
    found, remedy = "a zip archive", "unpack it, and name the texts in it"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()[:2000]
        if "mimetype" in names or "[Content_Types].xml" in names:
            found, remedy = "an office or e-book file of another kind", _COPY
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        found = "a damaged zip archive"
    raise InputError([NotAText(place=None, path=name, found=found, remedy=remedy)])


def _other(raw: bytes, name: str) -> Problem | None:
    """Recognise what no text is read from."""
    if raw.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in raw:
            return ProtectedText(place=None, path=name, kind="DOCX")
        return NotAText(place=None, path=name, found="a file of an old office program (.doc, .xls, .msg)", remedy=_COPY)
    for begin, found, remedy in _OTHERS:
        # Two letters may begin a text as well.
        if raw.startswith(begin) and (len(begin) > 3 or b"\0" in raw[:_HEAD] or begin[0] > 0x7E):
            return NotAText(place=None, path=name, found=found, remedy=remedy)
    return None


def _decoded(raw: bytes, name: str) -> str:
    """Decode a text: UTF-8, UTF-16 with its mark, or what an old web page declares."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise InputError([UnknownEncoding(place=None, path=name, encoding="UTF-32")])
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(raw, "utf-16", "UTF-16", name)
    if b"\0" in raw:
        half = raw[:_HEAD].count(b"\0") * 5 > len(raw[:_HEAD]) * 2
        if half:
            raise InputError([UnknownEncoding(place=None, path=name, encoding="UTF-16 without its mark")])
        remedy = "save its text as UTF-8, without NUL characters"
        raise InputError([NotAText(place=None, path=name, found="no text but data", remedy=remedy)])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # A page that was saved anew may be UTF-8 and still declare what it was before; so that is tried first.
        declared = _CHARSET.search(raw[:_HEAD]) if b"<" in raw[:_HEAD] else None
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding in _WESTERN:
        return _strictly(raw, "cp1252", "windows-1252", name)
    if encoding not in _UTF8:
        raise InputError([UnknownEncoding(place=None, path=name, encoding=encoding)])
    return _strictly(raw, "utf-8", "UTF-8", name)


def _strictly(raw: bytes, codec: str, encoding: str, name: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        wrong = raw[error.start]
        place = _place(raw, error.start, codec, name) if codec != "utf-16" else None
        found = WrongEncoding(place=place, path=name, byte=wrong, offset=error.start, encoding=encoding)
        raise InputError([found]) from None


def _place(raw: bytes, offset: int, codec: str, name: str) -> Place:
    """Find the line and column of a byte before which all is well."""
    before = evenly_ended(raw[:offset].decode(codec))
    line = before.rpartition("\n")[2]
    after = raw[offset : offset + 200].decode(codec, "replace").splitlines()
    number, column = before.count("\n") + 1, len(line) + 1
    return Place(name, number, column, number, column + 1, line + (after[0] if after else ""))
