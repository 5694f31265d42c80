"""How texts name States and bodies, and how they say who says what: the words that the reader knows beside the
vocabulary."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sanctioncheck.model.document import BadValue, Id, Record, Text, Word

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


class ShortName(Record):
    """A short name that several bodies share: "the Council" of a text that names no other is that of the Union."""

    name: Text
    means: Word = Field(description="The body that it means in texts that name that body, and not the other.")
    with_: tuple[Text, ...] = Field(alias="with", description="Names, one of which the text must hold.")
    without: tuple[Text, ...] = Field(description="Names, none of which it may hold.")


class BodiesFile(Record):
    """`texts/bodies.yaml`."""

    bodies: tuple[Body, ...] = ()
    short_names: tuple[ShortName, ...] = Field(
        default=(), description="Short names whose body is told by what else the text names."
    )
    organs: tuple[Text, ...] = Field(default=(), description="Nouns for what acts for the State named with them.")
    offices: tuple[Text, ...] = Field(
        default=(), description="Titles of persons who act for the State named with them."
    )
    stands_for_state: tuple[Text, ...] = Field(default=(), description="Nouns that stand for the State last named.")
    stands_for_group: tuple[Text, ...] = Field(default=(), description="Nouns that, with `both`, stand for two.")
    estranged: tuple[Text, ...] = Field(
        default=(),
        description="Words that take from somebody that he acts for his State: `a former minister`, `rebel forces`.",
    )
    not_its_own: tuple[Text, ...] = Field(
        default=(),
        description="What a hyphen joins before a State and makes of it who is not that State: `anti-Arcadian`.",
    )
    not_its_acts: tuple[Text, ...] = Field(
        default=(), description="What a hyphen joins behind it, for tongue or birth: `Arcadian-speaking`."
    )
    excepting: tuple[Text, ...] = Field(
        default=(), description="Words after which somebody is named who is left out: `all States except Arcadia`."
    )
    persons: tuple[Text, ...] = Field(
        default=(),
        description="Nouns for persons and organisations, which are not the State or group that they belong to.",
    )
    partitives: tuple[Text, ...] = Field(
        default=(),
        description=(
            "Nouns and numbers that only say how many or how much; who is meant stands after `of`: "
            "`thousands of North Korean troops`."
        ),
    )
    calendar: tuple[Text, ...] = Field(default=(), description="Months and weekdays, which are names and name nobody.")
    times: tuple[Text, ...] = Field(default=(), description="Other nouns for when.")
    directions: tuple[Text, ...] = Field(
        default=(), description="Words beside a State's name that leave it one: `Northern Syria`."
    )
    titles: tuple[Text, ...] = Field(
        default=(), description="Titles in capitals beside a State's name that leave it one: `President of Georgia`."
    )
    personal_titles: tuple[Text, ...] = Field(
        default=(), description="Titles after which a State's name is a person's: `Mr. Jordan`."
    )
    not_common: tuple[Text, ...] = Field(
        default=(),
        description=(
            "Of the nouns under `organs` and `offices`, the ones that also begin the names of other things: "
            "`King Jordan`, `Air Niger`."
        ),
    )
    no_actors: tuple[Text, ...] = Field(
        default=(), description="Nouns of set phrases, which name nobody: `in response to`, `by the end of`."
    )
    aggressors: tuple[Text, ...] = Field(
        default=(), description="Nouns for the State last said to be at war or to attack."
    )
    ruling: tuple[Text, ...] = Field(
        default=(), description="Nouns for who rules from a capital: `the authorities in Belgrade`."
    )
    polities: tuple[Text, ...] = Field(
        default=(),
        description="Nouns for a State that may stand before its name: `the government of the Republic of Arcadia`.",
    )
    sorts: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict,
        description="A sort of actor that is no State to the nouns for it: `the bank` goes back to a company.",
    )
    sorts_of_names: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict, description="A sort of actor to the words in names that tell it: `Ltd`, `Front`."
    )
    humans: tuple[Text, ...] = Field(default=(), description="Nouns for human beings, to whom `he` and `she` go back.")
    sites: tuple[Text, ...] = Field(
        default=(), description="Nouns for places and for what stands in one, which stand for whose land it is."
    )


class SpeechFile(Record):
    """`texts/speech.yaml`."""

    speech: dict[Text, tuple[Text, ...]] = Field(description="Kind of speech to the verbs of it.")
    nouns: dict[Text, tuple[Text, ...]] = Field(default_factory=dict, description="Kind of speech to nouns of it.")
    modals: dict[Text, tuple[Text, ...]] = Field(
        default_factory=dict, description="`promising`, `supposing` or `requiring` to the auxiliaries that do so."
    )
    hearsay: tuple[Text, ...] = Field(default=(), description="Words that make what they stand with an allegation.")
    unreal: tuple[Text, ...] = Field(default=(), description="Words before a noun for what is not there, or not yet.")
    conditions: tuple[Text, ...] = Field(default=(), description="Words that open a condition or a question.")
    negations: tuple[Text, ...] = Field(default=(), description="Words that deny what they stand with.")
    light: tuple[Text, ...] = Field(
        default=(), description="Verbs that only carry the noun for what is done: `carry out` strikes."
    )
    reversed: tuple[Text, ...] = Field(
        default=(), description="Of those, the ones with who does it at the other end: `receive` training from."
    )
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
    vague_speakers: tuple[Text, ...] = Field(
        default=(), description="Nouns for speakers whose word is no more than an allegation."
    )
    witnesses: tuple[Text, ...] = Field(default=(), description="Nouns for those who saw what they tell.")
    object_control: tuple[Text, ...] = Field(
        default=(), description="Verbs whose object does what the infinitive says: `asked Arcadia to send`."
    )
    with_gerund: tuple[Text, ...] = Field(
        default=(), description="Verbs whose object does what the gerund says: `accused Arcadia of arming`."
    )
    helping: tuple[Text, ...] = Field(
        default=(), description="Verbs of help, whose object is who profits: `troops to support Arcadia`."
    )
    parts: tuple[Text, ...] = Field(
        default=(), description="Nouns for what somebody has in what is done: `denied any part in the raid`."
    )
    ways: tuple[Text, ...] = Field(
        default=(), description="Nouns that after `by` say how something goes, and not who does it: `by sea`."
    )
    in_doing: tuple[Text, ...] = Field(
        default=(),
        description="Nouns that after `in` say what somebody does by what he does: `in violation of`, `in support of`.",
    )
    plans: tuple[Text, ...] = Field(
        default=(),
        description="Nouns for what somebody means to do, or has to, with an infinitive: `its decision to send`.",
    )
    made_of: tuple[Text, ...] = Field(
        default=(), description="Nouns that stand before the ones who act: `the presence of troops fighting`."
    )
    series: tuple[Text, ...] = Field(
        default=(), description="Nouns that only count what is done: `carried out a series of strikes`."
    )
    phases: tuple[Text, ...] = Field(
        default=(),
        description=(
            "Nouns for a time or a chance of what is done: `the start of deliveries`; what is said of them "
            "is said of it."
        ),
    )
    avowing: tuple[Text, ...] = Field(
        default=(),
        description=(
            "Verbs whose subject is whose conduct the object says: who confirms, denies or orders an attack makes it."
        ),
    )
    answering: tuple[Text, ...] = Field(
        default=(), description="Verbs of which the same holds with `with`: `replied with strikes`."
    )
    announcing: tuple[Text, ...] = Field(
        default=(), description="Verbs that make their object a promise: `announced deliveries`."
    )
    done_by_saying: tuple[Text, ...] = Field(
        default=(), description="Nouns for what is done once it has been announced: `announced sanctions`."
    )
    pledging: tuple[Text, ...] = Field(default=(), description="Verbs that say of themselves that nothing is done yet.")
    instructing: tuple[Text, ...] = Field(
        default=(), description="Verbs of saying that with an infinitive tell somebody what to do."
    )
    happenings: tuple[Text, ...] = Field(default=(), description="Verbs that say of their subject that it takes place.")
    habits: tuple[Text, ...] = Field(default=(), description="Adverbs that make a sentence one about what is usual.")
    general_subjects: tuple[Text, ...] = Field(
        default=(), description="Nouns that, with no article, name nobody in particular."
    )
    no_times: tuple[Text, ...] = Field(
        default=(), description="Nouns that with `no` deny the sentence: `at no time`, `by no means`."
    )
    in_case: tuple[Text, ...] = Field(
        default=(), description="Nouns that make a condition: `in the event of an attack`."
    )
    branding: tuple[Text, ...] = Field(
        default=(), description="Verbs that call something by a name, as in `called the report a fabrication`."
    )
    retracting: tuple[Text, ...] = Field(
        default=(), description="Verbs with which somebody takes back what he told: `corrected its report that`."
    )
    ceasing: tuple[Text, ...] = Field(
        default=(),
        description="Verbs that end what went on before, which says neither that it was never done nor when it was.",
    )
    repeating: tuple[Text, ...] = Field(
        default=(),
        description="Verbs with `as` and a gerund that repeat what somebody else told: `quoted … as saying`.",
    )
    blaming: tuple[Text, ...] = Field(
        default=(), description="Words that are so of what somebody did, before a gerund: `guilty of attacking`."
    )
    approximating: tuple[Text, ...] = Field(
        default=(), description="Words that say that it was not quite done, or not in the sense that counts."
    )
    falsifying: tuple[Text, ...] = Field(default=(), description="Adverbs that make a telling untrue: `wrongly said`.")
    yet_to_come: tuple[Text, ...] = Field(
        default=(), description="Words for a time that is still to come, for a clause in the present tense."
    )
    laying_down: tuple[Text, ...] = Field(
        default=(), description="Nouns of what lays down that something is to be done: `under the treaty`."
    )
    doing: tuple[Text, ...] = Field(
        default=(), description="Verbs that say of what hangs on them that it is done; with all others it may not be."
    )
    setting_out: tuple[Text, ...] = Field(
        default=(),
        description="Verbs that set out for something that is not done yet: `flies to Arcadia to sign a pact`.",
    )
    accounts: tuple[Text, ...] = Field(
        default=(), description="Nouns for somebody's telling after `by`: `by the account of two officials`."
    )
    proofs: tuple[Text, ...] = Field(
        default=(), description="Nouns for what would show something: `no evidence that`, `nothing to suggest that`."
    )
    performing: tuple[Text, ...] = Field(
        default=(), description="Verbs with which a declaration does what it says: `Pay tribute to`, `Welcome`."
    )
    baseless: tuple[Text, ...] = Field(default=(), description="What those call it who deny it.")
    turns: tuple[Text, ...] = Field(
        default=(),
        description="Words with which a sentence turns, so that a denial before them does not reach what follows.",
    )
    media: tuple[Text, ...] = Field(
        default=(), description="What reports and is no organ of the State that it belongs to: `Iranian television`."
    )
    records: tuple[Text, ...] = Field(
        default=(), description="What is no person and yet tells; its word is a report and no allegation."
    )


class Texts(Record):
    """All that a pack says of how texts name and say things."""

    states: StatesFile = Field(default_factory=StatesFile)
    bodies: BodiesFile = Field(default_factory=BodiesFile)
    speech: SpeechFile = Field(default_factory=lambda: SpeechFile(speech={}))
    sha256: str = Field(default="", description="Hash of the files.")
