"""`rules graph`: what leans on what, in a language that programs draw, whatever the texts hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctioncheck.author.graph import around, below, whole
from sanctioncheck.cli import main
from sanctioncheck.load.pack import load_pack
from sanctioncheck.model.graph import Edge, Graph, Vertex
from sanctioncheck.render.graph import to_dot, to_mermaid

HERE = Path(__file__).parent
RIVER = str(HERE / "river")
GOLDEN = HERE / "golden"

QUOTED = r'"(?:[^"\\\x00-\x1f]|\\["\\n])*"'
ATTRIBUTE = rf"\w+=(?:{QUOTED}|\w+)"
STATEMENT = re.compile(rf"  (?:{QUOTED}(?: -> {QUOTED})?|graph|node|edge) \[{ATTRIBUTE}(?:, {ATTRIBUTE})*\]")
TEXT = r'"[^"|`<>]*(?:<br/>[^"|`<>]*)*"'
MERMAID = re.compile(rf"  n\d+(?:\({TEXT}\)|\[{TEXT}\]|\[/{TEXT}/\]|\(\[{TEXT}\]\)| (?:-->|-\.->)\|{TEXT}\| n\d+)")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return whole(load_pack())


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["rules", "graph", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def assert_dot(text: str) -> None:
    first, *lines, last = text.splitlines()
    assert (first, last) == ("digraph rules {", "}")
    for line in lines:
        assert STATEMENT.fullmatch(line), line


def test_a_pack_is_drawn_as_dot(capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]) -> None:
    code, out, err = ran(capsys, "--pack", RIVER)
    assert (code, err) == (0, "")
    assert_dot(out)
    golden(GOLDEN / "graph.dot", out)


def test_a_pack_is_drawn_as_mermaid(capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "graph.mmd", ran(capsys, "--pack", RIVER, "--format", "mermaid")[1])


def test_the_whole_pack_of_the_program_is_valid_dot_and_mermaid(graph: Graph) -> None:
    assert_dot(to_dot(graph))
    for line in to_mermaid(graph).splitlines()[1:]:
        assert MERMAID.fullmatch(line), line


def test_every_end_of_an_edge_is_drawn(graph: Graph) -> None:
    ids = [each.id for each in graph.vertices]
    assert len(ids) == len(set(ids))
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= set(ids)


TEXTS = st.one_of(st.text('"\\\n|<>#&`; ab', max_size=20), st.text(max_size=40))


@given(TEXTS, TEXTS)
def test_no_text_ends_its_own_quotes(label: str, pack: str) -> None:
    vertices = (Vertex(kind="provision", id="a", label=label), Vertex(kind="bridge", id="b", label=label))
    graph = Graph(pack=pack, vertices=vertices, edges=(Edge(source="a", target="b", kind=label),))
    assert_dot(to_dot(graph))
    for line in to_mermaid(graph).splitlines()[1:]:
        assert MERMAID.fullmatch(line), line


def test_with_an_id_only_what_it_leans_on_is_drawn(graph: Graph) -> None:
    part = {each.id for each in below(graph, ["un.sc.res.1874/9"]).vertices}
    assert {"un.sc.res.1874/9", "provides", "bridge:sent-troops-are-provided", "sends_troops"} <= part
    assert "un.sc.res.1718/8b" not in part


def test_around_a_thing_stands_what_is_so_many_steps_away(graph: Graph) -> None:
    near = {each.id for each in around(graph, ["provides"], 1).vertices}
    far = {each.id for each in around(graph, ["provides"], 2).vertices}
    assert {"un.sc.res.1874/9", "bridge:sent-troops-are-provided"} <= near
    assert "sends_troops" in far - near


def test_without_graphviz_a_picture_is_refused_with_the_way_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    code, out, err = ran(capsys, "--pack", RIVER, "--format", "svg")
    assert (code, out) == (2, "")
    assert err.startswith("SC-B006 error: no picture can be drawn")
    assert "--format mermaid" in err


def test_what_graphviz_draws_is_handed_on_and_its_complaint_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho '<svg/>'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ran(capsys, "--pack", RIVER, "--format", "svg") == (0, "<svg/>\n", "")
    program.write_text("#!/bin/sh\necho 'no\x1b[31m room' >&2\nexit 1\n")
    code, out, err = ran(capsys, "--pack", RIVER, "--format", "svg")
    assert (code, out) == (2, "")
    assert "SC-B007" in err
    assert "no\\u001b[31m room" in err


@pytest.mark.skipif(shutil.which("dot") is None, reason="graphviz is not installed")
def test_graphviz_itself_draws_the_whole_pack(graph: Graph) -> None:
    done = subprocess.run(["dot", "-Tsvg"], input=to_dot(graph).encode(), capture_output=True, check=True, timeout=120)
    assert done.stdout.rstrip().endswith(b"</svg>")


def test_what_is_not_in_the_graph_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ran(capsys, "parties", "--pack", RIVER)
    assert code == 2
    assert "SC-B008 error: the list `parties` is not in the graph" in err
