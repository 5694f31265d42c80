"""From texts to the case that `extract` writes: what each text says, of what day it is, and whose words it repeats."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from sanctioncheck.cli.timing import within
from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import FolderTaken, ModelSilent
from sanctioncheck.model.proposal import Proposal, Rejected
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.model.time import parse_date
from sanctioncheck.read.casefile import Background, Machine, ReadSource, case_of
from sanctioncheck.read.document import Document
from sanctioncheck.read.extractor import Extractor, Tools
from sanctioncheck.read.extractor import extract as take
from sanctioncheck.read.ingest import ingest
from sanctioncheck.read.merge import Place, slug
from sanctioncheck.read.origins import origins_of

__all__ = ["ReadText", "Weights", "make_case", "read_texts", "write_case"]

_HEADER = "# Proposed by a machine. Nothing here is evidence until it is accepted: sanctioncheck review\n"
_PERIOD = "the text gives no date for these facts; they are taken to lie in the twelve months before its publication"
_UNDATED = ", and the day on which it was read is taken for that"
_LONG = 3


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
    paths: Sequence[str], extractor: Extractor, tools: Tools, limit: float
) -> tuple[list[ReadText], list[str]]:
    """Read every text; tell of those that cannot be read, or not within `limit` seconds, and go on.

    Gives the texts that could be read, in order, and the paths of the others. Where there are many texts and somebody
    watches, it says how far it is.
    """
    read: list[ReadText] = []
    failed: list[str] = []
    watched = len(paths) >= _LONG and sys.stderr.isatty()
    for number, path in enumerate(paths, 1):
        if watched:
            click.echo(f"{number} of {len(paths)}: {click.format_filename(path)}", err=True)
        try:
            with within(limit, path):
                document = ingest(Path(path))
                read.append(ReadText(document, *take(document, extractor, tools)))
        except InputError as error:
            if not all(isinstance(each, ModelSilent) for each in error.problems):
                failed.append(path)
                click.echo(str(error), err=True)
                continue
            raise
    return read, failed


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
    sources = _sources(read, weights, published or today)
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
        period=(f"{int(first[:4]) - 1}{first[4:]}", last, _PERIOD + (_UNDATED if undated else "")),
        accept=accept,
    )


def _sources(read: Sequence[ReadText], weights: Weights, otherwise: str) -> list[ReadSource]:
    """Say of each text what a case says of a source; texts that repeat one another have one origin."""
    shared = origins_of([each.document.text for each in read])
    copies = Counter(shared)
    sources: list[ReadSource] = []
    for number, each in enumerate(read):
        document = each.document
        ident = slug(Path(document.name).stem)[:40].strip("-")
        if ident in {source.id for source in sources}:
            ident = f"{ident}-{number + 1}"
        sources.append(
            ReadSource(
                id=ident,
                path=f"sources/{ident}.txt",
                text=document.text,
                sha256=document.sha256,
                title=" ".join((document.title or document.name).split())[:300],
                published=document.published or otherwise,
                reliability=weights.reliability,
                kind=weights.kind,
                publisher=document.publisher,
                language=document.language or "en",
                origin=(f"text-{shared[number] + 1}",) if copies[shared[number]] > 1 else (),
                information=weights.information,
            )
        )
    return sources


def _machines(extractor: Extractor) -> list[Machine]:
    inner = [getattr(extractor, name).machine for name in ("rules", "llm") if hasattr(extractor, name)]
    return [extractor.machine, *inner]


def _last_day(when: str) -> str:
    return datetime.date.fromordinal(parse_date(when).last).isoformat()


def write_case(target: Path, case: dict[str, Any], documents: Sequence[Document]) -> None:
    """Write a case with its texts to a new folder, which appears whole or not at all.

    Raises:
        InputError: the folder cannot be written.
    """
    text = _HEADER + yaml.safe_dump(case, sort_keys=False, allow_unicode=True, width=110)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            made = Path(name) / target.name
            (made / "sources").mkdir(parents=True)
            for source, document in zip(case["sources"], documents, strict=True):
                (made / source["path"]).write_bytes(document.text.encode("utf-8"))
            (made / "case.yaml").write_text(text, encoding="utf-8", newline="\n")
            os.rename(made, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([FolderTaken(place=None, path=str(target), reason=reason)]) from error
