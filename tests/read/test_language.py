"""The model that sentences are parsed with is the one that was compared, or the reader says so."""

from __future__ import annotations

import pytest

from sanctioncheck.errors import InputError
from sanctioncheck.read.grammar import language


def test_weights_that_nobody_compared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    english = language.load_english.__wrapped__()
    if (english.name, english.version) not in language.KNOWN:
        pytest.skip("the model here is its makers' own")
    monkeypatch.setitem(language.KNOWN, (english.name, english.version), "0" * 64)
    with pytest.raises(InputError, match="have the hash"):
        language.load_english.__wrapped__()


def test_a_model_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    monkeypatch.setenv(language.VARIABLE, "en_no_such_model")
    with pytest.raises(InputError, match="en_no_such_model"):
        language.load_english.__wrapped__()
