"""Opens a DOCX file, which is a zip of XML files, so that nothing in it can unfold into more than is read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from sanctioncheck.errors import InputError
from sanctioncheck.errors.reading import Bomb, BrokenText, ProtectedText

__all__ = ["MOST_BYTES", "MOST_PARTS", "Package", "Tags", "is_word"]

MOST_PARTS = 2_000
MOST_BYTES = 100_000_000
_MOST_IN_ONE = 50_000_000
_HIGHEST_RATIO = 200
# Below this size no ratio can do harm.
_NEVER_A_BOMB = 1_000_000
_DEEPEST = 500
_MAIN = "word/document.xml"
# Word writes the first two; for any other than these the parser asks Python, which refuses in ways of its own.
_ENCODINGS = frozenset(("utf-8", "utf-16", "us-ascii", "iso-8859-1"))

Tags = tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]
"""Told of the beginning of an element, its end, and text. Names in the language of Word begin with `w:`."""

_OF_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


def is_word(raw: bytes) -> bool:
    """Tell whether a zip holds a text of Word; a damaged one holds none.

    >>> is_word(b"PK")
    False
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _MAIN in archive.namelist()
    except _FAULTS:
        return False


class Package:
    """The parts of a DOCX file."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Open it.

        Raises:
            InputError: it is damaged, or would unfold into more than is read.
        """
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
            self._parts = {info.filename: info for info in self._archive.infolist()}
        except _FAULTS:
            raise self._broken("the zip that it should be is damaged") from None
        if len(self._archive.infolist()) > MOST_PARTS:
            raise self._bomb("it has too many parts", f"{MOST_PARTS:,}")
        for info in self._archive.infolist():
            if info.file_size > _NEVER_A_BOMB and info.file_size > _HIGHEST_RATIO * info.compress_size:
                raise self._bomb("a part unfolds to over 200 times its size", "a ratio of 200")
        if sum(info.file_size for info in self._archive.infolist()) > MOST_BYTES:
            raise self._bomb("its parts unfold to too much", f"{MOST_BYTES // 1_000_000:,} MB")

    def read(self, part: str, tags: Tags) -> bool:
        """Tell `tags` of all that is in a part; False where there is no such part.

        Raises:
            InputError: the part is damaged, declares entities, or unfolds into more than is read.
        """
        if part not in self._parts:
            return False
        begin, end, data = tags
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = 0

        def started(name: str, given: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise self._bomb("elements nest too deep", str(_DEEPEST))
            begin(_short(name), {_short(key): value for key, value in given.items()})

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(_short(name))

        def declared(*_: object) -> None:
            raise self._broken("a part of it declares entities, which no program for texts does")

        def announced(_version: str, encoding: str | None, _alone: int) -> None:
            if encoding is not None and encoding.lower() not in _ENCODINGS:
                raise self._broken(f"`{part}` says that it is written in `{encoding}`, as no document of Word is")

        parser.XmlDeclHandler = announced
        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = declared
        try:
            parser.Parse(self._bytes(part), True)
        except expat.ExpatError as error:
            reason = f"line {error.lineno} of `{part}` is no XML ({expat.ErrorString(error.code)})"
            raise self._broken(reason) from None
        return True

    def _bytes(self, part: str) -> bytes:
        """Unfold a part, and stop where there is more than its head declares or than is read."""
        info = self._parts[part]
        if info.flag_bits & 1:
            raise InputError([ProtectedText(place=None, path=self.name, kind="DOCX")])
        try:
            with self._archive.open(info) as stream:
                raw = stream.read(_MOST_IN_ONE + 1)
        except _FAULTS:
            raise self._broken(f"`{part}` in it is damaged") from None
        if len(raw) > _MOST_IN_ONE:
            raise self._bomb("a part of it unfolds to too much", f"{_MOST_IN_ONE // 1_000_000:,} MB")
        return raw

    def _broken(self, reason: str) -> InputError:
        return InputError([BrokenText(place=None, path=self.name, kind="DOCX", reason=reason)])

    def _bomb(self, what: str, limit: str) -> InputError:
        return InputError([Bomb(place=None, path=self.name, what=what, limit=limit)])


def _short(name: str) -> str:
    for space in _OF_WORD:
        if name.startswith(space):
            return f"w:{name[len(space) :]}"
    return name.rpartition(" ")[2]
