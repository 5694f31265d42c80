"""The pages that explain a code: what to avoid, what to prefer and why, as `docs/checks/` has them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["page", "pages"]


def pages() -> dict[str, Path]:
    """Give the file that explains each code, by code.

    >>> "SC-L104" in pages()
    True
    """
    package = Path(__file__).resolve().parents[2]
    inside = package / "_checks"
    home = inside if inside.is_dir() else package.parent / "docs" / "checks"
    return {path.stem: path for path in sorted(home.glob("SC-*.md"))}


def page(code: str) -> str | None:
    """Give the page of a code, as Markdown; None where there is none.

    >>> page("SC-L000") is None
    True
    """
    path = pages().get(code)
    return path.read_text(encoding="utf-8") if path is not None else None
