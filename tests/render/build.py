"""Results made by hand: one ordinary case that has a bit of everything, and one whose every word is hostile."""

from __future__ import annotations

from typing import Any

from sanctioncheck.model.engines import Engines
from sanctioncheck.model.finding import Outcome
from sanctioncheck.model.result import (
    ActorNode,
    CaseResult,
    CellNode,
    ElementNode,
    ExceptionNode,
    Failure,
    FindingNode,
    JudgementNode,
    Leaf,
    MeaningNode,
    Missing,
    Node,
    OpinionNode,
    PackId,
    PeriodNode,
    ReadingNode,
    RunResult,
)
from sanctioncheck.model.truth import RANK, STANDARDS, Standard, State
from sanctioncheck.render import phrases

GROUNDS: Standard = "reasonable-grounds"
HOSTILE = (
    "\x1b[31mred\x1b[0m \u202eevil\u2066 [click](https://x.example) ![i](y) | cell | `code` <script>alert(1)</script>\n"
    "# heading\r\n- item\n1. one\tend” [f99] “\x07 \x9b2J \ufeff&amp; *b* ~~s~~ @user"
)


def to(standard: Standard | None, outcome: Outcome = "violated", above: Outcome = "undetermined") -> dict[Any, Any]:
    """Give outcomes by standard: one up to a standard, another above it."""
    rank = RANK[standard] if standard else -1
    return {each: outcome if RANK[each] <= rank else above for each in STANDARDS}


def same(value: str) -> dict[Any, Any]:
    return dict.fromkeys(STANDARDS, value)


def passage(ident: str, text: str, **more: Any) -> Leaf:
    given: dict[str, Any] = {
        "id": ident, "kind": "passage", "side": "for", "text": text, "source": "s1", "source_title": "The Morning Post",
        "start": 120, "end": 163, "verbatim": True, "speaker": None, "mode": "reported", "reliability": "B",
        "information": 2, "grade": GROUNDS,
    }  # fmt: skip
    return Leaf(**{**given, **more})


def atom(text: str, short: str, state: State = "shown", *leaves: Leaf, **more: Any) -> Node:
    return Node(kind="atom", text=text, atom=short, state=state, leaves=leaves, **more)


def element(ident: str, ask: str, node: Node, **more: Any) -> ElementNode:
    def side(name: str) -> tuple[str, ...]:
        inner = [node, *node.parts]
        return tuple(dict.fromkeys(leaf.id for each in inner for leaf in each.leaves if leaf.side == name))

    given = {"support": side("for"), "against": side("against"), "states": same(node.state)}
    return ElementNode(id=ident, ask=ask, state=node.state, node=node, **{**given, **more})


def clause(ident: str, gist: str, node: Node, **more: Any) -> ExceptionNode:
    given: dict[str, Any] = {
        "kind": "defence", "burden": "respondent", "standard": "balance", "citation": "UN Charter art 51", "mark": "V",
        "state": "open", "raised": False,
    }  # fmt: skip
    return ExceptionNode(id=ident, gist=gist, node=node, **{**given, **more})


def finding(ident: str, outcome: Outcome, *elements: ElementNode, **more: Any) -> FindingNode:
    given: dict[str, Any] = {
        "bindings": {"S": "avaria"}, "heading": "Avaria, the crossing of the river", "when": "2031-02",
        "by_standard": same(outcome), "time": "in force", "bearer": "shown", "exceptions": (),
    }  # fmt: skip
    return FindingNode(id=ident, outcome=outcome, elements=elements, **{**given, **more})


def cell(actor: str, norm: str, outcome: Outcome, **more: Any) -> CellNode:
    provision = norm.partition("#")[0]
    given: dict[str, Any] = {
        "title": TITLES[norm], "citation": CITATIONS[provision][1], "label": CITATIONS[provision][0],
        "gist": "A State must not do this.", "force": "binding", "verb": "decides", "modality": "prohibition",
        "effect": "breach", "mark": "V", "pinpoint_confirmed": True, "in_force": ("from 1945-10-24",),
        "bearer": "any State", "word": outcome.replace("-", " "), "standard_reached": None,
        "by_standard": same(outcome), "counts": {outcome: 1} if more.get("findings") else {},
    }  # fmt: skip
    return CellNode(actor=actor, norm=norm, provision=provision, outcome=outcome, **{**given, **more})


TITLES = {
    "un.charter/2-4#no-force": "No use of force",
    "un.ilc.arsiwa/16#aid": "Aid or assistance to a wrongful act",
    "un.sc.res.1874/9#no-export": "The embargoed State exports no arms and no help with arms",
    "un.sc.res.1874/9#no-procurement": "Nobody procures arms or help with arms from it",
    "un.sc.res.2270/9#no-hosting": "No hosting of trainers",
    "un.charter/2-5#no-assistance": "No assistance to a State under enforcement",
}
CITATIONS = {
    "un.charter/2-4": ("UN Charter art 2(4)", "UN Charter (1945), art 2(4)"),
    "un.charter/2-5": ("UN Charter art 2(5)", "UN Charter (1945), art 2(5)"),
    "un.ilc.arsiwa/16": ("ARSIWA art 16", "ARSIWA (2001), art 16"),
    "un.sc.res.1874/9": ("UNSC Res 1874 para 9", "UNSC Res 1874 (2009) UN Doc S/RES/1874, para 9"),
    "un.sc.res.2270/9": ("UNSC Res 2270 para 9", "UNSC Res 2270 (2016) UN Doc S/RES/2270, para 9"),
}

CROSSED = passage(
    "f1", "our soldiers crossed the river at dawn, “as planned”", speaker="avaria", mode="admitted", information=1
)
SEEN = passage("f2", "columns of lorries were seen on the bridge", source="s2", source_title="Radio North", start=8,
               end=50, unreviewed=True)  # fmt: skip
DENIED = passage("f3", "nobody has crossed anything", side="against", speaker="Ministry of Avaria", mode="denied",
                 grade="alleged")  # fmt: skip
NOTED = passage("f4", "The article says that the soldiers came as guests", verbatim=False, grade=None, speaker="avaria",
                mode="official")  # fmt: skip
RECORD = Leaf(id="ES-11/1", kind="background", side="for", text="The Assembly calls it aggression.", grade="balance",
              source_title="UNGA Res ES-11/1", mode="found")  # fmt: skip
JUDGED = Leaf(id="j1", kind="judgement", side="for", text="ten thousand is many", by="Ada Lawyer", rests_on=("f1",),
              grade=GROUNDS)  # fmt: skip
INFERRED = Leaf(id="f5", kind="inference", side="for", text="who crosses is there", by="Ada Lawyer", rests_on=("f1",),
                mode="inferred", grade=GROUNDS)  # fmt: skip


def force() -> FindingNode:
    """A finding with evidence for and against, a definition, and exceptions of every kind."""
    organ = atom("the 11th Corps is an organ of Avaria", "organ_of(corps, avaria)", "shown", INFERRED)
    definition = MeaningNode(
        id="un.ilc.arsiwa/4#organs", by="un.ilc.arsiwa/4", citation="ARSIWA art 4", mark="R-L",
        gist="What an organ does is an act of the State.", state="shown", node=organ,
    )  # fmt: skip
    silent = MeaningNode(
        id="un.ilc.arsiwa/8#directed", by="un.ilc.arsiwa/8", citation="ARSIWA art 8", gist="Directed conduct.",
        state="unknown", node=atom("Avaria directs the 11th Corps", "directs(avaria, corps)", "unknown"),
    )  # fmt: skip
    crossing = atom("Avaria sends troops over the river", "sends(avaria, river)", "shown", CROSSED, SEEN,
                    when="2031-02")  # fmt: skip
    attributed = atom("the crossing is an act of Avaria", "attributable(crossing, avaria)", "shown",
                      meanings=(definition, silent))  # fmt: skip
    both = Node(kind="all", text="all of these", state="shown", parts=(
        atom("many soldiers took part", "many(crossing)", "shown", JUDGED),
        Node(kind="distinct", text="Avaria and Cordia are not the same", state="shown"),
        atom("Avaria sends troops over the river", "sends(avaria, river)", "shown", CROSSED, undated=True),
    ))  # fmt: skip
    raised = clause(
        "self-defence", "A State that is attacked may defend itself.",
        atom("Cordia attacks Avaria", "attacks(cordia, avaria)", "disputed", NOTED, DENIED), raised=True,
        invoked_by=("f6",), state="contested",
        unless=(
            clause("aggressor", "No defence against lawful defence.",
                   atom("Avaria began", "began(avaria)", "shown", RECORD), kind="answer", burden="claimant",
                   state="holds"),
            clause("late", "Defence must be reported.", atom("it is reported", "reported()", "unknown"), kind="answer",
                   burden="claimant"),
        ),
    )  # fmt: skip
    treaty = clause("treaty", "A treaty required it.", atom("some treaty requires it", "requires(?)", "unknown"),
                    raised=True, citation="VCLT art 26", mark="R-M")  # fmt: skip
    council = clause("council", "The Council may authorise force.",
                     atom("the Council authorises it", "authorises()", "unknown"), kind="exception")  # fmt: skip
    return finding(
        "un.charter/2-4#no-force(S=avaria; 2031-02)", "violated",
        element("crossing", "Did Avaria send troops over the river?", crossing),
        element("attributed", "Is it an act of that State?", attributed, support=("f5",)),
        element("scale", "Was it more than an incident?", both),
        exceptions=(raised, treaty, council), by_standard=to(GROUNDS),
    )  # fmt: skip


def procurement() -> tuple[FindingNode, FindingNode]:
    """Two findings: one that turns on a reading, one that nobody knows enough about."""
    service = atom("the drill is help with arms", "is_a(drill, arms_related_service)", "unknown",
                   counts_as_answer="a contract that names the arms")  # fmt: skip
    arms = Node(kind="any", text="one of these", state="disputed", parts=(
        service, atom("the drill is military assistance", "is_a(drill, military_service)", "disputed", SEEN, DENIED),
    ))  # fmt: skip
    no_oil = atom("the fuel is not arms", "is_a(fuel, arms)", "shown-false",
                  passage("f8", "only fuel was loaded", side="against"))  # fmt: skip
    first = finding(
        "un.sc.res.1874/9#no-procurement(X=drill; 2031)", "contested",
        element("obtained", "Was it obtained there?",
                atom("Avaria obtains the drill", "provides(drill)", "shown", CROSSED)),
        element("covered", "Is the drill arms, or help with arms?", arms, reading="broad"),
        heading="the drill", when="2031", time="may lie outside", bearer="unknown", under={"services": "broad"},
    )  # fmt: skip
    second = finding(
        "un.sc.res.1874/9#no-procurement(X=fuel; 2031)", "undetermined",
        element("obtained", "Was it obtained there?", atom("Avaria obtains the fuel", "provides(fuel)", "unknown"),
                missing=("provides(fuel)",)),
        element("covered", "Is the fuel arms, or help with arms?", no_oil),
        heading="the fuel", when="2031", if_assumed="violated",
    )  # fmt: skip
    return first, second


def readings() -> tuple[ReadingNode, ...]:
    return (
        ReadingNode(position="services", reading="narrow", label="help counts only where it is tied to identified arms",
                    held_by=("the French text", "Wood 2019"), outcome="undetermined", by_standard=same("undetermined")),
        ReadingNode(position="services", reading="broad", label="any military help counts", held_by=("Cordia",),
                    default=True, outcome="violated", by_standard=to(GROUNDS), standard_reached=GROUNDS),
    )  # fmt: skip


def cells() -> tuple[CellNode, ...]:
    no_force, aid = "un.charter/2-4#no-force", "un.ilc.arsiwa/16#aid"
    export, procure = "un.sc.res.1874/9#no-export", "un.sc.res.1874/9#no-procurement"
    hosting, assistance = "un.sc.res.2270/9#no-hosting", "un.charter/2-5#no-assistance"
    excused = finding(
        "un.charter/2-4#no-force(S=borduria; 2031-02)", "excused",
        element("crossing", "Did Borduria send troops over the river?",
                atom("Borduria sends troops over the river", "sends(borduria, river)", "shown", SEEN)),
        exceptions=(clause("self-defence", "A State that is attacked may defend itself.",
                           atom("Avaria attacks Borduria", "attacks(avaria, borduria)", "shown", CROSSED),
                           state="holds", raised=True),),
        heading="Borduria, the crossing",
    )  # fmt: skip
    missing = (
        Missing(atom="is_a(drill, arms_related_service)", ask="Is the drill help with arms?",
                counts_as_answer="a contract that names the arms"),
        Missing(atom="provides(fuel)", ask="Did it provide the fuel?"),
    )  # fmt: skip
    unknown = Missing(atom="training(corps)", ask="Were the soldiers there for training?")
    hosted = finding("un.sc.res.2270/9#no-hosting(S=avaria; 2031)", "undetermined",
                     element("purpose", "Were they there for training?",
                             atom("they are there for training", "training(corps)", "unknown")))  # fmt: skip
    first, second = procurement()
    return (
        cell("avaria", no_force, "violated", word="reasonable grounds to believe: violated", standard_reached=GROUNDS,
             by_standard=to(GROUNDS), findings=(force(),), judgements=("j1", "f5", "bridge:b1", "j9"),
             background=("ES-11/1",), refused=("ES-11/2",), period=True, unreviewed=("f2",), opinions=("o1", "o2"),
             not_encoded=("the threat of force: needs its own facts",), consequences=("cessation (ARSIWA art 30)",)),
        cell("borduria", no_force, "excused", findings=(excused,)),
        cell("cordia", no_force, "not-triggered", note="no fact in the case opens this norm for Cordia"),
        cell("avaria", aid, "not-triggered", effect="responsibility", alternative_to=("un.charter/2-4",)),
        cell("borduria", aid, "violated", effect="responsibility", word="responsible", standard_reached="balance",
             by_standard=to("balance"), findings=(excused,), alternative_to=("un.charter/2-4",)),
        cell("cordia", aid, "not-applicable", effect="responsibility", alternative_to=("un.charter/2-4",)),
        cell("avaria", export, "not-applicable", pinpoint_confirmed=False),
        cell("borduria", export, "contested", standard_reached="alleged", by_standard=to("alleged", above="contested"),
             findings=(first,), pinpoint_confirmed=False),
        cell("cordia", export, "not-applicable", pinpoint_confirmed=False),
        cell("avaria", procure, "contested", findings=(first, second), counts={"contested": 1, "undetermined": 1},
             readings=readings(), missing=missing, assumptions=("a1",), if_assumed="violated",
             pinpoint_confirmed=False),
        cell("borduria", procure, "not-applicable", pinpoint_confirmed=False),
        cell("cordia", procure, "not-triggered", pinpoint_confirmed=False),
        cell("avaria", hosting, "undetermined", findings=(hosted,), missing=(unknown,)),
        cell("borduria", hosting, "not-violated", findings=(hosted,)),
        cell("cordia", hosting, "not-triggered"),
        cell("avaria", assistance, "not-triggered"),
        cell("borduria", assistance, "not-applicable"),
        cell("cordia", assistance, "not-triggered"),
    )  # fmt: skip


def case(**more: Any) -> CaseResult:
    given: dict[str, Any] = {
        "case": "2031-river", "title": "The crossing of the river", "sha256": "a" * 64, "inputs": (),
        "engines": Engines(native="1"), "standard": GROUNDS, "as_of": "2031-06-30",
        "period": PeriodNode(from_="2031-01", to="2031-06", reason="the articles are not dated."),
        "actors": ("avaria", "borduria", "cordia"),
        "columns": (
            ActorNode(id="avaria", name="Avaria", type="state"),
            ActorNode(id="borduria", name="Federal Republic of Upper and Lower Borduria", type="state"),
            ActorNode(id="cordia", name="Cordia", type="state"),
        ),
        "cells": cells(), "totals": "2 findings on 1 act", "hidden": ("un.sc.res.1718/2#halt",),
        "opinions": (
            OpinionNode(id="o1", source="s1", exact="this breaks the law", speaker="Professor X", about=("avaria",),
                        verbatim=True),
            OpinionNode(id="o2", source="s2", exact="it is lawful", speaker="avaria", about=("avaria",)),
        ),
        "judgements": (
            JudgementNode(id="j1", kind="judgement", text="many soldiers took part", by="Ada Lawyer",
                          reason="ten thousand is many", rests_on=("f1",)),
            JudgementNode(id="f5", kind="inference", text="the 11th Corps is an organ of Avaria", by="Ada Lawyer",
                          reason="who crosses is there", rests_on=("f1",)),
            JudgementNode(id="bridge:b1", kind="bridge", text="sent troops are an organ", by="the rule pack",
                          reason="sent troops are an organ"),
        ),
        "background": {"ES-11/1": "UNGA Res ES-11/1 (2022). The Assembly calls it aggression."},
        "assumptions": {"a1": "the drill used the arms: for argument"},
        "not_yet_known": ("f30",), "proposed": ("f20", "f21"),
    }  # fmt: skip
    return CaseResult(**{**given, **more})


def run(*cases: CaseResult, **more: Any) -> RunResult:
    given: dict[str, Any] = {
        "tool": "sanctioncheck 0.1.0", "language": 1,
        "packs": (PackId(name="un-core", version="1.10", sha256="0123456789abcdef" * 4),),
        "policy": {"name": "default", "sha256": "b" * 64}, "standard": GROUNDS, "as_of": None,
        "disclaimer": phrases.DISCLAIMER,
    }  # fmt: skip
    return RunResult(**{**given, **more}, cases=cases or (case(),))


def hostile(payload: str = "") -> RunResult:
    """Every text of the ordinary case with one behind it that tries to break out of each format."""
    plain = run(failed=(Failure(input="x", error="y"),)).model_dump(by_alias=True)
    return RunResult.model_validate(_poisoned(plain, "", payload or HOSTILE), strict=False)


KEPT = {"decided", "outcome", "state", "side", "kind", "effect", "standard", "standard_reached", "time",
        "bearer_state", "grade",
        "if_assumed", "alternative_to", "norm", "provision", "actor", "mode", "status"}  # fmt: skip


def _poisoned(value: Any, key: str, payload: str) -> Any:
    if isinstance(value, dict):
        keyed = key in ("counts", "by_standard", "states")
        return {k: v if keyed else _poisoned(v, k, payload) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_poisoned(item, key, payload) for item in value)
    if isinstance(value, str) and key not in KEPT and value not in ("shown", "shown-false", "disputed", "unknown"):
        return f"=cmd()|{value} {payload}"
    return value
