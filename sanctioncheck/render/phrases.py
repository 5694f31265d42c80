"""Every fixed phrase of a report: the words are chosen here and nowhere else."""

from __future__ import annotations

from typing import Final

from sanctioncheck.model.finding import Cut, Effect, Outcome
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
CROSS_CHECKED_IN_PART: Final = "cross-checked with durable_rules {durable} but for what is named below"
NOT_COMPARED: Final = "durable_rules {durable}, not compared"
DECIDED_BY_DURABLE: Final = "decided by durable_rules {durable} alone"
NOT_COMPARED_BECAUSE: Final = "Not cross-checked: {reason}."
ENGINES_DIFFER: Final = "THE ENGINES DIFFER, and nothing here may be relied on: {number} derivations, of {norms}."
LOWER: Final = "● at {standard}"
IF_ASSUMED: Final = "{sign} if assumed"
ALTERNATIVE: Final = "in the alternative to {others}"
FOLDED: Final = "Not triggered: {labels}."
FOLDED_MANY: Final = "Not triggered: {number} norms, of {counts}{more}."
OTHER_KIND: Final = "Opened, but asking for things of another kind than the case shows, and not drawn: {labels}{more}."
OTHER_KIND_MANY: Final = (
    "Opened, but asking for things of another kind than the case shows, and not drawn: {number} norms, of {counts}"
    "{more}."
)
OTHER_INSTRUMENTS: Final = "{number} other instruments ({norms})"
HIDDEN: Final = "Applying to nobody here: {number}{more}."
ALL_LISTS: Final = "; --all lists them"
ALL_DRAWS: Final = "; --all draws them"
HIDDEN_ALL: Final = "Applying to nobody here: {norms}."
EMPTY: Final = "No norm of the pack both binds an actor and is opened by an accepted fact of this case."
PANEL_OF_ONE: Final = "Actor {first} of {number}"
PANEL: Final = "Actors {first} to {last} of {number}"
TOTALS: Final = "Breach or responsibility, on {standard} or more: {totals}."
TOTALS_OF_ALL: Final = "Breach or responsibility in the whole case, on {standard} or more: {totals}."
WHY: Final = "Why? sanctioncheck explain {words}"
PERIOD: Final = "Facts without a date are taken to lie between {from_} and {to}: {reason}."
UNREVIEWED: Final = "Accepted by a machine, read by no person: {ids}."
STATUS: Final = "Status of the rules leaned on: {counts}."
STATUSES: Final = {"test": "tested, but not reviewed by a lawyer", "stable": "stable: tested and reviewed"}
PROPOSED: Final = "Proposed and accepted by nobody, so not evidence: {ids}."
IDLE: Final = "Assumed, and without effect on any cell: {ids}."
UNBOUND: Final = (
    "{text}, by the list of the pack: no norm that its conduct opens binds it. Of a State that is made up, state "
    "in the case that it is one."
)
NOT_YET_KNOWN: Final = "Not yet known on {as_of}: {ids}."
FAILED: Final = "Not judged: {inputs}."
MARK_ASSUMED: Final = "*"
MARK_JUDGED: Final = "†"
MARK_READING: Final = "‡"
MARK_UNREVIEWED: Final = "~"
MARK_PINPOINT: Final = "¹"
CLEARED: Final = "○: as to {conduct} only; what the case does not tell of is not cleared"
CLEARED_MORE: Final = "{number} more"
LOWER_SIGN: Final = "● at …"
COUNT: Final = "a number before a sign"
LEGEND: Final[dict[str, str]] = {
    MARK_ASSUMED: "an assumption bears on it; the sign is worked out without it",
    MARK_JUDGED: "leans on a judgement, an inference or a bridge",
    MARK_READING: "depends on how the law is read; `explain` names the readings and who holds them",
    MARK_UNREVIEWED: "leans on what a machine accepted and no person has read",
    MARK_PINPOINT: "the pinpoint is not confirmed against the official text",
    LOWER_SIGN: "violated at that lower standard of proof",
    COUNT: "so many findings with that outcome",
}
LEGEND_UNTYPED: Final = {
    MARK_READING: "depends on how the law is read; its trace names the readings and who holds them"
}

# The trace of a cell
IDS: Final = "[{ids}]"
FORCE: Final = "{citation}: {force}, {verb}; in force {in_force}; {binds} {bearer}{pinpoint}; status: {status}"
BINDS: Final = "binds"
SPEAKS_TO: Final = "speaks to"
PINPOINT_UNCONFIRMED: Final = "pinpoint not confirmed"
GIST: Final = "In our words: {gist}"
BY_STANDARD: Final = "{outcomes}; asked for: {standard}"
IN_ALTERNATIVE: Final = "In the alternative to {others}"
CUT: Final[dict[Cut, str]] = {
    "budget": "Not judged or told to its end, since that would take more steps than the budget allows (`--budget`)",
    "depth": "Not judged or told to its end, since definitions lie too deep within each other",
}
CUT_CELL: Final[dict[Cut, str]] = {"budget": "cut short: budget", "depth": "cut short: depth"}
CUT_FINDING: Final[dict[Cut, str]] = {
    "budget": "Not heard or told to its end, since that would take more steps than the budget allows (`--budget`)",
    "depth": "Not heard or told to its end, since definitions lie too deep within each other",
}
CUT_NOTE: Final = (
    "Cut short: {number} not judged to the end, or not told to it; what might be found there, or bear on it, is not "
    "known, and nothing of it is denied."
)
CUT_MARKED: Final = f"{MARK_JUDGED} stands also where a cell is cut short, since it is not known what it leans on."
LEFT_OUT: Final = (
    "Left out of the matrix, being more actors than it shows at once: {number} ({ids}). None of them has a graver "
    "finding than every actor shown; split the case to see theirs."
)
UNTOLD: Final = "{number} more findings count in this and are not told here"
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
BESIDE: Final = "of other days ({when}), not counted here: {line}"
LOOKED_AT: Final = "{kind} looked at: {gist} ({citation}): {state}; for {who} to show, to the standard: {standard}"
NOT_MADE_OUT: Final = "not made out"
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
LEANS_RULES: Final = "Rules of the status {status}"
OPINION_SECTION: Final = "Opinions on the law, not an input"
NOT_ENCODED_SECTION: Final = "What the provision says that the rules leave out"
CONSEQUENCES_SECTION: Final = "What follows in law"
FOLLOWS: Final = {"consequence": None, "invocation": "Who may invoke it", "forum": "Where it may be brought"}
NO_FINDING: Final[dict[str, str]] = {
    "not-triggered": "No accepted fact of the case opens this norm for {actor}",
    "not-applicable": "This norm does not bind {actor}",
}
CASE_LINE: Final = "{title} ({case}), as of {as_of}, {pack}"

# The brief answer: one paragraph
BRIEF_NORM: Final = "{label} ({title})"
VERDICT: Final[dict[Effect, dict[Outcome, str]]] = {
    "breach": {
        "violated": "{actor} violated {norm}",
        "contested": "whether {actor} violated {norm} is contested",
        "undetermined": "whether {actor} violated {norm} is undetermined",
        "excused": "{actor} would have violated {norm}, but is excused",
        "not-violated": "{actor} did not violate {norm}",
    },
    "departure": {
        "violated": "{actor} did not follow {norm}",
        "contested": "whether {actor} followed {norm} is contested",
        "undetermined": "whether {actor} followed {norm} is undetermined",
        "excused": "{actor} did not follow {norm}, but is excused",
        "not-violated": "{actor} followed {norm}",
    },
    "qualification": {
        "violated": "the criteria of {norm} are met by what {actor} did",
        "contested": "whether the criteria of {norm} are met by what {actor} did is contested",
        "undetermined": "whether the criteria of {norm} are met by what {actor} did is undetermined",
        "excused": "the criteria of {norm} would be met by what {actor} did, but that is excused",
        "not-violated": "the criteria of {norm} are not met by what {actor} did",
    },
    "responsibility": {
        "violated": "{actor} is responsible under {norm}",
        "contested": "whether {actor} is responsible under {norm} is contested",
        "undetermined": "whether {actor} is responsible under {norm} is undetermined",
        "excused": "{actor} would be responsible under {norm}, but is excused",
        "not-violated": "{actor} is not responsible under {norm}",
    },
}
VERDICT_OTHER: Final[dict[Outcome, str]] = {
    "not-triggered": "{norm} is not triggered for {actor}",
    "not-applicable": "{norm} is not applicable to {actor}",
}
GROUND: Final[dict[Standard, str]] = {
    "alleged": "it is alleged, and not shown, that {verdict}",
    "reasonable-grounds": "there are reasonable grounds to believe that {verdict}",
    "balance": "on the balance of probabilities, {verdict}",
    "clear-and-convincing": "there is clear and convincing evidence that {verdict}",
    "conclusive": "it is shown conclusively that {verdict}",
}
BRIEF_AT: Final = "{verdict} at the standard of {standard}"
BRIEF_LOWER: Final = "at a lower standard, {ground}"
BRIEF_STANDARD: Final[dict[Standard, str]] = {
    "alleged": "mere allegation",
    "reasonable-grounds": "reasonable grounds",
    "balance": "the balance of probabilities",
    "clear-and-convincing": "clear and convincing evidence",
    "conclusive": "conclusive proof",
}
BRIEF_PINPOINT: Final = "the pinpoint {citation} is not confirmed against the official text"
BRIEF_ALTERNATIVE: Final = "this stands in the alternative to {others}, not beside it"
BRIEF_GRAVEST: Final = "the gravest of {number} findings concerns {heading}{when}"
BRIEF_ABOUT: Final = "the finding concerns {heading}{when}"
BRIEF_PERIOD: Final = "facts without a date are taken to lie between {from_} and {to}"
BRIEF_SHOWN: Final = "{text}: {manner}, by {evidence}"
MANNER: Final[dict[Standard | None, str]] = {
    None: "shown",
    "alleged": "no more than alleged",
    "reasonable-grounds": "shown on reasonable grounds",
    "balance": "shown on the balance of probabilities",
    "clear-and-convincing": "shown clearly and convincingly",
    "conclusive": "shown conclusively",
}
BRIEF_DESPITE: Final = "; against it there is {evidence}, which does not reach so far"
BRIEF_COUNTED: Final = "counted in it: {operands}"
BRIEF_BY_SUM: Final = "what was counted"
BRIEF_BESIDE: Final = "of other days ({when}) it is said otherwise, by {evidence}"
BRIEF_DISPUTED: Final = "it is disputed that {text}: for it there is {for_}, against it {against}"
BRIEF_UNKNOWN: Final = "it is not shown either way: {ask}"
BRIEF_CONTRARY: Final = "it is not so that {text}"
BRIEF_EVIDENCE: Final = "{evidence} ({passage})"
BRIEF_AGAIN: Final = "{evidence} (quoted above)"
BRIEF_FURTHER: Final = "further facts"
BRIEF_SAME_SOURCE: Final = "the same source"
BRIEF_NOTE: Final = "our note on {source}"
BRIEF_BODY: Final = "the {body}"
BRIEF_NO_EVIDENCE: Final = "nothing but how the things are named"
EVIDENCE: Final[dict[str, tuple[str, str]]] = {
    "admitted": ("an admission", " of {who}"),
    "official": ("an official statement", " of {who}"),
    "found": ("a finding", " of {who}"),
    "observed": ("an observation", " of {who}"),
    "reported": ("a report", " by {who}"),
    "alleged": ("an allegation", " by {who}"),
    "denied": ("a denial", " by {who}"),
    "inferred": ("an inference", " by {who}"),
    "inference": ("an inference", " by {who}"),
    "judgement": ("a judgement", " by {who}"),
    "background": ("the public record", ""),
    "list": ("a list", ""),
    "assumption": ("an assumption", ""),
    "declared": ("what the case declares", ""),
}
"""What a piece of evidence is called, and how it names whose it is."""
BRIEF_EVERY_READING: Final = "the outcome is the same under each reading of the law: {readings}"
BRIEF_READING: Final = "if the law is read so: {label} (held by {held_by}{default}), the outcome is {word}"
BRIEF_DEFAULT: Final = "; taken unless another is asked for"
PLEA: Final[dict[ExceptionState, str]] = {
    "holds": "it holds",
    "contested": "it is contested",
    "open": "it is not shown",
    "answered": "it is answered",
}
PLEA_RAISED: Final = "{kind} raised{by}: {gist} ({citation}); {answer}"
PLEA_BEGUN: Final = "{kind} that the facts begin to show: {gist} ({citation}); {answer}"
PLEA_LOOKED_AT: Final = "{kind} looked at: {gist} ({citation}); {answer}"
PLEA_POSSIBLE: Final = "{kind} to be met: {gist} ({citation}); {answer}"
PLEA_SHORT: Final = "it is shown, but not to its own standard, which is: {standard}"
PLEA_ANSWERED: Final = "{state} by this: {answer}"
PLEA_OPPOSED: Final = "{state}, and against it stands this: {answer}"
PLEA_UNANSWERED: Final = "{state}, and nothing answers it"
PLEA_FAILED: Final = "what it asks for is shown false"
PLEA_DENIED: Final = "{state}, and there is evidence against it"
BRIEF_MISSING: Final = "missing: {ask}"
BRIEF_MORE: Final = "{number} more questions are open"
BRIEF_ONE_MORE: Final = "{number} more question is open"
BRIEF_LEANS: Final = (
    "it leans on {number} judgements, inferences or bridges of the rules, which a person may see otherwise"
)
BRIEF_LEANS_ON_ONE: Final = (
    "it leans on {number} judgement, inference or bridge of the rules, which a person may see otherwise"
)
BRIEF_ASSUMED: Final = "with what the case assumes for argument, the outcome would be: {word}"
BRIEF_OPINION: Final = "what {speakers} said of the law is opinion and was not used"

# The brief answer: one line
LINE: Final = "{sign} {actor}, {label} ({title}): {word}{at}"
LINE_AT: Final = ", to {standard}"
LINE_SHOWN: Final = "every element is shown, and no defence is raised"
LINE_PLEADED: Final = "every element is shown, and none of {number} defences raised excuses it"
LINE_PLEADED_ONE: Final = "every element is shown, and the defence raised does not excuse it"
LINE_EXCUSED: Final = "every element is shown, and this excuses it: {gists}"
LINE_FALSE: Final = "shown false: {text}"
LINE_READINGS: Final = "it turns on how the law is read: {readings}"
LINE_DISPUTED: Final = "disputed: {text}"
LINE_PLEA: Final = "this defence is contested: {gist} ({citation})"
LINE_OPEN: Final = "open: {ask}{more}"
LINE_MORE: Final = " and {number} more"
