"""Every fixed phrase of a page of the rules."""

from __future__ import annotations

from typing import Final

MARKS: Final[dict[str, str]] = {
    "V": "the text itself was read",
    "V2": "an official or specialist summary was read, not the text",
    "R-HH": "recalled by two, the text seen by neither",
    "R-H": "recalled, of high confidence",
    "R-M": "recalled, of middling confidence",
    "R-L": "recalled, of low confidence",
}
MARK: Final = "Mark {mark}: {means}{warning}"
FORCE: Final = "{force}, {verb}; in force {in_force}"
IN_FORCE: Final = "In force {in_force}"
AUTHORITY: Final = "Authority: {authority}"
STATUS: Final = "Status: {status}"
REVIEWED: Final = "Reviewed by {by}"
NOT_REVIEWED: Final = "Reviewed by nobody who is named"
FILE: Final = "File: {file}"
BY: Final = "By {citation}"

NORMS: Final = "Norms"
BINDS: Final = "binds {bearer}"
OPENED_BY: Final = "opened by: {ask} One finding for each {variables}"
ASKS: Final = "asks: {elements}"
EXCUSED_BY: Final = "excused by: {exceptions}"

ELEMENTS: Final = "What must be shown"
WHERE: Final = "so where {text}"
MAY_FOLLOW: Final = "may lie after the conduct"
READING: Final = "Read so: {label}{default}"
HELD_BY: Final = "held by {held_by}"
NO_DEFAULT: Final = "no reading is taken by default: where they differ, the outcome is contested"

EXCEPTIONS: Final = "What excuses"
UNLESS: Final = "Unless"
BURDEN: Final = "for the {side} to show, to the standard: {standard}"
HOLDS_WHERE: Final = "holds where {text}"
TAKEN_FROM: Final = "taken from {ref}"

DEFINITIONS: Final = "What it defines"
HOW: Final = "When it is so"
SO_WHERE: Final = "so where {text}"
OPEN: Final = "there may be other ways: that this one fails does not show the contrary"
CONSTRUCTION: Final = "a step of the rules' own, not of the text"
DEFINITION: Final = "A definition of {citation}"
BRIDGE: Final = "A bridge of the rules: a judgement, at most reasonable grounds"
LEANS_ON: Final = "Definitions and bridges it leans on"

RELATIONS: Final = "Relations"
FOLLOWS: Final = "What it attaches to a violation"
RELATION: Final[dict[str, tuple[str, str]]] = {
    "extends": ("extends", "is extended by"),
    "amends": ("amends", "is amended by"),
    "ends": ("ends", "is ended by"),
    "replaces": ("replaces", "is replaced by"),
    "clarified_by": ("is clarified by", "clarifies"),
    "alternative_to": ("is the alternative to", "has as its alternative"),
    "implements": ("implements", "is implemented by"),
}
"""What one provision does to the other, and what is then done to it."""

NOT_HERE: Final = "not in this pack"
TESTS: Final = "Tests beside it"
TESTS_IN: Final = "{number} in {path}"
NO_TESTS: Final = "none"
CASES: Final = "Cases that turn on it"
NO_CASES: Final = "none of those looked through"

PREDICATE: Final = "A predicate: {nature}"
SAYS: Final = "Says: {say}"
DENIES: Final = "Denies: {deny}"
ASKED: Final = "Asks: {ask}"
COUNTS: Final = "What would count: {counts}"
ROLES: Final = "Roles, in this order: {roles}"
CONDUCT_OF: Final = "The conduct of {role}, whose State can admit it"
CLOSED: Final = "Closed: a list answers it whole, so that absence is a no"
JUDGEMENT: Final = "A judgement: only a person can decide it, with name and reason"
READ: Final = "Read from texts: {about}"
NOT_READ: Final = "Not read from texts: a person states it"
CONCLUDED_BY: Final = "What makes it so"
USED_BY: Final = "What asks for it"
LISTS: Final = "Lists that answer it"
FINDINGS: Final = "Public findings that state it"

TYPE: Final = "A type: {label}"
WIDER: Final = "Within: {names}"
NARROWER: Final = "Holds: {names}"
DISJOINT: Final = "Excludes: {names}"
WORDS: Final = "Words for it: {names}"
FILLS: Final = "Roles for it: {names}"
DECLARABLE: Final = "A case may give it to a thing as part of naming it"
NOT_DECLARABLE: Final = "A case has to show it of a thing"

LIST: Final = "A list that answers {predicate}: {number} rows, as of {as_of}"
SOURCE: Final = "Source: {source}"
ROWS: Final = "Rows"
MORE_ROWS: Final = "and {number} more; --format json has them all"

FINDING: Final = "A public record: {nature}, {mode}"
STATES: Final = "States: {states}{when}"
STANDS_IN: Final = "Stands in {document}: {citation}; published {published}"
BODY: Final = "By the {body}"
GRADED: Final = "Source and information: {source}"

LAW_HEADERS: Final = ("Citation", "Title", "Id", "Mark", "In force")
HEADERS: Final = ("Id", "Says")
TOTAL: Final = "{number} {kind} in {pack}"
SOUGHT: Final = "Looked for: {words}"
SOUGHT_NOTHING: Final = "Looked for no words"
KEPT: Final = "Kept to: {limits}"
HITS: Final = "Found: {number}"
NO_HITS: Final = "Nothing in the rules holds all of that."
ORDER: Final = (
    "In order of their scores: each word counts once, where it counts most (citation and id 16, title 12, norm 10, "
    "question 8, gist 6, less elsewhere; half where it only begins a longer word); what is cited stands first."
)
SCORE: Final = ", score {score}"
FOUND: Final = "“{sought}” in {where}, {score}: {text}"
KEEPS: Final = "{where}: {text}"
