"""From texts to the case that `extract` writes: what each text says, of what day it is, and whose words it repeats."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple

import click

from sanctioncheck.cli.casetext import case_text
from sanctioncheck.cli.timing import within
from sanctioncheck.cli.watching import teller
from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import CaseTooLarge, CaseUnusable, FolderTaken
from sanctioncheck.load.amend import LIMITS
from sanctioncheck.load.case import load_case
from sanctioncheck.model.proposal import Proposal, Rejected
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import parse_date
from sanctioncheck.read.casefile import Background, Machine, ReadSource, case_of
from sanctioncheck.read.document import Document
from sanctioncheck.read.extractor import Extractor, Tools
from sanctioncheck.read.extractor import extract as take
from sanctioncheck.read.ingest import ingest
from sanctioncheck.read.merge import Place, slug
from sanctioncheck.read.origins import agencies_of, agency_id, known_agencies, origins_of

__all__ = ["ReadText", "Weights", "make_case", "read_texts", "write_case"]

_HEADER = "# Proposed by a machine. Nothing here is evidence until it is accepted: sanctioncheck review\n"
_PERIOD = "the text gives no date for these facts; they are taken to lie in the twelve months before its publication"
_UNDATED = ", and the day on which it was read is taken for that"
_MANY = 3
"""So many texts, and somebody may wonder how far they are read."""


class Weights(NamedTuple):
    """What is said of every text: letter of its publisher, digit of its information, kind of source."""

    reliability: str
    information: int
    kind: str


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with what was read in it."""

    document: Document
    kept: list[Proposal]
    rejected: list[Rejected]


def read_texts(
    paths: Sequence[str], extractor: Extractor, tools: Tools, limit: float, largest: int | None = None
) -> tuple[list[ReadText], list[str]]:
    """Read every text; tell of those that cannot be read, or not within `limit` seconds, and go on.

    Gives the texts that could be read, in order, and the paths of the others. Where somebody watches, it says how far
    it is. A text of more than `largest` bytes is refused before it is read.
    """
    read: list[ReadText] = []
    failed: list[str] = []
    watched = sys.stderr.isatty()
    for number, path in enumerate(paths, 1):
        shown = click.format_filename(path)
        if watched and len(paths) >= _MANY:
            click.echo(f"{number} of {len(paths)}: {shown}", err=True)
        try:
            with within(limit, path):
                document = ingest(Path(path))
                _check_size(document, largest)
                tell = teller(document, shown) if watched else None
                read.append(ReadText(document, *take(document, extractor, tools, tell)))
        except InputError as error:
            failed.append(shown)
            click.echo(str(error), err=True)
    return read, failed


def _check_size(document: Document, largest: int | None) -> None:
    size = len(document.text.encode("utf-8"))
    if largest is not None and size > largest:
        raise InputError([CaseTooLarge(place=None, path=document.name, size=size, limit=largest)])


def make_case(
    name: str,
    read: Sequence[ReadText],
    rulebook: Rulebook,
    tools: Tools,
    extractor: Extractor,
    weights: Weights,
    accept: bool,
    published: str | None,
    as_of: str | None,
) -> dict[str, Any]:
    """Make the data of a case file from what was read.

    Args:
        name: the id of the case.
        read: the texts, at least one.
        rulebook: the pack.
        tools: what the extractor was made of.
        extractor: what proposed.
        weights: what is said of every text.
        accept: whether grounded facts are accepted by policy.
        published: the day of texts that do not say theirs; None for today, which is then told.
        as_of: the day as of which to judge; None for the last day of publication.
    """
    today = datetime.date.today().isoformat()
    undated = published is None and any(each.document.published is None for each in read)
    if undated:
        click.echo(f"no date of publication was found; {today} is taken. Give it with --published.", err=True)
    sources = _sources(read, weights, published or today, known_agencies(tools.texts))
    places = [Place(source.id, proposal) for source, each in zip(sources, read, strict=True) for proposal in each.kept]
    first = min(source.published for source in sources)
    last = max(_last_day(source.published) for source in sources)
    return case_of(
        name,
        sources,
        places,
        rulebook.vocabulary,
        Background(rulebook.findings, rulebook.entities, rulebook.states),
        dict(tools.reader.names.label) if places else {},
        {machine.name: machine for machine in _machines(extractor)},
        as_of=as_of or last,
        period=(_year_before(first), last, _PERIOD + (_UNDATED if undated else "")),
        accept=accept,
    )


def _sources(read: Sequence[ReadText], weights: Weights, otherwise: str, known: Mapping[str, str]) -> list[ReadSource]:
    """Say of each text what a case says of a source; texts that repeat one another, or one agency, have one origin."""
    shared = origins_of([each.document.text for each in read])
    copies = Counter(shared)
    agencies = _agencies(read, shared, known)
    ids = _ids([each.document.name for each in read])
    return [
        ReadSource(
            id=ident,
            path=f"sources/{ident}.txt",
            text=each.document.text,
            sha256=each.document.sha256,
            title=" ".join((each.document.title or each.document.name).split())[:300],
            published=each.document.published or otherwise,
            reliability=weights.reliability,
            kind=weights.kind,
            publisher=each.document.publisher,
            language=each.document.language or "en",
            origin=tuple(agencies[first]) or ((ids[first],) if copies[first] > 1 else ()),
            agencies=agencies[first],
            information=weights.information,
        )
        for ident, each, first in zip(ids, read, shared, strict=True)
    ]


def _ids(names: Sequence[str]) -> list[str]:
    """Make an id of each file name; where two are alike, the first number that makes it another.

    >>> _ids(["c-3.txt", "c.txt", "c.md"])
    ['c-3', 'c', 'c-2']
    """
    ids: list[str] = []
    for name in names:
        stem = slug(Path(name).stem)[:40].strip("-")
        more = (f"{stem}-{number}" for number in count(2))
        ids.append(next(each for each in chain((stem,), more) if each not in ids))
    return ids


def _agencies(read: Sequence[ReadText], shared: Sequence[int], known: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Give the first of each group of texts that repeat one another the agencies that one of them names, by id.

    A publisher is one where another text reports what it said.
    """
    speakers = {
        agency_id(proposal.speaker.name)
        for each in read
        for proposal in each.kept
        if proposal.speaker is not None and proposal.speaker.type != "state"
    }
    credited = [{agency_id(name): name for name in agencies_of(each.document.text, known)} for each in read]
    spoken = speakers.union(*credited)
    found: dict[int, dict[str, str]] = {first: {} for first in shared}
    for each, first, names in zip(read, shared, credited, strict=True):
        publisher = known.get((each.document.publisher or "").casefold(), each.document.publisher) or ""
        if publisher and agency_id(publisher) in spoken:
            names = {**names, agency_id(publisher): publisher}
        found[first] |= names
    return found


def _machines(extractor: Extractor) -> list[Machine]:
    inner = [getattr(extractor, name).machine for name in ("rules", "llm") if hasattr(extractor, name)]
    return [extractor.machine, *inner]


def _last_day(when: str) -> str:
    return datetime.date.fromordinal(parse_date(when).last).isoformat()


def _year_before(when: str) -> str:
    """Give the same year, month or day one year earlier, as far back as years are counted.

    >>> _year_before("2024-02-29"), _year_before("2024-11"), _year_before("0001")
    ('2023-02-28', '2023-11', '0001')
    """
    rest = "-02-28" if when[4:] == "-02-29" else when[4:]
    return f"{max(int(when[:4]) - 1, 1):04}{rest}"


def write_case(target: Path, case: dict[str, Any], documents: Sequence[Document], rulebook: Rulebook) -> None:
    """Write a case with its texts to a new folder, which appears whole and as one that loads, or not at all.

    Raises:
        InputError: the folder cannot be written, or nothing could read the case in it.
    """
    text = case_text(case, _HEADER)
    size = len(text.encode("utf-8"))
    if size > LIMITS.size:
        raise InputError([CaseTooLarge(place=None, path=target.name, size=size, limit=LIMITS.size)])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            made = Path(name) / target.name
            (made / "sources").mkdir(parents=True)
            for source, document in zip(case["sources"], documents, strict=True):
                (made / source["path"]).write_bytes(document.text.encode("utf-8"))
            (made / "case.yaml").write_text(text, encoding="utf-8", newline="\n")
            _check_loads(made, rulebook)
            os.rename(made, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([FolderTaken(place=None, path=str(target), reason=reason)]) from error


def _check_loads(made: Path, rulebook: Rulebook) -> None:
    """Read the case as every other command will."""
    try:
        load_case(made, rulebook)
    except InputError as error:
        faults = [each for each in error.problems if each.severity == "error"]
        reason = f"{faults[0].code}, {faults[0].message()}"
        raise InputError([CaseUnusable(place=None, path=made.name, reason=reason, faults=len(faults))]) from error
