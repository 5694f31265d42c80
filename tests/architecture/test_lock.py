"""The lock files hold a version for everything that `pyproject.toml` asks for, on every machine that it admits."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}


def environment(python: str, system: str) -> dict[str, str]:
    """Describe a machine in the words of environment markers."""
    name, platform = SYSTEMS[system]
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "os_name": name,
        "platform_system": platform,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def asked_for() -> list[Requirement]:
    """Collect what the project and its extras need, without the extras that name other extras."""
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    found = [Requirement(text) for group in groups for text in group]
    return [requirement for requirement in found if requirement.name != PROJECT["name"]]


def locked(name: str) -> list[Requirement]:
    """Read the requirements of a lock file, without hashes and comments."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [re.sub(r"\s--hash=\S+", "", line).strip() for line in text.splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_requirement_has_one_locked_version_that_it_admits(python: str, system: str) -> None:
    machine = environment(python, system)
    pins: dict[str, list[Requirement]] = {}
    for pin in locked("requirements.lock"):
        if pin.marker is None or pin.marker.evaluate(machine):
            pins.setdefault(pin.name, []).append(pin)
    for requirement in asked_for():
        if requirement.marker and not requirement.marker.evaluate(machine):
            assert requirement.name not in pins
            continue
        (pin,) = pins[requirement.name]
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert requirement.specifier.contains(exact.version), f"{requirement} does not admit {exact.version}"
    assert all(len(found) == 1 for found in pins.values())


def test_both_lock_files_hold_the_same_versions() -> None:
    assert locked("requirements.lock") == locked("requirements-hashed.lock")


def test_every_version_for_audits_has_a_hash() -> None:
    text = (ROOT / "requirements-hashed.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    assert [line for line in lines if "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-hashed.lock"])
def test_a_lock_file_names_no_place_to_download_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "==" in text
    assert re.findall(r"://|@ |^-|\bindex\b|find-links", text, flags=re.MULTILINE) == []
