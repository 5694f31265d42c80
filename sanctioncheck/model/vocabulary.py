"""The words that rules, questions, traces and texts share: types of things, and predicates with their roles."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sanctioncheck.model.document import BadValue, Question, Record, Text, Word

IS_A = "is_a"
INVOKES = "invokes"


class Type(Record):
    """A kind of thing, within wider kinds."""

    label: Text = Field(description="The type in words, as a sentence would have it: `arms or related materiel`.")
    is_a: tuple[Word, ...] = Field(default=(), description="The wider types; evidence for this type counts for them.")
    words: tuple[Text, ...] = Field(
        default=(), description="Nouns by which texts call a thing of this type, as lemmas: `shell`, `drone`."
    )
    mistaken_for: tuple[Word, ...] = Field(
        default=(),
        description="Types for which this one is often taken: a row that asks for them is drawn although the thing is "
        "of this kind.",
    )
    declarable: bool = Field(
        default=False,
        description="Whether a case may give this type to an actor or thing without evidence, as part of naming it.",
    )


Slot = Annotated[str, StringConstraints(pattern=r"^[a-z_]+( [a-z]+)*$", max_length=40)]
"""Where in a sentence something stands: `subject`, `object`, a preposition of one or more words."""
Slots = Annotated[str, StringConstraints(pattern=r"^[a-z_]+([ |][a-z_]+)*$", max_length=120)]
"""Several slots, any one of which will do, with `|` between them."""


class Frame(Record):
    """One way to say a predicate: the words that state it, and where in the sentence its roles stand.

    A slot is `subject`, `object`, `dative`, `possessor`, `compound` (an adjective or noun before a noun) or a
    preposition.
    For a verb, `subject` is who does it, also in a passive; for a noun it is whose it is, or who stands after `by`.
    """

    verbs: tuple[Text, ...] = Field(default=(), description="Lemmas; a second word is a particle: `pull out`.")
    nouns: tuple[Text, ...] = Field(default=(), description="Lemmas of nouns for the same conduct: `delivery`.")
    adjectives: tuple[Text, ...] = Field(default=(), description="Lemmas of adjectives said of the first role.")
    also: tuple[Text, ...] = Field(
        default=(),
        description="Words too vague to find it by, which a reader that understands the text may rest it on.",
    )
    needs: dict[Slots, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Slot to the words, or the groups of words, one of which must head its filler or stand before it; "
        "`*` is any, and `<name>`, `<town>`, `<place>`, `<national>`, `<number>`, `<model>` and `<pronoun>` are kinds "
        "of words.",
    )
    bars: dict[Slots, tuple[Text, ...]] = Field(
        default_factory=dict, description="Slot to the words or groups of words that its filler must not have."
    )
    roles: dict[Word, tuple[Slot, ...]] = Field(
        min_length=1, description="Role to the slots in which it is looked for, the likeliest first."
    )
    own: tuple[Word, ...] = Field(
        default=(), description="Roles filled by the thing that stands there, not by the State that it belongs to."
    )
    mutual: bool = Field(default=False, description="Whether two joined subjects fill the first two roles.")
    status: Literal["promised", "hypothetical"] | None = Field(
        default=None, description="What the words themselves say of how real it is, as `pledge` does."
    )


class Cues(Record):
    """What a text says when it speaks of a predicate."""

    about: Text = Field(
        description="What counts, and who fills the roles where it could be either, for a reader of texts."
    )
    frames: tuple[Frame, ...] = Field(min_length=1, description="The ways to say it.")
    positive: tuple[Text, ...] = Field(min_length=1, description="Sentences that state it; the tests read them.")
    negative: tuple[Text, ...] = Field(min_length=1, description="Sentences that look like it and do not state it.")
    opinion: bool = Field(default=False, description="Whether it is a view of the law: kept, and never a fact.")
    heads: dict[Word, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Role to the words, or groups of words, one of which must head its filler where that is no name: a "
        "team that attacks is no army.",
    )


class Predicate(Record):
    """A relation between things that facts state and rules ask for."""

    roles: dict[Word, Word] = Field(min_length=1, description="Role name to type, in the order in which they are said.")
    kind: Literal["event", "state", "classification"] = Field(
        description="An event has a date of its own; a state or a classification is read at the date of the conduct."
    )
    closed: bool = Field(default=False, description="Whether a list answers it whole, so that absence is a no.")
    conduct_of: Word | None = Field(default=None, description="The role whose State can admit it.")
    judgement: bool = Field(default=False, description="Whether only a person can decide it, with name and reason.")
    listed: bool = Field(default=False, description="Whether a result lists what each definition gives for it.")
    say: Text = Field(description="The sentence that states it: `{by} sent troops to {to}`.")
    deny: Text | None = Field(
        default=None, description="The sentence that denies it; by default `it is not the case that`."
    )
    ask: Question = Field(description="The question for it: `Did {by} send troops to {to}?`")
    counts: Text | None = Field(default=None, description="What would count as an answer, and who could give it.")
    cues: Cues | None = Field(default=None, description="How texts say it.")

    @model_validator(mode="after")
    def _roles_stand(self) -> Predicate:
        if self.conduct_of is not None and self.conduct_of not in self.roles:
            raise BadValue(f"`conduct_of` names `{self.conduct_of}`, which is no role of this predicate")
        for frame in self.cues.frames if self.cues is not None else ():
            for role in frame.roles:
                if role not in self.roles:
                    raise BadValue(f"a cue fills `{role}`, which is no role of this predicate")
        for template in (self.say, self.ask, self.deny or ""):
            for role in template_roles(template):
                if role not in self.roles:
                    raise BadValue(f"the sentence names `{{{role}}}`, which is no role of this predicate")
        return self


def template_roles(template: str) -> list[str]:
    """Give the role names that a sentence template has in braces, in order.

    >>> template_roles("{by} sent troops to {to}")
    ['by', 'to']
    """
    return [part.split("}", 1)[0] for part in template.split("{")[1:] if "}" in part]


class VocabularyFile(Record):
    """One file of `rules/vocabulary/`."""

    vocabulary: Text = Field(description="What the file is about, in a few words.")
    words: dict[Word, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="Groups of words that cues name: `soldiery` for troops, soldiers and the like.",
    )
    types: dict[Word, Type] = Field(description="Kinds of things, by name.", default_factory=dict)
    disjoint: tuple[tuple[Word, ...], ...] = Field(
        default=(),
        description="Groups of types of which nothing is two at once; evidence for one counts against the others.",
    )
    predicates: dict[Word, Predicate] = Field(
        description="Relations that facts state and rules ask for, by name.", default_factory=dict
    )


class Vocabulary(Record):
    """All the words of a pack."""

    types: dict[str, Type]
    disjoint: tuple[tuple[str, ...], ...]
    predicates: dict[str, Predicate]
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def supertypes(self, name: str) -> tuple[str, ...]:
        """Give a type and all its wider types, nearest first, in a fixed order.

        >>> v = Vocabulary(types={"thing": Type(label="thing"), "item": Type(label="item", is_a=("thing",))},
        ...                disjoint=(), predicates={})
        >>> v.supertypes("item")
        ('item', 'thing')
        """
        return self._wider[name]

    def subtypes(self, name: str) -> tuple[str, ...]:
        """Give a type and all narrower types, in the order of the vocabulary."""
        return self._narrower[name]

    @cached_property
    def _wider(self) -> dict[str, tuple[str, ...]]:
        return {name: self._above(name) for name in self.types}

    @cached_property
    def _narrower(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {name: [] for name in self.types}
        for other, above in self._wider.items():
            for name in above:
                below[name].append(other)
        return {name: tuple(others) for name, others in below.items()}

    def _above(self, name: str) -> tuple[str, ...]:
        seen: dict[str, None] = {name: None}
        queue = [name]
        while queue:
            for wider in self.types[queue.pop(0)].is_a:
                if wider not in seen:
                    seen[wider] = None
                    queue.append(wider)
        return tuple(seen)

    def disjoint_with(self, name: str) -> tuple[str, ...]:
        """Give the types that nothing of this type can have: disjoint with it or a wider type, and narrower ones."""
        wider = set(self.supertypes(name))
        against: dict[str, None] = {}
        for group in self.disjoint:
            if wider & set(group):
                for other in group:
                    if other not in wider:
                        against.update(dict.fromkeys(self.subtypes(other)))
        return tuple(against)
