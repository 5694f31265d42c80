"""The language server: shows in an editor what a schema cannot know; speaks the Language Server Protocol over stdio."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlparse

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from sanctioncheck import __version__
from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.author.desk.cursor import Hand, hand_at, word_at
from sanctioncheck.author.desk.outcomes import Outcomes
from sanctioncheck.author.desk.places import Places
from sanctioncheck.errors import Place, Problem
from sanctioncheck.load.pack import Loaded

__all__ = ["make_server"]


@dataclass(slots=True)
class Desk:
    """The rules as they were when they last loaded, and what is wrong with them now."""

    home: Path
    pack: Loaded | None = None
    places: Places | None = None
    outcomes: Outcomes | None = None
    problems: tuple[Problem, ...] = ()
    open: set[str] = field(default_factory=set)
    """The addresses of the files that are open, as the editor writes them."""

    def read(self) -> None:
        """Read the pack again; where it does not load, what was known of it stays."""
        pack, self.problems = problems_of(self.home)
        if pack is not None:
            self.pack, self.places, self.outcomes = pack, Places(pack), Outcomes(pack)

    def path_of(self, uri: str) -> str | None:
        """Give the path of a file below the folder of the pack; None for any other."""
        try:
            return Path(unquote(urlparse(uri).path)).resolve().relative_to(self.home.resolve()).as_posix()
        except ValueError:
            return None

    def uri_of(self, path: str) -> str:
        """Give the address of a file of the pack, or of one that it requires."""
        name, _, rest = path.rpartition(":")
        home = self.pack.homes.get(name, self.home) if self.pack is not None and name else self.home
        return (home.resolve() / rest).as_uri()


def make_server(home: Path) -> LanguageServer:
    """Make a server for the rules in a folder, ready to be started."""
    # What the library logs would stand between the messages of the program.
    logging.getLogger("pygls").setLevel(logging.ERROR)
    server = LanguageServer("sanctioncheck", __version__)
    desk = Desk(home)
    _answers(server, desk)
    _keeps(server, desk)
    return server


def _keeps(server: LanguageServer, desk: Desk) -> None:
    """Read the rules when they change, and tell what is wrong with them."""

    @server.feature(lsp.INITIALIZED)
    def initialized(_: lsp.InitializedParams) -> None:
        _reread(server, desk)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: lsp.DidSaveTextDocumentParams) -> None:
        _reread(server, desk)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(asked: lsp.DidOpenTextDocumentParams) -> None:
        desk.open.add(asked.text_document.uri)
        _publish(server, desk, asked.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(asked: lsp.DidCloseTextDocumentParams) -> None:
        desk.open.discard(asked.text_document.uri)


def _answers(server: LanguageServer, desk: Desk) -> None:
    """Answer what an editor asks about a place in a file."""

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(asked: lsp.DefinitionParams) -> lsp.Location | None:
        document, path = _document(server, desk, asked.text_document.uri)
        row, column = _cursor(document, asked.position)
        word = word_at(_line(document, row), column)
        place = desk.places.of(word, path or "") if desk.places is not None and word else None
        return lsp.Location(desk.uri_of(place.path), _range(place)) if place is not None else None

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["{", ",", " "]))
    def completion(asked: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        document, _ = _document(server, desk, asked.text_document.uri)
        row, column = _cursor(document, asked.position)
        if desk.pack is None:
            return []
        hand = hand_at(document.lines, row, column, desk.pack.book.vocabulary)
        return _items(desk.pack, hand) if hand is not None else []

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(asked: lsp.HoverParams) -> lsp.Hover | None:
        document, _ = _document(server, desk, asked.text_document.uri)
        row, column = _cursor(document, asked.position)
        word = word_at(_line(document, row), column)
        text = _told(desk.pack, word) if desk.pack is not None and word else None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, text)) if text else None

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lenses(asked: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        path = desk.path_of(asked.text_document.uri)
        if desk.outcomes is None or path is None:
            return []
        return [
            lsp.CodeLens(_range(each.place), lsp.Command(title=each.text, command=""))
            for each in desk.outcomes.beside(path)
        ]


def _items(pack: Loaded, hand: Hand) -> list[lsp.CompletionItem]:
    """Give the roles that are not filled yet, or what can fill the one that is being written."""
    predicate = pack.book.vocabulary.predicates[hand.predicate]
    if hand.role is not None:
        wants = predicate.roles.get(hand.role)
        if wants == "type":
            kinds = pack.book.vocabulary.types.items()
            return [lsp.CompletionItem(name, kind=lsp.CompletionItemKind.Class, detail=t.label) for name, t in kinds]
        fitting = [
            (name, called)
            for name, (kind, called) in pack.book.entities.items()
            if wants is not None and pack.words.kinds.fits(kind, wants)
        ]
        return [lsp.CompletionItem(n, kind=lsp.CompletionItemKind.Value, detail=called) for n, called in fitting]
    return [
        lsp.CompletionItem(
            role, kind=lsp.CompletionItemKind.Field, detail=wants, documentation=predicate.say, insert_text=f"{role}: "
        )
        for role, wants in predicate.roles.items()
        if role not in hand.filled
    ]


def _told(pack: Loaded, word: str) -> str | None:
    """Say what a word of the rules means."""
    vocabulary = pack.book.vocabulary
    if word in vocabulary.predicates:
        predicate = vocabulary.predicates[word]
        roles = ", ".join(f"{role}: {wants}" for role, wants in predicate.roles.items())
        counts = f"\nWhat would count: {predicate.counts}" if predicate.counts else ""
        return f"{predicate.say}\n{predicate.ask}\n{predicate.kind}; {roles}{counts}"
    if word in vocabulary.types:
        made = vocabulary.types[word]
        return made.label + (f"\nwithin {', '.join(made.is_a)}" if made.is_a else "")
    provision = pack.book.provisions.get(word.partition("#")[0])
    if provision is not None:
        return f"{provision.citation.text}\n{provision.title}\n{provision.gist}"
    return pack.book.entities[word][1] if word in pack.book.entities else None


def _document(server: LanguageServer, desk: Desk, uri: str) -> tuple[TextDocument, str | None]:
    return server.workspace.get_text_document(uri), desk.path_of(uri)


def _cursor(document: TextDocument, position: lsp.Position) -> tuple[int, int]:
    """Give row and column in code points; editors count as they agreed with the server."""
    found = document.position_codec.position_from_client_units(document.lines, position)
    return found.line, found.character


def _line(document: TextDocument, row: int) -> str:
    return document.lines[row].rstrip("\r\n") if row < len(document.lines) else ""


def _range(place: Place) -> lsp.Range:
    """Give a place as an editor counts: lines and UTF-16 units from 0."""
    before = len(place.excerpt[: place.column - 1].encode("utf-16-le")) // 2
    if place.end_line != place.line:
        return lsp.Range(lsp.Position(place.line - 1, before), lsp.Position(place.line - 1, before + 1))
    after = len(place.excerpt[: place.end_column - 1].encode("utf-16-le")) // 2
    return lsp.Range(lsp.Position(place.line - 1, before), lsp.Position(place.line - 1, max(after, before + 1)))


def _reread(server: LanguageServer, desk: Desk) -> None:
    desk.read()
    for uri in sorted(desk.open):
        _publish(server, desk, uri)


def _publish(server: LanguageServer, desk: Desk, uri: str) -> None:
    """Tell what is wrong with one file; a file without faults is told so too, and loses its marks."""
    path = desk.path_of(uri)
    if path is None:
        return
    found = [_diagnostic(desk, each) for each in desk.problems if each.place is not None and each.place.path == path]
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=found))


def _diagnostic(desk: Desk, problem: Problem) -> lsp.Diagnostic:
    assert problem.place is not None, "asked for by the caller"
    remedy = problem.help()
    error = problem.severity == "error"
    return lsp.Diagnostic(
        range=_range(problem.place),
        message=problem.message() + (f"\n{remedy}" if remedy else ""),
        severity=lsp.DiagnosticSeverity.Error if error else lsp.DiagnosticSeverity.Warning,
        code=problem.code,
        source="sanctioncheck",
        related_information=[
            lsp.DiagnosticRelatedInformation(lsp.Location(desk.uri_of(place.path), _range(place)), label)
            for label, place in problem.also
        ],
    )
