"""Every fixed phrase of the report, in one place."""

from __future__ import annotations

from typing import Final

from sanctioncheck.model.finding import Outcome

SKIP: Final = "Skip to the matrix"
CONTENTS_LABEL: Final = "Contents"
ANSWERS: Final = "Who violated what, and how sure"
MATRIX: Final = "The matrix"
TABLE: Final = "Norms in rows, actors in columns"
TURNS: Final = "What turns on a reading"
MISSING: Final = "What is missing"
TIME: Final = "When"
TRACES: Final = "Why: the trace of every cell"
FACTS: Final = "The facts, and on whose words"
SOURCES: Final = "The sources"
LEANS: Final = "What else it leans on"
LAW: Final = "The law"
MADE_FROM: Final = "What this was made from"
CONTENTS: Final = {
    "answers": ANSWERS,
    "matrix": MATRIX,
    "turns": TURNS,
    "missing": MISSING,
    "traces": TRACES,
    "facts": FACTS,
    "sources": SOURCES,
    "law": LAW,
}
PROPOSED: Final = "{number} proposed facts wait for review; they are no evidence."
MADE_UP: Final = "Made up for this case: {titles}."
WHY: Final = "why"
BACK: Final = "Back to the matrix"
OUTCOME: Final[dict[str, str]] = {
    "violated": "Violated: {number}",
    "contested": "Contested: {number}",
    "undetermined": "Undetermined: {number}",
    "excused": "Excused: {number}",
}
STANDARD: Final = "Standard of proof"
READING: Final = "Reading of the law"
CHOOSE_READING: Final = "Choose how the law is read"
READ_AS_RULED: Final = "every reading beside the others: what they come to differently is contested"
READING_NAMED: Final = "{norms}: {label} (held by {held_by})"
OTHER_STANDARD: Final = (
    "The matrix is shown at another standard of proof than was asked for: {standard}. All else on this page is told at "
    "this one: {asked}; so are the marks of what a cell leans on."
)
READ_SO: Final = "The matrix is shown as if the law were read so, and all else in every way: {reading}."
KNOT: Final = "What is pleaded, and what answers it; an arrow leads from what takes the ground to what loses it"
KNOT_KIND: Final = {
    "exemption": "exemption",
    "exception": "exception",
    "defence": "defence",
    "excuse": "excuse",
    "answer": "answer",
}
LEGEND_LABEL: Final = "What the signs mean"
LEGEND: Final[dict[Outcome, str]] = {
    "violated": "violated: every element is shown, and nothing excuses",
    "contested": "contested: it turns on evidence both ways, or on a reading of the law",
    "undetermined": "undetermined: something is missing",
    "excused": "excused",
    "not-violated": "not violated: an element is shown false",
    "not-triggered": "no fact opens the norm",
    "not-applicable": "does not apply",
}
TURNS_HEAD: Final = ("cell", "as it is read here", "another reading", "who holds it", "then")
TURNS_CAPTION: Final = "Cells that come out otherwise under another reading of the law"
MISSING_HEAD: Final = ("question", "what would count as an answer", "for")
MISSING_CAPTION: Final = "What nobody has shown, and which cells wait for it"
FACTS_HEAD: Final = (
    "fact",
    "what it states",
    "when",
    "status",
    "on whose words, in which mode, how far it proves",
)
FACTS_CAPTION: Final = (
    "Facts of the case with their passages. A letter grades how reliable a source is, from A (completely) to F (cannot "
    "be judged); the digit behind it how credible what it says is, from 1 (confirmed by others) to 6 (cannot be judged)"
)
NOT_KNOWN: Final = "not yet known on {as_of}"
UNDATED: Final = "its date is the period of the case"
NOTHING: Final = "proves nothing alone"
AGAINST: Final = "Against:"
OUR_NOTE: Final = "our note: {text}"
BARE: Final = "{text}"
LEANS_HEAD: Final = ("name", "what it is", "what it says")
LEANS_CAPTION: Final = (
    "Inferences and judgements of persons; bridges, by which the rules carry what a text says to what a norm asks; "
    "public findings; assumptions; and opinions on the law, which were not used"
)
KIND: Final[dict[str, str]] = {
    "judgement": "judgement",
    "inference": "inference",
    "bridge": "bridge of the rules",
    "background": "public finding",
    "assumption": "assumption",
    "refused": "refused finding",
    "opinion": "opinion, never an input",
}
AUTHORITIES: Final = "Table of authorities"
LAW_HEAD: Final = ("provision", "force", "in force", "what it says, in our words")
LAW_CAPTION: Final = "Provisions of the cells drawn"
MADE_PROGRAM: Final = "program"
MADE_PACK: Final = "rules: {name} {version}"
MADE_POLICY: Final = "standards of proof"
MADE_CASE: Final = "case file"
MADE_HEAD: Final = ("what", "version or hash")
MADE_CAPTION: Final = "Versions, and SHA-256 of every input"
TIMELINE: Final = "Conduct, and the time in force of the norms that it opens"
TIMELINE_KEY: Final = "Dark red: conduct. Blue: a norm in force. What lies before or after the picture is cut."
TIMELINE_MORE: Final = "Left out, being too many to draw: {number}."

# The memorandum
MEMORANDUM: Final = "Memorandum"
MEMO_HEAD: Final = ("To", "From", "Date", "Re")
MEMO_OPEN: Final = "…"
MEMO_DATE: Final = "facts and law as of {as_of}"
MEMO_MADE_UP: Final = "Some sources are made up for this case, and reported by nobody: {titles}."
MEMO_PROPOSED: Final = "{number} proposed facts wait for review; nothing below leans on them."
MEMO_UNREVIEWED: Final = "Accepted by a machine and read by no person: {ids}."
QUESTION: Final = "Question"
QUESTION_ASKED: Final = (
    "On the facts set out below, as they were known on {as_of}, did {actors} violate any of the norms in force, to the "
    "standard of {standard}?"
)
SHORT_ANSWER: Final = "Short answer"
ANSWER_NOTHING: Final = "The facts state no conduct of {actor} of which a norm of these rules asks."
ANSWER_OPEN: Final = "Undetermined, because something is missing (see “{section}”): {norms}."
ANSWER_EXCUSED: Final = "Excused: {norms}."
ANSWER_CLEARED: Final = "What the facts tell is no breach of these; what they do not tell was not looked at: {norms}."
ANSWER_CONTESTED: Final = "{verdict}: {reason}."
ANSWER_TURNS: Final = "it turns on how the law is read. {readings}"
ANSWER_READING: Final = "“{label}”: {word}"
ANSWER_ALTERNATIVE: Final = "This stands in the alternative to {others}, not beside it."
ANSWER_TURNS_TOO: Final = "Under another reading of the law this comes out otherwise; see the analysis."
MEMO_FACTS: Final = "Facts"
MEMO_FACT: Final = "{text}{when}."
MEMO_WHEN: Final = " ({when})"
MEMO_PERIOD: Final = "Facts without a date are taken to lie between {from_} and {to}, because {reason}."
JUDGED: Final = "What was inferred and judged"
JUDGED_LINE: Final = "{text}, because {reason} ({by})."
ON_RECORD: Final = "On public record"
ASSUMED: Final = "Assumed for argument"
REFUSED_RECORD: Final = "Public record that the case refuses"
ANALYSIS: Final = "Analysis"
RULE: Final = "Rule."
RULE_TEXT: Final = "{gist}. {force} ({verb}), in force {in_force}; it {binds} {bearer}."
RULE_NOTE: Final = "{citation}{pinpoint}. The rule as encoded has the status “{status}”."
RULE_PINPOINT: Final = " (pinpoint not confirmed against the official text)"
LEAVES_OUT: Final = "Not encoded: {text}."
APPLICATION: Final = "{actor}."
READ_OTHERWISE: Final = "Readings."
DEFENCES: Final = "Defences."
OPEN: Final = "Open."
CONCLUSION: Final = "Conclusion."
MEMO_SHOWN: Final = "{text}: {manner}"
MEMO_DISPUTED: Final = "it is disputed that {text}"
MEMO_COUNTED: Final = "counted in it: {operands}"
MEMO_BESIDE: Final = "of other days ({when}) it is said otherwise"
MEMO_BY: Final = "It follows by {ways}"
MEMO_WAY: Final = "{citation}{reading}: {gist} [{id}]"
MEMO_WAY_AGAIN: Final = "{id} (n {number})"
MEMO_READ_AS: Final = ", read as {reading}"
MEMO_BRIDGE: Final = "a bridge of the rules: {gist} [{id}]"
MEMO_AGAIN: Final = "{evidence} (n {number})"
MEMO_LATER: Final = "published after the day asked about, and not counted"
MEMO_TOLD: Final = "Told, but not shown to the standard asked for"
MEMO_LATER_FACTS: Final = "Not yet known on {as_of}, and not counted"
MEMO_AS: Final = {
    "alleged": "it is alleged, and not shown, that {text}",
    "told": "it is told that {text}",
    "disputed": "it is disputed whether {text}",
    "denied": "nothing but a denial is told of this: {text}",
    "opinion": "it is somebody's opinion that {text}",
}
OTHER_FINDINGS: Final = "Further findings under this norm, which are not told here:"
OTHER_FINDING: Final = "{heading}{when}: {word}."
RAISED_FOR: Final = " for {actor} by {who}"
AS_UNDER: Final = "As of {actor} under {norm}."
MEMO_SOURCES: Final = "Sources"
MEMO_SOURCE: Final = "{title}{publisher}, {published}{note}; reliability of the publisher: {reliability}."
MEMO_SOURCE_NOTE: Final = "; a note in our own words on {publication}, “{title}”{date}{url}"
MADE_ENGINES: Final = "engines"
MEMO_AGAINST: Final = "Against it: {line}"
CLEARED: Final = "Looked at, and no breach found"
CLEARED_WHY: Final = (
    "For each of these something that the norm asks for is shown to be otherwise, of the conduct that the facts tell. "
    "Of what they do not tell nothing is said."
)
CLEARED_NORM: Final = "{actor}, {norm}."
MEMO_OPINIONS: Final = "Opinions on the law"
MEMO_OPINIONS_WHY: Final = "Said by others of the law; none of it was used above."
MEMO_MATRIX: Final = "Matrix"
OPEN_QUESTIONS: Final = "Open questions"
NOTHING_OPEN: Final = "None."
WAITING: Final = "{actor}, {label}"
ANNEX_EVIDENCE: Final = "Annex A: evidence"
EVIDENCE_HEAD: Final = ("fact", "passage", "on whose words", "where", "how far it proves alone")
ANNEX_AUTHORITIES: Final = "Annex B: authorities"
ANNEX_MADE_FROM: Final = "Annex C: what this was made from"
PLACE: Final = "{source}, characters {start}–{end}"

# The workbook
MATRIX_SHEET: Final = "Matrix"
SHEET_FINDINGS: Final = "Findings"
SHEET_EVIDENCE: Final = "Evidence"
SHEET_GAPS: Final = "Gaps"
SHEET_READINGS: Final = "Readings"
SHEET_LAW: Final = "Law"
READINGS_HEAD: Final = ("actor", "norm", "what it is about", "how it is read", "who holds it", "then")
LAW_COLUMNS: Final = (
    "provision",
    "pinpoint",
    "force",
    "in force",
    "binds",
    "what it says, in our words",
    "status of the rule",
)
SHEET_LEANS: Final = "Leans on"
SHEET_MADE_FROM: Final = "Made from"
FINDINGS_HEAD: Final = (
    "actor",
    "norm",
    "what it is about",
    "conduct",
    "when",
    "outcome",
    "proved to",
    "elements",
    "defences raised",
    "at each standard",
)
EVIDENCE_COLUMNS: Final = (
    "fact",
    "what it states",
    "when",
    "status",
    "passage",
    "on whose words",
    "mode",
    "source",
    "from character",
    "to character",
    "side",
    "how far it proves alone",
)
FOR_SIDE: Final = "for"
AGAINST_SIDE: Final = "against"
