"""Settings come from the environment and fail loudly."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest


def python(script: str, home: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of Python in an installation of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = {
        **kept,
        "HENGJIAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        check=False,
    )


def setting(name: str, home: Path, **more: str) -> str:
    done = python(
        f"from django.conf import settings; print(settings.{name})", home, **more
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_new_installation_makes_its_secret_key_once(tmp_path: Path) -> None:
    first = setting("SECRET_KEY", tmp_path)

    assert len(first) == 64
    assert setting("SECRET_KEY", tmp_path) == first
    assert stat.S_IMODE((tmp_path / "keys/secret_key").stat().st_mode) == 0o600
    assert setting("SECRET_KEY", tmp_path, HENGJIAN_SECRET_KEY="given") == "given"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HENGJIAN_JOB_LEASE_SECONDS", "a minute"),
        ("HENGJIAN_DEBUG", "perhaps"),
        ("HENGJIAN_DATABASE_URL", "mysql://x"),
        ("HENGJIAN_MAIL_SECURITY", "ssl"),
        ("HENGJIAN_LOG_FORMAT", "xml"),
    ],
)
def test_value_that_cannot_be_read_is_said(
    tmp_path: Path, name: str, value: str
) -> None:
    said = setting("DEBUG", tmp_path, **{name: value})

    assert "ImproperlyConfigured" in said
    assert name in said


def test_sqlite_waits_for_its_turn_and_writes_durably(tmp_path: Path) -> None:
    script = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "cursor = connection.cursor()\n"
        "for name in ('journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'):\n"
        "    print(cursor.execute(f'PRAGMA {name}').fetchone()[0])\n"
        "print(connection.transaction_mode)"
    )

    assert python(script, tmp_path).stdout.split() == [
        "wal",
        "2",
        "1",
        "30000",
        "IMMEDIATE",
    ]


def test_postgresql_is_named_by_its_address(tmp_path: Path) -> None:
    url = "postgresql://office:s%40cret@db.example:5433/cards?sslmode=require"

    said = setting("DATABASES['default']", tmp_path, HENGJIAN_DATABASE_URL=url)

    for part in (
        "'office'",
        "'s@cret'",
        "'db.example'",
        "'5433'",
        "'cards'",
        "'require'",
    ):
        assert part in said


def test_migrations_are_complete(tmp_path: Path) -> None:
    done = python(
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('makemigrations', check=True, dry_run=True, verbosity=1)",
        tmp_path,
    )

    assert "No changes detected" in done.stdout


def test_django_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    done = python(
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', fail_level='WARNING')",
        tmp_path,
    )

    assert done.returncode == 0, done.stderr


def test_every_setting_is_described() -> None:
    root = Path(__file__).resolve().parents[3]
    source = (root / "hengjian/config/settings.py").read_text("utf-8")
    described = (root / "docs/reference/settings.md").read_text("utf-8")
    read = set(re.findall(r'"(HENGJIAN_\w+)"', source))

    assert len(read) > 15
    assert {name for name in read if f"`{name}`" not in described} == set()
