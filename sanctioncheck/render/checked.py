"""What a check of the rules found, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence

from sanctioncheck.errors import InputError, Problem
from sanctioncheck.model.checked import CheckResult

__all__ = ["told"]


def told(result: CheckResult, problems: Sequence[Problem]) -> str:
    """Write every problem with its excerpt and remedy, how to read more, and how much was looked at.

    >>> print(told(CheckResult(provisions=3, checks=("SC-L101",)), ()))
    3 provisions, 1 check: nothing to mend
    <BLANKLINE>
    """
    checks, provisions = _count(len(result.checks), "check"), _count(result.provisions, "provision")
    if not problems:
        return f"{provisions}, {checks}: nothing to mend\n"
    lines = [str(InputError(problems))]
    fixable = sum(trouble.fixable for trouble in result.problems)
    if fixable:
        lines.append(f"{fixable} of them can be mended by `sanctioncheck rules check --fix`")
    lines.append(f"Why? sanctioncheck rules check --explain {result.problems[0].code}")
    if result.pack is None:
        lines.append("The pack does not load; its rules were not looked at further.")
    return "\n".join(lines) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
