"""`rules`: the bench of those who write rules."""

from __future__ import annotations

import click

from sanctioncheck.cli.checking import check
from sanctioncheck.cli.diffing import diff
from sanctioncheck.cli.testing import test

__all__ = ["rules"]


@click.group()
def rules() -> None:
    """Write, check, test and compare rules; nothing here judges a case."""


rules.add_command(check)
rules.add_command(diff)
rules.add_command(test)
