"""When something was: once or for a time, never both, whatever the record that says so."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sanctioncheck.model.fact import Assumption, Fact, Judgement
from sanctioncheck.model.norm import BackgroundFinding

CLAIM = {"sends_troops": {"by": "dprk", "to": "russia", "force": "unit", "act": "act"}}
WENT_ON = {"during": {"from": "2024-10", "to": "2025-04"}}
SUPPORT = {"source": "one", "quote": {"exact": "x"}, "mode": "reported", "information": 2}
RECORDS: list[tuple[Any, dict[str, Any]]] = [
    (Fact, {"support": (SUPPORT,), "review": {"state": "accepted", "by": "a person"}}),
    (Judgement, {"by": "a person", "reason": "so it is", "rests_on": ("one",)}),
    (Assumption, {"reason": "for argument"}),
    (
        BackgroundFinding,
        {
            "document": "ES-11/1",
            "citation": {"instrument": "UNGA Res ES-11/1"},
            "mark": "V",
            "published": "2022-03-02",
            "gist": "so",
        },
    ),
]


@pytest.mark.parametrize(("record", "rest"), RECORDS, ids=lambda each: getattr(each, "__name__", ""))
def test_no_record_has_both_dates(record: Any, rest: dict[str, Any]) -> None:
    plain = {"id": "r", **CLAIM, **rest}
    assert record.model_validate({**plain, "on": "2024-11-01"}).during is None
    assert record.model_validate({**plain, **WENT_ON}).on is None

    with pytest.raises(ValidationError, match="`on` and `during` are both given"):
        record.model_validate({**plain, "on": "2024-11-01", **WENT_ON})
