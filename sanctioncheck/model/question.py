"""What `ask` gives back: the facts that nobody has shown and that would settle a cell, as questions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.finding import Cut, Outcome
from sanctioncheck.model.result import SCHEMA_VERSION, PackId
from sanctioncheck.model.truth import Standard


class Answer(Record):
    """One question, with the answer that is supposed."""

    atom: str = Field(
        description="The ground atom with its days, as `whatif --assume` and `--deny` take it; `?state` is a State "
        "that nobody has named."
    )
    ask: str = Field(description="The question, in words.")
    answer: Literal["yes", "no"]
    when: str = Field(description="The days that the answer must speak of.")
    counts_as_answer: str | None = None
    who: str = Field(description="Who could give the answer.")


class AnswerSet(Record):
    """Answers that settle a cell together; none of them can be left out."""

    answers: tuple[Answer, ...]
    outcome: Outcome = Field(description="What the cell comes out as with them, in both hearings.")
    word: str
    instances: tuple[str, ...] = Field(
        default=(),
        description="Things of the case that may stand where an answer speaks of one that nobody has named; where "
        "`search_cut` is given, of what was gone through.",
    )


class CellQuestions(Record):
    """What is missing in one cell."""

    actor: str
    norm: str
    label: str
    title: str
    outcome: Outcome
    word: str = Field(description="The outcome as the matrix tells it, with the standard that it reaches.")
    sets: tuple[AnswerSet, ...] = Field(description="The least sets, the smallest first.")
    note: str | None = Field(default=None, description="Why nothing is asked, where the cell is not open.")
    whole: bool = Field(description="Whether these are all sets of at most four answers.")
    cut: Cut | None = Field(
        default=None,
        description="Why the cell was not judged to its end, so that nothing is asked; see semantics, Budget.",
    )
    search_cut: Cut | None = Field(
        default=None,
        description="Why the search for sets was not gone through to its end: those given are those found until then.",
    )
    turns_on: tuple[str, ...] = Field(
        default=(), description="What else the cell turns on: contradictory evidence, or how the law is read."
    )


class Settles(Record):
    """A cell that one question bears on."""

    actor: str
    norm: str
    label: str
    yes: Outcome | None = Field(default=None, description="What the cell comes out as where the answer is yes.")
    no: Outcome | None = None
    yes_word: str | None = None
    no_word: str | None = None
    together: bool = Field(default=False, description="Whether it settles the cell only together with other answers.")


class Question(Record):
    """One question over the whole case, with the cells that it settles."""

    atom: str
    ask: str
    when: str = Field(description="The days that the answer must speak of.")
    counts_as_answer: str | None = None
    who: str
    settles: tuple[Settles, ...]


class Questions(Record):
    """Everything that `ask` found in a case."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    packs: tuple[PackId, ...]
    case: str
    standard: Standard
    as_of: str
    disclaimer: str
    first: tuple[Question, ...] = Field(description="The questions, those that settle most cells first.")
    cells: tuple[CellQuestions, ...]
