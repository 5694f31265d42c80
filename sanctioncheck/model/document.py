"""What every document of the program has in common: frozen, strict, and no key that nobody knows."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from sanctioncheck.model.time import parse_date, parse_window


class Record(BaseModel):
    """A frozen document part; unknown keys, wrong types and silent conversions are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True, validate_by_name=True, defer_build=True
    )


class BadValue(ValueError):
    """A value that has the right type and still cannot stand; ``help`` says how to mend it."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help


def _date(text: str) -> str:
    parse_date(text)
    return text


def _window(text: str) -> str:
    parse_window(text)
    return text


def _question(text: str) -> str:
    if not text.endswith("?"):
        raise BadValue("a question ends in a question mark", "write it as one asks it: `Did {by} send troops to {to}?`")
    return text


Date = Annotated[str, AfterValidator(_date)]
"""A year, a month or a day: 2025, 2025-04, 2025-04-28."""
DateWindow = Annotated[str, AfterValidator(_window)]
"""A date, or two with a slash between which a point lies."""
Question = Annotated[str, StringConstraints(min_length=2, max_length=300), AfterValidator(_question)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
"""A name in small letters, digits, dots and hyphens."""
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
"""A word of the vocabulary: small letters, digits and underscores."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
