"""`rules`: the bench of those who write rules."""

from __future__ import annotations

import click

from sanctioncheck.cli.rules.cataloguing import catalogue
from sanctioncheck.cli.rules.checking import check
from sanctioncheck.cli.rules.covering import coverage
from sanctioncheck.cli.rules.diffing import diff
from sanctioncheck.cli.rules.editing import editor, language_server
from sanctioncheck.cli.rules.formatting import fmt
from sanctioncheck.cli.rules.graphing import graph
from sanctioncheck.cli.rules.looking import list_, search
from sanctioncheck.cli.rules.mutating import mutate
from sanctioncheck.cli.rules.publishing import site
from sanctioncheck.cli.rules.scaffolding import new
from sanctioncheck.cli.rules.showing import show
from sanctioncheck.cli.rules.testing import test

__all__ = ["rules"]


@click.group()
def rules() -> None:
    """Write, check, test and compare rules; nothing here judges a case."""


for _command in (
    new,
    show,
    list_,
    search,
    graph,
    catalogue,
    check,
    fmt,
    test,
    coverage,
    mutate,
    diff,
    site,
    editor,
    language_server,
):
    rules.add_command(_command)
