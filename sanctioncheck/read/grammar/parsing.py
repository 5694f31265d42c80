"""Parses texts with a common name in place of every name that the tables know, and gives the parse to the text as it
stands.

A parser has seen "France" thousands of times and "Islamic Republic of Mauritania" as one word never: what it has not
seen it may
take for a verb. Which State it is matters to us and not to the grammar, so the grammar is shown a State that it knows
well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from sanctioncheck.read.grammar.naming import Hit

__all__ = ["parsed"]

_STANDING_IN = {
    "name": ("Russia", "France", "Iran", "Egypt"),
    "seat": ("Moscow", "Paris", "Tehran", "Cairo"),
    "place": ("Moscow", "Paris", "Tehran", "Cairo"),
    "leader": ("Putin", "Macron", "Obama", "Clinton"),
    "adjective": ("Russian", "French", "Iranian", "Egyptian"),
    "body": ("NATO", "NATO", "NATO", "NATO"),
    "other": ("Smith", "Jones", "Brown", "Miller"),
    "organ": ("NATO", "NATO", "NATO", "NATO"),
}

_CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis")


def parsed(docs: Iterable[tuple[Doc, dict[int, Hit]]], nlp: Language, batch: int) -> Iterator[Doc]:
    """Parse texts whose names are merged.

    Args:
        docs: each text, cut into words, with what its names name by their offsets.
        nlp: the model.
        batch: how many are parsed at once.

    Yields:
        The same words with tags, lemmas and dependencies.
    """
    from spacy.tokens import Doc as Words

    originals: list[Doc] = []

    def stand_ins() -> Iterator[Doc]:
        for doc, hits in docs:
            originals.append(doc)
            turn = {kind: cycle(names) for kind, names in _STANDING_IN.items()}
            words = []
            for token in doc:
                hit = hits.get(token.idx)
                known = (
                    hit is not None
                    and hit.kind in turn
                    and (" " in token.text or "-" in token.text or token.is_upper or len(token.text) > 3)
                )
                words.append(next(turn[hit.kind]) if known and hit is not None else token.text)
            yield Words(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])

    for shown in nlp.pipe(stand_ins(), batch_size=batch):
        doc = originals.pop(0)
        _mend(shown)
        yield Words(
            nlp.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[token.tag_ for token in shown],
            pos=[token.pos_ for token in shown],
            lemmas=[now.lemma_ if now.text == was.text else was.text for now, was in zip(shown, doc, strict=True)],
            heads=[token.head.i for token in shown],
            deps=[token.dep_ for token in shown],
        )


def _mend(doc: Doc) -> None:
    """Put right what the parser often gets wrong.

    A noun with a subject and an object of its own is a verb: "Rebels fire rockets into the town". What follows
    "stopped short of" hangs on the verb, and not on the adverb.
    """
    for token in doc:
        if token.lower_ == "of" and token.head.lower_ == "short" and token.head.dep_ == "advmod":
            token.head = token.head.head
        elif token.pos_ == "NOUN" and token.dep_ in _CLAUSES:
            below = {child.dep_ for child in token.children}
            governs = "dobj" in below and below & {"nsubj", "neg", "aux", "preconj"}
            if governs or (token.dep_ == "ROOT" and {"nsubj", "prep"} <= below and "det" not in below):
                token.tag_ = "VBZ" if token.tag_ == "NNS" else "VBP"
                token.pos_ = "VERB"
