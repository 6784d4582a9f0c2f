"""Puts a backup back into an empty home and an empty database, and verifies it.

The files and keys come first and need no database; then the database; then what the
backup says of itself is held against the journal, the card tables and their pins.
"""

from dataclasses import dataclass, field
from pathlib import Path

from hengjian.administration.backup import keys, manifest
from hengjian.administration.backup.manifest import (
    CHECKPOINTS,
    SQLITE_FILE,
    TABLES_FOLDER,
    BackupFault,
    Manifest,
)
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Place:
    """Where to restore: the home, the folder of keys, the SQLite file (or None)."""

    home: Path
    keys: Path
    checkpoints: Path
    sqlite: Path | None


@dataclass
class Restored:
    """What a restore came to; with faults it must not be used."""

    head: int = 0
    files: int = 0
    erased_again: int = 0
    faults: list[Text] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)


_NOTHING_KEPT = Text(
    "未给出 erasures.jsonl：备份之后的封存、解除封存和销毁没有重做，须人工核对补做。",
    "without erasures.jsonl: what was sealed, lifted or erased after the backup is not"
    " done again and must be by hand.",
)
_ASKED = Text(
    "旧备份会带回之后销毁的内容，也不知道之后的封存。请用 --erasures 给出与检查点放在一起的 "
    "erasures.jsonl；确实没有的，用 --without-erasures 写明理由(将留痕)。尚未写入任何内容。",
    "An old backup brings back what was erased after it and knows of no later sealing."
    " Give erasures.jsonl, kept with the checkpoints, by --erasures; if there is none,"
    " say why by --without-erasures (it is journaled). Nothing has been written.",
)


def known_since(place: Place, given: Path | None, reason: str) -> Path | None:
    """The file of what was erased or sealed since; None where a reason says there is none.

    Raises ``BackupFault`` where neither is said: sealed records would be shown again.
    """
    beside = place.checkpoints.with_name("erasures.jsonl")
    found = given or (beside if beside.exists() else None)
    if found is None and not reason.strip():
        raise BackupFault(_ASKED)
    if found is not None and not found.is_file():
        raise BackupFault(
            Text("没有这个文件", "there is no such file"), where=str(found)
        )
    return found


def checked(folder: Path, place: Place) -> Manifest:
    """The manifest, when the backup is whole and the place empty. Raises ``BackupFault``."""
    found = manifest.read(folder)
    for fault in manifest.faults(folder, found):
        raise BackupFault(fault, where=str(folder))
    if found.database != ("sqlite" if place.sqlite is not None else "postgresql"):
        raise BackupFault(
            Text(
                f"备份的数据库是 {found.database}，与目标不同",
                f"the backup is of {found.database}, the place is not",
            )
        )
    files = (place.checkpoints, *([place.sqlite] if place.sqlite else []))
    folders = (place.home, place.keys)
    taken = [each for each in folders if each.exists() and any(each.iterdir())]
    taken += [each for each in files if each.exists()]
    if taken:
        raise BackupFault(
            Text("目标不是空的，不会覆盖", "not empty: nothing is overwritten"),
            where=str(taken[0]),
        )
    return found


def put_files(
    folder: Path, found: Manifest, place: Place, keys_file: Path | None, passphrase: str
) -> None:
    """Copy the files, and open the keys. Raises ``BackupFault``."""
    if keys_file is not None:
        keys.read_into(keys_file, place.keys, passphrase)
    for name, kept in found.files.items():
        target = _target(name, place)
        if target is not None and manifest.copy(folder / name, target) != kept:
            raise BackupFault(Text(f"复制 {name} 时出错", f"{name} was copied wrong"))


def _target(name: str, place: Place) -> Path | None:
    if name == SQLITE_FILE:
        return place.sqlite
    if name.startswith(f"{TABLES_FOLDER}/"):
        return None
    if name == CHECKPOINTS:
        return place.checkpoints
    return place.home / name


def finish(
    folder: Path, found: Manifest, erasures: Path | None, reason: str = ""
) -> Restored:
    """With Django set up: fill the database, recover, erase again, verify, journal.

    ``reason``: why there is no file of ``erasures``.
    """
    from django.core.management import call_command
    from django.db import connection

    from hengjian.administration.backup import database
    from hengjian.administration.backup.erasures import erase_again
    from hengjian.administration.backup.noting import note_restore
    from hengjian.audit import kept_outside
    from hengjian.audit.actors import System
    from hengjian.audit.verifying import verify
    from hengjian.warehouse.importing.recovering import recover_all
    from hengjian.warehouse.verifying import verify as verify_tables

    by = System("restore")
    if connection.vendor == "postgresql":
        database.put_back(folder, found.migrations)
    result = Restored(files=len(found.files))
    report = verify()
    result.head = report.entries
    result.faults += [each.message for each in report.faults]
    if report.entries != found.head[0]:
        result.faults.append(
            Text("留痕与备份清单不符", "the journal is not the one of the manifest")
        )
    call_command("migrate", interactive=False, verbosity=0)
    note_restore(made_at=found.made_at, head=found.head[0], reason=reason, by=by)
    recover_all(by=by)
    if erasures is not None:
        result.faults += kept_outside.faults(erasures)
        result.erased_again = erase_again(erasures, above=found.head[0], by=by)
    else:
        result.notices.append(_NOTHING_KEPT)
    for table in verify_tables():
        result.faults += table.faults
    return result
