"""Every test of the ledger works on one day of an April."""

from collections.abc import Iterator
from datetime import date

import pytest

from hengjian.lib.clock import moved_to


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    with moved_to(date(2025, 4, 20)):
        yield
