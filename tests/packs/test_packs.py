"""Every shipped pack is without fault, and its own tests hold."""

from pathlib import Path

import pytest

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.pack_tests import PackTest, read_tests
from hengjian.engines.pack_format.reading import load
from tests.packs.running import findings_of, is_met, read_all, rows_of


PACKS = Path(__file__).parents[2] / "packs"
TESTS = [
    test
    for folder in sorted(PACKS.iterdir())
    for test in read_tests(folder, FaultList())
]


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return load([PACKS], with_tests=True)


def test_shipped_packs_have_no_fault(shipped: Loaded) -> None:
    assert [f"{fault.place}: {fault.message.en}" for fault in shipped.faults] == []


def test_every_pack_with_indicators_has_tests(shipped: Loaded) -> None:
    tested = {test.pack for test in TESTS}

    assert {n for n, pack in shipped.packs.items() if pack.indicators} <= tested


@pytest.mark.parametrize(
    "test",
    [test for test in TESTS if test.expect],
    ids=lambda test: f"{test.pack}: {test.name.en}",
)
def test_numbers_of(test: PackTest, shipped: Loaded, tmp_path: Path) -> None:
    tables = read_all(test, shipped, tmp_path)

    rows = rows_of(test, shipped, tables)

    missing = [row for row in test.expect if not is_met(row, rows)]
    assert not missing, f"{test.place}: not among {rows}"


@pytest.mark.parametrize(
    "test",
    [test for test in TESTS if test.findings is not None],
    ids=lambda test: f"{test.pack}: {test.name.en}",
)
def test_findings_of(test: PackTest, shipped: Loaded, tmp_path: Path) -> None:
    tables = read_all(test, shipped, tmp_path)

    found = findings_of(test, shipped, tables)

    assert found == set(test.findings or ()), test.place
