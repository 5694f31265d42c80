"""What `extract` writes is whole: it opens, no text takes the place of another, and what could be read is kept."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
import yaml

from sanctioncheck.cli import proposing
from sanctioncheck.cli.proposing import ReadText, Weights, make_case, read_texts, write_case
from sanctioncheck.cli.watching import teller
from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import ModelSilent
from sanctioncheck.load.case import LoadedCase, load_case
from sanctioncheck.load.pack import load_pack
from sanctioncheck.load.texts import load_texts
from sanctioncheck.load.yamltext import Limits
from sanctioncheck.model.proposal import Filled, Proposal, Rejected, Told
from sanctioncheck.read.casefile import Machine
from sanctioncheck.read.document import Document
from sanctioncheck.read.extractor import Tools, extract
from sanctioncheck.read.plain import read_plain
from tests.cli.conftest import Call

BOOK = load_pack(None)
WEIGHTS = Weights("C", 3, "press")
SENTENCE = "Ruritania shipped drones to Arcadia in October 2022."
MINE = "It was a long day at the port, the harbour master wrote, with more cranes at work than in any summer before. "
LONG = "\n".join([f"{MINE * 25}{SENTENCE}"] * 20)
OTHER = "This text says much else beside, of harvests, weather, football and of a village fair, in words of its own. "


@pytest.fixture(scope="module")
def tools() -> Tools:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    return Tools(BOOK.vocabulary, load_texts())


class Canned:
    """An extractor that proposes one thing of the sentence above wherever it stands, and fails where a text says so."""

    own_grammar = True
    machine = Machine("canned", "1")

    def __init__(self, speaker: Filled | None = None) -> None:
        self.rejected: list[Rejected] = []
        self.speaker = speaker

    def propose(self, document: Document) -> Iterable[Proposal]:
        if "FAIL" in document.text:
            raise InputError([ModelSilent(place=None, url="http://x", reason="500")])
        start = document.text.find(SENTENCE)
        while start >= 0:
            yield self.one(document.text, start)
            start = document.text.find(SENTENCE, start + 1)

    def one(self, text: str, start: int) -> Proposal:
        def told(words: str) -> Told:
            at = text.index(words, start)
            return Told(at, at + len(words), words)

        roles = {
            "by": Filled("ruritania", "Ruritania", "organisation", told("Ruritania")),
            "to": Filled("arcadia", "Arcadia", "organisation", told("Arcadia")),
            "object": Filled("drones", "drones", "item", told("drones")),
        }
        return Proposal("transfers", roles, told(SENTENCE), told("shipped"), speaker=self.speaker, extractor="canned")


def made(
    folder: Path, tools: Tools, *texts: tuple[str, str], published: str = "2025-04-30", canned: Canned | None = None
) -> LoadedCase:
    """Make a case of texts, each with its name, and open it."""
    canned = canned or Canned()
    documents = [read_plain(text, name) for name, text in texts]
    read = [ReadText(document, list(canned.propose(document)), []) for document in documents]
    case = make_case(folder.name, read, BOOK, tools, canned, WEIGHTS, False, published, None)
    write_case(folder, case, documents, BOOK)
    return load_case(folder, BOOK)


def origins(loaded: LoadedCase) -> list[frozenset[str]]:
    return [source.origins for source in loaded.case.sources]


# --- it opens


def test_a_case_of_texts_that_repeat_one_another_opens_and_runs(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    for name in ("a.txt", "copy.txt"):
        (tmp_path / name).write_text("Iran shipped drones to Russia in October 2022.\n", encoding="utf-8")
    folder = tmp_path / "twice"
    files = [str(tmp_path / name) for name in ("a.txt", "copy.txt")]
    assert call("extract", *files, "-o", str(folder), "--published", "2025-04-30")[0] == 0
    assert origins(load_case(folder, BOOK)) == [frozenset({"a"}), frozenset({"a"})]
    assert call("run", str(folder))[0] == 0
    assert call("export", str(folder), "--to", "brat", "-o", str(tmp_path / "brat"))[0] == 0


def test_a_case_that_would_not_load_is_not_written_and_the_fault_is_said_to_be_ours(
    tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "_year_before", lambda _: "2023-02-29")
    with pytest.raises(InputError) as caught:
        made(tmp_path / "a-case", tools, ("a.txt", SENTENCE))
    said = str(caught.value)
    assert "SC-R027 error: the case `a-case` would not load: SC-" in said
    assert "a fault of the program, not of your texts" in said
    assert list(tmp_path.iterdir()) == []


def test_a_case_that_is_too_large_to_be_read_is_refused_before_it_is_written(
    tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "LIMITS", Limits(size=500))
    with pytest.raises(InputError, match=r"SC-R026(?s:.)*at most 500 are read(?s:.)*cut the text into"):
        made(tmp_path / "a-case", tools, ("a.txt", SENTENCE))
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_too_large_for_a_case_is_refused_before_it_is_read(
    tmp_path: Path, tools: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE * 3, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SENTENCE, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    read, failed = read_texts(files, Canned(), tools, 0, largest=100)
    assert [each.document.name for each in read] == ["b.txt"]
    assert failed == [str(tmp_path / "a.txt")]
    assert "SC-R026" in capsys.readouterr().err


@pytest.mark.parametrize("published", ["2024-02-29", "0001", "2024-02", "2024", "0001-01-01"])
def test_the_twelve_months_before_any_day_of_publication_begin_on_a_day_of_the_calendar(
    published: str, tmp_path: Path, tools: Tools
) -> None:
    period = made(tmp_path / "a-case", tools, ("a.txt", SENTENCE), published=published).case.period
    assert period is not None
    assert period.from_ <= period.to


# --- no text takes the place of another


@pytest.mark.parametrize("names", [("c-3.txt", "c.txt", "c.md"), ("c.txt", "c.md", "c-2.txt"), ("北.txt", "ж.txt")])
def test_every_text_of_a_case_has_a_file_of_its_own(names: Sequence[str], tmp_path: Path, tools: Tools) -> None:
    texts = [(name, f"{SENTENCE} Text {number}, which is its own.") for number, name in enumerate(names)]
    loaded = made(tmp_path / "a-case", tools, *texts)
    assert len(loaded.texts) == len(names)
    assert list(loaded.texts.values()) == [text for _, text in texts]


# --- what could be read is kept


def test_where_the_model_fails_on_one_text_the_others_are_kept(
    call: Call, tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sanctioncheck.read.extractor.extractor_called", lambda *_: Canned())
    texts = {"one.txt": SENTENCE, "two.txt": "FAIL here.", "three.txt": f"Again: {SENTENCE}"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in texts]
    code, out, err = call("extract", *files, "-o", str(tmp_path / "a-case"), "--published", "2025")
    assert code == 3
    assert "one.txt" in out
    assert f"not read, and not in the case: {files[1]}\n" in err
    assert list(load_case(tmp_path / "a-case", BOOK).texts) == ["one", "three"]


def test_where_the_model_fails_on_the_only_text_nothing_is_written(
    call: Call, tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sanctioncheck.read.extractor.extractor_called", lambda *_: Canned())
    (tmp_path / "a.txt").write_text("FAIL here.", encoding="utf-8")
    assert call("extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a-case"))[0] == 2
    assert not (tmp_path / "a-case").exists()


# --- who watches is told


def test_who_watches_a_long_text_is_told_how_far_it_is(capsys: pytest.CaptureFixture[str], tools: Tools) -> None:
    long = read_plain(LONG, "a.txt")
    canned = Canned()
    unwatched = extract(long, canned, tools)
    assert capsys.readouterr().err == ""
    assert extract(long, canned, tools, teller(long, "a.txt")) == unwatched
    assert capsys.readouterr().err.splitlines() == [f"a.txt: {part} % read" for part in range(10, 101, 10)]
    short = read_plain(SENTENCE, "a.txt")
    extract(short, canned, tools, teller(short, "a.txt"))
    assert capsys.readouterr().err == ""


def test_progress_is_shown_on_a_terminal_only(
    tmp_path: Path, tools: Tools, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    read_texts([str(tmp_path / "a.txt")], Canned(), tools, 0)
    assert capsys.readouterr().err == ""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    read_texts([str(tmp_path / "a.txt")], Canned(), tools, 0)
    assert "50 % read" in terminal.getvalue()


# --- whose words they are

REUTERS = Filled("reuters", "Reuters", "organisation", Told(0, 7, "Reuters"))


@pytest.mark.parametrize(
    "credited",
    [
        f"ARCADIA CITY, May 2 (Reuters) - {MINE}{SENTENCE}",
        f"(Reuters) — {MINE}{SENTENCE}",
        f"{MINE}{SENTENCE}\n\nReporting by Reuters",
        f"{MINE}{SENTENCE}\n\n(Additional reporting by Reuters; editing by nobody)",
        f"{MINE}{SENTENCE}\n\nSource: Reuters",
        f"Title: Drones\nSource: Reuters\n\n{MINE}{SENTENCE}",
    ],
)
def test_a_text_that_prints_an_agency_and_one_that_says_what_it_reported_have_one_origin(
    credited: str, tmp_path: Path, tools: Tools
) -> None:
    other = f"{OTHER}Reuters reported it, too: {SENTENCE}"
    loaded = made(tmp_path / "a-case", tools, ("a.txt", credited), ("b.txt", other), canned=Canned(REUTERS))
    sources = {source.id: source.origins for source in loaded.case.sources}
    assert sources["a"] == {"reuters"}
    assert sources["b"] == {"b"}, "only what it reports of the agency is the agency's"
    assert [set(support.origin) for support in loaded.case.facts[0].support] == [{"reuters"}, {"reuters"}]


def test_reporters_and_states_are_no_agencies(tmp_path: Path, tools: Tools) -> None:
    texts = ("a.txt", f"{MINE}{SENTENCE}\n\nReporting by Jane Roe"), ("b.txt", f"(Russia) - {OTHER}{SENTENCE}")
    assert origins(made(tmp_path / "a-case", tools, *texts)) == [frozenset({"a"}), frozenset({"b"})]


def test_short_texts_that_are_the_same_have_one_origin_and_others_have_none_in_common(
    tmp_path: Path, tools: Tools
) -> None:
    texts = ("a.txt", "Drones were shipped."), ("b.txt", "Drones were SHIPPED!"), ("c.txt", "Drones were sold.")
    assert origins(made(tmp_path / "a-case", tools, *texts)) == [
        frozenset({"a"}), frozenset({"a"}), frozenset({"c"})
    ]  # fmt: skip


def test_an_opinion_in_a_copy_is_one_opinion(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="reading texts needs the extra `read`")
    said = "Analysts said that Iran violated international law.\n"
    for name, text in {"a.txt": MINE + said, "b.txt": MINE + said, "c.txt": OTHER + said}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "a-case"
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]
    assert call("extract", *files, "-o", str(folder), "--published", "2025")[0] == 0
    case = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    shared = {source["id"]: source.get("origin") for source in case["sources"]}
    assert shared["a"] == shared["b"] != shared.get("c")
    assert [opinion["source"] for opinion in case["opinions"]] == ["a", "c"]
