"""Makes a copy of a pack in which a change can be tried; the packs beside it are found from there too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["copied"]


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """Give a copy of the folder of a pack, for as long as it is needed; hidden files are left out.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> with copied(built_in()) as copy:
    ...     load_pack(copy).name
    'un-core'
    """
    with TemporaryDirectory() as folder:
        home = root.resolve()
        for beside in sorted(home.parent.iterdir()):
            if beside != home and (beside / "pack.yaml").is_file():
                (Path(folder) / beside.name).symlink_to(beside, target_is_directory=True)
        copy = Path(folder) / home.name
        shutil.copytree(home, copy, ignore=shutil.ignore_patterns(".*"))
        yield copy
