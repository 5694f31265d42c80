"""How far into a long text the reader is, for who watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from sanctioncheck.model.proposal import Proposal, Rejected
from sanctioncheck.read.casefile import Machine
from sanctioncheck.read.document import Document
from sanctioncheck.read.extractor import Extractor, Manual

__all__ = ["Watched"]

_LONG = 50_000
"""Characters of a text that takes long enough to be watched."""
_STEPS = 10


@dataclass(slots=True)
class Watched:
    """An extractor that says at each tenth of a long text how far it is."""

    inner: Extractor
    name: str
    """The text, as it is shown."""
    machine: Machine
    own_grammar: bool

    @classmethod
    def where(cls, watched: bool, extractor: Extractor, name: str) -> Extractor:
        """Give an extractor that says how far it is, where somebody watches one that takes its time."""
        if not watched or isinstance(extractor, Manual):
            return extractor
        return cls(extractor, name, extractor.machine, extractor.own_grammar)

    @property
    def rejected(self) -> list[Rejected]:
        """As the extractor inside has it."""
        return self.inner.rejected

    @rejected.setter
    def rejected(self, rejected: list[Rejected]) -> None:
        self.inner.rejected = rejected

    def propose(self, document: Document) -> Iterator[Proposal]:
        """Propose what the extractor inside does."""
        told, whole = 0, len(document.text)
        for proposal in self.inner.propose(document):
            step = _STEPS * proposal.quote.end // whole
            if whole >= _LONG and step > told:
                click.echo(f"{self.name}: {100 * step // _STEPS} % read", err=True)
                told = step
            yield proposal
