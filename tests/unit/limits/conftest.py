"""The warehouse's home and cast, and packs whose cards show limits."""

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.remembered import remembered
from tests.unit.limits import limits_office
from tests.unit.warehouse.conftest import home, people


__all__ = ["home", "people"]


@pytest.fixture
def office(people: Cast, tmp_path: Path) -> Cast:
    """The cast, once the packs with limits are released."""

    def build() -> Cast:
        limits_office.release(tmp_path)
        return people

    return remembered("limits_office", build, tmp_path)
