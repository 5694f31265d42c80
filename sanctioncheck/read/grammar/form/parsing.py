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

from sanctioncheck.read.grammar.form.phrase import DAYS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from sanctioncheck.read.grammar.who.naming import Hit

__all__ = ["parsed"]

_BEFORE_DATE = frozenset({"on", "in", "since", "by", "until", "before", "after"})
_OPENING = frozenset({"that", "but", "while", "where", "because"})
_GOES_ON = frozenset({"and", "or", "to", "until", "through", "when", "as", "at"})

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

_LOOSE = frozenset({"advcl", "acl", "dep", "conj", "xcomp", "ccomp"})
_BETWEEN = frozenset({"ADP", "NOUN", "ADV", "NUM", "DET", "ADJ", "PUNCT", "PROPN"})
_FARTHEST_HELPER = 9
_CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis")


def _opens(doc: Doc, opening: frozenset[str]) -> bool:
    """Tell whether a part begins with a verb without a subject: "Condemns the raid", "Strongly condemned all raids"."""
    first = [each.lower_ for each in doc[:3] if each.is_alpha][:2]
    if not first or (len(doc) > 1 and doc[1].lower_ in ("by", "to", ",")):
        return False
    return first[0] in opening


def _ends_date(doc: Doc, at: int) -> bool:
    """Tell whether a date at the head of a sentence ends before a word, with no comma: "On 4 August a helicopter".

    The parser takes the comma for the end of the date, and without one the date for a part of what follows.
    """
    if at < 2 or not doc[at].text[:1].isalnum() or doc[at].lower_ in _GOES_ON or _in_date(doc, at):
        return False
    if at >= 4 and doc[at - 2].lower_ == "and" and doc[at - 4].lower_ == "between" and _is_year(doc, at - 1):
        return doc[at].text[:1].isupper() and _is_year(doc, at - 3)
    first = at - 1
    while first > 0 and _in_date(doc, first):
        first -= 1
    opens_clause = first > 0 and doc[first - 1].lower_ in _OPENING and _is_year(doc, at - 1) and first == at - 2
    if opens_clause and doc[first].lower_ in _BEFORE_DATE:
        return doc[at].text[:1].isupper()
    opened = first == 0 or doc[first - 1].text in ".!?:;" or doc[first - 1].is_space
    return first < at - 1 and opened and doc[first].lower_ in _BEFORE_DATE and doc[first].text[:1].isupper()


def _is_year(doc: Doc, at: int) -> bool:
    return doc[at].is_digit and len(doc[at].text) == 4


def _in_date(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.lower_ in DAYS:
        return token.text[:1].isupper() and (token.lower_ != "may" or at > 0)
    return token.is_digit and (len(token.text) == 4 or (at + 1 < len(doc) and doc[at + 1].lower_ in DAYS))


def parsed(
    docs: Iterable[tuple[Doc, dict[int, Hit]]], nlp: Language, batch: int, opening: frozenset[str] = frozenset()
) -> Iterator[Doc]:
    """Parse texts whose names are merged.

    Args:
        docs: each text, cut into words, with what its names name by their offsets.
        nlp: the model.
        batch: how many are parsed at once.
        opening: forms of verbs with which a paragraph of a decision begins, without a subject: "Condemns".

    Yields:
        The same words with tags, lemmas and dependencies.
    """
    from spacy.tokens import Doc as Words

    originals: list[tuple[Doc, list[int]]] = []

    def stand_ins() -> Iterator[Doc]:
        for doc, hits in docs:
            kept: list[int] = []
            originals.append((doc, kept))
            turn = {kind: cycle(names) for kind, names in _STANDING_IN.items()}
            words: list[str] = []
            spaces: list[bool] = []
            if _opens(doc, opening):
                # The parser takes a verb without its subject for a part of the name that follows.
                words.append("They")
                spaces.append(True)
            for token in doc:
                if _ends_date(doc, token.i):
                    words.append(",")
                    spaces.append(True)
                kept.append(len(words))
                spaces.append(bool(token.whitespace_))
                hit = hits.get(token.idx)
                known = (
                    hit is not None
                    and hit.kind in turn
                    and (" " in token.text or "-" in token.text or token.is_upper or len(token.text) > 3)
                )
                if len(words) == 1 and len(kept) == 1 and kept[0] == 1:
                    words.append(token.lower_)
                else:
                    words.append(next(turn[hit.kind]) if known and hit is not None else token.text)
            yield Words(nlp.vocab, words=words, spaces=spaces)

    for whole in nlp.pipe(stand_ins(), batch_size=batch):
        doc, kept = originals.pop(0)
        _mend(whole)
        shown = [whole[at] for at in kept]
        place = {at: i for i, at in enumerate(kept)}
        yield Words(
            nlp.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[token.tag_ for token in shown],
            pos=[token.pos_ for token in shown],
            lemmas=[now.lemma_ if now.lower_ == was.lower_ else was.text for now, was in zip(shown, doc, strict=True)],
            heads=[place.get(token.head.i, i) for i, token in enumerate(shown)],
            deps=[token.dep_ for token in shown],
        )


def _mend(doc: Doc) -> None:
    """Put right what the parser often gets wrong.

    A noun with a subject and an object of its own is a verb: "Rebels fire rockets into the town". What follows
    "stopped short of" hangs on the verb, and not on the adverb.
    """
    for token in doc:
        if token.tag_ == "VBN" and token.dep_ in _LOOSE:
            _join_perfect(token)
        if token.tag_ == "VBG" and token.dep_ == "conj":
            _join_gerund(token)
        if token.lower_ == "of" and token.head.lower_ == "short" and token.head.dep_ == "advmod":
            token.head = token.head.head
        elif token.pos_ == "NOUN" and token.dep_ in _CLAUSES:
            below = {child.dep_ for child in token.children}
            governs = "dobj" in below and below & {"nsubj", "neg", "aux", "preconj"}
            if governs or (token.dep_ == "ROOT" and {"nsubj", "prep"} <= below and "det" not in below):
                token.tag_ = "VBZ" if token.tag_ == "NNS" else "VBP"
                token.pos_ = "VERB"


def _join_gerund(gerund: Token) -> None:
    """Join "accused Arcadia of training and arming" where the parser joins the second gerund to the finite verb.

    A gerund without a helping verb is joined to no finite verb, and what somebody is accused of would be told as what
    the accuser does.
    """
    verb = gerund.head
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB") or any(child.dep_ == "aux" for child in gerund.children):
        return
    for at in range(gerund.i - 1, verb.i, -1):
        first = gerund.doc[at]
        if gerund.is_ancestor(first):
            # What hangs on the gerund itself cannot carry it.
            continue
        if first.tag_ == "VBG":
            gerund.head = first
            return
        thing = first.head if first.dep_ in ("compound", "amod") else first
        if first.text.endswith("ing") and thing.dep_ == "pobj":
            # "of training rebels and arming": the parser takes the first for a part of the rebels' name.
            gerund.head = thing
            return
        if first.text == ";":
            return


def _join_perfect(participle: Token) -> None:
    """Join "has for decades sent" where the parser takes the words between for the end of the clause."""
    doc = participle.doc
    for at in range(participle.i - 1, max(participle.i - _FARTHEST_HELPER, -1), -1):
        helper = doc[at]
        if helper.lower_ in ("has", "have", "had"):
            break
        if helper.pos_ not in _BETWEEN or helper.is_sent_start:
            return
    else:
        return
    below = list(helper.children)
    if helper.i in (participle.i - 1, participle.head.i) and helper.dep_ == "aux":
        return
    names = {child.dep_ for child in below}
    if "nsubj" not in names or names & {"dobj", "attr", "acomp", "ccomp", "xcomp", "aux"}:
        return
    above, relation, root = helper.head, helper.dep_, helper.head.i == helper.i
    if root and participle.head.i != helper.i:
        return
    if root:
        participle.head = participle
    else:
        participle.head = above
    participle.dep_ = relation
    for child in below:
        if child.i != participle.i:
            child.head = participle
    helper.head = participle
    helper.dep_ = "aux"
