"""What can go wrong at the bench of those who write rules: codes SC-B001 to SC-B049. A code never changes meaning."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, closest, quote

__all__ = [
    "AlreadyThere",
    "AmbiguousName",
    "CannotDraw",
    "FailsItsTest",
    "FolderNotEmpty",
    "InstalledRules",
    "LayoutWouldChange",
    "MissingAnswers",
    "NoCases",
    "NoDate",
    "NoGraphviz",
    "NoLayout",
    "NoSuchFile",
    "NoSuchLimit",
    "NotDrawn",
    "NotTaken",
    "NothingNamed",
    "NothingToRead",
    "OfAnotherPack",
]

_LISTED = 20


class NothingNamed(Problem):
    """Nothing in the rules is called so."""

    code: ClassVar[str] = "SC-B001"
    asked: str
    nearest: tuple[tuple[str, str], ...]
    """Id and label of each that may have been meant."""

    def message(self) -> str:
        return f"nothing in the rules is called {quote(self.asked)}"

    def help(self) -> str:
        if self.nearest:
            return f"did you mean {_listed(self.nearest)}?"
        return "`sanctioncheck rules list` names the provisions; `sanctioncheck rules search WORDS` looks for words"


class AmbiguousName(Problem):
    """Several things in the rules may be meant."""

    code: ClassVar[str] = "SC-B002"
    asked: str
    choices: tuple[tuple[str, str], ...]
    """Id and label of each."""

    def message(self) -> str:
        return f"{quote(self.asked)} may mean {len(self.choices)} things"

    def help(self) -> str:
        return f"name one of them: {_listed(self.choices)}"


class NoCases(Problem):
    """A folder was to be looked through for cases and holds none."""

    code: ClassVar[str] = "SC-B003"
    folder: str

    def message(self) -> str:
        return f"there is no case in {quote(self.folder)}"

    def help(self) -> str:
        return "name a folder whose folders each hold a `case.yaml`"


class NoSuchLimit(Problem):
    """A search is to keep to something that the rules do not have."""

    code: ClassVar[str] = "SC-B004"
    what: str
    asked: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"the rules have no {self.what} {quote(self.asked)}"

    def help(self) -> str:
        near = closest(self.asked, self.known)
        if near is not None:
            return f"did you mean {quote(near)}?"
        shown = ", ".join(map(quote, self.known[:_LISTED]))
        return f"there are {shown}{' and more' if len(self.known) > _LISTED else ''}"


class NoDate(Problem):
    """What was given as a day, month or year is none."""

    code: ClassVar[str] = "SC-B005"
    asked: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.asked)} is no date: {self.reason}"

    def help(self) -> str:
        return "write a day, a month or a year: 2025-04-28, 2025-04, 2025"


class NoGraphviz(Problem):
    """A picture is asked for, and the program that draws it is not installed."""

    code: ClassVar[str] = "SC-B006"

    def message(self) -> str:
        return "no picture can be drawn: the program `dot` of graphviz is not installed"

    def help(self) -> str:
        return (
            "install graphviz, or take `--format dot` to where it is installed; `--format mermaid` is drawn by pages "
            "and wikis that know Mermaid"
        )


class CannotDraw(Problem):
    """Graphviz could not draw the picture."""

    code: ClassVar[str] = "SC-B007"
    reason: str

    def message(self) -> str:
        return f"graphviz could not draw the picture: {self.reason}"

    def help(self) -> str:
        return "draw a smaller part, with ids or `--around ID --depth N`"


class NotDrawn(Problem):
    """What was asked for has no place in the graph."""

    code: ClassVar[str] = "SC-B008"
    kind: str
    name: str

    def message(self) -> str:
        return f"the {self.kind} {quote(self.name)} is not in the graph"

    def help(self) -> str:
        return "name a provision, a definition, a bridge, or a predicate or type that a rule asks for"


class NoLayout(Problem):
    """A file is of a kind for which there is no canonical layout."""

    code: ClassVar[str] = "SC-B009"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} is of no kind that has a layout"

    def help(self) -> str:
        return "name a rule file, a test file or a case file; what tells how texts speak is laid out by hand"


class LayoutWouldChange(Problem):
    """Laid out, a file would say something else; it is left alone."""

    code: ClassVar[str] = "SC-B010"
    path: str

    def message(self) -> str:
        return f"{quote(self.path)} was left alone: laid out, it would say something else or lose a comment"

    def help(self) -> str:
        return "this is a fault of the program: please report it, with the file"


class NoSuchFile(Problem):
    """What is to be laid out is not there, or holds no YAML."""

    code: ClassVar[str] = "SC-B011"
    path: str

    def message(self) -> str:
        return f"there is no file to lay out at {quote(self.path)}"

    def help(self) -> str:
        return "name files that end in `.yaml`, or folders that hold some"


class MissingAnswers(Problem):
    """Nobody can be asked, and something that is needed was not given."""

    code: ClassVar[str] = "SC-B012"
    options: tuple[str, ...]

    def message(self) -> str:
        return f"not given: {', '.join(map(quote, self.options))}"

    def help(self) -> str:
        return "give them as options; on a terminal they are asked for"


class AlreadyThere(Problem):
    """What was to be begun is there; nothing is overwritten."""

    code: ClassVar[str] = "SC-B013"
    name: str

    def message(self) -> str:
        return f"{quote(self.name)} is there already, and nothing was written"

    def help(self) -> str:
        return "change it where it stands, or choose another name"


class NotTaken(Problem):
    """An answer cannot be taken as what it was to be."""

    code: ClassVar[str] = "SC-B014"
    option: str
    text: str
    reason: str
    remedy: str

    def message(self) -> str:
        return f"{quote(self.text)} cannot be taken for {quote(self.option)}: {self.reason}"

    def help(self) -> str:
        return self.remedy


class NothingToRead(Problem):
    """A provision has no such element or definition."""

    code: ClassVar[str] = "SC-B015"
    part: str
    path: str
    meant: str | None

    def message(self) -> str:
        return f"{quote(self.path)} has no element or definition {quote(self.part)}"

    def help(self) -> str:
        return f"did you mean {quote(self.meant)}?" if self.meant else "name one as `PROVISION#ELEMENT`"


class FailsItsTest(Problem):
    """What was to be begun fails a test, and is not written."""

    code: ClassVar[str] = "SC-B016"
    name: str

    def message(self) -> str:
        return f"the test {quote(self.name)} fails, and nothing was written"

    def help(self) -> str:
        return "other definitions of the pack answer the conduct too; choose another, or write the file by hand"


class FolderNotEmpty(Problem):
    """A folder that is to be written has something in it."""

    code: ClassVar[str] = "SC-B020"
    folder: str

    def message(self) -> str:
        return f"{quote(self.folder)} has something in it already, and nothing was written"

    def help(self) -> str:
        return "name a new folder, or empty this one first"


class InstalledRules(Problem):
    """What is to be written lies in the copy of the rules inside an installed program."""

    code: ClassVar[str] = "SC-B021"
    folder: str

    def message(self) -> str:
        return f"{quote(self.folder)} is the copy of the rules inside the program, which the next installation replaces"

    def help(self) -> str:
        return "begin a pack of your own that requires `un-core`, and name its folder with `--pack`"


class OfAnotherPack(Problem):
    """A provision stands in a pack that this one requires, and is not this one's to change."""

    code: ClassVar[str] = "SC-B022"
    provision: str

    def message(self) -> str:
        return f"{quote(self.provision)} stands in a pack that this one requires"

    def help(self) -> str:
        return "add the reading in that pack, with `--pack` and its folder, or write a provision of your own here"


def _listed(named: tuple[tuple[str, str], ...]) -> str:
    more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
    return ", ".join(f"{quote(ident)} ({label})" for ident, label in named[:_LISTED]) + more
