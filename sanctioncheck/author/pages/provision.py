"""The page of a provision or a definition: what must be shown, what excuses, how it is read, and what it leans on."""

from __future__ import annotations

from collections.abc import Iterator

from sanctioncheck.author.pages.beside import Shelf
from sanctioncheck.author.pages.leaning import clause_conditions, leaning, meaning_conditions
from sanctioncheck.author.pages.wording import Wording
from sanctioncheck.model.condition import Condition
from sanctioncheck.model.norm import (
    UNCONFIRMED,
    Defeater,
    Element,
    ExceptionClause,
    Norm,
    Provision,
    Reading,
    Reference,
)
from sanctioncheck.model.page import (
    ClausePage,
    ElementPage,
    LinkPage,
    MeaningPage,
    NormPage,
    ProvisionPage,
    ReadingPage,
)
from sanctioncheck.model.rulebook import Meaning, Rulebook, alternatives, head

__all__ = ["meaning_page", "provision_page"]

_OTHER = {"respondent": "claimant", "claimant": "respondent"}


def provision_page(book: Rulebook, ident: str, shelf: Shelf) -> ProvisionPage:
    """Tell a provision.

    Args:
        book: the pack.
        ident: the id of a provision that it has.
        shelf: the files of the pack.

    >>> from sanctioncheck.load.pack import built_in, load_pack
    >>> page = provision_page(load_pack(), "un.sc.res.1874/9", Shelf(built_in()))
    >>> page.citation, page.norms[0].opened_by
    ('UNSC Res 1874 (2009) UN Doc S/RES/1874, para 9', 'Did D provide X to R?')
    """
    provision, wording = book.provisions[ident], Wording(book)
    own = tuple(each for each in book.meanings if each.by == ident)
    written = {n: clause for rule in book.rules if rule.provision is provision for n, clause in rule.exceptions.items()}
    return ProvisionPage(
        id=ident,
        title=provision.title,
        file=shelf.provision(ident),
        citation=provision.citation.text,
        mark=provision.mark,
        confirmed=provision.mark not in UNCONFIRMED,
        gist=provision.gist,
        force=provision.force,
        verb=provision.verb,
        in_force=tuple(f"{s.said} ({s.note})" if s.note else s.said for s in provision.in_force),
        authority=provision.authority,
        status=provision.status,
        reviewers=tuple(f"{each.by}, {each.role}, {each.on}" for each in provision.reviewers),
        norms=tuple(_norm(norm, provision, wording) for norm in provision.norms),
        elements=tuple(_element(name, each, ident, wording) for name, each in provision.elements.items()),
        exceptions=tuple(_clauses(provision, written, wording)),
        definitions=tuple(meaning_page(book, each, alone=False) for each in own),
        relations=tuple(_links(book, provision)),
        leans_on=leaning(book, _conditions(book, provision), wording),
        follows=tuple(each.text for each in provision.follows),
        not_encoded=tuple(f"{each.text}: {each.reason}" for each in provision.not_encoded),
        tests=shelf.tests(ident),
    )


def meaning_page(book: Rulebook, meaning: Meaning, *, alone: bool = True) -> MeaningPage:
    """Tell a definition or a bridge; what it leans on only where it has a page `alone`.

    >>> from sanctioncheck.load.pack import load_pack
    >>> book = load_pack()
    >>> meaning_page(book, book.meanings[-1]).kind
    'bridge'
    """
    wording, definition = Wording(book), meaning.definition
    provision = book.provisions.get(meaning.by)
    return MeaningPage(
        kind="bridge" if meaning.bridge else "definition",
        id=meaning.id,
        title=wording.atom(*head(meaning)),
        file=meaning.file,
        concludes=wording.atom(*head(meaning)),
        by=meaning.by,
        citation=provision.citation.text if provision else None,
        confirmed=provision is None or provision.mark not in UNCONFIRMED,
        gist=definition.gist,
        in_force=tuple(stretch.said for stretch in provision.in_force) if provision else (),
        open=definition.open,
        construction=definition.construction,
        position=meaning.position if definition.readings else None,
        when=None if definition.when is None else wording.condition(definition.when),
        readings=tuple(_reading(each, wording) for each in definition.readings),
        exceptions=tuple(
            _clause(name, each, wording, _source(definition.exceptions.get(name)))
            for name, each in meaning.exceptions.items()
        ),
        leans_on=leaning(book, meaning_conditions(meaning), wording) if alone else (),
    )


def _norm(norm: Norm, provision: Provision, wording: Wording) -> NormPage:
    return NormPage(
        id=norm.id,
        title=norm.title,
        modality=norm.modality,
        binds=wording.bearer(norm.bearer),
        opened_by=wording.text(provision.elements[norm.trigger].ask),
        one_finding_for=tuple(variable[1:] for variable in norm.per),
        elements=norm.elements,
        exceptions=norm.exceptions,
        consequences=norm.consequences,
    )


def _element(name: str, element: Element, provision: str, wording: Wording) -> ElementPage:
    return ElementPage(
        id=name,
        ask=wording.text(element.ask),
        citation=element.citation.text if element.citation else None,
        authority=element.authority,
        position=(element.position or f"{provision}:{name}") if element.readings else None,
        may_follow=element.may_follow,
        when=None if element.when is None else wording.condition(element.when),
        readings=tuple(_reading(each, wording) for each in element.readings),
    )


def _reading(reading: Reading, wording: Wording) -> ReadingPage:
    return ReadingPage(
        id=reading.id,
        label=reading.label,
        held_by=reading.held_by,
        default=reading.default,
        when=wording.condition(reading.when),
    )


def _clauses(provision: Provision, written: dict[str, ExceptionClause], wording: Wording) -> Iterator[ClausePage]:
    for name, clause in provision.exceptions.items():
        if isinstance(clause, ExceptionClause):
            yield _clause(name, clause, wording)
        elif name in written:
            yield _clause(name, written[name], wording, clause.ref)


def _clause(name: str, clause: ExceptionClause, wording: Wording, taken_from: str | None = None) -> ClausePage:
    return ClausePage(
        id=name,
        kind=clause.kind,
        shown_by=clause.burden,
        standard=clause.standard,
        citation=clause.citation.text,
        mark=clause.mark,
        confirmed=clause.mark not in UNCONFIRMED,
        gist=wording.text(clause.gist),
        ask=wording.text(clause.ask),
        taken_from=taken_from,
        when=wording.condition(clause.when),
        unless=tuple(_unless(inner, each, _OTHER[clause.burden], wording) for inner, each in clause.unless.items()),
    )


def _unless(name: str, clause: Defeater, side: str, wording: Wording) -> ClausePage:
    """Tell what takes the ground from an exception; the burden changes sides at each level."""
    return ClausePage(
        id=name,
        kind="unless",
        shown_by="claimant" if side == "claimant" else "respondent",
        standard=clause.standard,
        citation=clause.citation.text,
        mark=clause.mark,
        confirmed=clause.mark not in UNCONFIRMED,
        gist=wording.text(clause.gist),
        when=wording.condition(clause.when),
        unless=tuple(_unless(inner, each, _OTHER[side], wording) for inner, each in clause.unless.items()),
    )


def _source(clause: ExceptionClause | Reference | None) -> str | None:
    return clause.ref if isinstance(clause, Reference) else None


def _links(book: Rulebook, provision: Provision) -> Iterator[LinkPage]:
    for relation in provision.relations:
        yield _link(book, relation.type, "to", relation.target, relation.note)
    for other in book.provisions.values():
        for relation in other.relations:
            if relation.target == provision.provision:
                yield _link(book, relation.type, "from", other.provision, relation.note)


def _link(book: Rulebook, kind: str, way: str, ident: str, note: str | None) -> LinkPage:
    other = book.provisions.get(ident)
    return LinkPage(
        type=kind,
        way="to" if way == "to" else "from",
        provision=ident,
        citation=other.citation.text if other is not None else ident,
        title=other.title if other is not None else None,
        note=note,
    )


def _conditions(book: Rulebook, provision: Provision) -> Iterator[Condition]:
    """Give the conditions of the norms of a provision; its own definitions are told by themselves."""
    for rule in book.rules:
        if rule.provision is provision:
            for element in rule.elements.values():
                yield from (condition for _, condition in alternatives(element.when, element.readings))
            for clause in rule.exceptions.values():
                yield from clause_conditions(clause)
