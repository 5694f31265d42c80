"""The tests that stand beside a provision: small cases in a short form, each with the outcome it must have."""

from __future__ import annotations

from pydantic import Field

from sanctioncheck.model.document import Date, Id, Record, Text, Word
from sanctioncheck.model.norm import ProvisionId
from sanctioncheck.model.wanted import STATE_WORDS, Wanted

__all__ = ["STATE_WORDS", "ProvisionTest", "TestFile", "Wanted"]


class ProvisionTest(Record):
    """One small case with what it must come out as, at reasonable grounds."""

    __test__ = False

    name: Text = Field(description="What the case is about, as a sentence: `shells are arms`.")
    on: Date | None = Field(default=None, description="Day of the events that carry none; else that of the file.")
    facts: tuple[Text, ...] = Field(
        default=(), description="Facts of this case: `[not ]predicate(filler, …)[ of NUMBER UNIT][ on DATE]`."
    )
    without: tuple[Text, ...] = Field(default=(), description="Facts of the file that this case does not have.")
    expect: dict[Text, Wanted] = Field(
        min_length=1,
        description="`norm(actor)` to its outcome, or an atom to its state: `shown`, `shown-false`, `disputed`, "
        "`unknown`. After it may stand ` under POSITION=READING`: so it comes out under that reading.",
    )


class TestFile(Record):
    """`para-09.test.yaml` beside `para-09.yaml`.

    >>> file = TestFile(tests="a.b/1", entities={"x": "state"}, columns=("x",), cases=())
    >>> file.on
    '2024-06-01'
    """

    __test__ = False

    tests: ProvisionId = Field(description="The provision that is tested.")
    entities: dict[Id, Word] = Field(description="Who and what the facts speak of, each with its type.")
    columns: tuple[Id, ...] = Field(default=(), description="The actors whose outcomes are looked at.")
    on: Date = Field(
        default="2024-06-01",
        description="Day of the events that carry none; what is so without a date holds throughout.",
    )
    facts: tuple[Text, ...] = Field(default=(), description="Facts that every case of the file has.")
    cases: tuple[ProvisionTest, ...] = Field(description="The cases, each with what it must come out as.")
