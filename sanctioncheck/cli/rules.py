"""`rules`: the bench of those who write rules."""

from __future__ import annotations

import click

from sanctioncheck.cli.checking import check
from sanctioncheck.cli.covering import coverage
from sanctioncheck.cli.diffing import diff
from sanctioncheck.cli.editing import editor, language_server
from sanctioncheck.cli.formatting import fmt
from sanctioncheck.cli.graphing import graph
from sanctioncheck.cli.looking import list_, search
from sanctioncheck.cli.mutating import mutate
from sanctioncheck.cli.publishing import site
from sanctioncheck.cli.scaffolding import new
from sanctioncheck.cli.showing import show
from sanctioncheck.cli.testing import test

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
