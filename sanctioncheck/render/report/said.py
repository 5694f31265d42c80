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
FACTS_CAPTION: Final = "Facts of the case with their passages"
UNDATED: Final = "its date is the period of the case"
NOTHING: Final = "proves nothing alone"
AGAINST: Final = "Against:"
LEANS_HEAD: Final = ("name", "what it is", "what it says")
LEANS_CAPTION: Final = "Judgements, bridges, findings of others, assumptions and opinions"
KIND: Final[dict[str, str]] = {
    "judgement": "judgement",
    "inference": "inference",
    "bridge": "bridge of the rules",
    "background": "public finding",
    "assumption": "assumption",
    "refused": "refused finding",
    "opinion": "opinion, never an input",
}
LAW_HEAD: Final = ("provision", "force", "in force", "what it says, in our words")
LAW_CAPTION: Final = "Provisions of the cells drawn"
MADE_HEAD: Final = ("what", "version or hash")
MADE_CAPTION: Final = "Versions, and SHA-256 of every input"
TIMELINE: Final = "Conduct, and the time in force of the norms that it opens"
TIMELINE_KEY: Final = "Dark red: conduct. Blue: a norm in force. What lies before or after the picture is cut."
