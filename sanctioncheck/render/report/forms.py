"""The forms in which a case is handed on, and what each needs beside the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from sanctioncheck.model.result import CaseResult, RunResult
from sanctioncheck.render.csvtext import to_csv
from sanctioncheck.render.jsontext import to_json
from sanctioncheck.render.memo.memorandum import memorandum
from sanctioncheck.render.memo.plaintext import to_markdown
from sanctioncheck.render.report.page import Texts, to_html

__all__ = ["FORMS", "Form"]


class Form(NamedTuple):
    """One form: who makes it, and the library and extra that it needs."""

    make: Callable[[RunResult, CaseResult, Texts], bytes]
    """Takes the run, the case and the texts of its sources; raises ImportError or OSError where what it needs is not
    here."""
    extra: str | None = None


def _docx(run: RunResult, case: CaseResult, _texts: Texts) -> bytes:
    from sanctioncheck.render.memo.docx import to_docx

    return to_docx(memorandum(run, case), title=case.title, foot=run.disclaimer, day=case.as_of)


def _pdf(run: RunResult, case: CaseResult, _texts: Texts) -> bytes:
    from sanctioncheck.render.memo.paper import to_pdf

    return to_pdf(memorandum(run, case), title=case.title, foot=run.disclaimer)


def _xlsx(run: RunResult, case: CaseResult, _texts: Texts) -> bytes:
    from sanctioncheck.render.report.workbook import to_workbook

    return to_workbook(run, case)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="backslashreplace")


FORMS: Final[Mapping[str, Form]] = {
    "html": Form(lambda run, case, texts: _bytes(to_html(run, case, texts))),
    "docx": Form(_docx, "report"),
    "pdf": Form(_pdf, "pdf"),
    "xlsx": Form(_xlsx, "report"),
    "md": Form(lambda run, case, _: _bytes(to_markdown(memorandum(run, case)))),
    "csv": Form(lambda run, _case, _texts: _bytes(to_csv(run))),
    "json": Form(lambda run, _case, _texts: _bytes(to_json(run))),
}
"""Name to form, the page first."""
