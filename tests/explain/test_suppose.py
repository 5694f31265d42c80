"""What a supposition leaves alone is not worked out anew, and comes out as if it had been."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sanctioncheck.engine.plan import compile_plan
from sanctioncheck.explain import whatif
from sanctioncheck.explain.matrix import judge
from sanctioncheck.explain.whatif import Changes, read_so, suppose
from tests.explain.conftest import Judged

RECOGNITION = "2025-kursk-recognition"


@pytest.mark.parametrize("reading", ["narrow", "broad"])
def test_another_default_reading_comes_out_as_in_a_pack_compiled_with_it(reading: str, judged: Judged) -> None:
    story = judged(RECOGNITION)
    book = read_so(story.book, "dprk-services", reading)
    wanted = judge(story.file, book, compile_plan(book), "reasonable-grounds")
    got = suppose(story, Changes(readings=(("dprk-services", reading),))).story.assessment
    assert got.cells == wanted.cells
    assert got.plan.rulebook == replace(story.book, positions=book.positions)


def test_another_standard_is_chosen_and_nothing_is_judged_anew(judged: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is judged to every standard at once; what is told is what is told of it at the other one."""

    def never(*_: object) -> None:
        raise AssertionError("judged anew")

    story, wanted = judged(RECOGNITION), judged(RECOGNITION, "balance")
    monkeypatch.setattr(whatif, "judge", never)
    got = suppose(story, Changes(standard="balance")).story
    assert got.whole(everything=True) == wanted.whole(everything=True)
