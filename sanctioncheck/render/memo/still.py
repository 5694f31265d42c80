"""Archives without a clock: the same files give the same bytes, whenever they are packed."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAWN: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format of archives knows."""


def moment(day: str) -> datetime:
    """Give the moment that a file carries instead of the time at which it was made: the beginning of a day.

    >>> moment("2025-04-30").isoformat(), moment("2025-04").isoformat()
    ('2025-04-30T00:00:00', '2025-04-01T00:00:00')
    """
    year, month, first = (*map(int, day.split("-")), 1, 1)[:3]
    return datetime(year, month, first)


def still(archive: bytes) -> bytes:
    """Pack the files of an archive again, in the same order, all with the same time.

    >>> out = io.BytesIO()
    >>> with ZipFile(out, "w") as made:
    ...     made.writestr("a.txt", "a")
    >>> [each.date_time[0] for each in ZipFile(io.BytesIO(still(out.getvalue()))).infolist()]
    [1980]
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            entry = ZipInfo(each.filename, _DAWN)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(each))
    return out.getvalue()
