"""Everything that can be wrong with a text that facts are to be taken from, and with what takes them."""

from __future__ import annotations

from typing import ClassVar

from sanctioncheck.errors import Problem

__all__ = ["ReaderMissing"]


class ReaderMissing(Problem):
    """What the reader of texts needs is not installed."""

    code: ClassVar[str] = "SC-R001"
    what: str

    def message(self) -> str:
        return f"reading texts needs {self.what}, which is not installed"

    def help(self) -> str:
        return 'install it with `pip install "sanctioncheck[read]"`, or write the facts by hand'
