"""`rules`: the bench of those who write rules."""

from __future__ import annotations

import click

from sanctioncheck.cli.covering import coverage
from sanctioncheck.cli.mutating import mutate
from sanctioncheck.cli.testing import test

__all__ = ["rules"]


@click.group()
def rules() -> None:
    """Write, check, test and compare rules; nothing here judges a case."""


rules.add_command(test)
rules.add_command(coverage)
rules.add_command(mutate)
