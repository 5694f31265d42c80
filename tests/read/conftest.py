"""One reader for all tests of it: loading the model takes a second."""

from __future__ import annotations

import pytest

from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.model.naming import StateName, StatesFile, Texts
from sanctioncheck.read.extractor import Tools
from sanctioncheck.read.grammar.reader import RulesReader


def with_invented(texts: Texts) -> Texts:
    """Add two States that do not exist, for sentences that accuse nobody."""
    invented = (
        StateName(id="ruritania", code="XR", names=("Ruritania",), adjectives=("Ruritanian",)),
        StateName(id="arcadia", code="XA", names=("Arcadia",), adjectives=("Arcadian",)),
    )
    states = texts.states.model_copy(update={"states": (*texts.states.states, *invented)})
    return texts.model_copy(update={"states": StatesFile.model_validate(states.model_dump())})


@pytest.fixture(scope="session")
def tools() -> Tools:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    return Tools(load_pack().vocabulary, with_invented(load_texts()))


@pytest.fixture(scope="session")
def reader(tools: Tools) -> RulesReader:
    return tools.reader
