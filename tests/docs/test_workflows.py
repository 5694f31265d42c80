"""The workflows for build servers that the how-tos give are YAML, and call commands and options that there are."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import click
import pytest
import yaml

from sanctioncheck.cli import commands
from tests.docs.test_snippets import BLOCK, PAGES

WORKFLOWS = [
    (page.name, text)
    for page in PAGES
    for kind, title, text in BLOCK.findall(page.read_text(encoding="utf-8"))
    if title.startswith(".github/workflows/")
]


def called(workflow: dict[str, Any]) -> Iterator[list[str]]:
    """Give the words of every call of the program in the steps of a workflow."""
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            for line in str(step.get("run", "")).splitlines():
                if line.startswith("sanctioncheck "):
                    yield shlex.split(line)[1:]


def parsed(words: list[str]) -> dict[str, Any]:
    """Read a command line as the program does, without running it."""
    command: click.Command = commands
    while isinstance(command, click.Group):
        command = command.commands[words[0]]
        words = words[1:]
    return command.make_context(command.name, list(words)).params


def test_there_is_a_workflow() -> None:
    assert [name for name, _ in WORKFLOWS] == ["review-a-pull-request.md"]


@pytest.mark.parametrize(("page", "text"), WORKFLOWS, ids=[name for name, _ in WORKFLOWS])
def test_a_workflow_calls_commands_and_options_that_there_are(page: str, text: str) -> None:
    calls = list(called(yaml.safe_load(text)))
    assert {tuple(words[:2]) for words in calls} == {
        ("rules", verb) for verb in ("check", "test", "coverage", "diff", "mutate")
    }
    for words in calls:
        parsed(words)


@pytest.mark.parametrize(("page", "text"), WORKFLOWS, ids=[name for name, _ in WORKFLOWS])
def test_no_name_that_a_stranger_chooses_becomes_part_of_a_command(page: str, text: str) -> None:
    for job in yaml.safe_load(text)["jobs"].values():
        assert not [step for step in job["steps"] if "${{" in str(step.get("run", ""))]
