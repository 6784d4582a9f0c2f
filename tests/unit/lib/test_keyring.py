"""Keys are made once, kept apart, never made again."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from hengjian.lib.keyring import KeyMissing, Keyring


def test_key_is_made_once(tmp_path: Path) -> None:
    key = Keyring(tmp_path).key("journal_key")

    assert len(key) == 32
    assert Keyring(tmp_path).key("journal_key") == key
    assert Keyring(tmp_path).key("match_key") != key


def test_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    Keyring(tmp_path / "keys").key("journal_key")

    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys/journal_key").stat().st_mode) == 0o600


def test_lost_key_is_never_made_again(tmp_path: Path) -> None:
    Keyring(tmp_path).key("journal_key")
    (tmp_path / "journal_key").unlink()

    with pytest.raises(KeyMissing, match="恢复"):
        Keyring(tmp_path).key("journal_key")
    assert [text.en for text in Keyring(tmp_path).faults()] == [
        "key “journal_key” is missing"
    ]


def test_key_that_is_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "journal_key").write_text("not hexadecimal")

    with pytest.raises(KeyMissing):
        Keyring(tmp_path).key("journal_key")


def test_key_that_others_may_read_is_told(tmp_path: Path) -> None:
    ring = Keyring(tmp_path)
    ring.key("journal_key")
    assert ring.faults() == []

    (tmp_path / "journal_key").chmod(0o644)

    assert "600" in ring.faults()[0].en


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from hengjian.lib.keyring import Keyring;"
        "print(Keyring(pathlib.Path(sys.argv[1])).key('journal_key').hex())"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]

    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    keys = {process.communicate()[0] for process in started}

    assert len(keys) == 1
    assert Keyring(tmp_path).made() == ("journal_key",)
