"""Compares what a reader proposed with what a careful reader annotated."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
PREDICATES = {
    "sends_troops": "sends_troops",
    "hosts_personnel": "troops_present",
    "fights_alongside": "fights_alongside",
    "attacks": "attacks",
    "fights": "attacks",
    "at_war": "at_war",
    "transfers": "transfers",
    "pays": "pays",
    "assists": "supports",
    "trains": "trains",
    "commands": "directs",
    "recruits_fighters": "sends_irregulars",
    "lends_territory": "lends_territory",
    "occupies": "occupies",
    "blockades": "blockades",
    "withdraws": "withdraws",
    "threatens": "threatens",
    "conducts_test_or_launch": "tests_weapon",
    "exercises": "exercises",
    "concludes_treaty": "concludes_treaty",
    "allied_with": "allied_with",
    "requested_help": "requests_help",
    "consents": "consents",
    "acknowledges": "acknowledges",
    "accuses": "accuses",
    "thanks": "thanks",
    "declares_victory": "declares_victory",
    "imposes_sanctions": "imposes_sanctions",
    "evades_sanctions": "evades_sanctions",
    "employs_workers": "employs_workers",
    "hosts_listed": "hosts_listed",
    "seizes_cargo": "seizes_cargo",
    "recognises": "recognises",
    "violates_law": "violates_law",
    "promises": "promises",
}
"""Predicate of the vocabulary to class of the gold set."""
ROLES = {
    "hosts_personnel": ("of", "host"),
    "fights_alongside": ("force", "with"),
    "fights": ("force", "against"),
}
"""Which roles are the agent and the recipient, where they are not the first two."""


@dataclass(frozen=True)
class Row:
    """One fact, annotated or proposed, in the terms of the gold set."""

    kind: str
    start: int
    end: int
    trigger: tuple[int, int]
    agent: str | None
    recipient: str | None
    status: str
    mode: str
    positive: bool
    speaker: str | None

    @property
    def modality(self) -> str:
        """Its status, or for what is said to have happened whether it is asserted, alleged, denied or a view of the
        law."""
        if self.status != "actual":
            return self.status
        return self.mode if self.mode in ("alleged", "denied", "opinion") else "asserted"


@dataclass
class Score:
    """Counts for one part of what is measured."""

    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def line(self) -> str:
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        return f"{p:.2f} {r:.2f} {self.f1:.2f}   ({self.right} right, {self.gold} annotated, {self.found} found)"

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass
class Report:
    """All that is measured over some texts."""

    parts: dict[str, Score] = field(default_factory=dict)
    kinds: dict[str, Score] = field(default_factory=dict)
    confusion: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    matched: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    possible: Counter[str] = field(default_factory=Counter)

    def add(self, part: str, right: int, gold: int, found: int) -> None:
        score = self.parts.setdefault(part, Score())
        score.right += right
        score.gold += gold
        score.found += found


def texts_of(half: str) -> list[dict[str, Any]]:
    """Read the annotated texts of a half."""
    paths = sorted((HERE / "gold" / half).glob("*.yaml"))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]


def gold_rows(entry: dict[str, Any]) -> list[Row]:
    """Give the annotated facts of a text."""
    rows = []
    for fact in entry["facts"]:
        start = entry["text"].index(fact["quote"])
        inner = fact["quote"].find(fact["trigger"])
        at = start + max(inner, 0)
        rows.append(
            Row(
                fact["class"],
                start,
                start + len(fact["quote"]),
                (at, at + len(fact["trigger"])),
                (fact.get("agent") or {}).get("is"),
                (fact.get("recipient") or {}).get("is"),
                fact["status"],
                fact["mode"],
                fact["polarity"] == "positive",
                (fact.get("speaker") or {}).get("is"),
            )
        )
    return rows


SEED = {
    "deploys_troops": "sends_troops",
    "supports_militarily": "supports",
    "armed_conflict": "at_war",
    "is_target_of_sanctions": "imposes_sanctions",
    "alleges": "accuses",
    "defends": "fights_alongside",
    "defence_agreement": "concludes_treaty",
    "commits_mutual_assistance": "supports",
    "reinforces_alliance": "allied_with",
    "military_exercise": "exercises",
    "poses_nuclear_threat": "threatens",
    "participates_in_conflict": "fights_alongside",
    "commits_wrongful_act": "violates_law",
    "legitimises": "recognises",
}
"""Predicate of the seed's annotation to class of the gold set, where the two differ."""


def seed_rows(facts: list[dict[str, Any]]) -> list[Row]:
    """Give the annotated facts of the seed article in the terms of the gold set.

    Its `target`, `recipient`, `object` and `place` are the recipient, in this order of need; what is presupposed is
    asserted, and what somebody alleges of the law is an opinion.
    """
    rows = []
    for fact in facts:
        roles = {
            role: value
            for role, value in fact["roles"].items()
            if len(value) == 2 or value in ("UNSC", "Western secret services")
        }
        kind = SEED.get(fact["predicate"], fact["predicate"])
        recipient = roles.get("recipient") or roles.get("object") or roles.get("place") or roles.get("target")
        mode = {"asserted": "reported", "presupposed": "reported", "alleged": "alleged"}.get(
            fact["modality"], "reported"
        )
        status = fact["modality"] if fact["modality"] in ("promised", "hypothetical") else "actual"
        mode = "opinion" if kind == "violates_law" else mode
        speaker = None if fact["speaker"] == "author" else fact["speaker"].split(",")[0]
        agent = roles.get("agent")
        rows.append(
            Row(
                kind,
                fact["start"],
                fact["end"],
                (fact["start"], fact["end"]),
                agent,
                recipient,
                status,
                mode,
                True,
                speaker,
            )
        )
    return rows


def proposed_row(proposal: Any) -> Row | None:
    """Give a proposal in the terms of the gold set; None for a predicate that it does not know."""
    kind = PREDICATES.get(proposal.predicate)
    if kind is None:
        return None
    names = ROLES.get(proposal.predicate) or tuple(proposal_roles(proposal))[:2]
    agent, recipient = (_who(proposal.roles.get(name)) for name in (*names, "", "")[:2])
    return Row(
        kind,
        proposal.quote.start,
        proposal.quote.end,
        (proposal.trigger.start, proposal.trigger.end),
        agent,
        recipient,
        proposal.status,
        proposal.mode,
        proposal.positive,
        _who(proposal.speaker),
    )


_ORDER: dict[str, tuple[str, ...]] = {}


def proposal_roles(proposal: Any) -> tuple[str, ...]:
    """Give the roles of a proposal's predicate in the order of the vocabulary."""
    if not _ORDER:
        from sanctioncheck.load.pack import load_pack

        _ORDER.update({name: tuple(p.roles) for name, p in load_pack().vocabulary.predicates.items()})
    return _ORDER[proposal.predicate]


def _who(filled: Any) -> str | None:
    if filled is None or filled.via == "missing":
        return None
    return str(filled.code or filled.name)


def same(gold: str | None, found: str | None) -> bool:
    """Tell whether two names mean the same: the same State, or names of which one holds the other."""
    if gold is None or found is None:
        return gold is None and found is None
    if gold == found:
        return True
    a, b = _plain(gold), _plain(found)
    if (len(gold) == 2 and gold.isupper()) or (len(found) == 2 and found.isupper()):
        return a == b
    return bool(a and b) and (a == b or a <= b or b <= a)


def _plain(name: str) -> frozenset[str]:
    words = re.findall(r"\w+", name.casefold())
    return frozenset(word.removesuffix("s") for word in words if word not in ("the", "a", "an", "of", "s", "mv", "mt"))


def matched(gold: list[Row], found: list[Row]) -> dict[int, int]:
    """Give which proposal is taken for which annotated fact: the best match first, each once."""
    options = []
    for g, wanted in enumerate(gold):
        for f, row in enumerate(found):
            if wanted.kind == row.kind and _overlap(wanted, row):
                options.append((_likeness(wanted, row), -abs(wanted.trigger[0] - row.trigger[0]), -g, -f))
    matches: dict[int, int] = {}
    used: set[int] = set()
    for _, _, g, f in sorted(options, reverse=True):
        if -g not in matches and -f not in used:
            matches[-g] = -f
            used.add(-f)
    return matches


def compare(gold: list[Row], found: list[Row], report: Report) -> None:
    """Match proposals with annotated facts, the best match first, and count what is right."""
    matches = matched(gold, found)
    used = set(matches.values())
    whole = strict = 0
    for g, f in matches.items():
        wanted, row = gold[g], found[f]
        report.matched += 1
        checks = {
            "agent": wanted.agent is None or same(wanted.agent, row.agent),
            "recipient": wanted.recipient is None or same(wanted.recipient, row.recipient),
            "modality": wanted.modality == row.modality,
            "polarity": wanted.positive == row.positive,
            "mode": wanted.mode == row.mode,
            "speaker": same(wanted.speaker, row.speaker)
            or (wanted.speaker is None and row.mode in ("found", "admitted", "official")),
        }
        for name, right in checks.items():
            if (name == "agent" and wanted.agent is None) or (name == "recipient" and wanted.recipient is None):
                continue
            report.possible[name] += 1
            report.fields[name] += right
        right = all(checks[name] for name in ("agent", "recipient", "modality", "polarity"))
        whole += right
        strict += right and same(wanted.agent, row.agent) and same(wanted.recipient, row.recipient)
        if not checks["modality"]:
            report.confusion["modality", wanted.modality, row.modality] += 1
        if not checks["mode"]:
            report.confusion["mode", wanted.mode, row.mode] += 1
        report.kinds.setdefault(wanted.kind, Score()).right += right
    for wanted in gold:
        report.kinds.setdefault(wanted.kind, Score()).gold += 1
    for row in found:
        report.kinds.setdefault(row.kind, Score()).found += 1
    report.add("trigger", len(matches), len(gold), len(found))
    report.add("whole fact", whole, len(gold), len(found))
    report.add("whole fact, empty roles too", strict, len(gold), len(found))
    told = [g for g in range(len(gold)) if gold[g].speaker is not None]
    said = [f for f in range(len(found)) if found[f].speaker is not None]
    hits = sum(1 for g in told if g in matches and same(gold[g].speaker, found[matches[g]].speaker))
    report.add("attribution", hits, len([g for g in told if g in matches]), len([f for f in said if f in used]))


def _overlap(wanted: Row, row: Row) -> bool:
    if max(wanted.trigger[0], row.trigger[0]) < min(wanted.trigger[1], row.trigger[1]):
        return True
    inside = wanted.start <= row.trigger[0] and row.trigger[1] <= wanted.end
    return inside and max(wanted.start, row.start) < min(wanted.end, row.end)


def _likeness(wanted: Row, row: Row) -> int:
    return (
        2 * same(wanted.agent, row.agent)
        + 2 * same(wanted.recipient, row.recipient)
        + (wanted.modality == row.modality)
        + (wanted.positive == row.positive)
        + (max(wanted.trigger[0], row.trigger[0]) < min(wanted.trigger[1], row.trigger[1]))
    )
