"""What is kept of cases can be read by the platform's own account alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from hengjian.lib.own_files import own_file, own_folder
from hengjian.warehouse.models import CardTable
from tests.unit.warehouse.card_files_in import card, import_cards


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def wide_umask():
    """As most systems have it: new files can be read by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("people")
def test_card_table_and_its_log_are_their_owners_alone() -> None:
    import_cards(card("A1"), card("A2", accepted_on="2025-12-30"))
    import_cards(card("A1", outcome="不批准逮捕"))

    location = CardTable.objects.get(name="arrest_review").location
    everything = [location, *location.rglob("*")]

    assert any(path.suffix == ".json" for path in everything)
    wide = {
        path.relative_to(location).as_posix(): oct(mode(path))
        for path in everything
        if mode(path) != (0o700 if path.is_dir() else 0o600)
    }
    assert wide == {}


@pytest.mark.parametrize("is_there", [True, False])
def test_database_file_is_its_owners_alone_before_anything_is_in_it(
    tmp_path: Path, is_there: bool
) -> None:
    file = tmp_path / "office.sqlite3"
    if is_there:
        file.write_bytes(b"")
        file.chmod(0o644)
    environment = {
        **os.environ,
        "HENGJIAN_HOME": str(tmp_path / "home"),
        "HENGJIAN_DATABASE_URL": f"sqlite:///{file}",
    }

    subprocess.run(
        [sys.executable, "-c", "import hengjian.config.settings"],
        check=True,
        env=environment,
    )

    assert mode(file) == 0o600
    assert mode(tmp_path / "home") == 0o700


def test_every_folder_that_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    made = own_folder(tmp_path / "a" / "b")

    assert (mode(made), mode(made.parent)) == (0o700, 0o700)


def test_file_where_no_folder_is_is_left_to_whoever_opens_it(tmp_path: Path) -> None:
    own_file(tmp_path / "nowhere" / "file")

    assert not (tmp_path / "nowhere").exists()
