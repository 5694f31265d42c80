"""How texts name States and bodies, and how they say who says what: the words that the reader knows beside the vocabulary."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sanctioncheck.model.document import BadValue, Id, Record, Text

__all__ = ["BodiesFile", "Body", "SpeechFile", "StateName", "StatesFile", "Texts"]


class StateName(Record):
    """A State and everything that texts call it by."""

    id: Id = Field(description="The id that cases and lists use for it.")
    code: str = Field(
        pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2, or a code of our own for a State that ended."
    )
    names: tuple[Text, ...] = Field(default=(), description="Short and formal names.")
    adjectives: tuple[Text, ...] = Field(default=(), description="Words for what belongs to it: `Iranian`.")
    seats: tuple[Text, ...] = Field(default=(), description="Its capital and seats of government, which stand for it.")
    leaders: tuple[Text, ...] = Field(default=(), description="Persons who speak and act for it.")
    places: tuple[Text, ...] = Field(default=(), description="Places that lie in it and do not stand for it.")


class StatesFile(Record):
    """`texts/states.yaml`."""

    states: tuple[StateName, ...] = ()
    ambiguous: dict[Text, tuple[Id, ...]] = Field(
        default_factory=dict, description="A name that several States have, with the States that it can mean."
    )
    within: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="A name to the names of places beside which it is no State: `Georgia` beside `Atlanta`.",
    )
    not_states: tuple[Text, ...] = Field(default=(), description="Names that hold a State's name and are not it.")

    @model_validator(mode="after")
    def _one_state_each(self) -> StatesFile:
        owner: dict[str, str] = {}
        for state in self.states:
            for name in (*state.names, *state.adjectives, *state.seats, *state.leaders, *state.places):
                if owner.setdefault(name, state.id) != state.id:
                    raise BadValue(
                        f"`{name}` names both `{owner[name]}` and `{state.id}`",
                        "put it under `ambiguous`, with both, or take it from one of them",
                    )
        for name, meant in self.ambiguous.items():
            if name in owner:
                raise BadValue(
                    f"`{name}` is ambiguous and yet a name of `{owner[name]}`", "take it from one of the two"
                )
            for ident in meant:
                if ident not in {state.id for state in self.states}:
                    raise BadValue(f"`{name}` can mean `{ident}`, which no entry declares")
        return self


class Body(Record):
    """An organisation, organ or medium that texts name."""

    id: Id
    names: tuple[Text, ...] = Field(min_length=1)
    kind: Literal["fact-finding", "official", "medium", "actor", "organ"] = Field(
        description="What weight its word has; an `organ` acts and speaks for its `state`."
    )
    code: str | None = Field(default=None, pattern=r"^[A-Z]{2,6}$")
    state: Id | None = Field(default=None, description="The State whose organ or voice it is.")


class BodiesFile(Record):
    """`texts/bodies.yaml`."""

    bodies: tuple[Body, ...] = ()
    organs: tuple[Text, ...] = Field(default=(), description="Nouns for what acts for the State named with them.")
    offices: tuple[Text, ...] = Field(
        default=(), description="Titles of persons who act for the State named with them."
    )
    stands_for_state: tuple[Text, ...] = Field(default=(), description="Nouns that stand for the State last named.")
    stands_for_group: tuple[Text, ...] = Field(default=(), description="Nouns that, with `both`, stand for two.")
    persons: tuple[Text, ...] = Field(
        default=(),
        description="Nouns for persons and organisations, which are not the State or group that they belong to.",
    )


class SpeechFile(Record):
    """`texts/speech.yaml`."""

    speech: dict[Text, tuple[Text, ...]] = Field(description="Kind of speech to the verbs of it.")
    nouns: dict[Text, tuple[Text, ...]] = Field(default_factory=dict, description="Kind of speech to nouns of it.")
    modals: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    hearsay: tuple[Text, ...] = ()
    unreal: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    negations: tuple[Text, ...] = ()
    light: tuple[Text, ...] = ()
    reversed: tuple[Text, ...] = ()
    merits: tuple[Text, ...] = ()
    doubt: tuple[Text, ...] = Field(
        default=(), description="Words that make a whole sentence no more than an allegation."
    )
    imagined: tuple[Text, ...] = Field(
        default=(), description="Words that make a whole sentence no more than imagined."
    )
    to_machines: tuple[Text, ...] = Field(
        default=(),
        description="Phrases by which a text speaks to a program and not to a reader; what holds one is not read.",
    )
    vague_speakers: tuple[Text, ...] = ()
    witnesses: tuple[Text, ...] = ()


class Texts(Record):
    """All that a pack says of how texts name and say things."""

    states: StatesFile = Field(default_factory=StatesFile)
    bodies: BodiesFile = Field(default_factory=BodiesFile)
    speech: SpeechFile = Field(default_factory=lambda: SpeechFile(speech={}))
    sha256: str = Field(default="", description="Hash of the files.")
