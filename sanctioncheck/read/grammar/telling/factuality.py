"""Whether a sentence states that something happened: that it did not, may, will, or shall; and who is said to say
so."""

from __future__ import annotations

from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.embedding import note_embedding
from sanctioncheck.read.grammar.telling.modality import note_own_words
from sanctioncheck.read.grammar.telling.reality import Reality
from sanctioncheck.read.grammar.telling.sentence import note_sentence

__all__ = ["real"]


def real(slots: Slots, speech: Speech) -> Reality:
    """Work out what the sentence says of how real its trigger is.

    Looks at the words on the trigger itself and on the verb that carries it, then at everything that it hangs on up to
    the root, then at the sentence as a whole.

    Args:
        slots: the trigger with its slots.
        speech: how texts say things.
    """
    found = Reality()
    note_own_words(slots.trigger, speech, found)
    if slots.carrier is not None:
        note_own_words(slots.carrier, speech, found)
    note_embedding(slots.trigger, slots.carrier, speech, found)
    note_sentence(slots, speech, found)
    return found
