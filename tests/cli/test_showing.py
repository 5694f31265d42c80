"""`rules show` finds a provision also by its row in the catalogue of the law."""

from __future__ import annotations

from tests.cli.conftest import Call


def test_a_row_of_the_catalogue_shows_the_provision_that_encodes_it(call: Call) -> None:
    code, out, _ = call("rules", "show", "KP-16")
    assert code == 0
    assert "UNSC Res 1874" in out


def test_a_row_that_several_provisions_encode_names_them(call: Call) -> None:
    code, _, err = call("rules", "show", "KP-81")
    assert code == 2
    assert "un.sc.res.1874/12" in err


def test_a_row_that_is_not_encoded_says_why(call: Call) -> None:
    code, _, err = call("rules", "show", "CH-1-1")
    assert code == 2
    assert "lays down no duty" in err
