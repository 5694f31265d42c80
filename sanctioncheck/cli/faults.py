"""What a user can ask for that cannot be: an actor, norm, finding or engine that there is none of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from sanctioncheck.errors import Problem, closest, quote, sanitise

__all__ = [
    "AmbiguousNorm",
    "CannotWrite",
    "EngineFailed",
    "EngineMissing",
    "EnginesDiffer",
    "FormNeedsMore",
    "NoDay",
    "NoLanguageServer",
    "NoRevision",
    "NoSuchOutcome",
    "TooManyFirings",
    "UnknownActor",
    "UnknownChoice",
    "UnknownCode",
    "UnknownFinding",
    "UnknownKind",
    "UnknownNorm",
    "UnknownPredicate",
]

_LISTED = 12


class UnknownActor(Problem):
    """The case has no column for the actor."""

    code: ClassVar[str] = "SC-U001"
    actor: str
    actors: tuple[tuple[str, str], ...]
    """Id and name of each that it has."""

    def message(self) -> str:
        return f"no actor {quote(self.actor)} has a column in the matrix"

    def help(self) -> str:
        ids = {name: ident for ident, name in self.actors} | {ident: ident for ident, _ in self.actors}
        near = closest(self.actor, ids)
        listed = _list(f"{quote(ident)} ({name})" for ident, name in self.actors)
        return f"{_meant(ids[near] if near else None)}the columns are {listed}"


class NoLanguageServer(Problem):
    """The library that speaks with editors is not installed."""

    code: ClassVar[str] = "SC-U013"

    def message(self) -> str:
        return "the language server needs a library that is not installed"

    def help(self) -> str:
        return 'install it with `pip install "sanctioncheck[editor]"`; the schemas work without it'


class FormNeedsMore(Problem):
    """A form of the report needs a library that is not here, or that does not find what it needs itself."""

    code: ClassVar[str] = "SC-U019"
    form: str
    extra: str
    reason: str

    def message(self) -> str:
        return f"a report as {quote(self.form)} cannot be made here: {sanitise(self.reason)}"

    def help(self) -> str:
        more = "; PDF also needs pango, a library of the system" if self.extra == "pdf" else ""
        return f'install it with `pip install "sanctioncheck[{self.extra}]"`{more}; html, md, csv and json need nothing'


class NoRevision(Problem):
    """What is to be compared is neither a folder with a pack nor a revision of one."""

    code: ClassVar[str] = "SC-U012"
    spec: str
    reason: str

    def message(self) -> str:
        return f"{quote(self.spec)} is no revision of a pack: {self.reason}"

    def help(self) -> str:
        return "name a folder with `pack.yaml`, or a commit, branch or tag such as `HEAD~1` or `v1.2:packs/eu`"


class UnknownCode(Problem):
    """No page explains a code, and no check has it."""

    code: ClassVar[str] = "SC-U011"
    name: str
    codes: tuple[str, ...]

    def message(self) -> str:
        return f"there is no code {quote(self.name)} of a rule's fault"

    def help(self) -> str:
        near = closest(self.name, self.codes)
        return f"{_meant(near)}`sanctioncheck rules check` prints the code of each fault it finds"


class UnknownNorm(Problem):
    """No norm of the pack is called so."""

    code: ClassVar[str] = "SC-U002"
    norm: str
    norms: dict[str, tuple[str, ...]]
    """Id to the other names by which it may be called."""

    def message(self) -> str:
        return f"no norm {quote(self.norm)} in the matrix"

    def help(self) -> str:
        ids = {name: ident for ident, names in self.norms.items() for name in (*names, ident)}
        near = closest(self.norm, ids)
        return f"{_meant(ids[near] if near else None)}the norms are {_list(map(quote, self.norms))}"


class AmbiguousNorm(Problem):
    """Several norms are called so."""

    code: ClassVar[str] = "SC-U004"
    norm: str
    norms: tuple[str, ...]

    def message(self) -> str:
        return f"{quote(self.norm)} names {len(self.norms)} norms"

    def help(self) -> str:
        return f"name one of them: {_list(map(quote, self.norms))}"


class UnknownFinding(Problem):
    """The cell has no such finding."""

    code: ClassVar[str] = "SC-U005"
    finding: str
    findings: tuple[str, ...]

    def message(self) -> str:
        return f"no finding {quote(self.finding)} in this cell"

    def help(self) -> str:
        if not self.findings:
            return "the cell has no findings; leave `--finding` out"
        numbered = (f"{number} ({ident})" for number, ident in enumerate(self.findings, start=1))
        return f"{_meant(closest(self.finding, self.findings))}its findings are {_list(numbered)}"


class EngineMissing(Problem):
    """The engine asked for is not here."""

    code: ClassVar[str] = "SC-U006"
    engine: str
    reason: str

    def message(self) -> str:
        return f"`--engine {self.engine}` cannot be had: {self.reason}"

    def help(self) -> str:
        return "leave `--engine` out: the native engine decides, and results say that nothing was compared"


class EngineFailed(Problem):
    """The engine that was to decide stopped, or refused a rule."""

    code: ClassVar[str] = "SC-U014"
    reason: str

    def message(self) -> str:
        return f"the engine on durable_rules gave no answer: {sanitise(self.reason)}"

    def help(self) -> str:
        return "use `run --engine native`, or `run --engine both`, which goes on without this engine"


class EnginesDiffer(Problem):
    """The two engines do not say alike: one of them is wrong."""

    code: ClassVar[str] = "SC-U015"
    case: str
    number: int
    norm: str
    part: str
    native: str
    durable: str
    folder: str

    def message(self) -> str:
        said = f"`{self.norm}`, {self.part}: native {self.native}, durable_rules {self.durable}"
        return f"the two engines differ on {quote(self.case)} in {self.number} places; the first: {said}"

    def help(self) -> str:
        kept = f"; the smallest case that shows it is in {quote(self.folder)}" if self.folder else ""
        return f"rely on no cell of this result, and report the error{kept}"


class TooManyFirings(Problem):
    """A picture of so many firings would show nothing."""

    code: ClassVar[str] = "SC-U016"
    number: int
    most: int

    def message(self) -> str:
        return f"{self.number} firings do not fit in one picture"

    def help(self) -> str:
        return f"narrow them down to {self.most} with `--norm`, `--actor` or `--predicate`, or use `--format text`"


class UnknownPredicate(Problem):
    """The rules have no such predicate or type."""

    code: ClassVar[str] = "SC-U017"
    predicate: str
    known: tuple[str, ...]

    def message(self) -> str:
        return f"the rules have no predicate or type {quote(self.predicate)}"

    def help(self) -> str:
        near = closest(self.predicate, dict.fromkeys(self.known, ""))
        return f"{_meant(near)}`rules search` finds words by what they mean"


class NoDay(Problem):
    """The day as of which to judge is no day."""

    code: ClassVar[str] = "SC-U007"
    text: str

    def message(self) -> str:
        return f"{quote(self.text)} is no day"

    def help(self) -> str:
        return "write a day of the calendar, such as 2025-04-28"


class NoSuchOutcome(Problem):
    """The outcome to fail on is none."""

    code: ClassVar[str] = "SC-U008"
    text: str
    outcomes: tuple[str, ...]

    def message(self) -> str:
        return f"{quote(self.text)} is no outcome to fail on"

    def help(self) -> str:
        return f"{_meant(closest(self.text, self.outcomes))}write one or more of {_list(map(quote, self.outcomes))}"


class UnknownKind(Problem):
    """There is no such kind of document."""

    code: ClassVar[str] = "SC-U010"
    kind: str
    kinds: tuple[str, ...]

    def message(self) -> str:
        return f"there is no kind of document {quote(self.kind)}"

    def help(self) -> str:
        return f"{_meant(closest(self.kind, self.kinds))}the kinds are {_list(map(quote, self.kinds))}"


class UnknownChoice(Problem):
    """What a program asks for is none of what there is to choose from."""

    code: ClassVar[str] = "SC-U018"
    what: str
    """What is chosen, such as `standard of proof`."""
    given: str
    choices: tuple[str, ...]

    def message(self) -> str:
        return f"{quote(self.given)} is no {self.what}"

    def help(self) -> str:
        return f"{_meant(closest(self.given, self.choices))}there are {_list(map(quote, self.choices))}"


class CannotWrite(Problem):
    """The output file cannot be written."""

    code: ClassVar[str] = "SC-U009"
    path: str
    reason: str

    def message(self) -> str:
        return f"cannot write {quote(self.path)}: {self.reason}"

    def help(self) -> str:
        return "see that its folder is there, that you may write to it and that the disk has room, or name another file"


def _meant(near: str | None) -> str:
    return f"did you mean {quote(near)}? " if near else ""


def _list(names: Iterable[str]) -> str:
    each = [*names]
    more = f" and {len(each) - _LISTED} more" if len(each) > _LISTED else ""
    return ", ".join(each[:_LISTED]) + more
