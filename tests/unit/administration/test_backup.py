"""A backup taken while people work, put back into an empty place."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from hengjian.administration.backup import keys, making, manifest
from hengjian.administration.backup.manifest import BackupFault
from hengjian.audit import checkpoints, kept_outside
from hengjian.audit.actors import System
from hengjian.config.cli import main
from hengjian.indicators.asking import run_now
from hengjian.organisation.models import Procuratorate
from hengjian.packs import actions as packs
from hengjian.warehouse.actions import sealings, vault
from hengjian.warehouse.models import CardTable, DataKey, SealingKind
from hengjian.warehouse.sealing.resolving import resolve
from tests import cast, child
from tests.unit.indicators import small_indicators
from tests.unit.warehouse.card_files_in import card, import_cards
from tests.unit.warehouse.conftest import home


__all__ = ["home"]

BY = System("test")
PASSPHRASE = "江城检察2026备份口令"
NOTHING_SINCE = ("--without-erasures", "无销毁、封存")
LOOKS = str(Path(__file__).with_name("restored_installation.py"))


@pytest.fixture
def working(home: Path, transactional_db: None, settings: Any, tmp_path: Path) -> Path:
    """An office with cards, personal items and a pinned run."""
    folder = small_indicators.write(tmp_path / "packs")
    settings.HENGJIAN_PACKS = folder
    settings.JOURNAL_CHECKPOINTS = home / "checkpoints" / "journal.jsonl"
    packs.release(prepared=packs.prepare([folder]), by=BY)
    cast.assemble()
    import_cards(card("A1"), card("A2", outcome="不批准逮捕"), card("A4", outcome=""))
    run_now(by=BY)
    checkpoints.write_now()
    return home


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation that is not there yet."""
    environment = {
        **child.bare_environment(),
        "HENGJIAN_HOME": str(tmp_path / "new"),
        "HENGJIAN_PASSPHRASE": PASSPHRASE,
        "HENGJIAN_LANGUAGE": "en",
        "HENGJIAN_TODAY": "2026-10-26",
    }
    if connection.vendor == "sqlite":
        yield environment
        return
    values = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS restored")
        cursor.execute("CREATE DATABASE restored")
    yield {
        **environment,
        "HENGJIAN_DATABASE_URL": (
            f"postgresql://{values['USER']}@/restored?host={values['HOST']}"
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE restored WITH (FORCE)")


def backed_up(
    folder: Path, meanwhile: Callable[[], Any] | None = None
) -> tuple[Path, Path]:
    """A backup and, apart from it, its keys."""
    made = making.make(folder / "backup", by=BY, after_database=meanwhile)
    assert made.files
    keys.write(settings.HENGJIAN_KEYS, folder / "keys.sealed", PASSPHRASE)
    return folder / "backup", folder / "keys.sealed"


def restore(
    backup: Path, environment: dict[str, str], *more: str
) -> "subprocess.CompletedProcess[str]":
    words = ["-m", "hengjian.config.cli", "restore", str(backup), *more]
    return run(words, environment)


def run(
    words: list[str], environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=child.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def standing(environment: dict[str, str], *signs: str) -> dict[str, Any]:
    looked = run([LOOKS, *signs], environment)
    assert looked.returncode == 0, looked.stderr
    found: dict[str, Any] = json.loads(looked.stdout)
    return found


def test_restored_office_computes_its_pinned_run_anew(
    working: Path, tmp_path: Path, empty_place: dict[str, str]
) -> None:
    def meanwhile() -> None:
        import_cards(card("A9"), card("A1", outcome="不批准逮捕"))
        checkpoints.write_now()

    backup, sealed = backed_up(tmp_path, meanwhile)

    done = restore(backup, empty_place, "--keys", str(sealed), *NOTHING_SINCE)

    assert done.returncode == 0, done.stderr + done.stdout
    found = standing(empty_place)
    assert found["digests"][0] == found["digests"][1]
    assert found["cards"] == 3  # as of the database's moment
    assert found["faults"] == []
    assert "张三" in found["personal"]
    assert "administration.backup_restored" in found["events"]
    assert "administration.backup_made" not in found["events"]


def test_who_was_erased_after_the_backup_stays_erased(
    working: Path, tmp_path: Path, empty_place: dict[str, str]
) -> None:
    backup, sealed = backed_up(tmp_path)
    table = CardTable.objects.get(name="arrest_review")
    for data_key in DataKey.objects.filter(table=table):
        vault.destroy_data_key(data_key=data_key, reason="期满", by=BY)
    vault.erase_card(table=table, card_key="A1|1", reason="封存", by=BY)
    erasures = working / "checkpoints" / "erasures.jsonl"

    done = restore(
        backup, empty_place, "--keys", str(sealed), "--erasures", str(erasures)
    )

    assert "2 erased or sealed again" in done.stdout, done.stderr
    found = standing(empty_place)
    assert found["personal"] == "destroyed"
    assert {"warehouse.data_key_destroyed", "warehouse.card_erased"} <= {
        *found["events"]
    }


def test_record_sealed_after_the_backup_is_sealed_in_what_is_put_back(
    working: Path, tmp_path: Path, empty_place: dict[str, str]
) -> None:
    import_cards(card("A5", outcome="", identity_number="110101200903070019"))
    backup, keys_file = backed_up(tmp_path)
    sealings.seal(
        resolved=resolve("arrest_review", "A4|1"),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=sealings.Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=Procuratorate.objects.get(code="429900"),
        sealed_on=date(2026, 10, 26),
        reason="判处三年",
        by=BY,
    )
    erasures = working / "checkpoints" / "erasures.jsonl"
    asked = ["--keys", str(keys_file)]

    refused = restore(backup, empty_place, *asked)
    untouched = not (tmp_path / "new").exists()
    done = restore(backup, empty_place, *asked, "--erasures", str(erasures))
    found = standing(empty_place, "A4|1", "A5|1")

    assert (refused.returncode, untouched) == (2, True)
    assert "--without-erasures" in refused.stderr
    assert "1 erased or sealed again" in done.stdout, done.stderr
    assert found["sealed"] == ["A4|1"]
    assert found["shown"] == ["A5|1"]


@pytest.mark.parametrize("spoil", ["alter", "remove", "add"])
def test_touched_file_of_what_was_sealed_since_is_found(
    working: Path, spoil: str
) -> None:
    table = CardTable.objects.get(name="arrest_review")
    for number in (1, 2, 4):
        vault.erase_card(table=table, card_key=f"A{number}|1", reason="期满", by=BY)
    path = kept_outside.file()
    sound = kept_outside.faults(path)
    lines = path.read_text("utf-8").splitlines()

    if spoil == "alter":
        lines[1] = lines[1].replace("A2|1", "A3|1")
    elif spoil == "remove":
        del lines[1]
    else:
        lines.insert(1, lines[0])
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")

    assert sound == []
    [fault] = kept_outside.faults(path)
    assert "line 2 was altered" in fault.en


@pytest.fixture
def small(
    home: Path, transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An office with one file; a new place beside it for what is put back."""
    settings.JOURNAL_CHECKPOINTS = home / "checkpoints" / "journal.jsonl"
    settings.KEYRING.key("journal_key")
    (home / "reports").mkdir(parents=True)
    (home / "reports" / "circular.docx").write_bytes(b"paper")
    new = home.parent / "new"
    monkeypatch.setenv("HENGJIAN_HOME", str(new))
    # taken back with the rest, whatever a test leaves there
    monkeypatch.setenv("HENGJIAN_CHECKPOINTS", str(new / "checkpoints"))
    monkeypatch.setenv("HENGJIAN_LANGUAGE", "en")
    monkeypatch.setenv("HENGJIAN_PASSPHRASE", PASSPHRASE)
    if connection.vendor != "sqlite":
        monkeypatch.setenv("HENGJIAN_DATABASE_URL", "postgresql://x@/nowhere")
    return home


def _damage(backup: Path) -> None:
    (backup / "reports" / "circular.docx").write_bytes(b"paper!")


def _take_away(backup: Path) -> None:
    shutil.rmtree(backup / "reports")


def _take_the_manifest(backup: Path) -> None:
    (backup / manifest.NAME).unlink()


def _of_another_format(backup: Path) -> None:
    path = backup / manifest.NAME
    values = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**values, "format": 99}), "utf-8")


def _of_another_database(backup: Path) -> None:
    path = backup / manifest.NAME
    values = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**values, "database": "other"}), "utf-8")


def _fill_the_place(backup: Path) -> None:
    new = backup.parent / "new"
    new.mkdir()
    (new / "something").touch()


def _leave_checkpoints_of_before(backup: Path) -> None:
    kept = backup.parent / "kept"
    kept.mkdir()
    (kept / "journal.jsonl").touch()
    os.environ["HENGJIAN_CHECKPOINTS"] = str(kept)


def _damage_the_keys(backup: Path) -> None:
    sealed = backup.parent / "keys.sealed"
    sealed.write_text(sealed.read_text("ascii")[:-4], "ascii")


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_damage, "circular.docx is damaged"),
        (_take_away, "circular.docx is missing"),
        (_take_the_manifest, "no whole backup"),
        (_of_another_format, "another format"),
        (_of_another_database, "the backup is of other"),
        (_fill_the_place, "nothing is overwritten"),
        (_leave_checkpoints_of_before, "nothing is overwritten"),
        (_damage_the_keys, "a damaged file"),
    ],
)
def test_restore_that_cannot_be_done_says_why_and_writes_nothing(
    happens: Callable[[Path], None],
    said: str,
    small: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    backup, sealed = backed_up(small.parent)
    happens(backup)

    code = main(["restore", str(backup), "--keys", str(sealed), *NOTHING_SINCE])

    assert code == 2
    assert said in capsys.readouterr().err
    assert {path.name for path in (small.parent / "new").rglob("*")} <= {"something"}


def test_wrong_passphrase_opens_no_keys(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backup, sealed = backed_up(small.parent)
    monkeypatch.setenv("HENGJIAN_PASSPHRASE", "another passphrase")

    words = ["restore", str(backup), "--keys", str(sealed), *NOTHING_SINCE]
    assert main(words) == 2
    assert "wrong passphrase" in capsys.readouterr().err


def test_disk_without_room_is_said_before_the_backup_begins(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(making, "free_bytes_wanted", lambda: 1 << 60)

    assert main(["backup", str(small.parent / "b")]) == 2
    assert "no room" in capsys.readouterr().err
    assert not (small.parent / "b").exists()


def test_command_keeps_the_keys_apart(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backup"

    inside = main(["backup", str(folder), "--keys", str(folder / "keys")])
    apart = main(["backup", str(folder), "--keys", str(tmp_path / "keys.sealed")])

    assert (inside, apart) == (2, 0)
    assert "kept apart" in capsys.readouterr().err
    held = [path for path in folder.rglob("*") if path.is_file()]
    secrets = [path.read_text() for path in sorted((small / "keys").iterdir())]
    for path in held:
        assert not any(each.strip().encode() in path.read_bytes() for each in secrets)
        assert path.stat().st_mode & 0o077 == 0


def test_backup_into_a_folder_in_use_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()

    with pytest.raises(BackupFault, match="不是空的"):
        making.make(tmp_path / "full", by=BY)


def test_short_passphrase_and_nobody_to_ask_are_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HENGJIAN_PASSPHRASE", raising=False)
    with pytest.raises(BackupFault, match="12"):
        keys.write(small / "keys", tmp_path / "sealed", "short")

    assert main(["backup", str(tmp_path / "b"), "--keys", str(tmp_path / "k")]) == 2
    assert not (tmp_path / "k").exists()
    assert os.listdir(tmp_path / "b")
