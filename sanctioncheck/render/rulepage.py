"""A page of the rules, as a tree for the terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sanctioncheck.model.page import (
    ClausePage,
    ElementPage,
    FindingPage,
    LinkPage,
    ListPage,
    MeaningPage,
    NormPage,
    Page,
    PredicatePage,
    ProvisionPage,
    ReadingPage,
    Said,
    TestsPage,
    TurnPage,
    TypePage,
    Use,
)
from sanctioncheck.model.truth import Standard
from sanctioncheck.render import phrases, rulewords
from sanctioncheck.render.outline import Branch, Outline, Section, as_markdown, as_text
from sanctioncheck.render.sentence import capital, ids

__all__ = ["outline", "to_markdown", "to_text"]

_MOST_ROWS = 20


def to_text(page: Page, width: int) -> str:
    """Write a page for a terminal, ending in a line break.

    >>> to_text(TypePage(id="arms", title="arms"), 80).splitlines()[1]
    'A type: arms [arms]'
    """
    return as_text(outline(page), width) + "\n"


def to_markdown(page: Page) -> str:
    """Write a page as Markdown, ending in a line break.

    >>> to_markdown(TypePage(id="arms", title="arms")).splitlines()[0]
    '## arms'
    """
    return as_markdown(outline(page)) + "\n"


def outline(page: Page) -> Outline:
    """Give a page as headed lines and branches.

    >>> from sanctioncheck.model.page import TypePage
    >>> outline(TypePage(id="arms", title="arms or related materiel", wider=("item",))).lines[0]
    'A type: arms or related materiel [arms]'
    """
    match page:
        case ProvisionPage():
            title, lines, sections = page.title, _law(page), _provision(page)
        case MeaningPage():
            title, lines, sections = capital(page.concludes), _meaning_lines(page), _meaning_sections(page)
        case PredicatePage():
            title, lines, sections = page.id, _predicate_lines(page), _predicate_sections(page)
        case TypePage():
            title, lines, sections = page.id, _type_lines(page), _type_sections(page)
        case ListPage():
            title, lines, sections = page.id, _list_lines(page), _list_sections(page)
        case FindingPage():
            title, lines, sections = page.gist, _finding_lines(page), (Section(rulewords.USED_BY, _uses(page.used_by)),)
        case _:
            raise TypeError(page)
    cases = () if page.cases is None else (Section(rulewords.CASES, _cases(page.cases)),)
    where = () if page.file is None else (rulewords.FILE.format(file=page.file),)
    return Outline(title, (*lines, *where), (*sections, *cases))


def _law(page: ProvisionPage) -> Iterator[str]:
    unconfirmed = "" if page.confirmed else f"; {phrases.PINPOINT_UNCONFIRMED}"
    yield f"{page.citation}{ids([page.id])}"
    yield rulewords.MARK.format(mark=page.mark, means=rulewords.MARKS[page.mark], warning=unconfirmed)
    yield rulewords.FORCE.format(force=page.force, verb=page.verb, in_force=" and ".join(page.in_force))
    yield phrases.GIST.format(gist=page.gist)
    if page.authority:
        yield rulewords.AUTHORITY.format(authority="; ".join(page.authority))
    yield rulewords.STATUS.format(status=page.status)
    yield rulewords.REVIEWED.format(by="; ".join(page.reviewers)) if page.reviewers else rulewords.NOT_REVIEWED


def _provision(page: ProvisionPage) -> tuple[Section, ...]:
    return (
        Section(rulewords.NORMS, tuple(_norm(norm) for norm in page.norms)),
        Section(rulewords.ELEMENTS, tuple(map(_element, page.elements))),
        Section(rulewords.EXCEPTIONS, tuple(map(_clause, page.exceptions))),
        Section(rulewords.DEFINITIONS, tuple(map(_definition, page.definitions))),
        Section(rulewords.LEANS_ON, _uses(page.leans_on)),
        Section(rulewords.RELATIONS, tuple(map(_link, page.relations))),
        Section(rulewords.FOLLOWS, tuple(map(Branch, page.follows))),
        Section(phrases.NOT_ENCODED_SECTION, tuple(map(Branch, page.not_encoded))),
        Section(rulewords.TESTS, _tests(page.tests)),
    )


def _norm(norm: NormPage) -> Branch:
    parts = [
        Branch(rulewords.BINDS.format(bearer=norm.binds)),
        Branch(rulewords.OPENED_BY.format(ask=norm.opened_by, variables=", ".join(norm.one_finding_for))),
        Branch(rulewords.ASKS.format(elements=", ".join(norm.elements))),
    ]
    if norm.exceptions:
        parts.append(Branch(rulewords.EXCUSED_BY.format(exceptions=", ".join(norm.exceptions))))
    if norm.consequences:
        inner = tuple(map(Branch, norm.consequences))
        parts.append(Branch(phrases.CONSEQUENCES_SECTION, inner))
    return Branch(f"{norm.title}: {norm.modality}{ids([norm.id])}", tuple(parts))


def _element(element: ElementPage) -> Branch:
    return Branch(f"{element.ask}{ids([element.id])}", tuple(_inside(element)))


def _inside(element: ElementPage) -> Iterator[Branch]:
    if element.citation:
        yield Branch(rulewords.BY.format(citation=element.citation))
    yield from (Branch(rulewords.AUTHORITY.format(authority=text)) for text in element.authority)
    if element.when is not None:
        yield _condition(element.when, rulewords.WHERE)
    yield from _readings(element.readings, element.position)
    if element.may_follow:
        yield Branch(rulewords.MAY_FOLLOW)


def _readings(readings: Sequence[ReadingPage], position: str | None) -> Iterator[Branch]:
    for reading in readings:
        default = phrases.DEFAULT_READING if reading.default else ""
        text = rulewords.READING.format(label=reading.label, default=default)
        held = Branch(rulewords.HELD_BY.format(held_by="; ".join(reading.held_by)))
        yield Branch(f"{text}{ids([f'{position}={reading.id}'])}", (held, _condition(reading.when, rulewords.WHERE)))
    if readings and not any(reading.default for reading in readings):
        yield Branch(rulewords.NO_DEFAULT)


def _condition(said: Said, form: str = "{text}") -> Branch:
    colon = ":" if said.parts else ""
    return Branch(form.format(text=f"{said.text}{colon}"), tuple(_condition(part) for part in said.parts))


def _clause(clause: ClausePage) -> Branch:
    name = rulewords.UNLESS if clause.kind == "unless" else capital(clause.kind)
    where = clause.citation if clause.confirmed else f"{clause.citation}, {phrases.PINPOINT_UNCONFIRMED}"
    standard: Standard = next(each for each in phrases.STANDARD if each == clause.standard)
    parts = [
        Branch(rulewords.BURDEN.format(side=clause.shown_by, standard=phrases.STANDARD[standard])),
        *(() if clause.ask is None else (Branch(clause.ask),)),
        _condition(clause.when, rulewords.HOLDS_WHERE),
        *(() if clause.taken_from is None else (Branch(rulewords.TAKEN_FROM.format(ref=clause.taken_from)),)),
        *map(_clause, clause.unless),
    ]
    return Branch(f"{name}: {clause.gist} ({where}){ids([clause.id])}", tuple(parts))


def _definition(page: MeaningPage) -> Branch:
    return Branch(f"{capital(page.concludes)}{ids([page.id])}", tuple(_how(page)))


def _how(page: MeaningPage) -> Iterator[Branch]:
    yield Branch(page.gist)
    if page.when is not None:
        yield _condition(page.when, rulewords.SO_WHERE)
    yield from _readings(page.readings, page.position)
    yield from map(_clause, page.exceptions)
    if page.open:
        yield Branch(rulewords.OPEN)
    if page.construction:
        yield Branch(rulewords.CONSTRUCTION)


def _meaning_lines(page: MeaningPage) -> Iterator[str]:
    if page.kind == "bridge":
        yield rulewords.BRIDGE + ids([page.id])
        return
    warning = "" if page.confirmed else f", {phrases.PINPOINT_UNCONFIRMED}"
    yield rulewords.DEFINITION.format(citation=f"{page.citation or page.by}{warning}") + ids([page.id])
    yield rulewords.IN_FORCE.format(in_force=" and ".join(page.in_force))


def _meaning_sections(page: MeaningPage) -> tuple[Section, ...]:
    return Section(rulewords.HOW, tuple(_how(page))), Section(rulewords.LEANS_ON, _uses(page.leans_on))


def _predicate_lines(page: PredicatePage) -> Iterator[str]:
    yield rulewords.PREDICATE.format(nature=page.nature) + ids([page.id])
    yield rulewords.SAYS.format(say=page.say)
    yield rulewords.DENIES.format(deny=page.deny)
    yield rulewords.ASKED.format(ask=page.ask)
    if page.counts:
        yield rulewords.COUNTS.format(counts=page.counts)
    yield rulewords.ROLES.format(roles=", ".join(f"{role.upper()} ({kind})" for role, kind in page.roles.items()))
    if page.conduct_of:
        yield rulewords.CONDUCT_OF.format(role=page.conduct_of.upper())
    if page.closed:
        yield rulewords.CLOSED
    if page.judgement:
        yield rulewords.JUDGEMENT
    yield rulewords.READ.format(about=page.about) if page.about else rulewords.NOT_READ


def _predicate_sections(page: PredicatePage) -> tuple[Section, ...]:
    return (
        Section(rulewords.CONCLUDED_BY, _uses(page.concluded_by)),
        Section(rulewords.USED_BY, _uses(page.used_by)),
        Section(rulewords.LISTS, _uses(page.lists)),
        Section(rulewords.FINDINGS, _uses(page.findings)),
    )


def _type_lines(page: TypePage) -> Iterator[str]:
    yield rulewords.TYPE.format(label=page.title) + ids([page.id])
    for form, names in (
        (rulewords.WIDER, page.wider),
        (rulewords.NARROWER, page.narrower),
        (rulewords.DISJOINT, page.disjoint),
        (rulewords.WORDS, page.words),
        (rulewords.FILLS, page.roles),
    ):
        if names:
            yield form.format(names=", ".join(names))
    yield rulewords.DECLARABLE if page.declarable else rulewords.NOT_DECLARABLE


def _type_sections(page: TypePage) -> tuple[Section, ...]:
    return (
        Section(rulewords.CONCLUDED_BY, _uses(page.concluded_by)),
        Section(rulewords.USED_BY, _uses(page.used_by)),
    )


def _list_lines(page: ListPage) -> Iterator[str]:
    yield rulewords.LIST.format(predicate=page.predicate, number=len(page.rows), as_of=page.as_of) + ids([page.id])
    yield rulewords.SOURCE.format(source=page.source)


def _list_sections(page: ListPage) -> tuple[Section, ...]:
    rows = tuple(map(Branch, page.rows[:_MOST_ROWS]))
    left = len(page.rows) - _MOST_ROWS
    more = (Branch(rulewords.MORE_ROWS.format(number=left)),) if left > 0 else ()
    return Section(rulewords.ROWS, (*rows, *more)), Section(rulewords.USED_BY, _uses(page.used_by))


def _finding_lines(page: FindingPage) -> Iterator[str]:
    yield rulewords.FINDING.format(nature=page.nature, mode=phrases.MODE.get(page.mode, page.mode)) + ids([page.id])
    yield rulewords.STATES.format(states=page.states, when=f", {page.when}" if page.when else "")
    unconfirmed = "" if page.confirmed else f"; {phrases.PINPOINT_UNCONFIRMED}"
    yield rulewords.STANDS_IN.format(document=page.document, citation=page.citation, published=page.published)
    yield rulewords.MARK.format(mark=page.mark, means=rulewords.MARKS[page.mark], warning=unconfirmed)
    if page.body:
        yield rulewords.BODY.format(body=page.body)
    yield rulewords.GRADED.format(source=page.source)


def _link(link: LinkPage) -> Branch:
    words = rulewords.RELATION[link.type][0 if link.way == "to" else 1]
    note = f"; {link.note}" if link.note else ""
    return Branch(f"{words} {link.citation} ({link.title or rulewords.NOT_HERE}){note}{ids([link.provision])}")


def _uses(uses: Iterable[Use]) -> tuple[Branch, ...]:
    return tuple(Branch(f"{capital(use.kind)}: {use.text}{ids([use.id])}", _uses(use.through)) for use in uses)


def _tests(tests: TestsPage | None) -> tuple[Branch, ...]:
    if tests is None:
        return (Branch(rulewords.NO_TESTS),)
    number = rulewords.TESTS_IN.format(number=len(tests.names), path=tests.path)
    return (Branch(number, tuple(map(Branch, tests.names))),)


def _cases(cells: Sequence[TurnPage]) -> tuple[Branch, ...]:
    if not cells:
        return (Branch(rulewords.NO_CASES),)
    titles = {cell.case: cell.title for cell in cells}
    return tuple(
        Branch(f"{title}{ids([case])}", tuple(_cell(cell) for cell in cells if cell.case == case))
        for case, title in titles.items()
    )


def _cell(cell: TurnPage) -> Branch:
    return Branch(f"{cell.actor}, {cell.label}: {cell.word}{ids([cell.norm])}")
