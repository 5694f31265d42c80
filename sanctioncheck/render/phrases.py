"""Every fixed phrase of a report: the words are chosen here and nowhere else."""

from __future__ import annotations

from typing import Final

from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.result import ExceptionState
from sanctioncheck.model.truth import Standard, State

DISCLAIMER: Final = (
    "An analytical aid, not a legal determination: it follows from the listed facts, the rules and the standard of "
    "proof only."
)

STANDARD: Final[dict[Standard, str]] = {
    "alleged": "alleged",
    "reasonable-grounds": "reasonable grounds",
    "balance": "balance of probabilities",
    "clear-and-convincing": "clear and convincing",
    "conclusive": "conclusive",
}
STATE: Final[dict[State, str]] = {
    "shown": "shown",
    "shown-false": "shown false",
    "disputed": "disputed",
    "unknown": "not shown",
}
EXCEPTION_STATE: Final[dict[ExceptionState, str]] = {
    "holds": "holds",
    "contested": "contested",
    "open": "not shown",
    "answered": "answered",
}
COLOUR: Final[dict[Outcome, str]] = {
    "violated": "red",
    "contested": "yellow",
    "undetermined": "cyan",
    "excused": "blue",
    "not-violated": "green",
    "not-triggered": "bright_black",
    "not-applicable": "bright_black",
}

# The matrix
NORM: Final = "Norm"
AS_OF: Final = "as of {as_of}"
STANDARD_ASKED: Final = "standard: {standard}"
PACK: Final = "pack {name} {version} ({sha256})"
ENGINES: Final = "engine: native {native}, {durable}"
NOT_CROSS_CHECKED: Final = "not cross-checked"
CROSS_CHECKED: Final = "cross-checked with durable_rules {durable}"
NOT_COMPARED: Final = "durable_rules {durable}, not compared"
LOWER: Final = "● at {standard}"
IF_ASSUMED: Final = "{sign} if assumed"
ALTERNATIVE: Final = "in the alternative to {others}"
FOLDED: Final = "Not triggered: {labels}."
HIDDEN: Final = "Applying to nobody here: {number}; --all lists them."
HIDDEN_ALL: Final = "Applying to nobody here: {norms}."
EMPTY: Final = "No norm of the pack is opened by an accepted fact of this case."
PANEL_OF_ONE: Final = "Actor {first} of {number}"
PANEL: Final = "Actors {first} to {last} of {number}"
TOTALS: Final = "Breach or responsibility, on {standard} or more: {totals}."
TOTALS_OF_ALL: Final = "Breach or responsibility in the whole case, on {standard} or more: {totals}."
WHY: Final = "Why? sanctioncheck explain {case} {actor} {norm}"
PERIOD: Final = "Facts without a date are taken to lie between {from_} and {to}: {reason}."
UNREVIEWED: Final = "Accepted by a machine, read by no person: {ids}."
PROPOSED: Final = "Proposed and accepted by nobody, so not evidence: {ids}."
NOT_YET_KNOWN: Final = "Not yet known on {as_of}: {ids}."
FAILED: Final = "Not judged: {inputs}."
MARK_ASSUMED: Final = "*"
MARK_JUDGED: Final = "†"
MARK_READING: Final = "‡"
MARK_PINPOINT: Final = "¹"
LOWER_SIGN: Final = "● at …"
COUNT: Final = "2 ●, 1 ?"
LEGEND: Final[dict[str, str]] = {
    MARK_ASSUMED: "an assumption bears on it; the sign is worked out without it",
    MARK_JUDGED: "leans on a judgement, an inference or a bridge",
    MARK_READING: "depends on how the law is read; `explain` names the readings and who holds them",
    MARK_PINPOINT: "the pinpoint is not confirmed against the official text",
    LOWER_SIGN: "violated at that lower standard of proof",
    COUNT: "so many findings with that outcome",
}

# The trace of a cell
IDS: Final = "[{ids}]"
FORCE: Final = "{citation}: {force}, {verb}; in force {in_force}; binds {bearer}"
PINPOINT_UNCONFIRMED: Final = "pinpoint not confirmed"
GIST: Final = "In our words: {gist}"
BY_STANDARD: Final = "{outcomes}; asked for: {standard}"
IN_ALTERNATIVE: Final = "In the alternative to {others}"
FINDING: Final = "Finding {number} of {total}: {heading}{when}: {sign} {word}"
ONE_FINDING: Final = "{heading}{when}: {sign} {word}"
UNDER: Final = "Told under the reading {readings}"
ON: Final = ", {when}"
TIME: Final[dict[str, str]] = {
    "not in force": "The norm was not in force when this took place",
    "may lie outside": "This may lie outside the time in which the norm was in force",
}
BEARER: Final = "Whether the norm binds {actor}: {state}"
ELEMENT: Final = "{sign} {ask} {state}"
ELEMENT_ATOM: Final[dict[State, str]] = {
    "shown": "{sign} {ask} Shown: {text}",
    "shown-false": "{sign} {ask} Shown false. {text}",
    "disputed": "{sign} {ask} Disputed: {text}",
    "unknown": "{sign} {ask} Not shown: {text}",
}
ELEMENT_SIGN: Final[dict[State, str]] = {"shown": "✓", "shown-false": "✗", "disputed": "≈", "unknown": "?"}
AS_READ: Final = "{ask} (read as {reading})"
NODE: Final[dict[State, str]] = {
    "shown": "Shown: {text}",
    "shown-false": "Shown false. {text}",
    "disputed": "Disputed: {text}",
    "unknown": "Not shown: {text}",
}
"""What is shown false is told as its contrary, so a full stop stands between."""
TOLD_ABOVE: Final = " (told above)"
CONNECTIVE: Final[dict[str, str]] = {
    "all": "all of these",
    "any": "one of these is enough",
    "there-is": "one such is enough",
    "not": "the contrary of this",
}
UNDATED: Final = ", undated, taken to lie in the period of the case"
OPERAND: Final = "counted: {operand}"
ABOVE: Final = "as quoted above"
AGAINST: Final = "against it: {line}"
VERBATIM: Final = "“{text}”"
NOTE: Final = "our note on {source}: {text}"
PASSAGE: Final = "{passage} ({about})"
SPOKEN: Final = "{speaker} in {source}"
OFFSETS: Final = "{id}, characters {start}–{end}"
RELIABILITY: Final = "source {letter}"
INFORMATION: Final = "information {digit}"
GRADE: Final = "reaches {standard}"
NOTHING: Final = "reaches no standard by itself"
MODE: Final[dict[str, str]] = {"official": "official statement", "found": "finding of a body"}
NOT_REVIEWED: Final = "read by no person"
LEAF: Final[dict[str, str]] = {
    "inference": "inferred by {by}: {text}",
    "judgement": "judged by {by}: {text}",
    "background": "public record: {text}",
    "list": "list: {text}",
    "assumption": "assumed: {text}",
    "declared": "declared in the case: {text}",
}
SOMEBODY: Final = "nobody named"
RESTS_ON: Final = "from {ids}"
MEANING: Final = "{state} by {citation}: {gist}"
BRIDGE: Final = "{state} by a bridge of the pack: {gist}"
READ_AS: Final = " (read as {reading}; held by {held_by})"
RAISED: Final = "{kind} raised{by}: {gist} ({citation}): {state}; for {who} to show, to the standard: {standard}"
RAISED_BY: Final = " in {ids}"
RAISED_FOR: Final = " for {actor} by {who}, in {ids}"
RIVAL: Final = "Read as {reading}: {state}"
MADE_UP: Final = "Made up for this case, and reported by nobody: {titles}."
NOT_RAISED: Final = "Not raised: {gist} ({citation}): {state}; for {who} to show, to the standard: {standard}"
RAISABLE: Final = "Not raised, and for {who} to show: {exceptions}"
RAISABLE_ONE: Final = "{gist} ({citation}) [{id}]"
ANSWER: Final = "Answered by {gist} ({citation}): {state}"
NOT_ANSWERED: Final = "Not answered"
OPEN_ANSWER: Final = "Might be answered by {gist} ({citation}): {state}"
CLAIMANT: Final = "the claimant"
READING_SECTION: Final = "How the law is read"
READING: Final = "{label}{default}, held by {held_by}: {sign} {word}"
DEFAULT_READING: Final = " (taken unless another is asked for)"
MISSING_SECTION: Final = "What is missing"
MISSING: Final = "{ask}{answer}"
COUNTS: Final = " What would count: {counts}."
LEANS_SECTION: Final = "What it leans on"
LEANS: Final[dict[str, str]] = {
    "judgement": "Judgement by {by}: {text}, because {reason}",
    "inference": "Inference by {by}: {text}, because {reason}",
    "bridge": "Bridge of the pack: {reason}",
}
LEANS_UNTOLD: Final = "Judgement"
LEANS_ASSUMPTION: Final = "Assumed for argument: {text}"
LEANS_IF_ASSUMED: Final = "With what is assumed: {sign} {word}"
LEANS_BACKGROUND: Final = "Public record: {text}"
LEANS_REFUSED: Final = "The case refuses this public record, which would have been used"
LEANS_PERIOD: Final = "Undated facts, taken to lie between {from_} and {to} because {reason}"
LEANS_UNREVIEWED: Final = "Accepted by a machine, read by no person"
OPINION_SECTION: Final = "Opinions on the law, not an input"
NOT_ENCODED_SECTION: Final = "What the provision says that the rules leave out"
CONSEQUENCES_SECTION: Final = "What follows in law"
NO_FINDING: Final[dict[str, str]] = {
    "not-triggered": "No accepted fact of the case opens this norm for {actor}",
    "not-applicable": "This norm does not bind {actor}",
}
CASE_LINE: Final = "{title} ({case}), as of {as_of}, {pack}"

# The short trace: one paragraph
SHORT_HEAD: Final = "{sign} {actor}, {label} ({title}): {word}{at}"
SHORT_AT: Final = ", to {standard}"
SHORT_FINDINGS: Final = "This is the gravest of {number} findings: {heading}{when}"
SHORT_STATE: Final[dict[State, str]] = {
    "shown": "{text}",
    "shown-false": "{text}",
    "disputed": "Disputed: {text}",
    "unknown": "Not shown: {text}",
}
SHORT_CONTRARY: Final = "the contrary of this: {text}"
SHORT_SOURCE: Final = "{text} ({passage})"
SHORT_READING: Final = "If the law is read so: {label} (held by {held_by}), the outcome is {word}"
SHORT_MISSING: Final = "Missing: {ask}"
SHORT_MORE_MISSING: Final = "{number} more questions are open"
SHORT_RAISED: Final = "{kind} raised{by}: {gist} ({citation}); {answer}"
SHORT_ANSWERED: Final = "{state}, against it: {gist}"
SHORT_FAILED: Final = "shown false"
SHORT_NOT_ANSWERED: Final = "{state}, not answered"
SHORT_RAISABLE: Final = "Not raised, and for {who} to show: {exceptions}"
SHORT_ASSUMED: Final = "With what is assumed: {word}"
SHORT_OPINION: Final = "What {speakers} said of the law is opinion and was not used"
SHORT_PINPOINT: Final = "The pinpoint is not confirmed"

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
WHATIF_SAVED: Final = (
    "Saved as {path}: what is supposed stands there as an assumption, so that the signs are worked out without it."
)
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
