"""The warehouse's home and cast, and packs whose cards are monitored and drawn."""

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.remembered import remembered
from tests.unit.monitoring import monitoring_office
from tests.unit.warehouse.conftest import home, people


__all__ = ["home", "people"]


@pytest.fixture
def office(people: Cast, tmp_path: Path) -> Cast:
    """The cast, once the packs with rules are released."""

    def build() -> Cast:
        monitoring_office.release(tmp_path)
        return people

    return remembered("monitoring_office", build, tmp_path)
