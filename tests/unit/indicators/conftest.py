"""The cast, small packs with indicators, and an office's first cards."""

from pathlib import Path

import pytest

from hengjian.audit.actors import System
from hengjian.packs import actions as packs
from tests import cast
from tests.remembered import remembered
from tests.unit.indicators import small_indicators
from tests.unit.indicators.run_files import folder
from tests.unit.warehouse.card_files_in import brought, card
from tests.unit.warehouse.conftest import home


__all__ = ["folder", "home"]


@pytest.fixture
def office(home: Path, db, settings, tmp_path: Path) -> cast.Cast:
    """The cast with released packs; no card has come yet."""
    settings.HENGJIAN_PACKS = tmp_path / "packs"

    def build() -> cast.Cast:
        folder = small_indicators.write(tmp_path / "packs")
        packs.release(prepared=packs.prepare([folder]), by=System("test"))
        return cast.assemble()

    return remembered("office", build, tmp_path)


@pytest.fixture
def working(office: cast.Cast) -> cast.Cast:
    """Cards of two places and two departments, concluded in March 2026."""
    brought(
        card("A1"),
        card("A2", outcome="不批准逮捕", concluded_on="2026-03-09"),
        card("A3", department="第二检察部", handler="林静"),
        card("A4", concluded_on="", outcome=""),
        card("B1", procuratorate="429901", handler="赵林"),
    )
    return office
