"""What one document is read with: the tables, who was named so far, and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sanctioncheck.read.grammar.lexicon import Lexicon, Speech
from sanctioncheck.read.grammar.telling.introduction import Above, Outline
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler

if TYPE_CHECKING:
    from sanctioncheck.model.proposal import Proposal


__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """What a document is read with."""

    lexicon: Lexicon
    speech: Speech
    actors: Actors
    author_kind: Literal["fact-finding", "state", "other"] = "other"
    last_speaker: Filler | None = None
    """Who was last said to say something; a quotation that names nobody is his."""
    published: str | None = None
    outline: Outline = field(init=False)
    above: Above | None = None
    """What an introduction or a heading says of the part that is being read."""
    said: list[tuple[int, Proposal]] = field(default_factory=list)
    """What was said in the last sentences, each with the number of its sentence."""

    def __post_init__(self) -> None:
        self.outline = Outline(self.speech)
