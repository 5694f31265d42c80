"""The two files at the top of a pack: what the pack is, and by which standards its evidence is weighed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from sanctioncheck.model.document import Date, Id, Record, Text
from sanctioncheck.model.rulebook import Policy
from sanctioncheck.model.truth import Standard

__all__ = ["LANGUAGE", "PackFile", "StandardsFile"]

LANGUAGE = 1
"""The version of the rule language that this program reads."""


class PackFile(Record):
    """`rules/pack.yaml`."""

    pack: Id = Field(description="The name of the pack.")
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*([.+-][0-9A-Za-z.-]+)?$", max_length=40)]
    language: int = Field(ge=1, description="The version of the rule language it is written in.")
    licence: Text
    title: Text
    as_of: Date = Field(description="The day up to which its authors have looked; nothing is known after it.")


class StandardsFile(Record):
    """`rules/standards.yaml`."""

    policy: Id = Field(description="The name of the policy, printed in every report.")
    default_standard: Standard = "reasonable-grounds"
    fact_finding: dict[Id, Text] = Field(default_factory=dict, description="Whose findings of fact are findings.")
    deciding: dict[Id, Text] = Field(default_factory=dict, description="Bodies whose decisions are conclusive.")
    grades: dict[Standard, tuple[Text, ...]] = Field(
        default_factory=dict, description="What each standard is reached by, in words; printed, never computed with."
    )
    note: Text | None = None

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
