"""Every way in which a file can fail to be read: as text, as YAML, or as the kind of document it should be.

Codes SC-Y001 to SC-Y019 are about the text and its YAML, SC-Y020 onward about its shape. A code never changes meaning.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from sanctioncheck.errors import Problem, quote

__all__ = [
    "AliasUsed",
    "AmbiguousScalar",
    "BadCharacter",
    "DuplicateKey",
    "EmptyDocument",
    "InvalidValue",
    "MergeKey",
    "MissingKey",
    "NonTextKey",
    "NotUtf8",
    "NumberOutOfRange",
    "PatternMismatch",
    "SeveralDocuments",
    "SyntaxProblem",
    "TagUsed",
    "TooDeep",
    "TooLarge",
    "TooManyNodes",
    "TooManyProblems",
    "TopNotMapping",
    "UnknownKey",
    "WrongType",
    "WrongValue",
]

_CHOICES_LISTED = 12

# For each opening of the YAML library's own words, what authors of rules most often did.
_SYNTAX_HELP = (
    ("mapping values are not allowed", "put a text that contains `: ` in quotes, and check the indentation"),
    ("found character that cannot start any token", "indent with spaces, and put a text that begins so in quotes"),
    ("found a tab character", "indent with spaces, not tabs"),
    ("found unexpected end of stream", "close the quotation mark"),
    ("could not find expected ':'", "write `key: value`, with a space after the colon"),
    ("did not find expected key", "check that the line begins in the same column as its neighbours"),
    ("did not find expected '-' indicator", "check that the line begins in the same column as its neighbours"),
    ("did not find expected ',' or", "close the bracket, or put a comma between the parts"),
    ("found unknown escape character", "write `\\\\` for a backslash, or use single quotes"),
    ("found invalid Unicode character escape", "write the character itself"),
)


class NotUtf8(Problem):
    """The file is not UTF-8 text."""

    code: ClassVar[str] = "SC-Y001"
    found: str

    def message(self) -> str:
        return f"the file is not UTF-8: {self.found}"

    def help(self) -> str:
        return "save it as UTF-8"


class BadCharacter(Problem):
    """The text holds a character that no document may hold: NUL, another control character, half a character."""

    code: ClassVar[str] = "SC-Y002"
    character: str

    def message(self) -> str:
        return f"the character U+{ord(self.character):04X} is not allowed"

    def help(self) -> str:
        return "remove it"


class TooLarge(Problem):
    """The file is larger than the limit."""

    code: ClassVar[str] = "SC-Y003"
    size: int
    limit: int

    def message(self) -> str:
        return f"the file has {self.size:,} bytes; at most {self.limit:,} are read"

    def help(self) -> str:
        return "split it"


class TooDeep(Problem):
    """Lists and mappings are nested deeper than the limit."""

    code: ClassVar[str] = "SC-Y004"
    limit: int

    def message(self) -> str:
        return f"nested more than {self.limit} levels deep"

    def help(self) -> str:
        return "take brackets out, or put the inner parts into a definition of their own"


class TooManyNodes(Problem):
    """The file holds more values than the limit."""

    code: ClassVar[str] = "SC-Y005"
    limit: int

    def message(self) -> str:
        return f"more than {self.limit:,} keys and values"

    def help(self) -> str:
        return "split the file"


class SyntaxProblem(Problem):
    """The text is not YAML; nothing after this place was read."""

    code: ClassVar[str] = "SC-Y006"
    problem: str

    def message(self) -> str:
        return f"not valid YAML: {self.problem}"

    def help(self) -> str | None:
        return next((remedy for words, remedy in _SYNTAX_HELP if self.problem.startswith(words)), None)


class AliasUsed(Problem):
    """An anchor (`&name`) or an alias (`*name`) is used."""

    code: ClassVar[str] = "SC-Y007"
    mark: str

    def message(self) -> str:
        return f"anchors and aliases are not allowed: {quote(self.mark)}"

    def help(self) -> str:
        return "repeat the value, or put the text in quotes if it is meant to begin so"


class TagUsed(Problem):
    """A tag (`!name`) is used."""

    code: ClassVar[str] = "SC-Y008"
    tag: str

    def message(self) -> str:
        return f"tags are not allowed: {quote(self.tag)}"

    def help(self) -> str:
        return "remove the tag, or put the text in quotes if it is meant to begin so"


class MergeKey(Problem):
    """A merge key (`<<`) is used."""

    code: ClassVar[str] = "SC-Y009"

    def message(self) -> str:
        return "merge keys are not allowed: `<<`"

    def help(self) -> str:
        return "write the keys out"


class DuplicateKey(Problem):
    """A key is given twice in one mapping."""

    code: ClassVar[str] = "SC-Y010"
    key: str

    def message(self) -> str:
        return f"the key {quote(self.key)} is given twice"

    def help(self) -> str:
        return "keep one of them"


class NonTextKey(Problem):
    """A key is not text: a number, true, false, empty, a list or a mapping."""

    code: ClassVar[str] = "SC-Y011"
    key: str

    def message(self) -> str:
        return f"a key must be text, not {self.key}"

    def help(self) -> str:
        return "put it in quotes; a text with `{` or `[` at its beginning needs quotes too"


class AmbiguousScalar(Problem):
    """A word is text here, but a truth value or nothing at all to other YAML tools (`NO`, `yes`, `on`, `~`)."""

    code: ClassVar[str] = "SC-Y012"
    severity: ClassVar[Literal["error", "warning"]] = "warning"
    word: str
    elsewhere: str

    def message(self) -> str:
        return f"{quote(self.word)} is text here, but {self.elsewhere} to other YAML tools"

    def help(self) -> str:
        return f'write "{self.word}" for the text, or `{self.elsewhere}` if you mean that'


class NumberOutOfRange(Problem):
    """A number has more digits, or a larger exponent, than can be kept exactly."""

    code: ClassVar[str] = "SC-Y013"
    number: str

    def message(self) -> str:
        return f"the number {quote(self.number)} is out of range"

    def help(self) -> str:
        return "at most 18 digits before the point and 18 after it; or put it in quotes, if it is text"


class EmptyDocument(Problem):
    """The file holds no document."""

    code: ClassVar[str] = "SC-Y014"

    def message(self) -> str:
        return "the file is empty"

    def help(self) -> str:
        return "write what belongs into it, or remove the file"


class SeveralDocuments(Problem):
    """The file holds more than one document."""

    code: ClassVar[str] = "SC-Y015"

    def message(self) -> str:
        return "a second document begins here"

    def help(self) -> str:
        return "write one document in a file, without `---` in between"


class TopNotMapping(Problem):
    """The document is a list or a single value, not a mapping."""

    code: ClassVar[str] = "SC-Y016"
    found: str

    def message(self) -> str:
        return f"the document must be a mapping of keys to values, not {self.found}"

    def help(self) -> str:
        return "begin it with the key that says what it is, such as `provision: …`, `background: …` or `case: …`"


class TooManyProblems(Problem):
    """So much is wrong with the file that the rest is not listed."""

    code: ClassVar[str] = "SC-Y017"
    limit: int

    def message(self) -> str:
        return f"more than {self.limit} errors; the rest are not listed"

    def help(self) -> str:
        return "mend the first ones and try again; often the others go with them"


class UnknownKey(Problem):
    """A mapping has a key that its kind does not know."""

    code: ClassVar[str] = "SC-Y020"
    key: str
    meant: str | None = None

    def message(self) -> str:
        return f"unknown key {quote(self.key)}"

    def help(self) -> str | None:
        if self.meant is not None:
            return f"did you mean {quote(self.meant)}?"
        # No key has a space in it: a comma within braces has ended the text before it.
        return "put a text that contains a comma in quotes" if " " in self.key.strip() else None


class MissingKey(Problem):
    """A mapping lacks a key that its kind must have."""

    code: ClassVar[str] = "SC-Y021"
    key: str

    def message(self) -> str:
        return f"the key {quote(self.key)} is missing"


class WrongType(Problem):
    """A value is of another type than the one asked for, such as a list where text is wanted."""

    code: ClassVar[str] = "SC-Y022"
    expected: str
    found: str
    remedy: str | None = None

    def message(self) -> str:
        return f"expected {self.expected}, found {self.found}"

    def help(self) -> str | None:
        return self.remedy


class WrongValue(Problem):
    """A value is none of those that may stand here."""

    code: ClassVar[str] = "SC-Y023"
    found: str
    choices: tuple[str, ...]
    meant: str | None = None

    def message(self) -> str:
        listed = ", ".join(quote(choice) for choice in self.choices[:_CHOICES_LISTED])
        rest = len(self.choices) - _CHOICES_LISTED
        return f"{self.found} is not one of {listed}" + (f" and {rest} more" if rest > 0 else "")

    def help(self) -> str | None:
        return f"did you mean {quote(self.meant)}?" if self.meant is not None else None


class PatternMismatch(Problem):
    """A text does not have the form asked for."""

    code: ClassVar[str] = "SC-Y024"
    found: str
    pattern: str
    form: tuple[str, str] | None = None
    """The form in words, and an example of it."""

    def message(self) -> str:
        return f"{self.found} does not have the form asked for"

    def help(self) -> str:
        if self.form is None:
            return f"it must match the pattern `{self.pattern}`"
        words, example = self.form
        return f"write {words}: `{example}`"


class InvalidValue(Problem):
    """A value is refused for the reason that the message states."""

    code: ClassVar[str] = "SC-Y025"
    reason: str
    remedy: str | None = None

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return self.remedy
