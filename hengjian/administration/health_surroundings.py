"""What can be wrong around an installation: versions, places, fonts, time, pins, children."""

import os
import re
import stat
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import metadata
from pathlib import Path

from django.conf import settings

from hengjian.administration.health_answers import Answer, State
from hengjian.audit.models import JournalEntry
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.documents.fonts import Fonts
from hengjian.indicators.models import Run
from hengjian.jobs.models import Job, JobState
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


# the schedule enqueues something every ten minutes; a long import may hold the workers
QUIET = timedelta(hours=2)
NEXT_YEAR_FROM = 11  # the month in which next year's notice is usually out
REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)[^;]*?(?:==([\w.]+))?\s*(?:;|$)")


def versions() -> Answer:
    """Python and every package are there, those that are pinned in their version."""
    wrong = [*_wrong_packages()]
    if sys.version_info[:2] != (3, 11):
        wrong.append("Python " + ".".join(map(str, sys.version_info[:2])))
    if wrong:
        listed = ", ".join(wrong)
        return State.BAD, Text(
            f"缺少或版本不符：{listed}。请用安装包重新安装",
            f"missing or of another version: {listed}; install again",
        )
    said = f"Hengjian {settings.HENGJIAN_VERSION}, Python {sys.version.split()[0]}"
    return State.GOOD, Text.same(said)


def _wrong_packages() -> Iterator[str]:
    for line in metadata.requires("hengjian") or ():
        found = REQUIREMENT.match(line)
        if "extra ==" in line or found is None:
            continue
        # an extra in brackets belongs to the package before it
        name, pinned = found.groups()
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name
            continue
        if pinned and version != pinned:
            yield f"{name} {version} (== {pinned})"


def modes() -> Answer:
    """Nobody else on the machine reads the home, the keys or the database."""
    places = [settings.HENGJIAN_HOME, settings.HENGJIAN_KEYS]
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        places.append(Path(str(database["NAME"])))
    open_ones = [
        str(place)
        for place in places
        if place.exists() and stat.S_IMODE(place.stat().st_mode) & 0o077
    ]
    if open_ones:
        listed = " ".join(open_ones)
        return State.WARNING, Text(
            f"别人也能读取：请运行 chmod go-rwx {listed}",
            f"others may read these: chmod go-rwx {listed}",
        )
    return State.GOOD, Text("只有本账号能读取", "only this account can read them")


def keys_apart() -> Answer:
    """Keys and checkpoints do not lie with what they protect."""
    home = settings.HENGJIAN_HOME
    inside = [
        name
        for name, place in (
            ("HENGJIAN_KEYS", settings.HENGJIAN_KEYS),
            ("HENGJIAN_CHECKPOINTS", settings.JOURNAL_CHECKPOINTS),
        )
        if place.is_relative_to(home)
    ]
    if inside:
        listed = ", ".join(inside)
        return State.WARNING, Text(
            f"与数据放在一起：请把 {listed} 设到别的磁盘",
            f"kept with the data: set {listed} to another disk",
        )
    return State.GOOD, Text("与数据分开存放", "kept apart from the data")


def fonts() -> Answer:
    """Papers have their official fonts."""
    notice = Fonts(settings.HENGJIAN_FONTS).notice
    if notice is not None:
        return State.WARNING, notice
    return State.GOOD, Text("公文字体齐全", "every official font is there")


def time() -> Answer:
    """The clock is the real one and does not stand before the journal."""
    if moved := os.environ.get("HENGJIAN_TODAY"):
        return State.WARNING, Text(
            f"日期被固定为 {moved}：正式使用请去掉 HENGJIAN_TODAY",
            f"the day is held at {moved}: unset HENGJIAN_TODAY for real work",
        )
    last = JournalEntry.objects.order_by("-number").first()
    if last is not None and last.at > clock.machine_now() + timedelta(minutes=5):
        return State.BAD, Text(
            f"机器时间早于最近一条留痕({last.at:%Y-%m-%d %H:%M} UTC)：请校准时间",
            f"the clock is behind the last entry ({last.at:%Y-%m-%d %H:%M} UTC): set it",
        )
    return State.GOOD, Text("时间正常", "the clock is right")


def pins() -> Answer:
    """The numbers of the newest run are still there (looked for, not read)."""
    run = Run.objects.filter(state=Run.State.DONE).order_by("-id").first()
    if run is None:
        return State.GOOD, Text("还没有计算过指标", "no run yet")
    if not (settings.HENGJIAN_HOME / "runs" / run.result_file).is_file():
        return State.BAD, Text(
            f"第 {run.pk} 次计算的结果文件不见了：请从备份恢复",
            f"the result of run {run.pk} is gone: restore it from a backup",
        )
    return State.GOOD, Text(
        f"第 {run.pk} 次计算的结果完好", f"the result of run {run.pk} is there"
    )


def schedule() -> Answer:
    """The schedule enqueued something lately."""
    fired = Job.objects.filter(by="system:schedule").order_by("-enqueued_at").first()
    return _lately(fired.enqueued_at if fired else None, "schedule")


def worker() -> Answer:
    """A worker finished something lately, or is at it."""
    if Job.objects.filter(
        state=JobState.RUNNING, lease_until__gt=clock.machine_now()
    ).exists():
        return State.GOOD, Text("正在运行任务", "a job is running")
    ended = Job.objects.filter(ended_at__isnull=False).order_by("-ended_at").first()
    return _lately(ended.ended_at if ended else None, "worker")


def _lately(at: datetime | None, what: str) -> Answer:
    if at is not None and clock.machine_now() - at <= QUIET:
        return State.GOOD, Text(f"最近 {at:%H:%M} UTC", f"last at {at:%H:%M} UTC")
    return State.WARNING, Text(
        f"两小时内没有动静：hengjian serve(或 hengjian {what})在运行吗？",
        f"quiet for two hours: is hengjian serve (or hengjian {what}) running?",
    )


def calendars() -> Answer:
    """Working days of this year, and near its end of the next, follow a notice."""
    today = clock.today()
    years = [today.year]
    if today.month >= NEXT_YEAR_FROM:
        years.append(today.year + 1)
    calendar = calendar_in_force()
    missing = [str(year) for year in years if not calendar.is_official(year)]
    if missing:
        listed = ", ".join(missing)
        return State.WARNING, Text(
            f"{listed} 年没有放假通知，期限暂按周末计算：请在“工作日历”导入通知",
            f"no notice for {listed}: limits count weekends only; import it (Calendar)",
        )
    return State.GOOD, Text("工作日历有据", "working days follow notices")


SURROUNDINGS = (
    versions,
    modes,
    keys_apart,
    fonts,
    time,
    pins,
    schedule,
    worker,
    calendars,
)
