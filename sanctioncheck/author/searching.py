"""Looks for words in the rules, within limits of regime, conduct, day and the like, and says where each was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sanctioncheck.author.citing import matching_provisions
from sanctioncheck.author.pages.leaning import meaning_conditions, rule_conditions, symbol, symbols
from sanctioncheck.author.register import Registered
from sanctioncheck.model.condition import atoms
from sanctioncheck.model.evidence import IS_A
from sanctioncheck.model.register import Entry, Found, Hit
from sanctioncheck.model.rulebook import Rule, Rulebook, alternatives, head
from sanctioncheck.model.time import in_force, parse_window, point, span

__all__ = ["WEIGHT", "Limits", "search"]

WEIGHT: Final[dict[str, int]] = {
    "citation": 8, "id": 8, "title": 6, "word": 5, "norm": 5, "question": 4, "gist": 3, "statement": 3, "exception": 2,
    "definition": 2, "reading": 2,
}  # fmt: skip
"""What a word counts for where it stands; anywhere else it counts for one, and where it begins a longer word, half."""
_OTHER: Final = 1
_CITED: Final = 40
"""What it counts for that the words are a citation of the provision."""
_WORD = re.compile(r"\w+")
_PLURAL: Final = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search keeps to; where anything is asked of provisions, only they are found."""

    kinds: tuple[str, ...] = ()
    regime: str | None = None
    actor_type: str | None = None
    conduct: str | None = None
    on: str | None = None
    status: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()

    @property
    def of_law(self) -> bool:
        """Whether something is asked that only a provision has."""
        return any((self.regime, self.actor_type, self.conduct, self.on, self.status))


def search(words: str, limits: Limits, entries: Sequence[Registered], book: Rulebook) -> tuple[Hit, ...]:
    """Find what holds every word and keeps to the limits.

    Args:
        words: the words, or a citation; none for all that keeps to the limits.
        limits: what to keep to; the words of the vocabulary in it are known.
        entries: everything that has a page.
        book: the pack.

    Returns:
        The hits: what is cited first, then by the score; equal ones in the order of the entries.

    >>> from sanctioncheck.load.pack import load_pack
    >>> from sanctioncheck.author.pages.beside import Shelf
    >>> from sanctioncheck.author.register import register
    >>> from sanctioncheck.load.pack import built_in
    >>> book = load_pack()
    >>> search("SCR 1874 para 9", Limits(), register(book, Shelf(built_in())), book)[0].entry.id
    'un.sc.res.1874/9'
    """
    wanted = tuple(dict.fromkeys(_WORD.findall(words.casefold())))
    cited = {each.provision for each in matching_provisions(words, book.provisions.values())} if wanted else set()
    hits = []
    for each in entries:
        kept = list(_keeps(each.entry, limits, book))
        if None in kept:
            continue
        found = _found(wanted, each, each.entry.kind == "provision" and each.entry.id in cited, words.strip())
        if found is not None:
            reasons = (*found, *(reason for reason in kept if reason is not None))
            hits.append(Hit(score=sum(one.score for one in found), entry=each.entry, found=reasons))
    # What is cited stands before what only holds the same words, however many they are.
    return tuple(sorted(hits, key=lambda hit: (hit.entry.id not in cited, -hit.score)))


def _found(wanted: Sequence[str], each: Registered, cited: bool, asked: str) -> tuple[Found, ...] | None:
    """Give the best place of every word; None where one stands nowhere."""
    if cited:
        text = each.entry.citation or each.entry.id
        return (Found(sought=asked, where="citation", text=text, score=_CITED),)
    found: list[Found] = []
    for word in wanted:
        best = max(_places(word, each), key=lambda one: one.score, default=None)
        if best is None:
            return None
        found.append(best)
    return tuple(found)


def _places(word: str, each: Registered) -> Iterator[Found]:
    stem = word[:-1] if word.endswith("s") and len(word) > _PLURAL else word
    for where, text in each.texts:
        weight = 2 * WEIGHT.get(where.split(" ")[0], _OTHER)
        parts = {part for whole in _WORD.findall(text.casefold()) for part in (whole, *whole.split("_"))}
        if word in parts or stem in parts:
            yield Found(sought=word, where=where, text=text, score=weight)
        elif any(part.startswith(stem) for part in parts):
            yield Found(sought=word, where=where, text=text, score=weight // 2)


def _keeps(entry: Entry, limits: Limits, book: Rulebook) -> Iterator[Found | None]:
    """Say for each limit why a thing keeps to it; None where it does not."""
    if limits.kinds:
        yield _reason("kind", entry.kind, entry.kind) if entry.kind in limits.kinds else None
    if limits.mark:
        asked = entry.mark in limits.mark or ("unconfirmed" in limits.mark and entry.confirmed is False)
        yield _reason("mark", ", ".join(limits.mark), entry.mark or "") if asked else None
    if not limits.of_law:
        return
    if entry.kind != "provision":
        yield None
        return
    if limits.regime is not None:
        yield _regime(limits.regime, entry)
    for status in limits.status:
        yield _reason("status", status, ", ".join(entry.status)) if status in entry.status else None
    if limits.on is not None:
        yield _on(limits.on, entry, book)
    own = tuple(rule for rule in book.rules if rule.provision.provision == entry.id)
    if limits.actor_type is not None:
        yield _binds(limits.actor_type, own, book)
    if limits.conduct is not None:
        yield _asks(limits.conduct, own, book)


def _reason(where: str, sought: str, text: str) -> Found:
    return Found(sought=sought, where=where, text=text, score=0)


def _regime(asked: str, entry: Entry) -> Found | None:
    """Keep what stands in a folder of that name, or one of whose parts is it: `dprk`, `1718`, `charter`."""
    folders = (entry.regime or "").casefold().split("/")
    parts = {part for folder in folders for part in (folder, *folder.split("-"))}
    return _reason("regime", asked, entry.regime or "") if asked.casefold().strip("/") in parts else None


def _on(asked: str, entry: Entry, book: Rulebook) -> Found | None:
    stretches = book.provisions[entry.id].in_force
    time = span(in_force(each.from_, each.to, each.unknown_after) for each in stretches)
    fits = time.fits(point(parse_window(asked)))
    if fits is False:
        return None
    return _reason("in force", asked, f"{entry.in_force}{'' if fits else '; not known for that day'}")


def _binds(kind: str, own: Sequence[Rule], book: Rulebook) -> Found | None:
    """Keep what binds actors of a type: its own, or a wider one."""
    wider = book.vocabulary.supertypes(kind)
    binding = [rule for rule in own if rule.norm.bearer.type in wider]
    return _reason("bearer", kind, "; ".join(rule.norm.title for rule in binding)) if binding else None


def _asks(predicate: str, own: Sequence[Rule], book: Rulebook) -> Found | None:
    """Keep what asks for a predicate, directly or through definitions and bridges."""
    for rule in own:
        for name, element in rule.elements.items():
            conditions = [condition for _, condition in alternatives(element.when, element.readings)]
            if any(atom.predicate == predicate for each in conditions for atom, _ in atoms(each)):
                return _reason("conduct", predicate, f"element {name} asks for it")
    through = _through(predicate, {name for rule in own for name in symbols(rule_conditions(rule))}, book)
    return _reason("conduct", predicate, f"through {' and '.join(through)}") if through else None


def _through(predicate: str, names: set[str], book: Rulebook) -> tuple[str, ...]:
    """Give the shortest way of definitions and bridges from what is asked for to a predicate; nothing for none."""
    ways: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in sorted(names)]
    seen = set(names)
    for name, way in ways:
        kinds = (
            {f"{IS_A}:{each}" for each in book.vocabulary.subtypes(name[5:])} if name.startswith("is_a:") else {name}
        )
        for meaning in book.meanings:
            if symbol(*head(meaning)) not in kinds:
                continue
            for asked in symbols(meaning_conditions(meaning)):
                if asked == predicate:
                    return (*way, meaning.id)
                if asked not in seen:
                    seen.add(asked)
                    ways.append((asked, (*way, meaning.id)))
    return ()
