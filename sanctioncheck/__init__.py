"""Say which norms the facts of a case violate, on which quoted evidence, and what is missing.

The names below are the whole public interface. Each is imported when it is first asked for, so
`import sanctioncheck` stays cheap.

>>> import sanctioncheck as sc
>>> [name for name in dir(sc) if not name.startswith("_") and name[0].islower()]
['assess', 'explain', 'load_case', 'load_pack', 'whatif']
>>> result = sc.assess(sc.load_case("cases/2025-kursk-recognition"))
>>> result["russia", "un.charter/2-4"].word
'violated'
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanctioncheck.api.case import Case, load_case
    from sanctioncheck.api.explanation import Explanation, explain
    from sanctioncheck.api.pack import Pack, load_pack
    from sanctioncheck.api.result import Result, assess
    from sanctioncheck.api.supposition import Supposition, whatif
    from sanctioncheck.errors import InputError

__all__ = [
    "Case",
    "Explanation",
    "InputError",
    "Pack",
    "Result",
    "Supposition",
    "__version__",
    "assess",
    "explain",
    "load_case",
    "load_pack",
    "whatif",
]
__version__ = "0.1.0"

_HOMES = {
    "Case": "sanctioncheck.api.case",
    "Explanation": "sanctioncheck.api.explanation",
    "InputError": "sanctioncheck.errors",
    "Pack": "sanctioncheck.api.pack",
    "Result": "sanctioncheck.api.result",
    "Supposition": "sanctioncheck.api.supposition",
    "assess": "sanctioncheck.api.result",
    "explain": "sanctioncheck.api.explanation",
    "load_case": "sanctioncheck.api.case",
    "load_pack": "sanctioncheck.api.pack",
    "whatif": "sanctioncheck.api.supposition",
}


def __getattr__(name: str) -> object:
    """Import a public name from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module `sanctioncheck` has no attribute `{name}`")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({"__all__", "__doc__", "__file__", "__name__", "__path__", "__version__", *_HOMES})


class _Face(ModuleType):
    """This module, whose names mean the same whatever was imported before."""

    def __setattr__(self, name: str, value: object) -> None:
        # Python hangs a package on the one around it when it is imported; `explain` is a verb here, and stays one.
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
