"""What would come out if something were so, were not so, or did not count, to be read, kept or shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sanctioncheck.api.result import Result, check_choice
from sanctioncheck.cli.asking import what_if, what_if_outline
from sanctioncheck.cli.case import check_day
from sanctioncheck.explain.whatif import Changes, suppose
from sanctioncheck.model.difference import CellDifference
from sanctioncheck.model.supposed import WhatIf
from sanctioncheck.model.truth import STANDARDS, Standard
from sanctioncheck.render import difference, notebook
from sanctioncheck.render.jsontext import to_json
from sanctioncheck.render.outline import Outline

__all__ = ["Supposition", "whatif"]


@dataclass(frozen=True, eq=False, repr=False)
class Supposition:
    """The cells that come out otherwise; in a notebook nested lists, and `str()` is what `sanctioncheck whatif` prints.

    The result that it was asked of is as it was.
    """

    found: WhatIf
    """All that `sanctioncheck whatif --format json` prints."""
    outline: Outline
    """The same, ready to be written."""

    @property
    def changes(self) -> tuple[str, ...]:
        """What was supposed, in words."""
        return self.found.changes

    @property
    def cells(self) -> tuple[CellDifference, ...]:
        """The cells that come out otherwise, each before and after."""
        return self.found.difference.cells

    def to_json(self) -> str:
        """Give the JSON that `sanctioncheck whatif --format json` prints."""
        return to_json(self.found)

    def to_markdown(self) -> str:
        """Give the Markdown that `sanctioncheck whatif --format md` prints."""
        return difference.to_markdown(self.outline, self.found.disclaimer)

    def __str__(self) -> str:
        return difference.to_text(self.outline, self.found.disclaimer)

    def __repr__(self) -> str:
        return f"<Supposition on {self.found.case}: {len(self.cells)} cells come out otherwise>"

    def _repr_html_(self) -> str:
        return notebook.outline(self.outline, self.found.disclaimer)


def whatif(
    result: Result,
    *,
    assume: Sequence[str] = (),
    deny: Sequence[str] = (),
    reject: Sequence[str] = (),
    readings: Mapping[str, str] | None = None,
    standard: Standard | None = None,
    as_of: str | None = None,
) -> Supposition:
    """Tell what would come out otherwise if something were so, were not so, or did not count.

    Args:
        result: the case, judged; nothing of it changes.
        assume: what is to be so, whatever else is said of it: atoms such as `trains(russia, kpa) on 2024-12`, or ids
            of facts, judgements or assumptions.
        deny: what is not to be so, in the same manner.
        reject: what is not to count: a fact, one support of it (`fact#2`), a source, a judgement, an assumption, or a
            background finding.
        readings: how the law is to be read by default: position to reading.
        standard: another standard of proof.
        as_of: another day as of which to judge.

    Raises:
        InputError: something that is supposed cannot be read, or there is nothing of that name to take away.
        TypeError: nothing is to be otherwise, or one word stands where a list of them is wanted.

    >>> import sanctioncheck as sc
    >>> result = sc.assess(sc.load_case("cases/2025-kursk-recognition"))
    >>> supposed = sc.whatif(result, reject=["significant-help"])
    >>> [f"{cell.name}, {cell.label}: {cell.after.word}" for cell in supposed.cells]
    ['DPRK, ARSIWA art 16: undetermined', 'DPRK, ARSIWA art 41(2): undetermined']
    """
    # A word is a sequence of letters, and each letter would be looked up.
    if any(isinstance(each, str) for each in (assume, deny, reject)):
        raise TypeError("give a list, such as reject=['fighting']")
    check_choice("standard of proof", standard, STANDARDS)
    check_day(as_of)
    changes = Changes(
        assume=tuple(assume), deny=tuple(deny), reject=tuple(reject), readings=tuple((readings or {}).items()),
        standard=standard, as_of=as_of,
    )  # fmt: skip
    if changes == Changes():
        raise TypeError("say what is to be otherwise: assume, deny, reject, readings, standard or as_of")
    day = as_of or result.as_of
    after = suppose(result.story, replace(changes, as_of=day))
    if as_of is None and day is not None:
        # The day of the result is no change of it.
        after = replace(after, told=after.told[:-1])
    found = what_if(result.story, after, day)
    days = result.as_of or result.case.as_of, found.difference.as_of[1]
    found = found.model_copy(update={"difference": found.difference.model_copy(update={"as_of": days})})
    return Supposition(found, what_if_outline(found, result.story, after))
