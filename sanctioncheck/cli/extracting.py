"""The verb that takes facts from texts: `extract` reads, proposes, and writes a case for a person to review."""

from __future__ import annotations

import datetime
import json
import os
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sanctioncheck.cli.case import check_day, pack_option
from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError, sanitise
from sanctioncheck.errors.extracting import FolderTaken

if TYPE_CHECKING:
    from sanctioncheck.model.proposal import Filled, Proposal, Rejected
    from sanctioncheck.model.rulebook import Rulebook
    from sanctioncheck.read.document import Document

SOME_FAILED = 3
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@click.command()
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("-o", "--output", "folder", metavar="CASE_DIR", help="Write a case to this new folder.")
@click.option(
    "--extractor",
    default="rules",
    show_default=True,
    metavar="NAME",
    help="What reads: rules, llm, both, manual, or one that is installed beside them.",
)
@click.option(
    "--accept",
    type=click.Choice(("grounded",)),
    help="Accept by policy each fact whose every role is filled by words of its quote; the matrix says on which cells nobody has checked them.",
)
@click.option("--published", metavar="DATE", help="When the texts were published, where they do not say it.")
@click.option("--as-of", metavar="DATE", help="Judge the case as of this day; by default the last day of publication.")
@click.option(
    "--reliability",
    type=click.Choice(tuple("ABCDEF")),
    default="C",
    show_default=True,
    help="Admiralty letter of the publishers.",
)
@click.option(
    "--information", type=click.IntRange(1, 6), default=3, show_default=True, help="Admiralty digit of what they say."
)
@click.option(
    "--kind",
    type=click.Choice(("press", "statement", "report", "document", "testimony")),
    default="press",
    show_default=True,
    help="What kind of source the texts are.",
)
@click.option("--llm-url", metavar="URL", help="For llm: the endpoint, as `http://localhost:8080/v1`.")
@click.option("--llm-model", metavar="NAME", help="For llm: the model.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@pack_option
def extract(
    texts: tuple[str, ...],
    folder: str | None,
    extractor: str,
    accept: str | None,
    published: str | None,
    as_of: str | None,
    reliability: str,
    information: int,
    kind: str,
    llm_url: str | None,
    llm_model: str | None,
    form: str,
    pack: str | None,
) -> int:
    """Propose facts from texts, each on an exact quote: plain text, Markdown, HTML, PDF or DOCX.

    Several texts make one case. Nothing that is proposed is evidence until somebody accepts it: `sanctioncheck review`.
    """
    from sanctioncheck.load.pack import load_pack
    from sanctioncheck.load.texts import load_texts
    from sanctioncheck.read.extractor import Tools, extractor_called
    from sanctioncheck.read.extractor import extract as take

    check_day(as_of)
    check_day(published)
    if folder is None and form == "text":
        raise click.UsageError("say where the case goes with -o CASE_DIR, or ask for --format json")
    target = None if folder is None else _free(Path(folder))
    rulebook = load_pack(Path(pack) if pack is not None else None)
    options = {key: value for key, value in (("url", llm_url), ("model", llm_model)) if value}
    tools = Tools(rulebook.vocabulary, load_texts(Path(pack) if pack is not None else None), options)
    chosen = extractor_called(extractor, tools)
    read: list[tuple[Document, list[Proposal], list[Rejected]]] = []
    failed: list[str] = []
    for document in _documents(texts, failed):
        kept, rejected = take(document, chosen, tools)
        read.append((document, kept, rejected))
    if not read:
        return SOME_FAILED if len(texts) > 1 else 2
    made = None
    if target is not None:
        made = _case(
            target.name,
            read,
            rulebook,
            tools,
            chosen,
            accept is not None,
            published,
            as_of,
            (reliability, information, kind),
        )
        _write(target, made, [document for document, _, _ in read], made["sources"])
    if form == "json":
        emit(
            json.dumps(
                [_told(document, kept, rejected, rulebook) for document, kept, rejected in read],
                ensure_ascii=False,
                indent=2,
            )
            + "\n",
            None,
        )
    else:
        emit(_summary(read, made, folder or ""), None)
    return SOME_FAILED if failed else 0


def _free(target: Path) -> Path:
    if not _ID.match(target.name):
        raise InputError([FolderTaken(place=None, path=str(target), reason="its name is no id of a case")])
    if target.exists():
        raise InputError([FolderTaken(place=None, path=str(target), reason="it exists already")])
    return target


def _documents(paths: tuple[str, ...], failed: list[str]) -> list[Document]:
    """Read every text; tell of those that cannot be read, and go on."""
    from sanctioncheck.read.ingest import ingest

    documents = []
    for path in paths:
        try:
            documents.append(ingest(Path(path)))
        except InputError as error:
            failed.append(path)
            click.echo(str(error), err=True)
    return documents


def _case(
    name: str,
    read: list[tuple[Document, list[Proposal], list[Rejected]]],
    rulebook: Rulebook,
    tools: Any,
    extractor: Any,
    accept: bool,
    published: str | None,
    as_of: str | None,
    weights: tuple[str, int, str],
) -> dict[str, Any]:
    from sanctioncheck.model.time import parse_date
    from sanctioncheck.read.casefile import Background, Place, ReadSource, case_of
    from sanctioncheck.read.merge import slug
    from sanctioncheck.read.origins import origins_of

    letter, digit, kind = weights
    sources: list[ReadSource] = []
    places: list[Place] = []
    today = datetime.date.today().isoformat()
    undated = False
    shared = origins_of([document.text for document, _, _ in read])
    for number, (document, kept, _) in enumerate(read):
        ident = slug(Path(document.name).stem)[:40]
        ident = ident if ident not in {source.id for source in sources} else f"{ident}-{number + 1}"
        when = document.published or published
        undated = undated or when is None
        sources.append(
            ReadSource(
                id=ident,
                path=f"sources/{ident}.txt",
                text=document.text,
                sha256=document.sha256,
                title=(document.title or document.name)[:300],
                published=when or today,
                reliability=letter,
                kind=kind,
                publisher=document.publisher,
                language=document.language or "en",
                origin=(f"text-{shared[number]}",) if list(shared).count(shared[number]) > 1 else (),
                information=digit,
            )
        )
        places += [Place(ident, proposal) for proposal in kept]
    if undated:
        click.echo(f"no date of publication was found; {today} is taken. Give it with --published.", err=True)
    last = max(_last_day(source.published) for source in sources)
    first = min(source.published for source in sources)
    year, rest = first[:4], first[4:]
    names = tools.reader.names if places else None
    return (
        case_of(
            name,
            sources,
            places,
            rulebook.vocabulary,
            Background(rulebook.findings, rulebook.entities, rulebook.states),
            dict(names.label) if names is not None else {},
            {each.name: each for each in _machines(extractor)},
            as_of=as_of or last,
            period=(
                f"{int(year) - 1}{rest}",
                last,
                "the text gives no date for these facts; they are taken to lie in the twelve months before its publication"
                + (", and the day on which it was read is taken for that" if undated else ""),
            ),
            accept=accept,
        )
        if parse_date(last)
        else {}
    )


def _machines(extractor: Any) -> list[Any]:
    inner = [getattr(extractor, name).machine for name in ("rules", "llm") if hasattr(extractor, name)]
    return [extractor.machine, *inner]


def _last_day(when: str) -> str:
    from sanctioncheck.model.time import parse_date

    window = parse_date(when)
    return datetime.date.fromordinal(window.last).isoformat()


def _write(target: Path, case: dict[str, Any], documents: list[Document], sources: list[dict[str, Any]]) -> None:
    """Write the case to a new folder, whole or not at all."""
    import yaml

    header = "# Proposed by a machine. Nothing here is evidence until it is accepted: sanctioncheck review\n"
    text = header + yaml.safe_dump(case, sort_keys=False, allow_unicode=True, width=110)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            made = Path(name) / target.name
            (made / "sources").mkdir(parents=True)
            for source, document in zip(sources, documents, strict=True):
                (made / source["path"]).write_bytes(document.text.encode("utf-8"))
            (made / "case.yaml").write_text(text, encoding="utf-8", newline="\n")
            os.rename(made, target)
    except OSError as error:
        raise InputError(
            [FolderTaken(place=None, path=str(target), reason=error.strerror or type(error).__name__)]
        ) from error


def _told(document: Document, kept: list[Proposal], rejected: list[Rejected], rulebook: Rulebook) -> dict[str, Any]:
    """Give what was read in a text as data, in the shape of the reference."""
    return {
        "source": {"path": document.name, "sha256": document.sha256, "chars": len(document.text)},
        "facts": [
            {
                "id": f"p{number}",
                "predicate": proposal.predicate,
                "roles": {role: _role(filled) for role, filled in proposal.roles.items()},
                "polarity": "positive" if proposal.positive else "negative",
                "status": proposal.status,
                "mode": "opinion" if proposal.opinion and proposal.mode not in ("found", "denied") else proposal.mode,
                "speaker": None if proposal.speaker is None else _role(proposal.speaker),
                "when": proposal.when,
                "trigger": proposal.trigger.exact,
                "evidence": [{"start": proposal.quote.start, "end": proposal.quote.end, "exact": proposal.quote.exact}],
                "grounding": proposal.grounding(
                    role
                    for role, kind in rulebook.vocabulary.predicates[proposal.predicate].roles.items()
                    if kind != "act"
                ),
                "opinion": proposal.opinion,
                "notes": list(proposal.notes),
                "extractor": proposal.extractor,
                "review": "proposed",
            }
            for number, proposal in enumerate(kept, 1)
        ],
        "rejected": [{"reason": each.reason, "exact": each.exact, "predicate": each.predicate} for each in rejected],
        "language": rulebook.language,
    }


def _role(filled: Filled) -> dict[str, Any]:
    told: dict[str, Any] = {"value": filled.id, "name": filled.name, "type": filled.type, "via": filled.via}
    if filled.code is not None:
        told["code"] = filled.code
    if filled.state is not None and filled.state != filled.id:
        told["state"] = filled.state
    told["span"] = None if filled.span is None else [filled.span.start, filled.span.end]
    if filled.antecedent is not None:
        told["antecedent"] = [filled.antecedent.start, filled.antecedent.end]
    return told


def _summary(
    read: list[tuple[Document, list[Proposal], list[Rejected]]], case: dict[str, Any] | None, folder: str
) -> str:
    lines = []
    for document, kept, rejected in read:
        words = len(document.text.split())
        lines.append(f"{sanitise(document.name)}: {_many(words, 'word')}, {_many(len(kept), 'proposal')}, {len(rejected)} rejected")
        reasons = Counter(each.reason for each in rejected)
        lines += [f"  rejected, {count}: {sanitise(reason)}" for reason, count in sorted(reasons.items())]
    if case is not None:
        facts = case.get("facts", [])
        states = [fact["review"]["state"] for fact in facts]
        lines.append(
            f"{_many(len(facts), 'fact')}: {states.count('accepted')} accepted by policy, {states.count('proposed')} to review; "
            f"{_many(len(case.get('opinions', [])), 'opinion')} apart"
        )
        lines.append(f"Next: sanctioncheck review {folder}")
    return "\n".join(lines) + "\n"


def _many(count: int, thing: str) -> str:
    """Count things in words: `1 fact`, `2 facts`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
