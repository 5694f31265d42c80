"""Every fixed phrase of what is told beside a trace: what to ask next, what if, two runs, a trace re-checked."""

from __future__ import annotations

from typing import Final

from sanctioncheck.model.finding import Cut

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
ASK_SOME_INSTANCES: Final = "in particular, of what was gone through: {names}"
ASK_NO_SET: Final = "no missing fact settles this cell"
ASK_TURNS_ON: Final = "it turns also on {what}"
ASK_OTHERS: Final = "other sets: {number}; --format json has them all"
ASK_NOT_ALL: Final = (
    "Not gone through to the end: {number} of {all} cells; what else would settle them is not known. Each says why."
)
ASK_SEARCH_CUT: Final[dict[Cut, str]] = {
    "budget": "not gone through to the end: budget; a larger `--budget` goes further",
    "depth": "not gone through to the end: definitions lie too deep within each other",
}
ASK_ALONE: Final = "not gone through to the end: budget; ask for the cell alone with `ask CASE {words}`"
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

# Two runs side by side
ACTOR: Final = "Actor"
COMPARE_TITLE: Final = "Compared: {before} with {after}"
COMPARE_CASE: Final = "{name}: {title}, as of {as_of}, standard: {standard}, {pack}"
COMPARE_ONE: Final = "Compared: {case}, {before} with {after}"
COMPARE_SIDES: Final = ("the first", "the second")
COMPARE_DAY: Final = "as of {as_of}"
COMPARE_KEPT: Final = "as kept"
COMPARE_NOW: Final = "judged now"
COMPARE_ALIKE: Final = "The two are alike: every cell, every input and the rules."
COMPARE_UNCHANGED: Final = "Every cell comes out alike; what stands beside them is told below."
COMPARE_MADE_FROM: Final = "What was compared"
COMPARE_RULES: Final = "What was changed in the rules they lean on"
COMPARE_MORE_RULES: Final = "other changes in the rules: {number}; `rules diff` tells them"
COMPARE_RULES_UNKNOWN: Final = (
    "The rules differ. What was changed in them cannot be told from a kept result: compare the two packs with "
    "`rules diff`."
)

# Why a cell comes out otherwise
REASON_STANDARD: Final = "asked for: {before} → {after}; it is proved {reached}"
REASON_ALIKE: Final = "at each standard the two say the same: only the standard asked for differs"
REASON_UNKNOWN_THEN: Final = "not yet known as of {day}, and leaned on by the other side"
REASON_INPUT: Final = "it leans on what only one of them has, or what they state otherwise"
REASON_ELEMENT: Final = "{text}: {before} → {after}; shown {reached}"
REASON_EXCEPTION: Final = "exception: {text}: {before} → {after}"
REASON_LAW: Final = "{part}: {before} → {after}"
REASON_RULE: Final = "changed rules it leans on"
REASON_ELSEWHERE: Final = "no changed rule carries it by itself: look at the step above, and at lists and predicates"
REASON_CUT: Final = "judged and told to its end: {before} → {after}"
REASON_UNTOLD: Final = "the two results do not say why"
REACHED: Final = "up to {standard}"
REACHED_NONE: Final = "at no standard"
REACHED_TWO: Final = "{before} → {after}"
NOTHING: Final = "nothing"
YES: Final = "yes"
LAW_PART: Final = {
    "citation": "citation",
    "gist": "what the norm says",
    "force": "force",
    "modality": "modality",
    "effect": "effect",
    "bearer": "whom it binds",
    "in_force": "in force",
    "elements": "its elements",
    "exceptions": "its exceptions",
}
ABSENT: Final = {
    "left-out": "{side} leaves this actor out, having very many",
    "no-column": "{side} has no column for this actor",
    "applies-to-nobody": "in {side} the norm applies to nobody, and its row is left out",
    "no-norm": "{side} has no such norm in its rules, or in what was asked for",
}
SIDE_KEPT: Final = "kept result, SHA-256"
SIDE_CASE: Final = "case"
SIDE_TITLE: Final = "title"
SIDE_FILE: Final = "case file, SHA-256"
SIDE_SOURCE: Final = "source {path}, SHA-256"
SIDE_STANDARD: Final = "standard of proof"
SIDE_AS_OF: Final = "as of"
SIDE_PERIOD: Final = "period of undated facts"
SIDE_NOT_YET: Final = "not yet known on that day"
SIDE_PACK: Final = "rules {name}: version, SHA-256"
SIDE_POLICY: Final = "standards of proof, SHA-256"
SIDE_TOOL: Final = "program"
SIDE_ENGINE: Final = "engine"
SIDE_ONLY: Final = "rows and columns asked for"
SIDE_WHOLE: Final = "all"
SIDE_MADE_UP: Final = "made up for the case"
SIDE_PROPOSED: Final = "proposed facts, no evidence"
SIDE_SAME: Final = "{what}: {value}"
SIDE_DIFFERENT: Final = "{what}: {before} → {after}"

# A trace re-checked
VERIFIED: Final = "verified: {steps} steps re-checked from facts and rules, without the engine"
NOT_VERIFIED: Final = "not verified: {number} of {steps} steps do not follow from facts and rules"
OBJECTION: Final = "{step}: the trace says {told}, facts and rules give {found}"
NOT_CHECKED: Final = "not checked: {what}"
