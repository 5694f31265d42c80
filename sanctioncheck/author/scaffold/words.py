"""Begins predicates, closed lists and public findings: new files, or what is added to those that are there."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sanctioncheck.author.layout.page import laid_out
from sanctioncheck.author.scaffold.piece import added, piece
from sanctioncheck.author.scaffold.trying import Change
from sanctioncheck.errors import InputError, raise_errors
from sanctioncheck.errors.bench import AlreadyThere
from sanctioncheck.load.amend import amend, written
from sanctioncheck.load.document import Document
from sanctioncheck.load.yamltext import read_document
from sanctioncheck.model.vocabulary import Predicate

__all__ = ["new_finding", "new_list", "new_predicate"]


def opened(root: Path, path: str) -> Document:
    """Read a file of the pack that is to be added to.

    Raises:
        InputError: it is broken.
    """
    document = read_document(path, (root / path).read_bytes())
    raise_errors(document.problems)
    return document


def new_predicate(root: Path, path: str, about: str, name: str, word: Mapping[str, Any]) -> Change:
    """Add a predicate to a file of the vocabulary, or begin the file.

    Args:
        root: the folder of the pack.
        path: the file, below the pack.
        about: what a new file is about.
        name: the predicate.
        word: its keys.
    """
    questions = ["How do texts say it? Add `cues`, with sentences that state it and sentences that only look like it."]
    if "counts" not in word:
        questions.append("What would count as an answer, and who could give it? Add `counts`.")
    if not (root / path).is_file():
        text = f"vocabulary: {written(about)}\n\npredicates:\n"
        text += piece("vocabulary", ("predicates", name), dict(word), 2, questions) + "\n"
        return Change(path, laid_out(path, text.encode("utf-8")), True)
    document = opened(root, path)
    _free(document, ("predicates", name))
    return Change(path, added(document, "vocabulary", ("predicates", name), dict(word), questions), False)


def _free(document: Document, loc: tuple[str, str]) -> None:
    if loc in document:
        raise InputError([AlreadyThere(place=document.place(loc, key=True), name=loc[-1])])


def new_list(
    root: Path, name: str, predicate: str, word: Predicate, declared: str, source: str, as_of: str,
    rows: Sequence[Sequence[str]],
) -> tuple[Change, ...]:  # fmt: skip
    """Begin a closed list, and close the predicate that it answers where it is still open.

    Args:
        root: the folder of the pack.
        name: the id of the list.
        predicate: the predicate that it answers.
        word: what the vocabulary says of it.
        declared: the file of the vocabulary that has it.
        source: on what the list rests.
        as_of: the day for which it holds.
        rows: the fillers of each row, and from when and to when they stand.
    """
    path = f"lists/{name}.csv"
    out = io.StringIO()
    for key, value in (("list", name), ("predicate", predicate), ("source", source), ("as_of", as_of)):
        out.write(f"# {key}: {' '.join(value.split())}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*word.roles, "from", "to"])
    writer.writerows(rows)
    changes = [Change(path, out.getvalue(), True)]
    if not word.closed:
        text = amend(opened(root, declared), {("predicates", predicate, "closed"): True})
        changes.append(Change(declared, text, False))
    return tuple(changes)


def new_finding(root: Path, path: str, about: str, finding: Mapping[str, Any]) -> Change:
    """Add a public finding to a file of the background, or begin the file."""
    questions = [
        "Does it state what the body itself found, or what it was told (`mode`, `reliability`, `information`)?",
        "Does it draw on a document that another finding draws on too (`origin`)?",
    ]
    if not (root / path).is_file():
        text = f"background: {written(about)}\n\nfindings:\n"
        text += piece("background", ("findings", 0), dict(finding), 2, questions) + "\n"
        return Change(path, laid_out(path, text.encode("utf-8")), True)
    document = opened(root, path)
    known = document.data.get("findings") or ()
    for at, each in enumerate(known):
        if isinstance(each, dict) and each.get("id") == finding["id"]:
            place = document.place(("findings", at, "id"))
            raise InputError([AlreadyThere(place=place, name=str(finding["id"]))])
    return Change(path, added(document, "background", ("findings", len(known)), dict(finding), questions), False)
