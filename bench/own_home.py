"""An installation of its own for one measured process: home, database, packs released."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.base_city import CACHE, ROOT
from tests import postgresql


TODAY = "2026-10-20"


@contextmanager
def own_postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL that keeps its commits; gone at the end."""
    # its own account must reach the folder, which the cache's may not let it
    folder = Path(tempfile.mkdtemp(prefix="hengjian-bench-")) / "pg"
    folder.parent.chmod(0o755)
    postgresql.start(folder, durable=True)
    try:
        yield f"postgresql://hengjian@/postgres?host={folder}"
    finally:
        postgresql.stop(folder)
        shutil.rmtree(folder.parent, ignore_errors=True)


@contextmanager
def own_home(database: str = "") -> Iterator[Path]:
    """A home under ``var/bench``, removed at the end.

    ``database`` is the address of an empty one; without it a SQLite file in the home.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="home-") as folder:
        os.environ["HENGJIAN_HOME"] = folder
        os.environ["HENGJIAN_DATABASE_URL"] = (
            database or f"sqlite:///{folder}/hengjian.sqlite3"
        )
        os.environ["HENGJIAN_TODAY"] = TODAY
        os.environ["DJANGO_SETTINGS_MODULE"] = "hengjian.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        yield Path(folder)


def release_packs() -> None:
    """Put the repository's packs in force."""
    from hengjian.audit.actors import System
    from hengjian.packs import actions

    by = System("bench")
    actions.release(prepared=actions.prepare([ROOT / "packs"]), by=by)
