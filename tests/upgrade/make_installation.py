"""Makes the small installations that ``test_earlier_installation.py`` upgrades.

    git worktree add ../earlier 00d8ed2
    python -m tests.upgrade.make_installation ../earlier

lets the program of that tree build its invented city, as small as it gets and without
reports, once on SQLite and once on PostgreSQL, and packs what came of it beside this file:
database (or its dump), card tables, runs, keys. Nothing in it is about anybody; its keys
protect nothing. Made anew only when an earlier state is given up.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests import postgresql


HERE = Path(__file__).parent
TODAY = "2026-10-20"
BUILD = """
import django
django.setup()
from hengjian.audit.actors import System
from hengjian.demo import loading
loading.REPORTS = ()
loading.build(by=System("demo"), say=print, size=0.003)
"""


def make(tree: Path, database: str) -> Path:
    """One installation of the earlier program, packed."""
    with tempfile.TemporaryDirectory(prefix="hengjian-earlier-") as name:
        home = Path(name) / "home"
        if database == "sqlite":
            _build(tree, home, f"sqlite:///{home}/hengjian.sqlite3")
            with sqlite3.connect(home / "hengjian.sqlite3") as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
                connection.execute("VACUUM")
        else:
            cluster = Path(name) / "pg"
            Path(name).chmod(0o755)
            postgresql.start(cluster)
            try:
                _build(tree, home, f"postgresql://hengjian@/postgres?host={cluster}")
                (home / "database.sql").write_text(_dump(cluster), "utf-8")
            finally:
                postgresql.stop(cluster)
        shutil.rmtree(home / "demo")  # the exports; the cards are in the card tables
        archive = HERE / f"{database}.tar.xz"
        with tarfile.open(archive, "w:xz", preset=9) as packed:
            packed.add(home, "home", filter=_nobodys)
        return archive


def _build(tree: Path, home: Path, database: str) -> None:
    subprocess.run(
        [sys.executable, "-c", BUILD],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(tree),
            "DJANGO_SETTINGS_MODULE": "hengjian.config.settings",
            "HENGJIAN_HOME": str(home),
            "HENGJIAN_TODAY": TODAY,
            "HENGJIAN_DATABASE_URL": database,
        },
        cwd=tree,
        check=True,
    )


def _dump(cluster: Path) -> str:
    """The database as plain statements, which any client can run."""
    program = Path(postgresql._binary("initdb")).with_name("pg_dump")
    done = subprocess.run(
        [
            *[program, "-h", cluster, "-U", "hengjian", "-d", "postgres"],
            *["--no-owner", "--no-privileges", "--rows-per-insert=100"],
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("\\", "--")))


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    for _database in ("sqlite", "postgresql"):
        _made = make(Path(sys.argv[1]).resolve(), _database)
        sys.stdout.write(f"{_made.name}: {_made.stat().st_size // 1024} KiB\n")
