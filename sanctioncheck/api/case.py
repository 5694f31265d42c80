"""The facts that are judged, each on its quotes, as a program or a notebook holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from sanctioncheck.api.pack import Pack, load_pack
from sanctioncheck.engine.dating import CLASSIFICATION, when_of
from sanctioncheck.errors import Problem
from sanctioncheck.explain.words import Words
from sanctioncheck.load.case import LoadedCase
from sanctioncheck.load.case import load_case as read_case
from sanctioncheck.model.fact import Fact
from sanctioncheck.model.source import Source
from sanctioncheck.model.time import Window, format_when, parse_date
from sanctioncheck.render import notebook, phrases
from sanctioncheck.render.report.said import OUR_NOTE
from sanctioncheck.render.safe import quoted

__all__ = ["Case", "load_case"]


@dataclass(frozen=True, eq=False, repr=False)
class Case:
    """A case that fits its files and its pack; in a notebook it shows its facts, each with its status and quotes."""

    file: LoadedCase
    """The case as the program reasons with it."""
    pack: Pack
    """The rules whose words it uses."""
    path: str
    """The folder or file by which it was asked for."""

    @property
    def id(self) -> str:
        """Its id."""
        return self.file.case.case

    @property
    def title(self) -> str:
        """Its title."""
        return self.file.case.title

    @property
    def as_of(self) -> str:
        """The day as of which it is judged, unless another is asked for."""
        return self.file.case.as_of

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Its facts, in the order of the case file."""
        return self.file.case.facts

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its sources, in the order of the case file."""
        return self.file.case.sources

    @property
    def texts(self) -> dict[str, str]:
        """The whole text of each source, by its id."""
        return dict(self.file.texts)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not stop it but should be looked at."""
        return self.file.warnings

    def __repr__(self) -> str:
        return f"<Case {self.id}: {self.title}>"

    def _repr_html_(self) -> str:
        return notebook.case(self.title, self.id, self.as_of, self._told())

    def _told(self) -> Iterator[notebook.ToldFact]:
        """Tell each fact in words, with its time, its status, and the passages that it quotes."""
        case, book = self.file.case, self.pack.rulebook
        words = Words(book, case)
        period = None
        if case.period is not None:
            period = Window(parse_date(case.period.from_).first, parse_date(case.period.to).last)
        for fact in case.facts:
            kind = book.vocabulary.predicates[fact.claim.predicate].kind
            when = format_when(when_of(fact, kind, period))
            undated = fact.on is None and fact.during is None and kind != CLASSIFICATION
            passages = (self._passage(fact, at, words) for at in range(len(fact.support)))
            yield notebook.ToldFact(
                fact.id, words.claim(fact.claim), when, undated, f"{fact.status}, {fact.review.state}",
                tuple(filter(None, passages)),
            )  # fmt: skip

    def _passage(self, fact: Fact, at: int, words: Words) -> str:
        """Tell a passage of a fact: its words, who says them, and how; nothing where it has none."""
        support, passage = fact.support[at], self.file.passages.get((fact.id, at))
        source = next((each for each in self.file.case.sources if each.id == support.source), None)
        if passage is None or source is None:
            return ""
        form = phrases.VERBATIM if source.verbatim else OUR_NOTE
        said = support.speaker
        speaker = (said.words or words.name(said.actor or "")) if said else ""
        about = ", ".join(filter(None, (speaker, phrases.MODE.get(support.mode, support.mode))))
        return phrases.PASSAGE.format(passage=form.format(text=quoted(passage.exact)), about=about)


def load_case(path: str | PathLike[str], pack: Pack | None = None) -> Case:
    """Load and check a case.

    Args:
        path: the folder of the case, or the `case.yaml` in it.
        pack: the rules that it will be judged by; its words are the only ones that a case may use. None for the pack
            that comes with the program.

    Returns:
        The case, with every quote found in its source.

    Raises:
        InputError: with everything that is wrong with the case.

    >>> import sanctioncheck as sc
    >>> sc.load_case("cases/2025-kursk-recognition").title
    'Pyongyang and Moscow recognise North Korean soldiers at Kursk'
    >>> sc.load_case("no-such-folder")
    Traceback (most recent call last):
    sanctioncheck.errors.InputError: SC-C001 error: there is no `no-such-folder`
      help: name the folder that holds `case.yaml`
    <BLANKLINE>
    1 error, 0 warnings
    """
    rules = load_pack() if pack is None else pack
    return Case(read_case(Path(path), rules.rulebook), rules, str(path))
