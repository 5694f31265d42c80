"""`rules diff`: what was changed between two revisions of the rules, and which past conclusions flip for it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from sanctioncheck import __version__
from sanctioncheck.cli.case import as_of_option, check_day, output_option, standard_option
from sanctioncheck.model.truth import Standard

FLIPPED = 1
SOME_FAILED = 3


@click.command(name="diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", required=False)
@click.option("--cases", "folders", multiple=True, metavar="DIR", help="A case, or a folder of cases; may be repeated.")
@standard_option
@as_of_option
@click.option("--format", "form", type=click.Choice(("text", "md", "json")), default="text", show_default=True)
@click.option("--fail-on-flip", is_flag=True, help="End with code 1 where any cell comes out otherwise.")
@output_option
def diff(
    before: str,
    after: str | None,
    folders: tuple[str, ...],
    standard: Standard | None,
    as_of: str | None,
    form: str,
    fail_on_flip: bool,
    output: str | None,
) -> int:
    """Compare two revisions of the rules, and judge cases under both.

    A and B are folders, names of installed packs, or revisions of the git repository here: `HEAD~1`, `v1.2:packs/eu`.
    Without B, a revision is compared with the same folder as it stands, and a folder with the rules of the program.
    What a pack requires is taken as it stands.

    Exit code 0, 1 with --fail-on-flip where a cell comes out otherwise, 3 where a case could not be judged under both.
    """
    from sanctioncheck.author.revision.changes import changes
    from sanctioncheck.author.revision.replay import replay
    from sanctioncheck.cli.output import emit, width_for
    from sanctioncheck.cli.rules.revision import as_it_stands, revision
    from sanctioncheck.load.pack import built_in, read_pack
    from sanctioncheck.model.result import packs_of
    from sanctioncheck.model.revised import DiffResult
    from sanctioncheck.render import phrases, revised
    from sanctioncheck.render.jsontext import to_json

    check_day(as_of)
    with contextlib.ExitStack() as open_:
        one = open_.enter_context(revision(before))
        other = open_.enter_context(revision(after)) if after is not None else as_it_stands(before) or built_in()
        packs = read_pack(one), read_pack(other)
    changed = changes(*packs)
    cases, failed = replay(*packs, _cases(folders), changed, standard, as_of)
    result = DiffResult(
        tool=f"sanctioncheck {__version__}",
        before=packs_of(packs[0].book)[-1],
        after=packs_of(packs[1].book)[-1],
        standard=standard or packs[1].book.policy.default,
        changes=changed,
        cases=cases,
        not_replayed=failed,
        disclaimer=phrases.DISCLAIMER,
    )
    names = {name: called for pack in packs for name, (_, called) in pack.book.entities.items()}
    if form == "json":
        text = to_json(result)
    elif form == "md":
        text = revised.to_markdown(result, names)
    else:
        text = revised.to_text(result, names, width_for(output))
    emit(text, output)
    if failed:
        return SOME_FAILED
    return FLIPPED if fail_on_flip and result.flips else 0


def _cases(folders: tuple[str, ...]) -> list[Path]:
    """Find the cases: each folder that is one, and in any other every one that is directly in it."""
    found: list[Path] = []
    for folder in map(Path, folders):
        inside = sorted(path.parent for path in folder.glob("*/case.yaml")) if folder.is_dir() else []
        found += inside if inside and not (folder / "case.yaml").is_file() else [folder]
    return list(dict.fromkeys(found))
