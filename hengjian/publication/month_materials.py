"""What the four weeks of a month begin with: weak items, promises, how cards are filled.

Weak is what is blank or lags behind the office's own past; nothing is ranked among places
and nobody is named: a line of work answers for an item, and the departments whose target
of the year it is. Registered as the provider of the
pack ``monthly_cycle``; where the indicators were never computed it says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hengjian.engines.pack_format.model import Loaded
from hengjian.indicators import run_inputs
from hengjian.indicators.models import Run
from hengjian.indicators.queries.cut_offs import days_of
from hengjian.indicators.queries.overview import (
    OverviewRow,
    blank_rows,
    lagging_rows,
    overview,
)
from hengjian.indicators.queries.values import RunValues, shown_text
from hengjian.matters.models import Matter, MatterState
from hengjian.organisation.models import Procuratorate
from hengjian.publication.analysis.asked import Asked
from hengjian.publication.analysis.quality import Quality, quality_of
from hengjian.targets.models import Level, PlanState, Target


KIND = "monthly_cycle"
FOLLOWED_UP = "task_follow_up"
MOST_ITEMS = 30  # lines of a text; the page of indicators has all
MOST_RULES = 5
MOST_BLANK = 6  # named of one line of work; the page of indicators has all
UNDER_WAY = (MatterState.OPEN, MatterState.SUSPENDED)


def prepared(*, unit: Procuratorate, begins_on: date) -> dict[str, str]:
    """The texts of the form of registration, by item of the card."""
    month = f"{_month_before(begins_on):%Y-%m}"
    run = _run_with(month)
    texts = {"promised": promised(unit, month)}
    if run is None:
        return texts | {
            "sources": f"{month} 尚无统计结果，弱项和案卡填录情况请人工补充。"
        }
    packs = run_inputs.packs_of(run)
    now = weak_rows(run, packs, unit, month)
    before = weak_rows(run, packs, unit, f"{_month_before(_first(month)):%Y-%m}")
    first, _ = days_of(run, month)
    asked = Asked(unit, False, month, "circular")
    return texts | {
        "weak_items": weak_words(packs, now, before, owners(unit, begins_on.year)),
        "weak_count": str(len(now)),
        "filling": filling_words(quality_of(packs, asked, first, run.as_of)),
        "sources": f"{month} 指标（第{run.pk}号统计，数据截至 {run.as_of}）、督办事项、案卡质量。",
    }


def weak_rows(
    run: Run, packs: Loaded, unit: Procuratorate, month: str
) -> list[OverviewRow]:
    """Blank and lagging items of a place and month, in the catalogue's order."""
    rows = overview(packs, RunValues(run), unit=unit.code, kind="month", period=month)
    weak = {row.indicator.name for row in (*blank_rows(rows), *lagging_rows(rows))}
    return [row for row in rows if row.indicator.name in weak]


def owners(unit: Procuratorate, year: int) -> dict[str, str]:
    """The departments that hold a target of the year on an indicator, by its name."""
    held = Target.objects.filter(
        plan__procuratorate=unit,
        plan__year=year,
        plan__state=PlanState.ADOPTED,
        level=Level.DEPARTMENT,
        department__isnull=False,
    ).exclude(indicator="")
    found: dict[str, dict[str, None]] = {}
    for indicator, name in held.order_by("place", "pk").values_list(
        "indicator", "department__name"
    ):
        found.setdefault(indicator, {})[name] = None
    return {indicator: "、".join(names) for indicator, names in found.items()}


def weak_words(
    packs: Loaded,
    now: Iterable[OverviewRow],
    before: Iterable[OverviewRow],
    owned: Mapping[str, str] | None = None,
) -> str:
    """What lags, item by item; what is blank, by line of work; what is weak no more."""
    listed = list(now)
    names = {row.indicator.name for row in listed}
    blank = blank_rows(listed)
    empty = {row.indicator.name for row in blank}
    lagging = [row for row in listed if row.indicator.name not in empty]
    lines = [
        f"{row.indicator.code} {row.indicator.label.zh}："
        f"{shown_text(row.value, row.indicator)}，后于本院近两年"
        f"（责任条线：{_line(packs, row)}{_owner(row, owned)}）"
        for row in lagging[:MOST_ITEMS]
    ]
    if len(lagging) > MOST_ITEMS:
        lines.append(f"另有 {len(lagging) - MOST_ITEMS} 项后进，见指标页。")
    lines += _blank_words(packs, blank, owned)
    lines = lines or ["没有弱项。"]
    mended = [
        row.indicator.label.zh for row in before if row.indicator.name not in names
    ]
    if mended:
        lines.append(f"前一月的弱项中已改进：{'、'.join(mended[:MOST_ITEMS])}。")
    return "\n".join(lines)


def _owner(row: OverviewRow, owned: Mapping[str, str] | None) -> str:
    """Whose target of the year the item is, where somebody's."""
    name = (owned or {}).get(row.indicator.name)
    return f"；目标责任部门：{name}" if name else ""


def _blank_words(
    packs: Loaded, blank: Iterable[OverviewRow], owned: Mapping[str, str] | None
) -> list[str]:
    """Blank items by the line that answers for them, a line of text for each."""
    by_line: dict[str, list[str]] = {}
    for row in blank:
        told = f"{row.indicator.code} {row.indicator.label.zh}"
        by_line.setdefault(f"{_line(packs, row)}{_owner(row, owned)}", []).append(told)
    return [
        f"空白项（责任条线：{line}）{len(items)} 项：{'、'.join(items[:MOST_BLANK])}"
        + ("等" if len(items) > MOST_BLANK else "")
        for line, items in by_line.items()
    ]


def promised(unit: Procuratorate, month: str) -> str:
    """What last month's cycle promised, and how far its followed-up tasks are."""
    last = (
        Matter.objects.filter(kind=KIND, procuratorate=unit, values__period=month)
        .order_by("-pk")
        .first()
    )
    if last is None:
        return "上月没有登记四周工作。"
    measures = str(last.values.get("measures") or "没有写明措施")
    tasks = Matter.objects.filter(
        kind=FOLLOWED_UP, pk__in=last.links.values_list("to", flat=True)
    )
    told = f"上月措施：{measures}"
    number = tasks.count()
    if number:
        open_now = tasks.filter(state__in=UNDER_WAY).count()
        told += (
            f"\n引出督办事项 {number} 件，已办结 {number - open_now} 件，"
            f"在办 {open_now} 件。"
        )
    weak, mended = last.values.get("weak_count"), last.values.get("weak_mended")
    if weak is not None and mended is not None:
        told += f"\n上月弱项 {weak} 项，已改进 {mended} 项。"
    return told


def filling_words(found: Quality) -> str:
    """How the cards of the month were filled: counts, and the rules broken most."""
    total = (
        f"核对 {found.total.checked} 次，不符 {found.total.failed} 次；"
        f"提出问题 {found.raised} 个，待处理 {found.awaiting} 个，"
        f"其中逾期 {found.overdue} 个。"
    )
    lines = [total]
    lines += [
        f"{each.card.zh}·{each.message.zh}：{each.count.failed} 次"
        for each in found.rules[:MOST_RULES]
    ]
    return "\n".join(lines)


def _line(packs: Loaded, row: OverviewRow) -> str:
    code = row.pack.line_of_work
    for listed in ("lines_of_work", "functions"):
        found = packs.shared_lists.get(listed, {}).get(code)
        if found is not None:
            return found.zh
    return row.pack.title.zh


def _run_with(month: str) -> Run | None:
    """The newest run that has the month."""
    for run in Run.objects.filter(state=Run.State.DONE).order_by("-pk")[:3]:
        if month in RunValues(run).periods("month"):
            return run
    return None


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
