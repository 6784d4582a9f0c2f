"""A home, a keyring and two small packs for each test of the warehouse."""

from datetime import date
from pathlib import Path

import pytest

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.lib.keyring import Keyring
from hengjian.packs import actions as packs
from hengjian.warehouse import data_keys
from tests import cast
from tests.remembered import remembered
from tests.unit.warehouse import small_packs


TODAY = date(2026, 10, 26)  # a Monday


@pytest.fixture
def home(settings, tmp_path: Path):
    """The installation's folders, the test's own, on a fixed day."""
    settings.HENGJIAN_HOME = tmp_path / "home"
    settings.HENGJIAN_KEYS = tmp_path / "home" / "keys"
    settings.KEYRING = Keyring(settings.HENGJIAN_KEYS)
    settings.HENGJIAN_FILES = tmp_path / "home" / "files"
    data_keys._opened.cache_clear()
    with clock.moved_to(TODAY):
        yield settings.HENGJIAN_HOME


@pytest.fixture
def people(home: Path, db, tmp_path: Path) -> cast.Cast:
    """The cast and the released packs, in the database of the test."""

    def build() -> cast.Cast:
        release_packs(tmp_path)
        return cast.assemble()

    return remembered("people", build, tmp_path)


@pytest.fixture
def lasting_people(home: Path, transactional_db, tmp_path: Path) -> cast.Cast:
    """The same where other processes must see it."""
    release_packs(tmp_path)
    return cast.assemble()


def release_packs(folder: Path) -> None:
    by = System("test")
    prepared = packs.prepare([small_packs.write(folder / "packs")])
    packs.release(prepared=prepared, by=by)
