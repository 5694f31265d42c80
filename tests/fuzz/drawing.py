"""Draws what strangers handed in, in every format that there is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sanctioncheck.author.citing import Named
from sanctioncheck.author.graph import whole
from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.pages.showing import page_of
from sanctioncheck.author.register import register
from sanctioncheck.author.revision.changes import changes
from sanctioncheck.cli.comparing import FORMATS, compared, drawn, names_of
from sanctioncheck.cli.twosides import Run
from sanctioncheck.explain.ask import Asker
from sanctioncheck.explain.matrix import Story
from sanctioncheck.load.pack import Loaded, read_pack
from sanctioncheck.model.question import Questions
from sanctioncheck.model.result import RunResult, packs_of
from sanctioncheck.model.revised import DiffResult
from sanctioncheck.render import notebook, phrases, questions, revised, rulepage, rulesite
from sanctioncheck.render.csvtext import COLUMNS, to_csv
from sanctioncheck.render.explanation import to_markdown as explained
from sanctioncheck.render.explanation import to_text
from sanctioncheck.render.graph import to_dot, to_mermaid
from sanctioncheck.render.jsontext import to_json
from sanctioncheck.render.markdown import to_markdown
from sanctioncheck.render.register import COLUMNS as LISTED
from sanctioncheck.render.register import to_csv as listed
from sanctioncheck.render.table import Page, to_table
from tests.render import build, harmless

WIDTH = 80
TINY = Path(__file__).parents[1] / "language" / "tiny"


def told(run: RunResult) -> None:
    """Draw a result."""
    harmless.text(to_table(run), to_table(run, Page(everything=True)), to_markdown(run), to_json(run))
    harmless.sheet(to_csv(run), len(COLUMNS))
    assert RunResult.model_validate_json(to_json(run)) == run
    for one in run.cases:
        harmless.page(notebook.matrix(run, one, everything=True))
        for cell in one.cells[:3]:
            for depth in ("line", "paragraph", "whole", "full"):
                harmless.text(to_text(run, one, cell, depth), explained(run, one, cell, depth))
                harmless.page(notebook.explanation(run, one, cell, depth))


def beside(run: RunResult) -> None:
    """Draw what is otherwise in each case of a result than in an ordinary one, and what in that than in these."""
    plain = Run(ordinary(), ordinary().cases[0], "0" * 64)
    for case in run.cases:
        for runs in ((plain, Run(run, case, "1" * 64)), (Run(run, case, "1" * 64), plain)):
            result = compared(runs)
            for form in FORMATS:
                text = drawn(result, names_of(runs), form, None)
                harmless.page(text, scripts=1) if form == "html" else harmless.text(text)


@cache
def ordinary() -> RunResult:
    return build.run()


def asked(story: Story) -> None:
    """Draw what to ask next of a case."""
    cells = Asker(story).case()
    case = story.file.case
    found = Questions(
        tool="x", packs=packs_of(story.book), case=case.case, standard=story.assessment.standard,
        as_of=case.as_of, disclaimer=phrases.DISCLAIMER, first=(), cells=cells,
    )  # fmt: skip
    names = {actor: story.words.name(actor) for actor in story.assessment.actors}
    harmless.text(questions.to_text(found, names), questions.to_markdown(found, names), to_json(found))
    harmless.page(notebook.outline(questions.outline(found, names), found.disclaimer))


@cache
def before() -> Loaded:
    return read_pack(TINY / "pack")


def pages(loaded: Loaded) -> None:
    """Draw a pack: every page of it, alone and as a site; its list, its graph, and what was changed in it."""
    book, shelf = loaded.book, Shelf(loaded.home)
    entries = [each.entry for each in register(book, shelf)]
    made = {f"{e.kind}:{e.id}": page_of(book, Named(e.kind, e.id, e.title), shelf) for e in entries}
    for page in made.values():
        harmless.text(rulepage.to_text(page, WIDTH), rulepage.to_markdown(page), to_json(page))
    files = rulesite.site("x", entries, made, phrases.DISCLAIMER)
    assert len(files) == len(entries) + 1
    for text in files.values():
        harmless.page(text)
    harmless.sheet(listed(entries), len(LISTED))
    harmless.text(to_dot(whole(book)), to_mermaid(whole(book)))
    found = DiffResult(
        tool="x", before=packs_of(before().book)[-1], after=packs_of(book)[-1], standard="balance",
        changes=changes(before(), loaded), cases=(), not_replayed=(), disclaimer=phrases.DISCLAIMER,
    )  # fmt: skip
    harmless.text(revised.to_text(found, {}, WIDTH), revised.to_markdown(found, {}), to_json(found))
