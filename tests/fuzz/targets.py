"""What strangers hand to the program, each as bytes: the only endings are a result, or a problem that is told."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sanctioncheck.author.layout.page import laid_out
from sanctioncheck.cli.kept import result_in
from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.errors import InputError
from sanctioncheck.exchange import brat, label_studio
from sanctioncheck.exchange.returned import wanted
from sanctioncheck.exchange.sheet import Sheet, sheets
from sanctioncheck.explain.matrix import Story, judge
from sanctioncheck.explain.proposal import Called, names_of_all
from sanctioncheck.load.amend import LIMITS
from sanctioncheck.load.case import check_case
from sanctioncheck.load.pack import Loaded, load_pack, read_pack
from sanctioncheck.load.quotes import nearest_passage
from sanctioncheck.load.texts import load_texts
from sanctioncheck.load.yamltext import read_document, read_plain, read_yaml
from sanctioncheck.model.fired import FiringLog, FiringNode, PremiseNode
from sanctioncheck.model.result import Failure, RunResult
from sanctioncheck.read.answers import Answered
from sanctioncheck.read.document import Document
from sanctioncheck.read.extractor import Rules, Tools, extract
from sanctioncheck.read.ground import locate
from sanctioncheck.read.ingest import read_bytes
from sanctioncheck.render.firings import to_json_lines, to_svg
from sanctioncheck.render.firings import to_text as to_log
from sanctioncheck.render.report.forms import FORMS
from tests.fuzz.commands import arguments, pack_files, record, replaced, signature
from tests.fuzz.drawing import TINY, asked, beside, pages, told
from tests.render import build, harmless

LONGEST = 4000
"""Characters of a text that the grammar is given: it is the slowest of all."""
SPACY = ("text", "answers")
"""These need the extra `read`."""


@cache
def tiny() -> Plan:
    return compile_plan(load_pack(TINY / "pack"))


@cache
def tools() -> Tools:
    return Tools(load_pack().vocabulary, load_texts())


def yaml(data: bytes) -> None:
    """Read a document, strictly and so that it can be changed."""
    with contextlib.suppress(OverflowError):
        # It says so of a number that cannot be kept exactly; who calls it tells that as a problem.
        read_plain(data[:200].decode("utf-8", "replace"))
    read_yaml("x.yaml", data)
    read_document("x.yaml", data, LIMITS)


def layout(data: bytes) -> None:
    """Lay a file out; what comes of it is in that layout."""
    text = laid_out("x.yaml", data)
    assert laid_out("x.yaml", text.encode()) == text


@contextlib.contextmanager
def pack_with(name: str, data: bytes) -> Iterator[Loaded]:
    """Load the tiny pack with one file replaced."""
    with replaced(name, data) as home:
        yield read_pack(home)


def provision(data: bytes) -> str:
    """Give the file of the provision whose name these bytes have."""
    named = re.search(rb"provision: treaty/([1239])", data)
    return f"instruments/treaty/art-{named[1].decode() if named else 1}.yaml"


def rules(data: bytes) -> None:
    """Load a pack with this in place of the provision whose name it has."""
    with pack_with(provision(data), data) as loaded:
        compile_plan(loaded.book)


def vocabulary(data: bytes) -> None:
    """Load a pack with these words."""
    with pack_with("vocabulary/core.yaml", data) as loaded:
        compile_plan(loaded.book)


def rule_pages(data: bytes) -> None:
    """Draw a pack with this in place of a provision, or of the words."""
    name = "vocabulary/core.yaml" if data.lstrip().startswith(b"vocabulary:") else provision(data)
    with pack_with(name, data) as loaded:
        pages(loaded)


def story_of(data: bytes) -> Story:
    plan = tiny()
    loaded = check_case(data, TINY / "case", "case/case.yaml", plan.rulebook)
    return Story(loaded, plan.rulebook, judge(loaded, plan.rulebook, plan, "reasonable-grounds", None))


def case(data: bytes) -> None:
    """Read a case; where it loads, judge it and tell it in every format."""
    told(build.run(story_of(data).whole(everything=True)))


def questions(data: bytes) -> None:
    """Read a case; where it loads, ask what is missing in it."""
    asked(story_of(data))


def render(data: bytes) -> None:
    """Draw a result in which every text is one of these lines."""
    words = data.decode("utf-8", "replace").split("\n")
    plain = build.run(failed=(Failure(input="x", error="y"),)).model_dump(by_alias=True)
    run = RunResult.model_validate(renamed(plain, words, count(), ""), strict=False)
    told(run)
    beside(run)


def kept(data: bytes) -> None:
    """Read a result that somebody has kept; draw it, and what is otherwise in it than in an ordinary one."""
    run = result_in(Path("kept.json"), data)
    told(run)
    beside(run)


def report(data: bytes) -> None:
    """Hand on a result, of which every text is one of these lines, in every form of the report."""
    words = data.decode("utf-8", "replace").split("\n")
    plain = build.run().model_dump(by_alias=True)
    run = RunResult.model_validate(renamed(plain, words, count(), ""), strict=False)
    for case, one in zip(plain["cases"], run.cases, strict=True):
        one = one.model_copy(update={"as_of": case["as_of"]})
        for name, form in FORMS.items():
            with contextlib.suppress(ImportError, OSError):
                made = form.make(run, one, {})
                assert made
                if name == "html":
                    harmless.page(made.decode(), scripts=1)


def firings(data: bytes) -> None:
    """Tell a log of firings of which every text is one of these lines, and draw it."""
    words = data.decode("utf-8", "replace").split("\n")
    numbers = count()

    def word() -> str:
        return words[next(numbers) % len(words)]

    premise = PremiseNode(
        kind="atom", text=word(), atom=word(), turned=True, true_to="balance", false_to=None, by=(), facts=(word(),)
    )  # fmt: skip
    nodes = tuple(
        FiringNode(
            number=number, kind="norm", rule=word(), part=word(), readings={word(): word()}, disputes="for",
            bindings={word(): word()}, days=word(), when=word(), premises=(premise, premise),
            text=word(), atom=word(), true_to=None, false_to="alleged",
        )
        for number in (1, 2)
    )  # fmt: skip
    log = FiringLog(case=word(), durable=word(), total=2, refused=(word(),), firings=nodes)
    harmless.text(to_log(log, 80), to_json_lines(log))
    assert tuple(map(FiringNode.model_validate_json, to_json_lines(log).splitlines())) == log.firings
    ElementTree.fromstring(to_svg(log))


@cache
def sheet() -> tuple[Sheet, Called]:
    """Give the one source of the tiny case as it goes out to who marks it."""
    rulebook = tiny().rulebook
    loaded = check_case((TINY / "case/case.yaml").read_bytes(), TINY / "case", "case/case.yaml", rulebook)
    (drawn,) = sheets(loaded, rulebook)
    return drawn, names_of_all(loaded, rulebook)


def from_brat(data: bytes) -> None:
    """Read what comes back from brat: every mark lies in the text."""
    drawn, called = sheet()
    marks, _ = brat.read(data.decode("utf-8", "replace"), drawn, called)
    wanted([(drawn, marks)])


def from_label_studio(data: bytes) -> None:
    """Read what comes back from Label Studio."""
    drawn, called = sheet()
    try:
        tasks = label_studio.tasks_of(data.decode("utf-8", "replace"))
    except label_studio.NotTasks:
        return
    for task in tasks:
        marks, _ = label_studio.read(task, drawn, called)
        wanted([(drawn, marks)])


def renamed(value: Any, words: list[str], numbers: Iterator[int], key: str) -> Any:
    """Put the words in place of every text that is not one of a few that the program itself writes."""
    if isinstance(value, dict):
        keyed = key in ("counts", "by_standard", "states")
        return {k: v if keyed else renamed(v, words, numbers, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return tuple(renamed(each, words, numbers, key) for each in value)
    own = key in build.KEPT or value in ("shown", "shown-false", "disputed", "unknown")
    return words[next(numbers) % len(words)] if isinstance(value, str) and not own else value


def quotes(data: bytes) -> None:
    """Find a quote in a text: what is found stands there to the letter."""
    text, exact, prefix, suffix, *_ = [*data.decode("utf-8", "replace").split("\0"), "", "", ""]
    found = locate(text, exact, prefix, suffix)
    if not isinstance(found, str):
        assert text[found.start : found.end] == found.exact == exact
    near = nearest_passage(text, exact)
    assert near is None or isinstance(near, str)


def file_called(name: str) -> Callable[[bytes], None]:
    """Make a target that reads a text in a file of this name; its blocks lie in it, in order."""

    def read(data: bytes) -> None:
        document = read_bytes(data, name)
        end = 0
        for block in document.blocks:
            assert end <= block.start < block.end <= len(document.text)
            end = block.end

    return read


def docx(data: bytes) -> None:
    """Read a document of Word: these bytes, or, where they are no zip, with these as what its main part holds."""
    if not data.startswith(b"PK"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", data)
        data = packed.getvalue()
    file_called("a.docx")(data)


def text(data: bytes) -> None:
    """Take facts from a text; each quote stands there to the letter."""
    document = read_bytes(data[:LONGEST], "a.txt")
    kept, _ = extract(document, Rules(tools()), tools())
    for proposal in kept:
        quote = proposal.quote
        assert document.text[quote.start : quote.end] == quote.exact


@cache
def article() -> Document:
    return read_bytes(
        b"On Monday North Korea sent troops to Russia. Norway denied that it had paid anybody.\n", "a.txt"
    )


def answers(data: bytes) -> None:
    """Read what a language model answers; each quote stands in the text to the letter."""
    document, known = article(), tools()
    answer = data.decode("utf-8", "replace")
    made = Answered(answer, document, 0, len(document.text), known.reader.names, known.vocabulary)
    for proposal in made.proposals:
        assert document.text[proposal.quote.start : proposal.quote.end] == proposal.quote.exact
    json.dumps([each.reason for each in made.rejected])


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "rules": rules,
    "vocabulary": vocabulary,
    "case": case,
    "layout": layout,
    "arguments": arguments,
    "pack_files": pack_files,
    "record": record,
    "signature": signature,
    "questions": questions,
    "rule_pages": rule_pages,
    "render": render,
    "kept": kept,
    "report": report,
    "firings": firings,
    "brat": from_brat,
    "label_studio": from_label_studio,
    "quotes": quotes,
    "plain": file_called("a.txt"),
    "markdown": file_called("a.md"),
    "html": file_called("a.html"),
    "pdf": file_called("a.pdf"),
    "docx": docx,
    "text": text,
    "answers": answers,
}


def attempt(target: str, data: bytes) -> str:
    """Hand bytes to a target; give how it ended, `result` or `problem`. Whatever else is raised is a fault."""
    try:
        TARGETS[target](data)
        return "result"
    except InputError as error:
        problems = error.problems
    assert problems
    assert all(problem.message() and problem.render() for problem in problems)
    return "problem"
