"""The one door to Delta Lake: create a card table, open a given version, commit.

The database row ``CardTable.current_version`` says which version is in force; nothing here
opens "the latest". History is never cleaned up: the defaults of the format delete log
files after 30 days, so every table states its retention and every commit repeats it.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, Schema
from deltalake.exceptions import CommitFailedError
from deltalake.transaction import AddAction, RemoveAction

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.own_files import narrow, own_folder
from hengjian.warehouse.card_layout import (
    BUCKET_COLUMN,
    PARTITION_COLUMNS,
    YEAR_COLUMN,
    Partition,
)


CONFIGURATION = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "100",
}
_IMPORT = "hengjian.import"
_STEP = "hengjian.step"
_AFTER_COMMIT = PostCommitHookProperties(
    create_checkpoint=True, cleanup_expired_logs=False
)


class StoreFault(UserFault):
    """A card table is not as the database says: changed from outside, cut or damaged."""

    status = 409


class CommitConflict(Exception):
    """Another commit took the version: this writer's lease was no longer good."""


@dataclass(frozen=True)
class StoredFile:
    """One Parquet file of a table; ``path`` is relative to the table's folder."""

    path: str
    size: int
    rows: int
    partition: Partition


@dataclass(frozen=True)
class Snapshot:
    """A card table at one version: its files in the order of their paths."""

    location: Path
    table_id: str
    version: int
    files: tuple[StoredFile, ...]
    columns: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Number of cards."""
        return sum(file.rows for file in self.files)

    @property
    def paths(self) -> list[Path]:
        """Absolute paths, for the engines."""
        return [self.location / file.path for file in self.files]

    @property
    def digest(self) -> str:
        """SHA-256 of the file list; file names carry the digests of their content."""
        lines = (f"{file.path}\t{file.size}\t{file.rows}\n" for file in self.files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class LoggedCommit:
    """One commit of the log: ``step`` is create, schema or cards ("" if not ours)."""

    version: int
    import_id: str
    step: str


def exists(location: Path) -> bool:
    """Whether the table's first commit is there."""
    return _log_file(location, 0).exists()


def create(location: Path, schema: pa.Schema, import_id: str) -> int:
    """Create an empty table; returns its version (0)."""
    own_folder(location)
    DeltaTable.create(
        location,
        schema=_delta_schema(schema),
        partition_by=list(PARTITION_COLUMNS),
        configuration=CONFIGURATION,
        commit_properties=_commit(import_id, "create"),
    )
    _make_durable(location, 0)
    return 0


def open_version(location: Path, version: int) -> Snapshot:
    """The table at one version.

    Raises ``StoreFault`` when the version cannot be read any more.
    """
    try:
        return _snapshot(location, version)
    except Exception as failure:
        raise StoreFault(
            Text(
                f"案卡表 {location.name} 的第 {version} 版无法打开：{failure}",
                f"card table {location.name} cannot be opened at version {version}: "
                f"{failure}",
            )
        ) from failure


def add_columns(snapshot: Snapshot, schema: pa.Schema, import_id: str) -> Snapshot:
    """Widen the table by the columns it lacks (a later pack release); no cards change."""
    missing = [field for field in schema if field.name not in snapshot.columns]
    if not missing:
        return snapshot
    table = DeltaTable(snapshot.location, version=snapshot.version)
    fields = list(Schema.from_arrow(pa.schema(missing)).fields)
    with _conflicts_named(snapshot):
        table.alter.add_columns(
            fields,
            commit_properties=_commit(import_id, "schema"),
            post_commithook_properties=_AFTER_COMMIT,
        )
    _make_durable(snapshot.location, snapshot.version + 1)
    return open_version(snapshot.location, snapshot.version + 1)


def commit_files(
    snapshot: Snapshot,
    schema: pa.Schema,
    *,
    added: Sequence[StoredFile],
    removed: Sequence[StoredFile],
    import_id: str,
    written_at_ms: int,
) -> int:
    """Replace files in one commit on top of ``snapshot``; returns the new version.

    Raises ``CommitConflict`` when that version exists already: nothing is written then.
    """
    table = DeltaTable(snapshot.location, version=snapshot.version)
    actions: list[AddAction | RemoveAction] = [
        AddAction(
            path=file.path,
            size=file.size,
            partition_values=file.partition.values,
            modification_time=written_at_ms,
            data_change=True,
            stats=json.dumps({"numRecords": file.rows}),
        )
        for file in added
    ]
    actions += [
        RemoveAction(
            path=file.path,
            data_change=True,
            deletion_timestamp=written_at_ms,
            size=file.size,
            partition_values=file.partition.values,
        )
        for file in removed
    ]
    with _conflicts_named(snapshot):
        table.create_write_transaction(
            actions,
            "append",
            _delta_schema(schema),
            list(PARTITION_COLUMNS),
            commit_properties=_commit(import_id, "cards"),
            post_commithook_properties=_AFTER_COMMIT,
        )
    _make_durable(snapshot.location, snapshot.version + 1)
    return snapshot.version + 1


def commits_above(location: Path, version: int) -> list[LoggedCommit]:
    """Commits after ``version``, oldest first; read from the log files themselves."""
    log = location / "_delta_log"
    if not log.is_dir():
        return []
    numbers = sorted(
        int(entry.stem)
        for entry in log.glob("*.json")
        if entry.stem.isdigit() and int(entry.stem) > version
    )
    return [_logged(location, number) for number in numbers]


def cut_above(location: Path, version: int) -> list[Path]:
    """Set aside (never delete) the log files above ``version``; returns them."""
    aside = location / "_cut"
    moved = []
    for path in sorted((location / "_delta_log").iterdir()):
        number = path.name.split(".")[0]
        if number.isdigit() and int(number) > version:
            aside.mkdir(mode=0o700, exist_ok=True)
            moved.append(path.rename(aside / f"{path.name}.{os.urandom(4).hex()}"))
    # A pointer to a checkpoint that was cut would send readers to a missing file.
    (location / "_delta_log" / "_last_checkpoint").unlink(missing_ok=True)
    _snapshot.cache_clear()
    return moved


@lru_cache(maxsize=256)
def _snapshot(location: Path, version: int) -> Snapshot:
    table = DeltaTable(location, version=version)
    actions = pa.table(table.get_add_actions(flatten=True))
    files = [
        StoredFile(
            path=row["path"],
            size=row["size_bytes"],
            rows=row["num_records"],
            partition=Partition(
                row[f"partition.{YEAR_COLUMN}"], row[f"partition.{BUCKET_COLUMN}"]
            ),
        )
        for row in actions.to_pylist()
    ]
    return Snapshot(
        location=location,
        table_id=str(table.metadata().id),
        version=version,
        files=tuple(sorted(files, key=lambda file: file.path)),
        columns=tuple(field.name for field in table.schema().fields),
    )


def _delta_schema(schema: pa.Schema) -> Schema:
    partitions = [pa.field(name, pa.int32()) for name in PARTITION_COLUMNS]
    columns = [field for field in schema if field.name not in PARTITION_COLUMNS]
    return Schema.from_arrow(pa.schema([*columns, *partitions]))


def _commit(import_id: str, step: str) -> CommitProperties:
    # No retries: a commit that had to be re-based would rest on rows nobody compared.
    return CommitProperties(
        custom_metadata={_IMPORT: import_id, _STEP: step}, max_commit_retries=0
    )


class _conflicts_named:  # noqa: N801 (a context manager read as a phrase)
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __enter__(self) -> None:
        if _log_file(self.snapshot.location, self.snapshot.version + 1).exists():
            raise CommitConflict(str(self.snapshot.location))

    def __exit__(self, kind: object, failure: object, trace: object) -> None:
        if isinstance(failure, CommitFailedError):
            raise CommitConflict(str(self.snapshot.location)) from failure


def _log_file(location: Path, version: int) -> Path:
    return location / "_delta_log" / f"{version:020}.json"


def _logged(location: Path, version: int) -> LoggedCommit:
    try:
        lines = _log_file(location, version).read_text().splitlines()
        actions = [json.loads(line) for line in lines if line.strip()]
    except ValueError:
        return LoggedCommit(version, "", "")
    said: dict[str, str] = next(
        (action["commitInfo"] for action in actions if "commitInfo" in action), {}
    )
    return LoggedCommit(version, said.get(_IMPORT, ""), said.get(_STEP, ""))


def _make_durable(location: Path, version: int) -> None:
    """The pointer must never be more lasting than the commit it points to.

    The log is its owner's alone, as the cards are: Delta leaves that to the system.
    """
    log = location / "_delta_log"
    written = log.glob(f"{version:020}.*")  # a checkpoint has the version's number too
    for path in (location, log, *written, log / "_last_checkpoint"):
        if path.exists():
            narrow(path)
    for path in (_log_file(location, version), location / "_delta_log", location):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
