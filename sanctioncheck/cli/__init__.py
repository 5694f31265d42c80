"""The command line: every verb, and what each way to end is called."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from sanctioncheck import __version__
from sanctioncheck.cli.about import PROGRAM, completion, doctor, schema, version
from sanctioncheck.cli.asking import ask, whatif
from sanctioncheck.cli.auditing import audit
from sanctioncheck.cli.case import run
from sanctioncheck.cli.comparing import compare
from sanctioncheck.cli.exchanging import export, import_
from sanctioncheck.cli.explaining import explain
from sanctioncheck.cli.extracting import extract
from sanctioncheck.cli.packing import pack
from sanctioncheck.cli.reporting import report
from sanctioncheck.cli.reviewing import review
from sanctioncheck.cli.rules import rules as rules_verbs
from sanctioncheck.cli.tracing import trace
from sanctioncheck.cli.verifying import sign, verify
from sanctioncheck.errors import InputError, sanitise

BAD_INPUT = 2
BUG = 70
INTERRUPTED = 130
_REFUSALS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EISDIR})
SELDOM = 100_000
"""How many objects are made before somebody looks for garbage."""


@dataclass(slots=True)
class Settings:
    """What holds for every verb."""

    debug: bool = False


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Print the traceback of a bug; SANCTIONCHECK_DEBUG=1 does the same.")
@click.pass_obj
def commands(settings: Settings, debug: bool) -> None:
    """Say which sanctions norms the facts of a case violate, on which quoted evidence, and what is missing.

    Exit codes: 0 done (a violation is a result), 1 --fail-on reached, 2 bad input, 3 some inputs failed,
    4 integrity, 70 a bug.
    """
    settings.debug = settings.debug or debug


_COMMANDS = (
    run, explain, trace, report, compare, ask, whatif, extract, review, audit, verify, sign, export, import_,
    rules_verbs, pack, schema, doctor, version, completion,
)  # fmt: skip
for _command in _COMMANDS:
    commands.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: the words after the program's name; None for those that it was called with.

    Returns:
        The exit code.
    """
    # Little of what a run makes is garbage, and looking for it often costs a tenth of a second.
    gc.set_threshold(SELDOM)
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    settings = Settings(debug=os.environ.get("SANCTIONCHECK_DEBUG", "") not in ("", "0"))
    try:
        ended = commands.main(
            None if arguments is None else list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=settings
        )
    except InputError as error:
        click.echo(str(error), err=True)
        return BAD_INPUT
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except OSError as error:
        return _no_access(error, settings.debug)
    except Exception as error:
        return _bug(error, settings.debug)
    return ended if isinstance(ended, int) else 0


def _no_access(error: OSError, debug: bool) -> int:
    """Say what the machine refused: a file that may not be written is no fault of the program."""
    from sanctioncheck.cli.faults import CannotWrite

    if error.errno not in _REFUSALS or error.filename is None:
        return _bug(error, debug)
    reason = error.strerror or type(error).__name__
    click.echo(CannotWrite(place=None, path=str(error.filename), reason=reason).render(), err=True)
    return BAD_INPUT


def _bug(error: Exception, debug: bool) -> int:
    """Say in one line that the program is at fault, and how to see more."""
    if debug:
        import traceback

        click.echo(sanitise("".join(traceback.format_exception(error)), keep="\n"), err=True)
    what = sanitise(f"{type(error).__name__}: {error}").split("\\u000a")[0]
    hint = "" if debug else "; run it again with --debug to see where"
    click.echo(f"{PROGRAM}: a bug, not your input: {what}{hint}", err=True)
    return BUG


def _speak_utf8(stream: object) -> None:
    """Write UTF-8 with plain line breaks whatever the locale, so that equal input gives equal bytes everywhere."""
    with contextlib.suppress(AttributeError, ValueError):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[attr-defined]
