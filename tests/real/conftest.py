"""Real data is not part of the project: without it these tests are skipped, loudly."""

import pytest

from tests.real.given import DATA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if DATA.is_dir():
        return
    reason = pytest.mark.skip(reason="no real data in ../shared/data")
    for item in items:
        if "tests/real/" in item.nodeid:
            item.add_marker(reason)
