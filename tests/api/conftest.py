"""The pack that comes with the program, loaded once for the tests of this folder."""

import pytest

import sanctioncheck as sc


@pytest.fixture(scope="session")
def pack() -> sc.Pack:
    return sc.load_pack()


@pytest.fixture(scope="session")
def kursk(pack: sc.Pack) -> sc.Result:
    return sc.assess(sc.load_case("cases/2025-kursk-recognition", pack))
