"""How a page is gone through by keys alone."""

from __future__ import annotations

from typing import Any


def tab_to(page: Any, wanted: str, most: int = 400) -> None:
    """Press Tab until something is focused for which a condition of JavaScript on ``e`` holds."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(e => {wanted})(document.activeElement)"):
            return
    raise AssertionError(f"{most} times Tab, and never {wanted}")


def entered(page: Any, anchor: str) -> None:
    """Press Enter on a link, and wait until the page has gone where it leads and set the focus there."""
    page.keyboard.press("Enter")
    target = f"[id^='{anchor}']:target" if anchor else ":target"
    page.locator(f"{target}:focus, {target} :focus").first.wait_for(state="attached")
