"""An installation of its own for one measured process: home, database, packs released."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.base_city import CACHE, ROOT


TODAY = "2026-10-20"


@contextmanager
def own_home() -> Iterator[Path]:
    """A home under ``var/bench`` with an empty SQLite database; removed at the end."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="home-") as folder:
        os.environ["HENGJIAN_HOME"] = folder
        os.environ["HENGJIAN_DATABASE_URL"] = f"sqlite:///{folder}/hengjian.sqlite3"
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
