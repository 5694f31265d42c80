"""Writes the reference of the Python interface from its docstrings, for `docs/generate.py`."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import sanctioncheck

HEAD = """# The Python interface

*Generated from the docstrings by `docs/generate.py`.* `import sanctioncheck as sc`; what is not here is not public.
[Use it from Python](../howto/use-from-python.md) shows it at work.
"""
PARTS = ("Args:", "Returns:", "Raises:")
ENTRY = re.compile(r"^(\w+): (.*)$", re.DOTALL)


def page() -> str:
    """Give the page: the verbs, then what they give."""
    public = [getattr(sanctioncheck, name) for name in sanctioncheck.__all__ if not name.startswith("_")]
    verbs = [each for each in public if not inspect.isclass(each)]
    things = [each for each in public if inspect.isclass(each)]
    return "\n\n".join([HEAD.rstrip(), *map(verb, verbs), *map(thing, things)]) + "\n"


def verb(function: Any) -> str:
    """Give a function: how it is called, what it does, what goes in and out."""
    called = inspect.signature(function)
    given = [shown(each) for each in called.parameters.values()]
    star = next((at for at, each in enumerate(called.parameters.values()) if each.kind is each.KEYWORD_ONLY), None)
    if star is not None:
        given.insert(star, "*")
    parts = ",\n".join(f"    {each}" for each in given)
    signature = f"```python\n{function.__name__}(\n{parts},\n) -> {called.return_annotation}\n```"
    return "\n\n".join([f"## {function.__name__}", signature, *told(function)])


def shown(parameter: inspect.Parameter) -> str:
    """Give a parameter as it is written, the same in every version of Python."""
    typed = f"{parameter.name}: {parameter.annotation}"
    return typed if parameter.default is parameter.empty else f"{typed} = {parameter.default!r}"


def thing(kind: Any) -> str:
    """Give a class: what it is, and a row for each thing that it has or does."""
    rows = [f"| `{name}` | {words} |" for name, words in members(kind)]
    table = ["\n".join(["| it has | |", "|---|---|", *rows])] if rows else []
    return "\n\n".join([f"## {kind.__name__}", *told(kind), *table])


def members(kind: Any) -> Iterator[tuple[str, str]]:
    """Give the public fields and methods of a class, each with the first paragraph that is said of it."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    after = dict(zip(body.body, body.body[1:], strict=False))
    for node in body.body:
        if isinstance(node, ast.FunctionDef):
            name, said = node.name, ast.get_docstring(node) or ""
            called = not any("property" in ast.unparse(each) for each in node.decorator_list)
            called_as = f"{name}({ast.unparse(node.args).removeprefix('self').removeprefix(', ')})" if called else name
        elif isinstance(node, ast.AnnAssign) and isinstance(words := after.get(node), ast.Expr):
            name = called_as = ast.unparse(node.target)
            said = inspect.cleandoc(str(ast.literal_eval(words.value)))
        else:
            continue
        if said and not name.startswith("_"):
            yield called_as, paragraph(said.split("\n\n")[0])


def told(documented: Any) -> Iterator[str]:
    """Give a docstring as Markdown: its paragraphs, a table for what goes in and out, its examples as they are."""
    for part in (inspect.getdoc(documented) or "").split("\n\n"):
        head, _, rest = part.partition("\n")
        if part.startswith(">>>"):
            yield f"```pycon\n{part}\n```"
        elif head == "Args:":
            yield "\n".join(["| takes | |", "|---|---|", *(f"| `{name}` | {said} |" for name, said in entries(rest))])
        elif head in PARTS:
            said = (f"`{name}`: {words}" if name else words for name, words in entries(rest))
            yield f"{head} {' '.join(said)}"
        else:
            yield paragraph(part)


def entries(block: str) -> Iterator[tuple[str, str]]:
    """Give each entry of a block by its name; what has no name is one entry."""
    text = textwrap.dedent(block)
    for each in re.split(r"\n(?=\S)", text):
        found = ENTRY.match(each)
        yield (found[1], paragraph(found[2])) if found else ("", paragraph(each))


def paragraph(text: str) -> str:
    """Give a paragraph as one line that breaks no table."""
    return " ".join(text.split()).replace("|", "\\|")
