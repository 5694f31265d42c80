"""What can be wrong with taking facts from a text: the extractor, the model behind it, and where the case goes."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem, closest, quote

__all__ = [
    "BadOption",
    "CaseTooLarge",
    "CaseUnusable",
    "FolderTaken",
    "ModelChanged",
    "ModelSilent",
    "NoSuchExtractor",
    "TookTooLong",
]


class NoSuchExtractor(Problem):
    """Nothing of that name takes facts from texts."""

    code: ClassVar[str] = "SC-R020"
    name: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"there is no extractor {quote(self.name)}"

    def help(self) -> str:
        near = closest(self.name, self.known)
        meant = f"did you mean {quote(near)}? " if near else ""
        return f"{meant}there are: {', '.join(self.known) or 'none; install the program again'}"


class ModelSilent(Problem):
    """The model behind `llm` cannot be reached, or gives no answer that can be used."""

    code: ClassVar[str] = "SC-R021"
    url: str
    reason: str

    def message(self) -> str:
        return f"the model at {quote(self.url)} gives no answer: {self.reason}"

    def help(self) -> str:
        return "check --llm-url, --llm-model and the key in SANCTIONCHECK_LLM_KEY; `--extractor rules` needs no model"


class BadOption(Problem):
    """An option of the extractor is missing or wrong."""

    code: ClassVar[str] = "SC-R022"
    what: str
    remedy: str

    def message(self) -> str:
        return self.what

    def help(self) -> str:
        return self.remedy


class FolderTaken(Problem):
    """The folder of the new case cannot be written."""

    code: ClassVar[str] = "SC-R023"
    path: str
    reason: str

    def message(self) -> str:
        return f"the case cannot be written to {quote(self.path)}: {self.reason}"

    def help(self) -> str:
        new = "name a folder that does not exist yet, in lower case with hyphens: `-o cases/2025-my-case`"
        return f"{new}; see that you may write beside it and that the disk has room"


class ModelChanged(Problem):
    """The weights of a model of the language are not those that were compared with its makers'."""

    code: ClassVar[str] = "SC-R024"
    name: str
    expected: str
    actual: str

    def message(self) -> str:
        return (
            f"the weights of {quote(self.name)} have the hash {self.actual[:16]}…, and {self.expected[:16]}… is known"
        )

    def help(self) -> str:
        return "install it again from the lock file; another model can be named in SANCTIONCHECK_SPACY_MODEL"


class TookTooLong(Problem):
    """A document keeps the reader busy for longer than it may."""

    code: ClassVar[str] = "SC-R025"
    path: str
    seconds: float

    def message(self) -> str:
        return f"{quote(self.path)} was not read within {self.seconds:g} seconds, and nothing is taken from it"

    def help(self) -> str:
        return "give a long report more, as `--time-limit 1800`, or cut it into parts"


class CaseTooLarge(Problem):
    """A text, or the case made of texts, is larger than what is read of a case."""

    code: ClassVar[str] = "SC-R026"
    path: str
    size: int
    limit: int

    def message(self) -> str:
        large = f"{quote(self.path)} would have {self.size:,} bytes, and of a case at most {self.limit:,} are read"
        return f"{large}; nothing was written"

    def help(self) -> str:
        parts = -(-self.size // self.limit) + 1
        return f"cut the text into {parts} parts or more, or give fewer texts at once, and make a case of each"


class CaseUnusable(Problem):
    """The case that was made of texts does not load."""

    code: ClassVar[str] = "SC-R027"
    path: str
    reason: str
    faults: int

    def message(self) -> str:
        more = f" (and {self.faults - 1:,} more)" if self.faults > 1 else ""
        return f"the case {quote(self.path)} would not load: {self.reason}{more}; nothing was written"

    def help(self) -> str:
        return (
            "this is a fault of the program, not of your texts: please report it, with the texts if you can; "
            "`--format json` gives what was read in them"
        )
