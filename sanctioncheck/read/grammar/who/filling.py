"""A filler as a proposal has it: its type in the vocabulary, and the words that name it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sanctioncheck.model.proposal import Filled, Told
from sanctioncheck.read.grammar.who.actors import Actors
from sanctioncheck.read.grammar.who.fillers import Filler

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["filled"]


def filled(filler: Filler, wanted: str, own: bool, doc: Doc, actors: Actors) -> Filled:
    """Say what fills a role, with its type in the vocabulary and the words that name it."""
    base = actors.base
    names = actors.names
    code = names.code.get(filler.id) if filler.kind in ("state", "body") else None
    antecedent = None
    if filler.antecedent is not None and wanted in ("actor", "state") and not own:
        antecedent = Told(filler.antecedent[0], filler.antecedent[1], "")
    if own or wanted in ("thing", "item", "treaty", "act"):
        words = doc.char_span(filler.start - base, filler.end - base, alignment_mode="expand") or ()
        owner = next((each for word in words for each in [actors.state_of(word)] if each is not None), None)
        if owner is None and own and filler.id in names.states:
            owner = replace(filler, kind="state")
        kind = wanted if wanted != "actor" else "armed_unit"
        return Filled(
            filler.id,
            filler.text,
            kind,
            Told(filler.start, filler.end, filler.text),
            owner.id if owner else None,
            names.code.get(owner.id) if owner else None,
            filler.via,
            Told(*owner.antecedent, "") if owner is not None and owner.antecedent is not None else None,
        )
    kind = {"state": "state", "body": "organisation", "named": "organisation", "described": "actor"}[filler.kind]
    name = names.label[filler.id] if filler.kind in ("state", "body") else filler.id
    return Filled(
        filler.id,
        name,
        kind,
        Told(filler.start, filler.end, filler.text),
        filler.id if filler.kind == "state" else None,
        code,
        filler.via,
        antecedent,
    )
