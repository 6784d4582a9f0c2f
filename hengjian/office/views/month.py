"""月度公示: a month of office services, as it stands and as it was posted."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.engines.points.spans import month_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.kinds import titles
from hengjian.office.actions import months
from hengjian.office.models import PostedMonth
from hengjian.office.queries.month import Month, record_of
from hengjian.office.queries.places import offices
from hengjian.organisation.models import Procuratorate
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


EARLIEST = date(2000, 1, 1)
NOT_YOURS = Text("这个院的月度公示不由您办理", "not yours to post")


@door(Permission.POSTING_READ)
def page(request: PageRequest) -> HttpResponse:
    """The month as it stands, or a version as it was posted; ``?export=xlsx`` a table."""
    units = list(offices(request.user, Permission.POSTING_READ))
    wanted = request.GET.get("unit", "")
    unit = next((u for u in units if u.code == wanted), units[0] if units else None)
    first = _month(request.GET.get("month", ""))
    if unit is None:
        return render(request, "office/month.html", {"unit": None, "month": None})
    month = Month(unit, first, clock.today())
    versions = list(PostedMonth.objects.filter(procuratorate=unit, month_on=first))
    shown = _version(versions, request.GET.get("version", ""))
    record = shown.content if shown is not None else record_of(month)
    may_export = Permission.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        name = f"posted-month-{first:%Y-%m}"
        return exported_sheet(request, _sheet(record), name, by=request.user)
    posts = offices(request.user, Permission.POSTING_ANSWER)
    context = {
        "units": units,
        "unit": unit,
        "month": month,
        "record": record,
        "totals": _totals(record),
        "titles": titles(),
        "versions": versions,
        "shown": shown,
        "names": actor_names(each.by for each in versions),
        "may_post": month.is_over and posts.filter(pk=unit.pk).exists(),
        "may_export": may_export,
    }
    return render(request, "office/month.html", context)


@door(Permission.POSTING_ANSWER, methods=("POST",))
def post(request: PageRequest) -> HttpResponse:
    """Post the month as it is counted now."""
    given = request.POST
    posts = offices(request.user, Permission.POSTING_ANSWER)
    unit: Procuratorate | None = posts.filter(code=given.get("unit", "")).first()
    if unit is None:
        raise UserFault(NOT_YOURS, status=404)
    month = Month(unit, _month(given.get("month", "")), clock.today())
    made = months.post_month(month=month, words=given.get("words", ""), by=request.user)
    messages.success(request, say(Text("月度记录已公示。", "The month is posted.")))
    where = f"?unit={unit.code}&month={month.first:%Y-%m}&version={made.version}"
    return redirect(reverse("office:month") + where)


def _month(text: str) -> date:
    """The month that was asked for; last month where it is none."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = EARLIEST
    if not EARLIEST < first <= clock.today():
        this = month_of(clock.today())
        return this.replace(
            year=this.year - (this.month == 1), month=(this.month - 2) % 12 + 1
        )
    return first


def _version(versions: list[PostedMonth], text: str) -> PostedMonth | None:
    """The version asked for: the newest where one is posted, none for ``now``."""
    if text == "now":
        return None
    named = [each for each in versions if str(each.version) == text]
    return next(iter(named or versions), None)


def _totals(record: dict[str, Any]) -> dict[str, int]:
    names = ("posted", "answered", "refused", "waiting")
    return {n: sum(each[n] for each in record["columns"]) for n in names}


def _sheet(record: dict[str, Any]) -> Sheet:
    """Every part of the record below one another: part, what, figure by figure."""
    heads = (
        Text("部分", "Part"),
        Text("对象", "Of what"),
        Text("项目", "What"),
        Text("数值", "Figure"),
    )
    rows = [
        (say(part), say(of), say(label), value)
        for part, of, label, value in _figures(record)
    ]
    title = Text("机关事务月度记录", "A month of office services")
    return Sheet(say(title), [say(head) for head in heads], rows)


COLUMN = {
    "posted": Text("公示申请", "Posted"),
    "answered": Text("已答复", "Answered"),
    "refused": Text("不予同意", "Refused"),
    "waiting": Text("未答复", "Waiting"),
    "days": Text("答复用时中位数（天）", "Median days"),
}
WORK = {
    "due": Text("应办（件次）", "Due"),
    "in_time": Text("按期", "In time"),
    "late": Text("逾期办结", "Late"),
    "open": Text("未办结", "Open"),
    "overdue": Text("其中已逾期", "of which overdue"),
}
WORKER = {
    "done": Text("办理（件次）", "Done"),
    "in_time": Text("按期", "In time"),
    "late": Text("逾期", "Late"),
}
COMMENTS = {
    "written": Text("评论", "Comments"),
    "answered": Text("已答复", "Answered"),
    "taken_down": Text("撤下", "Taken down"),
}
DEPARTMENT = {
    "handed_in": Text("提交（条）", "Handed in"),
    "sent": Text("报送", "Sent"),
    "quality": Text("平均质量分", "Mean quality"),
    "adopted": Text("被采用", "Adopted"),
    "points": Text("采用计分", "Points"),
}


def _figures(record: dict[str, Any]) -> list[tuple[Text, Text, Text, Any]]:
    whole = Text("全院", "the office")
    parts: list[tuple[Text, Text, dict[str, Text], dict[str, Any]]] = [
        (Text("公示", "Posted"), Text(each["zh"], each["en"]), COLUMN, each)
        for each in record["columns"]
    ]
    parts.append((Text("计划与实绩", "Plan and result"), whole, WORK, record["work"]))
    parts += [
        (Text("内勤办理", "By worker"), Text(each["zh"], each["en"]), WORKER, each)
        for each in record["workers"]
    ]
    parts.append((Text("评论", "Comments"), whole, COMMENTS, record["comments"]))
    parts += [
        (Text("检察信息", "Information"), Text.same(each["name"]), DEPARTMENT, each)
        for each in record["information"]
    ]
    return [
        (part, of, label, values[name])
        for part, of, labels, values in parts
        for name, label in labels.items()
    ]
