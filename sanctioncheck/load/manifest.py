"""The two files at the top of a pack: what the pack is, and by which standards its evidence is weighed."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, StringConstraints

from sanctioncheck.model.document import Date, Id, Record, Text
from sanctioncheck.model.rulebook import Policy
from sanctioncheck.model.truth import Standard

__all__ = ["LANGUAGE", "PackFile", "StandardsFile", "fits_version"]

_BOUND = re.compile(r"(>=|<=|==|>|<)\s*([0-9]+(?:\.[0-9]+)*)")
Versions = Annotated[
    str, StringConstraints(pattern=r"^(>=|<=|==|>|<) *[0-9]+(\.[0-9]+)*( *, *(>=|<=|==|>|<) *[0-9]+(\.[0-9]+)*)*$")
]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*([.+-][0-9A-Za-z.-]+)?$", max_length=40)]
LANGUAGE = 1
"""The version of the rule language that this program reads."""


class PackFile(Record):
    """`rules/pack.yaml`."""

    pack: Id = Field(description="The name of the pack.")
    version: Version = Field(description="The version, as numbers with dots: `2026.11.0`.")
    language: int = Field(ge=1, description="The version of the rule language it is written in.")
    licence: Text = Field(description="Under which licence it may be used.")
    title: Text = Field(description="What the pack is about, in a line.")
    as_of: Date = Field(description="The day up to which its authors have looked; nothing is known after it.")
    requires: dict[Id, Versions] = Field(
        default_factory=dict,
        description="Other packs that it builds on, by name, each with the versions that will do: `>=2026.11, <2027`.",
    )


def fits_version(version: str, wanted: str) -> bool:
    """Tell whether a version is one of those asked for; numbers between dots are compared as numbers.

    >>> fits_version("2026.11.0", ">=2026.9, <2027"), fits_version("1.10", "==1.1")
    (True, False)
    """
    has = _numbers(version)
    for part in wanted.split(","):
        found = _BOUND.fullmatch(part.strip())
        if found is None:
            return False
        bound = _numbers(found[2])
        width = max(len(has), len(bound))
        one, other = (numbers + (0,) * (width - len(numbers)) for numbers in (has, bound))
        if not {">=": one >= other, "<=": one <= other, "==": one == other, ">": one > other, "<": one < other}[
            found[1]
        ]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.split(r"[+-]", version)[0].split(".") if number.isdigit())


class StandardsFile(Record):
    """`rules/standards.yaml`."""

    policy: Id = Field(description="The name of the policy, printed in every report.")
    default_standard: Standard = Field(
        default="reasonable-grounds", description="The standard of the matrix unless another is asked for."
    )
    fact_finding: dict[Id, Text] = Field(default_factory=dict, description="Whose findings of fact are findings.")
    deciding: dict[Id, Text] = Field(default_factory=dict, description="Bodies whose decisions are conclusive.")
    grades: dict[Standard, tuple[Text, ...]] = Field(
        default_factory=dict, description="What each standard is reached by, in words; printed, never computed with."
    )
    note: Text | None = Field(default=None, description="Anything a reader of the policy should know.")

    def policy_of(self, sha256: str) -> Policy:
        """Give the policy that this file states, given the hash of its bytes.

        >>> StandardsFile(policy="default").policy_of("0" * 64).default
        'reasonable-grounds'
        """
        return Policy(
            self.policy,
            self.default_standard,
            dict(self.fact_finding),
            dict(self.deciding),
            sha256,
            {standard: tuple(texts) for standard, texts in self.grades.items()},
        )
