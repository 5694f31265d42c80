"""What a report was made from: the versions, and the hashes of every input, so that it can be judged again."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.model.result import CaseResult, FactNode, RunResult
from sanctioncheck.model.sourcenode import SourceNode
from sanctioncheck.render.report import said as words
from sanctioncheck.render.safe import plain


def made_from(run: RunResult, case: CaseResult) -> Iterator[tuple[str, str]]:
    """Give the versions and the hashes of everything that a result was made from."""
    yield words.MADE_PROGRAM, run.tool
    yield from ((words.MADE_PACK.format(name=p.name, version=p.version), p.sha256) for p in run.packs)
    yield words.MADE_POLICY, run.policy.get("sha256", "")
    yield words.MADE_CASE, case.sha256
    yield from ((plain(each.path), each.sha256) for each in case.inputs)


def source_line(source: SourceNode) -> str:
    """Name a source: its title, who published it and when, and for a note the publication that it reports."""
    note = ""
    if source.publication and source.publication_title:
        date = f", {source.publication_date}" if source.publication_date else ""
        url = f", {source.url}" if source.url else ""
        note = words.MEMO_SOURCE_NOTE.format(
            publication=source.publication, title=source.publication_title, date=date, url=url
        )
    publisher = f", {source.publisher}" if source.publisher else ""
    said = words.MEMO_SOURCE.format(
        title=source.title, publisher=publisher, published=source.published, note=note, reliability=source.reliability
    )
    return plain(said)


def status_line(fact: FactNode, case: CaseResult) -> str:
    """Say how a fact stands: what kind of statement it is, whether it was accepted, and whether it was known."""
    known = words.NOT_KNOWN.format(as_of=case.as_of) if fact.id in case.not_yet_known else ""
    return ", ".join(filter(None, (fact.status, fact.review, known)))
