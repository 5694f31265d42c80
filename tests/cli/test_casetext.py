"""A case file that the program writes shows every character in the order in which it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sanctioncheck.cli.casetext import case_text
from sanctioncheck.errors import sanitise
from sanctioncheck.load.yamltext import read_yaml

HIDDEN = "\u202e\u2066\u200b\u200c\u200d\u2028\ufeff\xad\x85\U000e0041\t\x1b"
texts = st.text(st.one_of(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), st.sampled_from(HIDDEN)))


@given(key=texts, text=texts, entry=texts)
@example(key="a", text="\u0628\u200c\u200d", entry="\U0001f468\u200d\U0001f469 \u202e")
@example(key="a", text="\\\u202e'\"", entry="word " * 30 + "\u200d" + " word\u202e" * 30)
def test_whatever_is_written_reads_back_and_hides_nothing(key: str, text: str, entry: str) -> None:
    case = {key: {"text": text, "more": [entry, {"exact": f"{entry}\n{text}"}]}}
    written = case_text(case, "# header\n")
    assert sanitise(written, keep="\n") == written
    document = read_yaml("case.yaml", written.encode())
    assert (document.problems, document.data) == ([], case)


@pytest.mark.parametrize("text", ["Пхеньян: да", "朝鮮", "نامه\u200cها", "👩\u200d🚀 x", "a\nb", 'it\'s "so"'])
def test_letters_of_every_script_stay_as_they_are(text: str) -> None:
    assert sanitise(text, keep="\n") == text
    assert "\\u" not in case_text({"title": text})


def test_a_number_keeps_its_digits() -> None:
    assert case_text({"share": Decimal("0.50")}) == "share: 0.50\n"
