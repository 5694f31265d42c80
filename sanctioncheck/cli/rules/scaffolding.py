"""`rules new`: begins a provision, predicate, list, public finding or reading that loads and passes its tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sanctioncheck.cli.case import pack_option
from sanctioncheck.cli.rules.beginning import (
    check_known,
    day,
    free,
    inside,
    pack_root,
    pairs,
    plain,
    refuse,
    stated,
    when,
    write,
)
from sanctioncheck.cli.rules.questioning import Questions

if TYPE_CHECKING:
    from sanctioncheck.author.scaffold.provision import NewProvision
    from sanctioncheck.model.rulebook import Rulebook

__all__ = ["new"]

FORCES = ("binding", "customary", "codification", "recommendatory")
VERBS = ("decides", "demands", "calls-upon", "urges", "clarifies", "recalls", "affirms", "states")
MARKS = ("V", "V2", "R-HH", "R-H", "R-M", "R-L")
MODALITIES = ("obligation", "prohibition", "permission", "power", "definition", "responsibility")
KINDS = ("event", "state", "classification")

file_option = click.option("--in", "file", metavar="FILE", help="The file, below the folder of the pack.")
mark_option = click.option(
    "--mark", type=click.Choice(MARKS), help="How well the pinpoint was verified.  [default: R-L]"
)


@click.group()
def new() -> None:
    """Begin a part of the rules that loads and passes its tests, with what is left to decide as questions in it.

    On a terminal it asks for what is not given. Nothing that is there is overwritten.
    """


@new.command()
@click.option("--citation", metavar="TEXT", help='The citation: "UNSC Res 1874 (2009), para 10".')
@click.option("--title", metavar="TEXT", help="What it is about, in a few words.")
@click.option("--conduct", metavar="PREDICATE", help="The predicate whose facts open its norm.")
@click.option("--modality", type=click.Choice(MODALITIES), help="What it lays down.")
@click.option("--since", metavar="DATE", help="The day since which it is in force; by default that of its instrument.")
@click.option("--regime", metavar="FOLDER", help="Of a first provision of a Council resolution: its regime, 1718-dprk.")
@click.option("--gist", metavar="TEXT", help="What it says, in your own words.")
@click.option("--force", type=click.Choice(FORCES), help="By default that of its instrument.")
@click.option("--verb", type=click.Choice(VERBS), help="By default that of its instrument.")
@mark_option
@click.option("--id", "ident", metavar="ID", help="Its id, where it shall not follow from the citation.")
@file_option
@pack_option
def provision(**given: str | None) -> int:
    """Begin a provision with one norm, and the tests beside it."""
    from sanctioncheck.author.scaffold.provision import provision_text, test_text
    from sanctioncheck.author.scaffold.trying import Change
    from sanctioncheck.load.pack import load_pack

    root = pack_root(given["pack"])
    book = load_pack(root)
    made, place = _provision(root, book, given)
    changes = (
        Change(place, provision_text(made, book), True),
        Change(f"{place.removesuffix('.yaml')}.test.yaml", test_text(made, book), True),
    )
    return write(root, changes, made.id, (f"rules test {made.id}", f"rules show {made.id}"), given["pack"])


def _provision(root: Path, book: Rulebook, given: dict[str, str | None]) -> tuple[NewProvision, str]:
    """Ask for what a provision needs and its instrument does not tell; give it, and the place of its file."""
    from sanctioncheck.author.pages.beside import Shelf
    from sanctioncheck.author.scaffold.naming import file_of, home_of, read_citation, tail_of
    from sanctioncheck.author.scaffold.provision import UNTOLD, NewProvision

    asked = Questions()
    text = asked.ask("--citation", given["citation"], "Citation, with the pinpoint")
    title = asked.ask("--title", given["title"], "Title, in a few words")
    conduct = asked.ask("--conduct", given["conduct"], "The predicate whose facts open it")
    modality = asked.ask("--modality", given["modality"], "What it lays down", "prohibition", MODALITIES)
    asked.settle()
    check_known(conduct, tuple(book.vocabulary.predicates), "--conduct")
    kind = book.vocabulary.predicates[conduct].kind
    if kind != "event":
        remedy = "choose what somebody does, on a day: `sanctioncheck rules search --kind predicates WORDS`"
        raise refuse("--conduct", conduct, f"it is a {kind}, and only an event opens a norm", remedy)
    law = tuple(book.provisions.values())
    citation = read_citation(text)
    home = home_of(citation, law, Shelf(root).provisions(), given["regime"])
    citation, pinpoint = (home.citation if home else citation), citation.pinpoint
    kin = [each for each in law if home and each.provision.rpartition("/")[0] == home.head]
    ident, place = given["ident"], given["file"]
    if home and pinpoint:
        ident = ident or f"{home.head}/{tail_of(pinpoint)}"
        place = place or f"instruments/{home.folder}/{file_of(pinpoint)}"
    ident = asked.ask("--id", ident, "Id, such as un.sc.res.1874/10")
    place = asked.ask("--in", place, "File, such as instruments/un/sc/1718-dprk/2009-res-1874/para-10.yaml")
    since = asked.ask("--since", given["since"], "In force since", kin[0].in_force[0].from_ if kin else None)
    asked.settle()
    free(ident, tuple(book.provisions))
    made = NewProvision(
        id=ident,
        title=title,
        citation=citation,
        gist=given["gist"] or UNTOLD,
        force=given["force"] or _shared([each.force for each in kin], FORCES[0]),
        verb=given["verb"] or _shared([each.verb for each in kin], VERBS[0]),
        mark=given["mark"] or MARKS[-1],
        since=day("--since", since),
        modality=modality,
        norm="duty",
        conduct=conduct,
    )
    return made, inside("--in", place, ".yaml")


def _shared(found: list[str], otherwise: str) -> str:
    """Give what all provisions of an instrument have; where they differ, or there are none, what is usual."""
    return found[0] if len(set(found)) == 1 else otherwise


@new.command()
@click.argument("name")
@click.option("--roles", metavar="TEXT", help='Its roles with their types, in order: "by: state, to: state".')
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--say", metavar="TEXT", help='The sentence that states it: "{by} sends troops to {to}".')
@click.option("--deny", metavar="TEXT", help="The sentence that denies it.")
@click.option("--ask", metavar="TEXT", help='The question for it: "Did {by} send troops to {to}?"')
@click.option("--counts", metavar="TEXT", help="What would count as an answer, and who could give it.")
@click.option("--conduct-of", metavar="ROLE", help="The role whose State can admit it.")
@click.option("--judgement", is_flag=True, help="Only a person can decide it.")
@click.option("--about", metavar="TEXT", help="What a new file of the vocabulary is about.")
@file_option
@pack_option
def predicate(name: str, judgement: bool, pack: str | None, **given: str | None) -> int:
    """Add a predicate to a file of the vocabulary, or begin the file with it."""
    from sanctioncheck.author.scaffold.words import new_predicate
    from sanctioncheck.load.pack import load_pack

    root, asked = pack_root(pack), Questions()
    book = load_pack(root)
    free(name, tuple(book.vocabulary.predicates))
    place = inside("--in", asked.ask("--in", given["file"], "File, such as vocabulary/sanctions.yaml"), ".yaml")
    roles = pairs("--roles", asked.ask("--roles", given["roles"], "Roles with their types (by: state, to: state)"))
    word: dict[str, Any] = {
        "roles": roles,
        "kind": asked.ask("--kind", given["kind"], "Kind", "event", KINDS),
        **({"conduct_of": given["conduct_of"]} if given["conduct_of"] else {}),
        **({"judgement": True} if judgement else {}),
        "say": asked.ask("--say", given["say"], "The sentence that states it, roles in braces"),
        **({"deny": given["deny"]} if given["deny"] else {}),
        "ask": asked.ask("--ask", given["ask"], "The question for it"),
        **({"counts": given["counts"]} if given["counts"] else {}),
    }
    about = given["about"] or "still to be told"
    asked.settle()
    change = new_predicate(root, place, about, name, word)
    return write(root, (change,), None, (f"rules show predicate:{name}",), pack)


@new.command(name="list")
@click.argument("name")
@click.option("--predicate", metavar="PREDICATE", help="The predicate that it answers whole; it becomes closed.")
@click.option("--source", metavar="TEXT", help="On what the list rests.")
@click.option("--as-of", metavar="DATE", help="The day for which it holds.")
@click.option("--row", "rows", multiple=True, metavar="TEXT", help='A row: "FILLER, FROM, TO"; may be repeated.')
@pack_option
def list_(
    name: str, predicate: str | None, source: str | None, as_of: str | None, rows: tuple[str, ...], pack: str | None
) -> int:
    """Begin a closed list, which answers a predicate whole: who is not on it is not."""
    from sanctioncheck.author.pages.beside import Shelf
    from sanctioncheck.author.scaffold.words import new_list
    from sanctioncheck.load.pack import load_pack

    root, asked = pack_root(pack), Questions()
    book = load_pack(root)
    free(name, tuple(each.id for each in book.lists))
    inside("NAME", f"lists/{name}.csv", ".csv")
    answered = asked.ask("--predicate", predicate, "The predicate that it answers")
    source = asked.ask("--source", source, "On what it rests")
    as_of = day("--as-of", asked.ask("--as-of", as_of, "The day for which it holds"))
    asked.settle()
    check_known(answered, tuple(book.vocabulary.predicates), "--predicate")
    word = book.vocabulary.predicates[answered]
    declared = (Shelf(root).word("predicates", answered) or "").rpartition(":")[0]
    wide = len(word.roles) + 2
    table = [[part.strip() for part in row.split(",")] for row in rows]
    changes = new_list(
        root, name, answered, word, declared, source, as_of, [[*row, *[""] * (wide - len(row))] for row in table]
    )
    return write(root, changes, None, (f"rules show {name}",), pack)


@new.command()
@click.argument("name")
@click.option("--states", metavar="FACT", help='What it states: "sends_troops(a, b)", or "not …".')
@click.option("--on", metavar="DATE", help="When that was; a state may also go on: FROM..TO.")
@click.option("--citation", metavar="TEXT", help="The citation of the document, with the pinpoint.")
@click.option("--published", metavar="DATE", help="The day on which it was published.")
@click.option("--body", metavar="ID", help="Whose finding it is, one of those in standards.yaml.")
@click.option("--gist", metavar="TEXT", help="What it says, in your own words.")
@click.option("--about", metavar="TEXT", help="What a new file of the background is about.")
@mark_option
@file_option
@pack_option
def background(name: str, pack: str | None, **given: str | None) -> int:
    """Add a public finding to a file of the background, or begin the file with it."""
    from sanctioncheck.author.scaffold.naming import read_citation
    from sanctioncheck.author.scaffold.words import new_finding
    from sanctioncheck.load.pack import load_pack

    root, asked = pack_root(pack), Questions()
    book = load_pack(root)
    free(name, tuple(each.id for each in book.findings))
    states = asked.ask("--states", given["states"], "What it states, as predicate(filler, …)")
    citation = asked.ask("--citation", given["citation"], "Citation, with the pinpoint")
    published = asked.ask("--published", given["published"], "Published on")
    gist = asked.ask("--gist", given["gist"], "What it says, in your own words")
    place = inside("--in", asked.ask("--in", given["file"], "File, such as background/war.yaml"), ".yaml")
    asked.settle()
    cited = read_citation(citation)
    finding = {
        "id": name,
        "document": cited.document or cited.instrument,
        **stated(states, book.vocabulary.predicates),
        **when(given["on"]),
        "citation": plain(cited),
        "mark": given["mark"] or "R-L",
        "published": published,
        **({"body": given["body"]} if given["body"] else {"mode": "reported"}),
        "gist": gist,
    }
    change = new_finding(root, place, given["about"] or "still to be told", finding)
    return write(root, (change,), None, (f"rules show {name}",), pack)


@new.command()
@click.argument("part", metavar="PROVISION#ELEMENT")
@click.option("--id", "ident", metavar="ID", help="The id of the reading.")
@click.option("--label", metavar="TEXT", help="What it says, in a few words.")
@click.option("--held-by", multiple=True, metavar="TEXT", help="Who holds it, and where; may be repeated.")
@click.option("--rival-id", metavar="ID", help="Where there is one condition so far: the id that it gets as a reading.")
@click.option("--rival-label", metavar="TEXT", help="What that one says.")
@click.option("--rival-held-by", multiple=True, metavar="TEXT", help="Who holds that one; may be repeated.")
@pack_option
def reading(
    part: str, ident: str | None, label: str | None, held_by: tuple[str, ...], rival_id: str | None,
    rival_label: str | None, rival_held_by: tuple[str, ...], pack: str | None,
) -> int:  # fmt: skip
    """Add a rival reading to an element or a definition; its condition is to be written."""
    from sanctioncheck.author.citing import find_named
    from sanctioncheck.author.pages.beside import Shelf
    from sanctioncheck.author.scaffold.reading import new_reading
    from sanctioncheck.errors import InputError
    from sanctioncheck.errors.bench import OfAnotherPack
    from sanctioncheck.load.pack import load_pack

    root, asked = pack_root(pack), Questions()
    book = load_pack(root)
    name, _, element = part.rpartition("#")
    if not name or not element:
        raise refuse("PROVISION#ELEMENT", part, "it names no element", "write `un.sc.res.1874/9#covered`")
    law = find_named(f"provision:{name}", book)
    law_made = book.provisions[law.id]
    readable = law_made.elements.get(element) or next((d for d in law_made.definitions if d.id == element), None)
    made = {
        "id": asked.ask("--id", ident, "Id of the reading"),
        "label": asked.ask("--label", label, "What it says, in a few words"),
        "held_by": list(held_by) or [asked.ask("--held-by", None, "Who holds it, and where")],
    }
    rival = None
    if readable is not None and readable.when is not None:
        rival = {
            "id": asked.ask("--rival-id", rival_id, "Id of the reading that has been the only one"),
            "label": asked.ask("--rival-label", rival_label, "What that one says"),
            "held_by": list(rival_held_by) or [asked.ask("--rival-held-by", None, "Who holds that one")],
        }
    asked.settle()
    path = Shelf(root).provisions().get(law.id)
    if path is None:
        raise InputError([OfAnotherPack(place=None, provision=law.id)])
    change = new_reading(root, path, element, made, rival)
    return write(root, (change,), None, (f"rules test {law.id}", f"rules show {law.id}"), pack)
