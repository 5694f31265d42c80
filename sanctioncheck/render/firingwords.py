"""The fixed phrases of the log of firings."""

from __future__ import annotations

from typing import Final

FIRINGS: Final = "{case}: {shown} of {total} firings, durable_rules {durable}"
REFUSED: Final = "Not judged by the second engine: {reason}."
FIRING_KIND: Final[dict[str, str]] = {
    "candidate": "might be so by",
    "condition": "condition of",
    "definition": "definition",
    "bridge": "bridge",
    "exception": "exception of",
    "element": "element of",
    "bearer": "who is bound by",
    "norm": "norm",
}
FIRING_CONCLUDES: Final[dict[str, str]] = {
    "candidate": "it might be so",
    "condition": "the condition",
    "definition": "the definition",
    "bridge": "the bridge",
    "exception": "the exception",
    "element": "the element",
    "bearer": "the norm binds who acted",
    "norm": "the norm",
}
FIRING_HEARING: Final = {"for": "claimant's hearing", "against": "respondent's hearing"}
FIRING_DISPUTES: Final = {"for": "disputes decided for it", "against": "disputes decided against it"}
FIRING_TURNED: Final = "asked for the other side, under a not"
FIRING_TRUE: Final = "true up to {standard}"
FIRING_FALSE: Final = "false up to {standard}"
FIRING_OPEN: Final = "unknown"
FIRING_HOLDS: Final = "holds up to {standard}"
FIRING_EXCLUDED: Final = "shown not to hold up to {standard}"
FIRING_NOT_HELD: Final = "not shown to hold"
