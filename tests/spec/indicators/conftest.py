"""The drawing board of this chapter."""

from pathlib import Path

import pytest

from tests.spec.indicators.drawing import Drawing


@pytest.fixture
def drawing(tmp_path: Path) -> Drawing:
    return Drawing(tmp_path / "packs")
