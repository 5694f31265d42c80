"""`rules graph`: how provisions, definitions and predicates hang together, drawn or to be drawn."""

from __future__ import annotations

from pathlib import Path

import click

from sanctioncheck.cli.case import output_option, pack_option
from sanctioncheck.errors import InputError

__all__ = ["graph"]

_PATIENCE = 60
"""Seconds that graphviz may take; it has no limit of its own."""


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|CITATION]...")
@click.option("--around", multiple=True, metavar="ID", help="Also what leans on this, and what stands near it.")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=1, show_default=True, metavar="N", help="Steps from --around."
)
@click.option("--format", "form", type=click.Choice(("dot", "svg", "mermaid")), default="dot", show_default=True)
@output_option
@pack_option
def graph(
    names: tuple[str, ...], around: tuple[str, ...], depth: int, form: str, output: str | None, pack: str | None
) -> int:
    """Draw the rules as a graph: what each provision asks for, what concludes it, and how provisions relate.

    With ids, only these and all that they lean on. SVG needs the program `dot` of graphviz.
    """
    from sanctioncheck.author import graph as drawing
    from sanctioncheck.author.citing import find_named
    from sanctioncheck.cli.output import emit
    from sanctioncheck.load.pack import load_pack
    from sanctioncheck.render.graph import to_dot, to_mermaid

    book = load_pack(None if pack is None else Path(pack))
    drawn = drawing.whole(book)
    known = {each.id for each in drawn.vertices}

    def vertex(asked: str) -> str:
        named = find_named(asked, book)
        ident = f"is_a:{named.id}" if named.kind == "type" else named.id
        if ident not in known:
            from sanctioncheck.errors.bench import NotDrawn

            raise InputError([NotDrawn(place=None, kind=named.kind, name=named.id)])
        return ident

    parts = []
    if names:
        parts.append(drawing.below(drawn, [vertex(each) for each in names]))
    if around:
        parts.append(drawing.around(drawn, [vertex(each) for each in around], depth))
    if parts:
        kept = {each.id for part in parts for each in part.vertices}
        drawn = drawn.model_copy(
            update={
                "vertices": tuple(each for each in drawn.vertices if each.id in kept),
                "edges": tuple(each for each in drawn.edges if any(each in part.edges for part in parts)),
            }
        )
    text = to_mermaid(drawn) if form == "mermaid" else to_dot(drawn)
    emit(_svg(text) if form == "svg" else text, output)
    return 0


def _svg(dot: str) -> str:
    """Let graphviz draw a graph.

    Raises:
        InputError: it is not installed, or could not draw it.
    """
    import shutil
    import subprocess

    from sanctioncheck.errors.bench import CannotDraw, NoGraphviz

    program = shutil.which("dot")
    if program is None:
        raise InputError([NoGraphviz(place=None)])
    try:
        done = subprocess.run(
            [program, "-Tsvg"], input=dot.encode("utf-8"), capture_output=True, check=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise InputError([CannotDraw(place=None, reason=f"it took more than {_PATIENCE} seconds")]) from None
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise InputError([CannotDraw(place=None, reason=said.decode("utf-8", "replace").strip())]) from None
    return done.stdout.decode("utf-8")
