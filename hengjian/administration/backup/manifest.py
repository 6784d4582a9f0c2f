"""What a backup holds: every file with its digest, and where database and tables stood."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.own_files import own_folder


NAME = "manifest.json"
SQLITE_FILE = "database.sqlite3"
TABLES_FOLDER = "database"
CHECKPOINTS = "checkpoints/journal.jsonl"
FORMAT = 1
_CHUNK = 1 << 20


class BackupFault(UserFault):
    """A backup cannot be made here, is damaged, or does not fit where it should go."""

    status = 409


@dataclass
class Manifest:
    """The contents; written last, so that a folder without it is no backup."""

    made_at: str
    version: str
    database: str  # sqlite or postgresql
    migrations: list[str]
    # the journal's head, and the version in force of each card table
    head: tuple[int, str]
    tables: dict[str, int]
    # path in the backup -> size and SHA-256
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it durably beside what it lists."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        draft = folder / f".{NAME}"
        draft.write_text(text + "\n", "utf-8")
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(folder / NAME)


def read(folder: Path) -> Manifest:
    """Read the manifest of a backup. Raises ``BackupFault``."""
    path = folder / NAME
    try:
        values = json.loads(path.read_text("utf-8"))
        values["head"] = tuple(values["head"])
        values["files"] = {name: tuple(each) for name, each in values["files"].items()}
        found = Manifest(**values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupFault(
            Text("这里没有完整的备份", "there is no whole backup here"),
            where=str(path),
        ) from error
    if found.format != FORMAT:
        raise BackupFault(
            Text("备份格式不是本版程序的", "the backup is of another format"),
            where=str(path),
        )
    return found


def faults(folder: Path, manifest: Manifest) -> Iterator[Text]:
    """Every file that is missing or is not as it was written."""
    for name, (size, digest) in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            yield Text(f"缺少文件 {name}", f"{name} is missing")
        elif path.stat().st_size != size or digest_of(path) != digest:
            yield Text(f"文件 {name} 已损坏", f"{name} is damaged")


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy(source: Path, target: Path) -> tuple[int, str]:
    """Copy a file durably, readable by its owner alone; its size and digest."""
    own_folder(target.parent)
    running, size = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as read_from, os.fdopen(descriptor, "wb") as write_to:
        while chunk := read_from.read(_CHUNK):
            running.update(chunk)
            size += len(chunk)
            write_to.write(chunk)
        write_to.flush()
        os.fsync(write_to.fileno())
    return size, running.hexdigest()


def bytes_of(files: Mapping[str, tuple[int, str]]) -> int:
    """How large the files are together."""
    return sum(size for size, _ in files.values())
