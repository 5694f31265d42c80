"""Writes the pages that come from the program: `python docs/generate.py`; with `--check` only compares.

They are the reference of the rule language and of the JSON, from the schemas; of the Python interface, from its
docstrings; and the index of the codes, from their pages.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import interface

from sanctioncheck.author.catalogue import law_table
from sanctioncheck.author.checks.pages import pages as pages_of_codes
from sanctioncheck.author.checks.registry import kinds
from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.pages.provision import provision_page
from sanctioncheck.load.pack import read_pack
from sanctioncheck.model.authority import AuthoritiesFile
from sanctioncheck.model.brief import BriefAnswer
from sanctioncheck.model.checked import CheckResult
from sanctioncheck.model.compared import CompareResult
from sanctioncheck.model.coverage import CoverageResult
from sanctioncheck.model.fact import Case
from sanctioncheck.model.fired import FiringNode
from sanctioncheck.model.mutation import MutationResult
from sanctioncheck.model.norm import BackgroundFile, BridgeFile, Provision
from sanctioncheck.model.page import ProvisionPage
from sanctioncheck.model.register import Listing, SearchResult
from sanctioncheck.model.result import SCHEMA_VERSION, RunResult
from sanctioncheck.model.vocabulary import VocabularyFile
from sanctioncheck.render.lawtable import to_markdown as table_of_law
from sanctioncheck.render.rulepage import to_markdown

HERE = Path(__file__).parent
LANGUAGE = [
    ("A provision", "`rules/instruments/…/para-09.yaml`, one provision a file", Provision),
    ("A vocabulary", "`rules/vocabulary/*.yaml`", VocabularyFile),
    ("Bridges", "`rules/vocabulary/bridges.yaml`", BridgeFile),
    ("Background", "`rules/background/*.yaml`", BackgroundFile),
    ("Authorities", "`rules/authorities.yaml`, one file a pack", AuthoritiesFile),
    ("A case", "`cases/…/case.yaml`", Case),
]
RESULTS = [
    ("A cell in brief", "`sanctioncheck explain CASE ACTOR NORM --length line` or `paragraph`", BriefAnswer),
    ("What tests show", "`sanctioncheck rules coverage`", CoverageResult),
    ("What no test notices", "`sanctioncheck rules mutate`", MutationResult),
    ("A page of the rules: a provision", "`sanctioncheck rules show`", ProvisionPage),
    ("What the rules hold", "`sanctioncheck rules list`", Listing),
    ("What a search has found", "`sanctioncheck rules search`", SearchResult),
    ("A firing of the second engine", "`sanctioncheck trace CASE --format jsonl`, one a line", FiringNode),
    ("Two runs compared", "`sanctioncheck compare RUN RUN`", CompareResult),
    ("The rules of a pack checked", "`sanctioncheck rules check`", CheckResult),
]
CODES = [
    ("SC-L001", "The files of a pack"),
    ("SC-L010", "Words, ids and lists"),
    ("SC-L040", "How norms, definitions and findings are built"),
    ("SC-L101", "Conditions that are always or never so"),
    ("SC-L110", "Parts that repeat or contradict each other, or do nothing"),
    ("SC-L120", "Time"),
    ("SC-L130", "Questions and sentences"),
    ("SC-L140", "Who says so"),
    ("SC-L150", "How texts say it"),
    ("SC-L160", "How far a provision has come"),
    ("SC-T001", "The tests beside a provision"),
    ("SC-T020", "How well tests hold the rules"),
    ("SC-Y001", "The text of a file"),
    ("SC-Y020", "The shape of a file"),
]
"""The groups of codes, each with the first code in it."""
CODES_HEAD = """# The codes of `sanctioncheck rules check`

*Generated from the pages by `docs/generate.py`.* `sanctioncheck rules check --explain CODE` prints the page of a code:
what to avoid, what to prefer, and why. A code never changes its meaning. An error keeps the pack from loading, or its
tests from being run; a warning should be looked at.
"""
CONDITIONS = """## Conditions
A condition has exactly one key.

| key | true where |
|---|---|
| a predicate | the evidence, or a definition, shows it: `{assists: {helper: $A}}`; a role left out is "somebody" |
| `all: […]` | every part is |
| `any: […]` | one part is |
| `not: …` | the part is false |
| `distinct: [$A, $B]` | the two are different things; unknown where they may be the same |
| `date: {at_least: 2017-12-22}` or `at_most` | the conduct lies on or after, on or before that day |
| `quantity: {unit: barrels, at_least: 500}` or `at_most` | the quantity of the conduct does |
| `total: {of, unit, where, within, at_least}` or `at_most` | the quantities of shown events add up so |
| `share: {owner, owned, at_least}` | the owner holds so many per cent, directly and through others |

A term is a variable (`$S`) or the id of a thing. Variables of the trigger are bound; every other one means "there is
one", within the smallest condition that holds all its occurrences, and must stand in a positive predicate there,
in every branch of an `any`.
"""


def kind(schema: dict[str, Any]) -> str:
    """Give the type of a field in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        words = [kind(option) for option in options if option.get("type") != "null"]
        return "a condition" if len(words) > 6 else " or ".join(dict.fromkeys(words))
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}" if schema.get("items") else "list"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map of {kind(schema['additionalProperties'])}"
    if schema.get("patternProperties"):
        return f"map of {kind(next(iter(schema['patternProperties'].values())))}"
    return {"string": "text", "integer": "number", "boolean": "true or false"}.get(schema.get("type", ""), "value")


def table(schema: dict[str, Any]) -> str:
    """Give the fields of an object as a table."""
    lines = ["| field | is | must | |", "|---|---|---|---|"]
    required = set(schema.get("required", []))
    for name, field in schema.get("properties", {}).items():
        words = field.get("description", "").replace("|", "\\|").replace("\n", " ")
        lines.append(f"| `{name}` | {kind(field)} | {'yes' if name in required else ''} | {words} |")
    return "\n".join(lines)


def sections(model: Any, done: set[str]) -> list[str]:
    """Give the table of a model and of everything in it that was not told before."""
    schema = model.model_json_schema(by_alias=True)
    out = [table(schema)]
    for name, inner in sorted(schema.get("$defs", {}).items()):
        if name in done or not inner.get("properties") or name in CONDITION_PARTS:
            continue
        done.add(name)
        first = inner.get("description", "").split("\n\n")[0].replace("\n", " ")
        out += [f"### {name}", first, table(inner)]
    return out


CONDITION_PARTS = {
    "AllOf", "AnyOf", "NotOf", "Distinct", "DateOf", "DateBounds", "QuantityOf", "Bounds", "TotalOf", "TotalBounds",
    "Within", "ShareOf", "ShareBounds",
}  # fmt: skip


def index() -> str:
    """Give the index of all codes, in groups, each with the title of its page."""
    titles = {code: path.read_text(encoding="utf-8").split("\n")[0] for code, path in pages_of_codes().items()}
    groups, parts = dict(CODES), [CODES_HEAD]
    for code, problem in kinds().items():
        if code in groups:
            parts.append(f"\n## {groups[code]}\n\n| code | what is wrong | |\n|---|---|---|\n")
        parts.append(f"| [{code}]({code}.md) | {titles[code].partition(': ')[2]} | {problem.severity} |\n")
    return "".join(parts)


def law() -> dict[str, str]:
    """Give the law row by row, and the rulebook: a page for each instrument, with what every provision of it says."""
    pack = read_pack()
    shelf = Shelf(pack.home)
    files = {name: file.relative_to(pack.home).parent for name, file in pack.own_files.items()}
    folders = sorted(set(files.values()))
    names = {folder: "-".join(folder.parts[1:]) for folder in folders}
    made: dict[str, str] = {}
    index = [
        "# The rulebook",
        "*Generated from `rules/` by `docs/generate.py`.* Each provision as `rules show` has it.",
    ]
    for folder in folders:
        own = [name for name in pack.own if files[name] == folder]
        citation = pack.book.provisions[own[0]].citation
        whole = citation.model_copy(update={"pinpoint": None}).text
        parts = [f"# {whole}", *(to_markdown(provision_page(pack.book, name, shelf)).rstrip() for name in own)]
        made[f"rulebook/{names[folder]}.md"] = "\n\n".join(parts) + "\n"
        index.append(f"- [{whole}]({names[folder]}.md): {len(own)}")
    made["rulebook/README.md"] = "\n".join([*index[:2], "", *index[2:]]) + "\n"
    made["reference/law.md"] = table_of_law(law_table(pack), lambda each: f"../rulebook/{names[files[each.id]]}.md")
    return made


def pages() -> dict[str, str]:
    """Give every generated page by its path below `docs/`."""
    done: set[str] = set()
    language = ["# The rule language, version 1", "*Generated from the schema by `docs/generate.py`.*", CONDITIONS]
    for title, where, model in LANGUAGE:
        language += [f"## {title}", where, *sections(model, done)]
    told: set[str] = set()
    result = [
        f"# The JSON of a run, version {SCHEMA_VERSION}",
        "*Generated from the schema by `docs/generate.py`.* `sanctioncheck run --format json`. Fields are added, never "
        "renamed or dropped, within a major version.",
        *sections(RunResult, told),
    ]
    for title, command, model in RESULTS:
        form = "" if "--format" in command else ", with `--format json`"
        result += [f"## {title}", f"{command}{form}", *sections(model, told)]
    return {
        **law(),
        "reference/language.md": "\n\n".join(language) + "\n",
        "reference/json.md": "\n\n".join(result) + "\n",
        "reference/python.md": interface.page(),
        "checks/README.md": index(),
    }


def main() -> int:
    """Write the pages, or with `--check` compare them; gives the exit code."""
    made, checking = {HERE / name: text for name, text in pages().items()}, "--check" in sys.argv
    stale = [path for path in HERE.glob("rulebook/*.md") if path not in made]
    for path, text in made.items():
        if not checking:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            stale.append(path)
    if not checking:
        for path in stale:
            path.unlink()
    elif stale:
        listed = ", ".join(str(path.relative_to(HERE)) for path in sorted(stale))
        print(f"stale: {listed}; run `python docs/generate.py`", file=sys.stderr)
    return bool(stale) and checking


if __name__ == "__main__":
    raise SystemExit(main())
