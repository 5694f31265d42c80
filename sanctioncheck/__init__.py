"""Say which norms the facts of a case violate, on which quoted evidence, and what is missing.

The names below are the whole public interface. Each is imported when it is first asked for, so
`import sanctioncheck` stays cheap.

>>> import sanctioncheck
>>> sorted(name for name in dir(sanctioncheck) if not name.startswith("_"))
['assess', 'load_case', 'load_pack']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sanctioncheck.engine.assess import assess
    from sanctioncheck.load.case import load_case
    from sanctioncheck.load.pack import load_pack

__all__ = ["__version__", "assess", "load_case", "load_pack"]
__version__ = "0.1.0"

_HOMES = {
    "assess": "sanctioncheck.engine.assess",
    "load_case": "sanctioncheck.load.case",
    "load_pack": "sanctioncheck.load.pack",
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
