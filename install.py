"""Install this checkout into the active virtual environment: `python install.py [EXTRA…]`.

The second engine, durable_rules, is installed too where it can be built and imported; where it cannot,
everything else is installed and one sentence says why. The install is editable: what is changed in `rules/` or in the
program holds at once.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent

NO_ENVIRONMENT = """\
`install.py` installs only into a virtual environment, and none is active. Make one and enter it first:
  {python} -m venv .venv
  {activate}"""


def declared_extras() -> dict[str, list[str]]:
    """Read the extras that `pyproject.toml` declares, with what each one asks for."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        extras: dict[str, list[str]] = tomllib.load(file)["project"]["optional-dependencies"]
    return extras


def without_durable(wanted: set[str], declared: dict[str, list[str]]) -> tuple[set[str], set[str]]:
    """Replace every extra that contains `durable` by the rest of what it contains: extras, and requirements.

    >>> declared = {"durable": ["d"], "bench": ["c>=5", "sanctioncheck[durable,web]"], "web": ["w"]}
    >>> without_durable({"bench"}, declared)
    ({'web'}, {'c>=5'})
    >>> without_durable({"page"}, {**declared, "page": ["p", "sanctioncheck[web]"]})
    ({'page'}, set())
    """
    extras, requirements = set[str](), set[str]()
    for extra in wanted - {"durable"}:
        if not contains_durable(extra, declared):
            extras.add(extra)
            continue
        for asked in declared[extra]:
            parts = parts_of(asked)
            inner = without_durable(parts, declared) if parts else (set[str](), {asked})
            extras, requirements = extras | inner[0], requirements | inner[1]
    return extras, requirements


def contains_durable(extra: str, declared: dict[str, list[str]]) -> bool:
    """Tell whether an extra is `durable`, or asks for it.

    >>> contains_durable("all", {"durable": ["d"], "all": ["sanctioncheck[durable]"]})
    True
    """
    return extra == "durable" or any(contains_durable(p, declared) for each in declared[extra] for p in parts_of(each))


def parts_of(requirement: str) -> set[str]:
    """Name the extras in a requirement of this project on itself; none for any other requirement.

    >>> sorted(parts_of("sanctioncheck[durable,web]")), parts_of("click>=8")
    (['durable', 'web'], set())
    """
    if not requirement.startswith("sanctioncheck["):
        return set()
    return {part.strip() for part in requirement.partition("[")[2].partition("]")[0].split(",")}


def why_no_durable() -> str | None:
    """Say why durable-rules cannot be built here, or None where it can be tried or is there already."""
    if sys.version_info >= (3, 13):
        return "it does not work on Python 3.13 and later"
    if sys.implementation.name != "cpython":
        return f"it does not work on {sys.implementation.name}"
    if imports_durable().returncode == 0:
        return None
    if not has_compiler():
        return "it needs a C compiler, and none was found"
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return "it needs the C headers of Python, and they are not installed"
    return None


def has_compiler() -> bool:
    """Tell whether the compiler that a build would call can be found."""
    if os.name == "nt":
        return shutil.which("cl") is not None
    command = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    return shutil.which(shlex.split(str(command))[0]) is not None


def pip_install(extras: set[str], more: Iterable[str] = ()) -> subprocess.CompletedProcess[str]:
    """Install the checkout with these extras and requirements, at the locked versions; nothing is printed."""
    target = f"{ROOT}[{','.join(sorted(extras))}]" if extras else str(ROOT)
    lock = str(ROOT / "requirements.lock")
    # Whoever changes the rules of a checkout means those, not a copy elsewhere that is judged by in their place.
    pip = ("-m", "pip", "install", "--disable-pip-version-check", "--constraint", lock)
    return run(*pip, "--editable", target, *sorted(more))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this interpreter with these arguments and keep all that it prints as one text."""
    return subprocess.run(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def last_error(output: str) -> str:
    """Pick the line that says most shortly what went wrong; a build tool knows better than pip.

    >>> last_error("Collecting x\\n  error: command 'gcc' failed with exit code 1\\nERROR: Failed building wheel\\n")
    "error: command 'gcc' failed with exit code 1"
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error:")]
    causes = [line for line in errors if line.startswith("error:") and "subprocess-exited" not in line]
    line = (causes or errors or lines or ["no reason was given"])[-1]
    return line if len(line) <= 100 else f"{line[:99]}…"


def imports_durable() -> subprocess.CompletedProcess[str]:
    """Import durable-rules in a child process, as the engine will."""
    return run("-I", "-c", "import durable.lang")


def drop_broken_durable() -> str | None:
    """Uninstall durable-rules where it cannot be imported, and say why; None where it can."""
    tried = imports_durable()
    if tried.returncode == 0:
        return None
    run("-m", "pip", "uninstall", "--yes", "durable-rules")
    return f"it was built but cannot be imported ({last_error(tried.stdout)})"


def install(wanted: set[str], declared: dict[str, list[str]]) -> int:
    """Install with durable-rules if that works, else without it; give pip's exit code."""
    reason: str | None = "`test-native` was asked for"
    if "test-native" not in wanted:
        reason = why_no_durable()
    if reason is None:
        done = pip_install(wanted | {"durable"})
        reason = drop_broken_durable() if done.returncode == 0 else f"its build failed ({last_error(done.stdout)})"
        if done.returncode == 0:
            return report(reason)
    done = pip_install(*without_durable(wanted, declared))
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        return done.returncode
    return report(reason)


def report(reason: str | None) -> int:
    """Say what was installed, and what was left out."""
    if reason:
        print(f"durable-rules was left out: {reason}; everything works, and results say 'not cross-checked'.")
    print("sanctioncheck is installed.")
    return 0


def refusal(wanted: set[str]) -> str | None:
    """Say why nothing can be installed, or None where it can."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        return f"sanctioncheck needs Python 3.11 or later, and this is {sys.version.split()[0]}."
    if sys.prefix == sys.base_prefix:
        windows = os.name == "nt"
        activate = r".venv\Scripts\activate" if windows else ". .venv/bin/activate"
        return NO_ENVIRONMENT.format(python="python" if windows else "python3", activate=activate)
    unknown = sorted(wanted - set(declared_extras()))
    if unknown:
        return f"There is no extra `{unknown[0]}`. There are: {', '.join(declared_extras())}."
    return None


def main() -> int:
    """Install as the command line asks; 2 where it asks for something that cannot be."""
    if set(sys.argv[1:]) & {"-h", "--help"}:
        print(__doc__)
        return 0
    wanted = set(sys.argv[1:])
    refused = refusal(wanted)
    if refused:
        print(refused, file=sys.stderr)
        return 2
    print("Installing sanctioncheck; this can take a minute.", flush=True)
    return install(wanted, declared_extras())


if __name__ == "__main__":
    sys.exit(main())
