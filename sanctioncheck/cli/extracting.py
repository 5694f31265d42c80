"""The verb that takes facts from texts: `extract` reads, proposes, and writes a case for a person to review."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sanctioncheck.cli.case import check_day, pack_option
from sanctioncheck.cli.output import emit
from sanctioncheck.errors import InputError, sanitise
from sanctioncheck.errors.extracting import FolderTaken

if TYPE_CHECKING:
    from sanctioncheck.cli.proposing import ReadText
    from sanctioncheck.model.proposal import Filled, Proposal
    from sanctioncheck.model.vocabulary import Vocabulary
    from sanctioncheck.read.document import Document

BAD_INPUT = 2
SOME_FAILED = 3
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_KINDS = ("press", "statement", "report", "document", "testimony")
_ACCEPT = (
    "Accept by policy each fact whose every role is filled by words of its quote; the matrix says on which cells "
    "nobody has checked them."
)


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
@click.option("--accept", type=click.Choice(("grounded",)), help=_ACCEPT)
@click.option("--published", metavar="DATE", help="When the texts were published, where they do not say it.")
@click.option("--as-of", metavar="DATE", help="Judge as of this day; by default the last day of publication.")
@click.option(
    "--reliability",
    type=click.Choice(tuple("ABCDEF")),
    default="C",
    show_default=True,
    help="Admiralty letter of the publishers.",
)
@click.option(
    "--information",
    type=click.IntRange(1, 6),
    default=3,
    show_default=True,
    help="Admiralty digit of what they say.",
)
@click.option(
    "--kind", type=click.Choice(_KINDS), default="press", show_default=True, help="What kind of source the texts are."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Refuse a text that takes longer; 0 for no limit.",
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
    time_limit: float,
    llm_url: str | None,
    llm_model: str | None,
    form: str,
    pack: str | None,
) -> int:
    """Propose facts from texts, each on an exact quote: plain text, Markdown, HTML, PDF or DOCX.

    Several texts make one case. Nothing that is proposed is evidence until somebody accepts it: `sanctioncheck review`.
    """
    from sanctioncheck.cli.proposing import Weights, make_case, read_texts, write_case
    from sanctioncheck.load.amend import LIMITS
    from sanctioncheck.load.pack import load_pack
    from sanctioncheck.load.texts import load_texts
    from sanctioncheck.read.extractor import Tools, extractor_called

    check_day(as_of)
    _check_date(published)
    if folder is None and form == "text":
        raise click.UsageError("say where the case goes with -o CASE_DIR, or ask for --format json")
    target = None if folder is None else _free(Path(folder))
    root = Path(pack) if pack is not None else None
    rulebook = load_pack(root)
    options = {key: value for key, value in (("url", llm_url), ("model", llm_model)) if value}
    tools = Tools(rulebook.vocabulary, load_texts(root), options)
    chosen = extractor_called(extractor, tools)
    read, failed = read_texts(texts, chosen, tools, time_limit, None if target is None else LIMITS.size)
    if not read:
        return SOME_FAILED if len(texts) > 1 else BAD_INPUT
    case = None
    if target is not None:
        weights = Weights(reliability, information, kind)
        case = make_case(target.name, read, rulebook, tools, chosen, weights, accept is not None, published, as_of)
        write_case(target, case, [each.document for each in read], rulebook)
    if form == "json":
        from sanctioncheck.render.jsontext import dumped

        emit(dumped([_told(each, rulebook.vocabulary) for each in read]))
    else:
        emit(_summary(read, case, folder or ""))
    if failed:
        click.echo(sanitise(f"not read, and not in the case: {', '.join(failed)}"), err=True)
    return SOME_FAILED if failed else 0


def _check_date(text: str | None) -> None:
    """Stop where the day of publication is no date; a month or a year is one."""
    from sanctioncheck.model.time import BadDate, parse_date

    try:
        if text is not None:
            parse_date(text)
    except BadDate as error:
        raise click.UsageError(f"--published: {error}; write it as 2025, 2025-04 or 2025-04-30") from None


def _free(target: Path) -> Path:
    if not _ID.match(target.name):
        raise InputError([FolderTaken(place=None, path=str(target), reason="its name is no id of a case")])
    if target.exists():
        raise InputError([FolderTaken(place=None, path=str(target), reason="it exists already")])
    return target


def _told(read: ReadText, vocabulary: Vocabulary) -> dict[str, Any]:
    """Give what was read in a text as data, in the shape of the reference."""
    document = read.document
    return {
        "source": {"path": document.name, "sha256": document.sha256, "chars": len(document.text)},
        "facts": [_fact(number, proposal, document, vocabulary) for number, proposal in enumerate(read.kept, 1)],
        "rejected": [
            {"reason": each.reason, "exact": each.exact, "predicate": each.predicate} for each in read.rejected
        ],
    }


def _fact(number: int, proposal: Proposal, document: Document, vocabulary: Vocabulary) -> dict[str, Any]:
    roles = vocabulary.predicates[proposal.predicate].roles
    quote = proposal.quote
    block = next((each for each in document.blocks if each.start <= quote.start < each.end), None)
    view = proposal.opinion and proposal.mode not in ("found", "denied")
    return {
        "id": f"p{number}",
        "predicate": proposal.predicate,
        "roles": {role: _role(filled) for role, filled in proposal.roles.items()},
        "polarity": "positive" if proposal.positive else "negative",
        "status": proposal.status,
        "mode": "opinion" if view else proposal.mode,
        "speaker": None if proposal.speaker is None else _role(proposal.speaker),
        "when": proposal.when,
        "trigger": proposal.trigger.exact,
        "evidence": [
            {
                "start": quote.start,
                "end": quote.end,
                "exact": quote.exact,
                "page": None if block is None else block.page,
                "paragraph": None if block is None else block.paragraph,
            }
        ],
        "grounding": proposal.grounding(role for role, kind in roles.items() if kind != "act"),
        "opinion": proposal.opinion,
        "notes": list(proposal.notes),
        "extractor": proposal.extractor,
        "review": "proposed",
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


def _summary(read: list[ReadText], case: dict[str, Any] | None, folder: str) -> str:
    lines = []
    for each in read:
        words, kept = _many(len(each.document.text.split()), "word"), _many(len(each.kept), "proposal")
        lines.append(f"{sanitise(each.document.name)}: {words}, {kept}, {len(each.rejected)} rejected")
        reasons = Counter(rejected.reason for rejected in each.rejected)
        lines += [f"  rejected, {count}: {sanitise(reason)}" for reason, count in sorted(reasons.items())]
    if case is not None:
        states = Counter(fact["review"]["state"] for fact in case.get("facts", []))
        opinions = _many(len(case.get("opinions", [])), "opinion")
        facts = f"{_many(states.total(), 'fact')}: {states['accepted']} accepted by policy"
        lines.append(f"{facts}, {states['proposed']} to review; {opinions} apart")
        lines.append(f"Next: sanctioncheck review {folder}")
    return "\n".join(lines) + "\n"


def _many(count: int, thing: str) -> str:
    """Count things in words: `1 fact`, `2 facts`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
