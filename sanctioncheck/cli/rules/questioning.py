"""Asks on a terminal for what was not given as an option; elsewhere it says all that is missing at once."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import click

from sanctioncheck.errors import InputError

__all__ = ["Questions"]


def somebody_there() -> bool:
    """Tell whether a person sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@dataclass(slots=True)
class Questions:
    """The questions of one command."""

    asks: bool = field(default_factory=lambda: somebody_there())
    """Whether somebody is there to answer."""
    missing: list[str] = field(default_factory=list)

    def ask(
        self, option: str, given: str | None, question: str, default: str | None = None,
        choices: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """Give what was given, or ask for it.

        Args:
            option: the option by which it can be given.
            given: what was given.
            question: what to ask.
            default: what is taken where nothing else is said.
            choices: the answers there are, where they are few.

        Returns:
            The answer; an empty text where nobody can be asked, which `settle` then tells of.
        """
        if given is not None:
            return given
        if self.asks:
            kind = click.Choice(choices) if choices else str
            # Whoever pipes the result away still sees what is asked.
            answer: str = click.prompt(question, default=default, type=kind, err=True)
            return answer.strip()
        if default is None:
            self.missing.append(option)
        return default or ""

    def settle(self) -> None:
        """Stop where something is missing.

        Raises:
            InputError: it names every option that is.
        """
        if self.missing:
            from sanctioncheck.errors.bench import MissingAnswers

            raise InputError([MissingAnswers(place=None, options=tuple(dict.fromkeys(self.missing)))])
