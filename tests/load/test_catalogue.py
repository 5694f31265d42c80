"""The catalogue of a pack: every row of the law is told, encoded or with the reason why not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanctioncheck.author.catalogue import COLUMNS, law_table, read_catalogue
from sanctioncheck.author.checks.verdict import problems_of
from sanctioncheck.cli import main
from sanctioncheck.load.pack import read_pack
from sanctioncheck.render.lawtable import to_markdown
from tests.load.language import TINY

HEAD = ",".join(COLUMNS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY / "pack", tmp_path / "pack"))
    (folder / "catalogue.csv").write_text(
        f"# what the treaty says\n{HEAD}\n"
        "T-1,1 Arms,members,decides,V,treaty/1 treaty/2,\n"
        'T-2,1 Arms,"members, and others",urges,R-L,,"its text, which nobody saw, must be read first"\n'
        "T-3,2 Words,everybody,states,V,treaty/3,\n"
    )
    return folder


def test_every_row_is_in_the_table_with_its_provisions_or_its_reason(home: Path) -> None:
    rows = {row.id: row for row in law_table(read_pack(home)).rows}
    assert [*rows] == ["T-1", "T-2", "T-3"]
    assert [(each.id, each.tests) for each in rows["T-1"].provisions] == [("treaty/1", 2), ("treaty/2", 0)]
    assert rows["T-2"].provisions == ()
    assert rows["T-2"].reason == "its text, which nobody saw, must be read first"
    assert rows["T-2"].addressee == "members, and others"


def test_the_table_is_told_part_by_part_with_links(home: Path) -> None:
    table = law_table(read_pack(home))
    told = to_markdown(table, lambda each: f"x/{each.id}.md")
    assert "Of 3 rows 2 are encoded in tiny 1.0." in told
    assert told.index("## 1 Arms") < told.index("T-2") < told.index("## 2 Words") < told.index("T-3")
    assert "[Treaty art 1](x/treaty/1.md)" in told
    assert "its text, which nobody saw, must be read first |" in told


def test_a_text_of_the_catalogue_is_no_markup(home: Path) -> None:
    with (home / "catalogue.csv").open("a") as file:
        file.write("T-4,2 Words,<b>all</b>,states,V,,a | b [c](d)\n")
    line = next(line for line in to_markdown(law_table(read_pack(home))).splitlines() if "T-4" in line)
    assert "<b>" not in line
    assert "a \\| b" in line
    assert "[c](d)" not in line


def test_the_command_prints_the_table(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "catalogue", "--pack", str(home)]) == 0
    assert capsys.readouterr().out.startswith("# The law, row by row\n")
    assert main(["rules", "catalogue", "--pack", str(home), "--format", "json"]) == 0
    assert '"reason": "its text, which nobody saw, must be read first"' in capsys.readouterr().out


def test_a_pack_without_a_catalogue_has_no_rows() -> None:
    assert read_catalogue(TINY / "pack") == ((), ())
    assert law_table(read_pack(TINY / "pack")).rows == ()


def test_a_row_that_lacks_columns_is_read_as_far_as_it_goes(home: Path) -> None:
    (home / "catalogue.csv").write_text(f"{HEAD}\nT-1,1 Arms\n")
    (row,) = read_catalogue(home)[0]
    assert (row.id, row.part, row.provisions, row.reason) == ("T-1", "1 Arms", (), "")


def faults(home: Path) -> list[tuple[str, int | None, str]]:
    found = [each for each in problems_of(home)[1] if each.code in ("SC-L146", "SC-L147")]
    return [(each.code, each.place.line if each.place else None, each.message()) for each in found]


def test_a_row_that_leads_nowhere_is_told_at_its_line(home: Path) -> None:
    with (home / "catalogue.csv").open("a") as file:
        file.write(
            "T-3,2 Words,all,states,V,treaty/9,\nT-5,2 Words,all,states,V,treaty/11,\nT-6,2 Words,all,states,V,,\n"
        )
    assert faults(home) == [
        ("SC-L146", 6, "row `T-3` of the catalogue stands there twice"),
        ("SC-L146", 7, "row `T-5` of the catalogue names `treaty/11`, which the pack does not have"),
        ("SC-L146", 8, "row `T-6` of the catalogue is not encoded and does not say why"),
    ]


def test_a_provision_that_no_row_names_is_told_at_its_id(home: Path) -> None:
    assert faults(home) == [("SC-L147", 1, "no row of the catalogue is encoded by `treaty/9`")]
