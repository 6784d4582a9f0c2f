"""Makes a backup while the platform is in use.

The database first, as of one moment; then the files, which are only ever added: all that
the copied database names is there. Of the card tables only the versions in force at that
moment are copied, so that an import under way begins anew after a restore.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from hengjian.administration.backup import database, manifest
from hengjian.administration.backup.manifest import CHECKPOINTS, BackupFault, Manifest
from hengjian.administration.backup.noting import note_backup
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.own_files import own_folder


CARDS = "cards"
LOG = "_delta_log"
# of nobody's interest after a restore, or kept apart
_LEFT_OUT = {"keys", "checkpoints", CARDS}


def make(
    folder: Path, *, by: Actor, after_database: Callable[[], None] | None = None
) -> Manifest:
    """Make a backup in a new folder; journaled. Raises ``BackupFault``.

    ``after_database`` is called between the database and the files.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupFault(
            Text("备份文件夹不是空的", "the folder is not empty"), where=str(folder)
        )
    own_folder(folder)
    try:
        made = _made(folder, after_database)
    except Exception:
        # what is not whole is nothing, and the folder may be used again
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    last_backup_file().write_text(f"{made.made_at}\n", "ascii")
    note_backup(
        name=folder.name,
        head=made.head[0],
        files=len(made.files),
        size_bytes=manifest.bytes_of(made.files),
        by=by,
    )
    return made


def _made(folder: Path, after_database: Callable[[], None] | None) -> Manifest:
    moment = database.copy_to(folder)
    if after_database is not None:
        after_database()
    made = Manifest(
        made_at=clock.now().isoformat(timespec="seconds"),
        version=settings.HENGJIAN_VERSION,
        database=connection.vendor,
        migrations=moment.migrations,
        head=moment.head,
        tables=moment.tables,
    )
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = str(path.relative_to(folder))
        made.files[name] = (path.stat().st_size, manifest.digest_of(path))
    for source, name in _sources(moment.tables):
        try:
            made.files[name] = manifest.copy(source, folder / name)
        except FileNotFoundError:  # a file of an upload that ended meanwhile
            (folder / name).unlink(missing_ok=True)
    _copy_checkpoints(folder, made)
    made.write(folder)
    return made


def last_backup_file() -> Path:
    """Says in the home when the last backup was made; not part of any."""
    return Path(settings.HENGJIAN_HOME) / ".last-backup"


def free_bytes_wanted() -> int:
    """About what a backup takes now."""
    return sum(
        path.stat().st_size
        for path in settings.HENGJIAN_HOME.rglob("*")
        if path.is_file()
    )


def require_room(folder: Path) -> None:
    """Refuse where the disk has no room. Raises ``BackupFault``."""
    above = next(each for each in (folder, *folder.parents) if each.exists())
    free, wanted = shutil.disk_usage(above).free, free_bytes_wanted()
    if free < wanted:
        raise BackupFault(
            Text(
                f"磁盘空间不足：需要约 {wanted >> 20} MiB，只有 {free >> 20} MiB",
                f"no room: about {wanted >> 20} MiB wanted, {free >> 20} MiB free",
            ),
            where=str(folder),
        )


def _sources(tables: dict[str, int]) -> Iterator[tuple[Path, str]]:
    """Every file that belongs into a backup, and its name there."""
    home: Path = settings.HENGJIAN_HOME
    own = Path(connection.settings_dict["NAME"]).name
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home)
        top = name.parts[0]
        is_database = len(name.parts) == 1 and top.startswith(own)
        if not path.is_file() or top in _LEFT_OUT or is_database:
            continue
        if not name.name.startswith(".") and not _is_within(
            path, settings.HENGJIAN_KEYS
        ):
            yield path, str(name)
    for table, version in tables.items():
        yield from _table_files(home / CARDS / table, version, f"{CARDS}/{table}")


def _table_files(folder: Path, version: int, name: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.parquet")):
        if path.parent.name != LOG:
            yield path, f"{name}/{path.relative_to(folder)}"
    for path in sorted((folder / LOG).glob("*")):
        number = path.name.split(".")[0]
        if number.isdigit() and int(number) <= version:
            yield path, f"{name}/{LOG}/{path.name}"


def _copy_checkpoints(folder: Path, made: Manifest) -> None:
    """The checkpoints up to the copied head: later ones speak of entries not in here."""
    path: Path = settings.JOURNAL_CHECKPOINTS
    if not path.exists():
        return
    lines = [
        line
        for line in path.read_text("utf-8").splitlines()
        if _number(line) <= made.head[0]
    ]
    target = folder / CHECKPOINTS
    own_folder(target.parent)
    target.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    target.chmod(0o600)
    made.files[CHECKPOINTS] = (target.stat().st_size, manifest.digest_of(target))


def _number(line: str) -> int:
    try:
        return int(json.loads(line)["number"])
    except (ValueError, KeyError, TypeError):
        return 0  # a line that is not genuine is kept: it is evidence


def _is_within(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder)
