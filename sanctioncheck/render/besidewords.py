"""Every fixed phrase of what is told beside a trace: what to ask next, what if, two cases, a trace re-checked."""

from __future__ import annotations

from typing import Final

# What to ask next
ASK_TITLE: Final = "What to ask: {case}"
ASK_LINE: Final = "standard: {standard} · as of {as_of}"
ASK_NOTHING: Final = "No cell is undetermined or contested: there is nothing to ask."
ASK_FIRST: Final = "Ask first"
ASK_CELL: Final = "{actor}, {norm} ({title}): {outcome}"
ASK_SETTLES: Final = "settles {actor}, {norm}: {rest}"
ASK_ANSWER: Final = "{answer}: {outcome}"
ASK_SUPPOSED: Final = "{ask} {answer}"
ASK_TOGETHER: Final = "these together: {outcome}"
ASK_WHEN: Final = "when: {days}"
ASK_BETWEEN: Final = "on or between {first} and {last}"
ASK_ON: Final = "on {day}"
ASK_WITHIN: Final = "within {time}"
ASK_THROUGHOUT: Final = "all the time {days}"
ASK_TRY: Final = '{flag} "{atom}"'
ASK_ASSUME: Final = "whatif --assume"
ASK_DENY: Final = "whatif --deny"
ASK_COUNTS: Final = "what counts: {counts}"
ASK_WHO: Final = "who could say: {who}"
ASK_INSTANCES: Final = "in particular: {names}"
ASK_NO_SET: Final = "no missing fact settles this cell"
ASK_TURNS_ON: Final = "it turns also on {what}"
ASK_OTHERS: Final = "other sets: {number}; --format json has them all"
ASK_MORE: Final = "there may be larger sets of answers; --all looks for them"

# What comes out otherwise
DIFFER_CELLS: Final = "What comes out otherwise"
DIFFER_INPUTS: Final = "What stands in one of them only, or otherwise"
DIFFER_NOTHING: Final = "Nothing comes out otherwise."
DIFFER_SAME: Final = "Cells that come out alike: {number}."
DIFFER_CELL: Final = "{actor}, {norm} ({title}): {before} → {after}"
DIFFER_PART: Final = "they part here:"
DIFFER_STEP: Final = "{text}: {before} → {after}{at} [{id}]"
DIFFER_LEAF: Final = "{side} only: {line}"
DIFFER_READING: Final = "read so ({label}): {before} → {after}"
DIFFER_ABSENT: Final = "not there"
DIFFER_ONLY: Final = "{kind}, {side} only: {text} [{id}]"
DIFFER_CHANGED: Final = "{kind}, different in {what}: {text} [{id}]"

# What if
WHATIF_TITLE: Final = "What if: {case}"
WHATIF_LINE: Final = "standard: {standard} · as of {as_of}"
WHATIF_SAVED: Final = "Saved as {path}."
WHATIF_ASSUMED: Final = "What is supposed stands there as an assumption, so that the signs are worked out without it."
WHATIF_NOT_SAVED: Final = "Standard and readings are no part of a case: give them to the command again."

# Two cases side by side
ACTOR: Final = "Actor"
COMPARE_TITLE: Final = "Compared: {before} with {after}"
COMPARE_CASE: Final = "{case}: {title}, as of {as_of}"
COMPARE_LINE: Final = "standard: {standard} · {pack}"
COMPARE_SIDES: Final = ("the first", "the second")

# A trace re-checked
VERIFIED: Final = "verified: {steps} steps re-checked from facts and rules, without the engine"
NOT_VERIFIED: Final = "not verified: {number} of {steps} steps do not follow from facts and rules"
OBJECTION: Final = "{step}: the trace says {told}, facts and rules give {found}"
NOT_CHECKED: Final = "not checked: {what}"
