"""Every fixed phrase of what a notebook shows beside the matrix and the trace."""

from __future__ import annotations

from typing import Final

PACK: Final = "{name} {version}"
PACK_HASH: Final = "SHA-256 {sha256}"
PACK_NEEDS: Final = "builds on {packs}"
PACK_HEAD: Final = ("instrument", "provisions")
PACK_TOTAL: Final = "{number} provisions of {instruments} instruments"
CASE_LINE: Final = "{case} · as of {as_of} · {number} facts"
CASE_HEAD: Final = ("fact", "what it states", "when", "status", "quotes")
UNDATED: Final = "its date is the period of the case"
MATRIX: Final = "Norms in rows, actors in columns"
PACK_TABLE: Final = "Provisions by instrument"
CASE_TABLE: Final = "Facts with their status and quotes"
