"""A cell told briefly: in one line, or in one paragraph like the brief answer of a legal memorandum."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sanctioncheck.model.document import Record
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.result import SCHEMA_VERSION, PackId
from sanctioncheck.model.truth import Standard
from sanctioncheck.model.verification import Verification

Length = Literal["line", "paragraph"]


class Sentence(Record):
    """One sentence, without its full stop, and what it stands on."""

    text: str
    ids: tuple[str, ...] = Field(
        min_length=1, description="Norms, findings, facts, exceptions, readings or open questions behind it."
    )


class BriefAnswer(Record):
    """Everything that `explain` prints with ``--length line`` or ``paragraph`` and ``--format json``."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    packs: tuple[PackId, ...]
    case: str
    as_of: str
    standard: Standard
    actor: str
    norm: str
    length: Length
    outcome: Outcome
    word: str
    standard_reached: Standard | None
    sentences: tuple[Sentence, ...]
    verified: Verification | None = None
    disclaimer: str
