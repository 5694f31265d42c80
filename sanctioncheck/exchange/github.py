"""What a check found as the lines that GitHub Actions turns into notes beside a pull request."""

from __future__ import annotations

from sanctioncheck.errors import sanitise
from sanctioncheck.model.checked import CheckResult, Trouble

__all__ = ["workflow_commands"]

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def workflow_commands(result: CheckResult, prefix: str) -> str:
    """Give one workflow command for each problem.

    Args:
        result: what was found.
        prefix: what to put before the path of a file, so that it is found from the top of the repository: `rules/`.

    >>> workflow_commands(CheckResult(problems=(Trouble(code="SC-L101", severity="warning", message="50% of it"),)), "")
    '::warning title=SC-L101::50%25 of it\\n'
    """
    return "".join(f"{_line(trouble, prefix)}\n" for trouble in result.problems)


def _line(trouble: Trouble, prefix: str) -> str:
    named = []
    if trouble.place is not None:
        place = trouble.place
        named += [("file", f"{prefix}{place.path}"), ("line", str(place.line)), ("col", str(place.column))]
        named += [("endLine", str(place.end_line))]
        if place.end_line == place.line:
            named += [("endColumn", str(place.end_column))]
    named.append(("title", trouble.code))
    properties = ",".join(f"{name}={sanitise(value).translate(_PROPERTY)}" for name, value in named)
    text = sanitise(trouble.message) + (f"\n{sanitise(trouble.help)}" if trouble.help else "")
    return f"::{trouble.severity} {properties}::{text.translate(_DATA)}"
