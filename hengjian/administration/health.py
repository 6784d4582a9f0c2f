"""What can be wrong with an installation, each question by itself."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hengjian.administration.backup.making import last_backup_file
from hengjian.administration.health_answers import Answer, Finding, State
from hengjian.administration.health_surroundings import SURROUNDINGS
from hengjian.audit.verifying import verify
from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.outages import meaning


FREE_BYTES_WANTED = 2 * 1024**3
QUICK_ENTRIES = 1000
LONG_WAIT = timedelta(minutes=15)
OLD_BACKUP_DAYS = 7
OLDEST_SQLITE = (3, 37, 0)


def examine() -> Iterator[Finding]:
    """Ask every question; one that cannot be asked is an answer too."""
    for question in QUESTIONS:
        name = question.__name__
        try:
            yield Finding(name, *question())
        except DatabaseError as error:
            kind = type(error).__name__
            said = Text(f"数据库无法访问：{kind}", f"the database is away: {kind}")
            yield Finding(name, State.BAD, said)
        except OSError as error:
            yield Finding(name, State.BAD, meaning(error) or Text.same(str(error)))


def database() -> Answer:
    """Reachable, and writing durably."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        if connection.vendor != "sqlite":
            said = f"PostgreSQL {connection.pg_version // 10000}"  # type: ignore[attr-defined]
            return State.GOOD, Text.same(said)
        modes = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    said = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < OLDEST_SQLITE or modes != ["wal", 2, 1]:
        return State.BAD, Text.same(f"{said}: {modes}")
    return State.GOOD, Text.same(said)


def migrations() -> Answer:
    """The tables fit the program."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return State.BAD, Text(
            f"有 {len(waiting)} 个迁移未执行：请运行 hengjian migrate",
            f"{len(waiting)} migrations wait: run hengjian migrate",
        )
    return State.GOOD, Text("数据表与程序一致", "the tables fit the program")


def keys() -> Answer:
    """Every key is there and nobody else can read it."""
    faults = settings.KEYRING.faults()
    if faults:
        return State.BAD, Text(
            "；".join(each.zh for each in faults), "; ".join(each.en for each in faults)
        )
    count = len(settings.KEYRING.made())
    return State.GOOD, Text(f"{count} 个密钥，权限正确", f"{count} keys, modes right")


def front_end() -> Answer:
    """The built front end is there."""
    manifest = settings.PACKAGE / "ui/static/hengjian/build/manifest.json"
    if not manifest.exists():
        return State.WARNING, Text(
            "前端尚未构建：请运行 make setup", "the front end is not built: make setup"
        )
    return State.GOOD, Text("前端已构建", "the front end is built")


def disk() -> Answer:
    """There is room, and the home can be written."""
    home: Path = settings.HENGJIAN_HOME
    probe = home / ".doctor"
    try:
        probe.write_bytes(b"hengjian")
    finally:
        probe.unlink(missing_ok=True)
    free = shutil.disk_usage(home).free
    said = f"{free / 1024**3:.1f} GiB"
    if free < FREE_BYTES_WANTED:
        return State.WARNING, Text(
            f"可用空间仅 {said}：请清理或扩容", f"only {said} free: make room"
        )
    return State.GOOD, Text(f"可用空间 {said}", f"{said} free")


def journal() -> Answer:
    """The journal's last entries, head and checkpoints agree."""
    report = verify(last=QUICK_ENTRIES)
    if report.faults:
        return State.BAD, report.faults[0].message
    return State.GOOD, Text(
        f"最近 {report.entries} 条留痕完好",
        f"the last {report.entries} entries are sound",
    )


def jobs() -> Answer:
    """Jobs are being done."""
    failed = Job.objects.filter(state=JobState.FAILED).count()
    overdue = Job.objects.filter(
        state=JobState.QUEUED, due_at__lt=clock.machine_now() - LONG_WAIT
    ).count()
    if overdue:
        return State.WARNING, Text(
            f"{overdue} 个任务等待过久：后台任务进程在运行吗？",
            f"{overdue} jobs have waited long: is a worker running?",
        )
    if failed:
        return State.WARNING, Text(
            f"{failed} 个任务失败：见“后台任务”页",
            f"{failed} jobs failed: see the page Jobs",
        )
    return State.GOOD, Text("后台任务正常", "jobs are being done")


def second_factor() -> Answer:
    """The administrators must have a second factor."""
    if "administrators" not in settings.SECOND_FACTOR_FOR:
        return State.WARNING, Text(
            "管理员未要求第二因素(HENGJIAN_SECOND_FACTOR_FOR)",
            "administrators need no second factor (HENGJIAN_SECOND_FACTOR_FOR)",
        )
    return State.GOOD, Text("管理员须用第二因素", "administrators need a second factor")


def backups() -> Answer:
    """There is a backup of these days."""
    path = last_backup_file()
    if not path.exists():
        return State.WARNING, Text(
            "还没有备份过：hengjian backup", "there is no backup yet: hengjian backup"
        )
    made_at = datetime.fromisoformat(path.read_text("ascii").strip())
    days = (clock.now() - made_at).days
    said = Text(f"{days} 天前备份过", f"the last backup is {days} days old")
    return (State.GOOD if days <= OLD_BACKUP_DAYS else State.WARNING), said


QUESTIONS: tuple[Callable[[], Answer], ...] = (
    database,
    migrations,
    keys,
    front_end,
    disk,
    journal,
    jobs,
    second_factor,
    backups,
    *SURROUNDINGS,
)
