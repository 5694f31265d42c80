"""The rules that cases are judged by, as a program or a notebook holds them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path

from sanctioncheck.engine.plan import Plan, compile_plan
from sanctioncheck.load.pack import load_pack as read_rulebook
from sanctioncheck.model.norm import Provision
from sanctioncheck.model.result import packs_of
from sanctioncheck.model.rulebook import Rulebook
from sanctioncheck.render import notebook

__all__ = ["Pack", "load_pack"]


@dataclass(frozen=True, eq=False, repr=False)
class Pack:
    """A pack of rules, checked whole; in a notebook it shows its name, hash, and provisions by instrument.

    >>> import sanctioncheck as sc
    >>> sc.load_pack()["un.charter/2-4"].citation.label
    'UN Charter art 2(4)'
    """

    rulebook: Rulebook
    """The rules as the program reasons with them."""
    asked: str | None = field(default=None)
    """The folder or name by which it was asked for; None for the pack that comes with the program."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.rulebook.name

    @property
    def version(self) -> str:
        """Its version."""
        return self.rulebook.version

    @property
    def sha256(self) -> str:
        """The hash of its files."""
        return self.rulebook.sha256

    @property
    def provisions(self) -> dict[str, Provision]:
        """Its provisions by their ids, with those of the packs that it requires."""
        return dict(self.rulebook.provisions)

    @property
    def instruments(self) -> dict[str, int]:
        """How many provisions of each instrument it has, in the order of the pack."""
        whole = (p.citation.model_copy(update={"pinpoint": None}).text for p in self.rulebook.provisions.values())
        return dict(Counter(whole))

    @cached_property
    def plan(self) -> Plan:
        """The rules, compiled; once for as many cases as come."""
        return compile_plan(self.rulebook)

    def __getitem__(self, provision: str) -> Provision:
        """Give a provision by its id.

        Raises:
            KeyError: the pack has no such provision.
        """
        return self.rulebook.provisions[provision]

    def __repr__(self) -> str:
        return f"<Pack {self.name} {self.version} ({self.sha256[:12]}), {len(self.rulebook.provisions)} provisions>"

    def _repr_html_(self) -> str:
        return notebook.pack(packs_of(self.rulebook), self.instruments)


def load_pack(path: str | PathLike[str] | None = None) -> Pack:
    """Load and check a pack of rules, from its files.

    Args:
        path: the folder that holds `pack.yaml`, or the name of an installed pack; None for the pack that comes with
            the program. What it requires is loaded with it.

    Returns:
        The pack; the same folder always gives the same rules.

    Raises:
        InputError: with everything that is wrong in any file of the pack.

    >>> import sanctioncheck as sc
    >>> sc.load_pack().name
    'un-core'
    >>> sc.load_pack("no-such-folder")
    Traceback (most recent call last):
    sanctioncheck.errors.InputError: SC-L001 error: there is no pack of rules in `no-such-folder`
      help: name the folder that holds `pack.yaml`
    <BLANKLINE>
    1 error, 0 warnings
    """
    return Pack(read_rulebook(None if path is None else Path(path)), None if path is None else str(path))
