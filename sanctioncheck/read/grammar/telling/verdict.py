"""What comes of all that a sentence says of its trigger: how real it is, whether it is affirmed, who tells it how."""

from __future__ import annotations

from dataclasses import dataclass

from sanctioncheck.model.fact import Mode, Status
from sanctioncheck.read.grammar.form.slots import Slots
from sanctioncheck.read.grammar.telling.modality import is_none
from sanctioncheck.read.grammar.telling.reality import Reality
from sanctioncheck.read.grammar.telling.speech import Quotation, Telling
from sanctioncheck.read.grammar.who.fillers import Filler

__all__ = ["Verdict", "verdict"]

_OWN = frozenset({"we", "i", "our", "ours", "my", "mine"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a trigger, all in all."""

    status: Status
    positive: bool
    mode: Mode
    speaker: Filler | None


def verdict(
    slots: Slots,
    reality: Reality,
    telling: Telling,
    status: Status,
    inside: Quotation | None,
    agent: Filler | None,
    concerned: frozenset[str] = frozenset(),
) -> Verdict:
    """Weigh what was found together.

    Args:
        slots: the trigger with its slots.
        reality: what the words round it say of it.
        telling: who tells it, and with which weight.
        status: how real it is said to be.
        inside: the quotation in which it stands.
        agent: whose conduct it is.
        concerned: ids of all whom it is said of.
    """
    subjects = slots["subject"]
    mode, speaker, positive = telling.mode, telling.speaker, not reality.negated
    if mode == "denied" and speaker is not None and status in ("hypothetical", "generic"):
        # "denies any help", "denied that any company had sold it": what is denied is that it happened.
        status = "actual"
    if reality.negated and inside is not None and any(each.i < inside.start for each in subjects):
        # Arcadia "never sold them a bullet": whose conduct it is stands before the words that are quoted.
        return Verdict(status, True, "denied", agent)
    if status == "deontic" and not any(is_none(each) for each in subjects):
        # What is banned is told as a norm; that it is a ban does not say that it did not happen.
        return Verdict(status, True, mode, speaker)
    first_person = any(each.lower_ in _OWN for subject in subjects for each in subject.subtree)
    own = mode == "admitted" or (first_person and mode in ("reported", "official", "alleged"))
    own = own or (mode == "official" and speaker is not None and speaker.id in concerned)
    if reality.negated and own and status == "actual":
        # Who says that it did not do it denies it.
        return Verdict(status, True, "denied", speaker)
    if reality.negated and mode == "denied":
        return Verdict(status, positive, "alleged", speaker)
    return Verdict(status, positive, mode, speaker)
