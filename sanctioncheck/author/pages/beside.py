"""Where in its folder a pack says a thing: the file of a provision, the tests beside it, the line of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sanctioncheck.load.document import Loc
from sanctioncheck.load.files import Filed, Folder, Spot
from sanctioncheck.load.yamltext import read_document
from sanctioncheck.model.page import TestsPage
from sanctioncheck.model.testfile import TestFile

__all__ = ["Shelf"]

_TESTS = ".test.yaml"


@dataclass(slots=True)
class Shelf:
    """The files of a pack that was loaded without fault, looked into only where somebody asks."""

    root: Path
    _texts: dict[str, str] = field(default_factory=dict)
    _spots: dict[str, Spot] = field(default_factory=dict)

    def provision(self, ident: str) -> str | None:
        """Give the file and line of a provision."""
        return next(self._where("instruments/", ("provision",), ident), None)

    def word(self, kind: str, name: str) -> str | None:
        """Give the file and line of a predicate or type; `kind` is `predicates` or `types`."""
        return next(self._keys("vocabulary/", (kind, name)), None)

    def finding(self, ident: str) -> str | None:
        """Give the file and line of a public finding."""
        for path in self._holding("background/", ident):
            spot = self._spot(path)
            for at, each in enumerate(spot.document.data.get("findings") or ()):
                if each.get("id") == ident:
                    return spot.to("findings", at, "id").line
        return None

    def listing(self, ident: str) -> str | None:
        """Give the file of a list."""
        return next(
            (path for path in self._holding("lists/", ident) if self._texts[path].startswith(f"# list: {ident}\n")),
            None,
        )

    def tests(self, ident: str) -> TestsPage | None:
        """Give the tests beside a provision."""
        for path in self._holding("instruments/", ident):
            if path.endswith(_TESTS):
                filed: Filed[TestFile] | None = Folder(self.root).load(path, TestFile)
                if filed is not None and filed.made.tests == ident:
                    return TestsPage(path=path, names=tuple(case.name for case in filed.made.cases))
        return None

    def provisions(self) -> dict[str, str]:
        """Give the file of every provision, by its id."""
        return {name: path for path, name in self._named("provision").items()}

    def tested(self) -> frozenset[str]:
        """Give the ids of the provisions that have tests beside them."""
        return frozenset(self._named("tests").values())

    def _named(self, key: str) -> dict[str, str]:
        line = re.compile(rf"^{key}: ([a-z0-9./-]+)\s*$", re.MULTILINE)
        found: dict[str, str] = {}
        for path in self._holding("instruments/", key):
            if path.endswith(_TESTS) == (key == "tests"):
                # Nearly every file names it on a line of its own, and is not worth reading whole for it.
                match = line.search(self._texts[path])
                name = match[1] if match else self._spot(path).document.data.get(key)
                if isinstance(name, str):
                    found[path] = name
        return found

    def _where(self, prefix: str, loc: Loc, value: str) -> Iterator[str]:
        for path in self._holding(prefix, value):
            spot = self._spot(path)
            if not path.endswith(_TESTS) and spot.document.data.get(loc[0]) == value:
                yield spot.to(*loc).line

    def _keys(self, prefix: str, loc: tuple[str, str]) -> Iterator[str]:
        for path in self._holding(prefix, loc[1]):
            spot = self._spot(path)
            if loc in spot.document:
                yield spot.to(*loc).line

    def _holding(self, prefix: str, text: str) -> Iterator[str]:
        """Give the files in which a text stands; few of them are then worth reading as YAML."""
        if not self._texts:
            folder = Folder(self.root)
            for path in folder.paths():
                if path.endswith((".yaml", ".csv")):
                    self._texts[path] = (folder.read(path) or b"").decode("utf-8", "replace")
        yield from (path for path, held in self._texts.items() if path.startswith(prefix) and text in held)

    def _spot(self, path: str) -> Spot:
        if path not in self._spots:
            self._spots[path] = Spot(read_document(path, self._texts[path].encode("utf-8")))
        return self._spots[path]
