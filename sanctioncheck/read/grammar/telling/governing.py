"""What a verb says of what hangs on it: that somebody tells it, demands it, promises it, or that it did not happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctioncheck.read.grammar.form.clause import subject_of
from sanctioncheck.read.grammar.form.phrase import child_of, first_of, sentence_of
from sanctioncheck.read.grammar.lexicon import Speech
from sanctioncheck.read.grammar.telling.modality import is_none, note_helpers, note_kinds, note_own_words
from sanctioncheck.read.grammar.telling.reality import Reality, Said, kind_told
from sanctioncheck.read.grammar.telling.saying import note_telling

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Link", "under_verb"]

_BESIDE = frozenset({"relcl", "advcl", "parataxis", "dep", "npadvmod", "advmod"})
_CLAUSE = frozenset({"ccomp", "xcomp", "pcomp", "oprd", "acl", "csubj", "csubjpass"})
_NOMINAL = frozenset({"dobj", "nsubjpass", "attr", "prep", "pobj"})
_EMBEDDED = _NOMINAL | {"ccomp", "xcomp", "pcomp", "oprd", "acl", "dative", "acomp", "obj", "agent"}
_CIRCUMSTANCE = frozenset(
    {"after", "since", "before", "following", "during", "despite", "because", "amid", "over", "until"}
) | {"at", "by", "through", "as"}
_BRAND = frozenset({"oprd", "ccomp", "xcomp", "attr"})
_WHENEVER = frozenset({"when", "whenever", "where", "wherever"})
_BEING = frozenset({"be", "become", "remain", "stay"})
_BEING_IN = frozenset({"be", "remain", "go", "act", "serve", "function"})
_ONE_OF_SEVERAL = frozenset(
    {"first", "second", "third", "last", "latest", "only", "sole", "main", "biggest", "largest"}
)
_TIMES = frozenset({"when", "whenever", "before", "after", "once", "until", "till"})
_PRESENT = ("VBZ", "VBP")
_DONE_BY_WISHING = frozenset({"thank", "congratulate", "commend", "praise", "salute", "applaud", "condemn", "deplore"})
_KEEPING = frozenset({"go", "keep", "continue", "carry", "start"})
_DECIDING = frozenset({"failing", "supposing", "requiring", "promising"})
_OF_PREPOSITION = _DECIDING | {"alleging", "denying", "admitting", "saying", "happening"}


@dataclass(frozen=True, slots=True)
class Link:
    """A word and the verb that it hangs on."""

    child: Token
    verb: Token
    kinds: set[str]
    """The kinds of speech of the verb."""
    dep: str
    """How the word hangs on it, where the parser is mistaken as it should be."""
    negated: bool
    """Whether the verb is denied."""
    passing: bool
    """Whether what is said of the word holds of the trigger."""

    @classmethod
    def of(cls, child: Token, verb: Token, kinds: set[str], passing: bool) -> Link:
        """Look at how a word hangs on a verb of these kinds of speech."""
        negated = any(each.dep_ == "neg" or each.lower_ == "neither" for each in verb.children)
        negated = negated or any(is_none(each) for each in child_of(verb, "nsubj", "nsubjpass"))
        return cls(child, verb, kinds, _relation(child, verb, kinds), negated, passing)

    @property
    def clause(self) -> bool:
        """Whether a clause hangs on the verb."""
        return self.dep in _CLAUSE

    @property
    def infinitive(self) -> bool:
        """Whether an infinitive hangs on the verb."""
        return self.dep == "xcomp" or self.child.tag_ == "VB"


def _relation(child: Token, verb: Token, kinds: set[str]) -> str:
    """Give how a word hangs on a verb: "denied sending" is no circumstance of denying."""
    if child.dep_ == "advcl" and child.tag_ == "VBG":
        if kinds & {"denying", "failing"} and not child_of(child, "mark", "nsubj"):
            return "xcomp"
        if "happening" in kinds and verb.lemma_ in _KEEPING:
            return "xcomp"
    return str(child.dep_)


def under_verb(link: Link, speech: Speech, found: Reality) -> bool | None:
    """Note what a verb says of the word that hangs on it.

    Args:
        link: the word and the verb.
        speech: how texts say things.
        found: where it is noted.

    Returns:
        Whether what is said of the verb still holds of the trigger; None where the trigger is something that is acted
        on, of which only how real that act is can be said.
    """
    if link.dep in _BESIDE:
        return _beside(link, speech, found)
    _note_to_be_done(link, speech, found)
    if _called_baseless(link, speech, found):
        return False
    _note_quality(link, speech, found)
    if link.dep == "prep" and link.passing and link.verb.lemma_ in _BEING_IN:
        note_helpers(link.verb, speech, found, negated=link.negated)
        return True
    if link.dep in ("attr", "acomp") and link.passing and link.verb.lemma_ in _BEING:
        several = any(each.lower_ in _ONE_OF_SEVERAL for each in child_of(link.child, "amod"))
        if several or any(each.lower_ == "to" for each in child_of(link.verb, "aux")):
            # "It was not the first delivery" denies no delivery.
            note_helpers(link.verb, speech, found, negated=link.negated and not several)
        else:
            note_own_words(link.verb, speech, found)
    if _branded_baseless(link, speech, found):
        return False
    if link.verb.lemma_ in speech.branding and link.dep in _BRAND and not link.infinitive:
        # "called them mercenaries sent by": that they were sent is what the caller says.
        found.said.append(Said("alleging", first_of(subject_of(link.verb, speech))))
        return False
    if link.dep in ("nsubj", "csubj"):
        _note_as_subject(link, speech, found)
        return False
    if link.dep not in _EMBEDDED:
        return link.passing
    if link.dep == "prep" and (link.child.lower_ in _CIRCUMSTANCE or not link.kinds & _OF_PREPOSITION):
        return False
    announced = link.passing and link.dep in ("dobj", "nsubjpass") and link.verb.lemma_ in speech.announcing
    if announced and not _is_done_by_announcing(link, speech):
        found.at_least("promised")
    if kind_told(link.kinds) is not None and (link.clause or link.dep in _NOMINAL):
        _note_told(link, speech, found)
        return False
    return _note_carried(link, speech, found) if link.passing else False


def _beside(link: Link, speech: Speech, found: Reality) -> bool:
    """Note what a verb says of a clause beside it: a purpose, a circumstance, a telling put in between."""
    child = link.child
    if link.dep == "advcl":
        before = any(each.lower_ == "before" for each in child_of(child, "mark", "advmod"))
        if before and any(e.dep_ in ("amod", "det") and e.lower_ in ("single", "any") for e in child.subtree):
            found.negated = True
            return False
        if link.passing and _is_time_yet_to_come(link, speech):
            found.at_least("hypothetical")
        if before:
            return False
        if child.tag_ == "VB" and any(each.lower_ == "to" for each in child.children):
            # A purpose: "travelled to train", "crossed in order to attack".
            if link.passing and (link.negated or link.verb.lemma_ in ("fail", "refuse")):
                found.negated = True
            if link.verb.tag_ in _PRESENT:
                # "flies to Arcadia to sign a pact": it is not signed yet.
                found.at_least("promised")
            return link.passing and not link.negated
        if child.tag_ in ("VBZ", "VBP") and any(each.lower_ in _WHENEVER for each in child.children):
            found.at_least("generic")
    if link.dep in ("dep", "parataxis"):
        note_telling(child, link.verb, link.kinds, speech, found, negated=link.negated)
    return False


def _is_time_yet_to_come(link: Link, speech: Speech) -> bool:
    """Tell whether a clause says when something is to be done: "must give notice before they deliver", "shall come to
    its aid whenever it is attacked"."""
    child = link.child
    marks = child_of(child, "mark", "advmod")
    soon = any(each.lower_ in ("soon", "long") for each in (*marks, *(m for e in marks for m in e.children)))
    if not soon and not any(each.lower_ in _TIMES for each in marks):
        return False
    helpers = child_of(child, "aux", "auxpass")
    if child.tag_ not in _PRESENT and not any(each.tag_ in _PRESENT for each in helpers):
        return False
    main = Reality()
    note_helpers(link.verb, speech, main, negated=False)
    subjects = child_of(link.verb, "nsubj", "nsubjpass")
    to_do = link.verb.tag_ == "VB" and not subjects
    general = link.verb.tag_ in _PRESENT and any(e.tag_ == "NNS" and not child_of(e, "det", "poss") for e in subjects)
    return main.status != "actual" or to_do or general


def _note_to_be_done(link: Link, speech: Speech, found: Reality) -> None:
    """Note "is to send", "has to send", "has yet to send", "is going to send" and "flies to sign"."""
    verb = link.verb
    if link.dep != "xcomp" or not link.passing:
        return
    if verb.tag_ in _PRESENT and verb.lemma_ in speech.setting_out:
        found.at_least("promised")
    if any(each.lower_ == "to" for each in child_of(link.child, "aux")):
        near = verb.lemma_ == "be" and link.child.i - verb.i <= 3
        between = child_of(verb, "acomp", "attr", "prep", "advmod")
        is_to = near and not any(verb.i < each.i < link.child.i for each in between)
        if is_to or (verb.lemma_ == "have" and verb.tag_ != "VBD"):
            found.at_least("promised" if is_to else "deontic")
            if any(each.lower_ == "yet" for each in verb.children):
                found.negated = True
    if verb.lower_ == "going" and any(each.lemma_ == "be" for each in child_of(verb, "aux")):
        found.at_least("promised")


def _called_baseless(link: Link, speech: Speech, found: Reality) -> bool:
    """Note "it is untrue that"."""
    if link.dep not in ("ccomp", "csubj") or link.verb.lemma_ not in ("be", "remain", "prove"):
        return False
    if not any(each.lemma_.lower() in speech.baseless for each in child_of(link.verb, "acomp", "attr")):
        return False
    found.said.append(Said("denying", None))
    return True


def _note_quality(link: Link, speech: Speech, found: Reality) -> None:
    """Note "it is possible to", "it is necessary that", "an exercise is conceivable"."""
    verb = link.verb
    if not link.passing or verb.lemma_ != "be" or link.dep not in ("xcomp", "ccomp", "csubj", "nsubj"):
        return
    quality = first_of(child_of(verb, "acomp"))
    if quality is not None and link.dep == "nsubj" and not link.clause:
        note_kinds(speech.verbs.get(quality.lemma_.lower(), set()) & {"supposing"}, found)
        return
    if quality is None or not any(each.lower_ == "it" for each in child_of(verb, "nsubj", "expl")):
        return
    kinds = speech.verbs.get(quality.lemma_.lower(), set())
    note_kinds(kinds, found)
    if link.negated:
        # "It is not clear that": that is no no.
        found.at_least("hypothetical")
    if not kinds and link.dep == "xcomp":
        found.at_least("generic")


def _branded_baseless(link: Link, speech: Speech, found: Reality) -> bool:
    """Note "called the report of deliveries a fabrication"."""
    verb = link.verb
    if verb.lemma_ not in speech.branding:
        return False
    others = (word for each in verb.children if each.i != link.child.i for word in (each, *each.children))
    if not any(word.lemma_.lower() in speech.baseless for word in others):
        return False
    found.said.append(Said("denying", first_of(subject_of(verb, speech))))
    return True


def _note_as_subject(link: Link, speech: Speech, found: Reality) -> None:
    """Note what a verb says of its subject: that it takes place, or that it is untrue."""
    verb = link.verb
    if link.passing and verb.lemma_ == "have" and any(each.lower_ == "yet" for each in verb.children):
        # "Deliveries have yet to begin."
        found.negated = True
        found.at_least("promised")
    if link.passing and verb.lemma_ in speech.happenings:
        note_helpers(verb, speech, found, negated=link.negated)
    if verb.lemma_ in ("be", "prove", "remain", "look") and any(c.lemma_ in speech.baseless for c in verb.children):
        found.said.append(Said("denying", None))


def _note_told(link: Link, speech: Speech, found: Reality) -> None:
    """Note what a verb of saying says of what it tells."""
    kinds, dep = link.kinds, link.dep
    told = {each for each in kinds if kind_told({each}) is not None}
    # "reported on the delivery" tells nothing of it; "the delivery was reported" does.
    if dep not in _NOMINAL or dep == "nsubjpass" or not told <= {"saying"}:
        note_telling(link.child, link.verb, kinds, speech, found, negated=link.negated)
    seen = dep in ("dobj", "nsubjpass", "attr") and told <= {"saying", "finding", "seeing"}
    if any(is_none(each) for each in child_of(link.verb, "nsubj", "nsubjpass")):
        # "No one said that", "no information shows that": that says nothing of it.
        found.at_least("hypothetical")
    if link.negated and ("finding" in kinds or "admitting" in kinds or seen):
        # That it was not found does not show that it is not so.
        found.negated = True
        found.at_least("hypothetical")
    if link.infinitive and "promising" in kinds:
        found.at_least("promised")
    elif (dep == "xcomp" and link.verb.lemma_ in speech.instructing) or (
        "requiring" in kinds and ("saying" not in kinds or (link.infinitive and link.verb.lemma_ != "say"))
    ):
        found.at_least("deontic")


def _is_done_by_announcing(link: Link, speech: Speech) -> bool:
    """Tell whether something is there once it has been announced: sanctions are, unless they are for another day."""
    if link.verb.tag_ not in ("VBD", "VBN") or link.child.lemma_.lower() not in speech.done_by_saying:
        return False
    sentence = sentence_of(link.verb)
    open_yet = speech.conditions | speech.yet_to_come | speech.unreal
    return not any(each.lower_ in open_yet for each in sentence)


def _is_done_by_wishing(link: Link) -> bool:
    """Tell whether somebody thanks or condemns by saying that he wishes to: "I would like to thank Arcadia".

    Who may wish to, wished to, or would like another to, has not done it.
    """
    verb, child = link.verb, link.child
    if not link.infinitive or link.negated or child.lemma_.lower() not in _DONE_BY_WISHING:
        return False
    if child_of(child, "nsubj") or child_of(verb, "dobj", "dative", "mark", "advmod"):
        return False
    helpers = [each.lower_ for each in child_of(verb, "aux")]
    return (verb.lemma_ == "wish" and verb.tag_ in _PRESENT and not helpers) or (
        verb.lemma_ == "like" and helpers in (["would"], ["'d"], ["’d"])
    )


def _note_carried(link: Link, speech: Speech, found: Reality) -> bool | None:
    """Note what a verb that tells nothing says of what hangs on it; gives what `under_verb` gives."""
    verb, kinds = link.verb, link.kinds
    if verb.lemma_ in speech.ceasing and (link.clause or link.dep in _NOMINAL):
        # "until it ends its support": that it ended says neither when it was nor that it is.
        found.at_least("hypothetical")
        found.over = True
    if link.dep == "ccomp" and any(each.lower_ == "why" for each in child_of(link.child, "advmod")):
        # Who asks why takes it to be so.
        return True
    if _is_done_by_wishing(link):
        return True
    if kinds & _DECIDING:
        note_helpers(verb, speech, found, negated=False)
        if verb.lemma_ != "decide" or link.infinitive:
            note_kinds(kinds, found)
        if link.negated and not kinds & {"supposing", "requiring"}:
            found.negated = True
    elif link.clause or verb.lemma_ in speech.light or "happening" in kinds:
        note_helpers(verb, speech, found, negated=link.negated)
        if link.dep == "xcomp" and verb.lemma_ not in speech.doing and "happening" not in kinds:
            # Who pretends to attack does not; of a verb that nobody knows nothing is taken for done.
            found.at_least("hypothetical")
    elif link.dep in ("dobj", "nsubjpass", "pobj", "prep"):
        return None
    return True
