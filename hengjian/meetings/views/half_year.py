"""The half-year's summing-up of each body, from the records alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hengjian.access.actor_names import actor_names
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet, note_export
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings import catalogue
from hengjian.meetings.actions import half_years
from hengjian.meetings.making_papers import as_word, half_year_paper
from hengjian.meetings.queries.duties import (
    bodies_served,
    bodies_with_duty,
    require_service,
)
from hengjian.meetings.queries.half_year import (
    HalfYear,
    Summary,
    half_year_named,
    half_year_of,
    may_receive,
    received_from_below,
    sent_up,
    summary_of,
)
from hengjian.meetings.views.meetings import as_file
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language


OFFERED = 6
COLUMNS: dict[str, Text] = {
    "meetings": Text("召开会议", "Meetings held"),
    "cancelled": Text("取消会议", "Cancelled"),
    "items_put": Text("提请议题", "Items put"),
    "items_returned": Text("退回补正", "Returned"),
    "items_sent_elsewhere": Text("转送其他会议", "Sent elsewhere"),
    "votes": Text("表决", "Votes"),
    "passed": Text("通过", "Passed"),
    "not_passed": Text("不通过", "Not passed"),
    "no_quorum": Text("不足法定人数", "No quorum"),
    "chair_decided": Text("检察长决定", "Decided by the chief"),
    "corrected": Text("更正的表决", "Corrected votes"),
    "referred_up": Text("报请上级", "Referred up"),
    "resolutions": Text("形成决议", "Resolutions"),
    "tasks": Text("决议任务", "Tasks"),
    "closed": Text("已办结", "Closed"),
    "late": Text("逾期", "Late"),
}


@door(Permission.MEETING_READ)
def page(request: PageRequest) -> HttpResponse:
    """The counts of every body of the reader in a half-year."""
    today = clock.today()
    half = half_year_named(request.GET.get("period", ""), today)
    found = [
        summary_of(body, half, today)
        for body in bodies_with_duty(request.user).order_by("procuratorate_id", "pk")
    ]
    if request.GET.get("export") == "docx":
        name = f"meetings-{half.name}.docx"
        note_export(request, name, rows=len(found), by=request.user)
        paper = half_year_paper(found, half, COLUMNS, today)
        return as_file(as_word(paper), name)
    if request.GET.get("export"):
        sheet = _sheet(found, half)
        return exported_sheet(request, sheet, f"meetings-{half.name}", by=request.user)
    bodies = [each.body for each in found]
    sent = list(sent_up(bodies, half))
    received = list(received_from_below(request.user, half))
    context = {
        "half": half,
        "is_over": half.last_on < today,
        "sent": sent,
        "received": received,
        "to_receive": set(
            may_receive(request.user)
            .filter(receipt__isnull=True)
            .values_list("pk", flat=True)
        ),
        "to_send": [
            each
            for each in bodies_served(request.user)
            if each.procuratorate.parent_id is not None
        ],
        "names": actor_names(
            [
                *(each.sent_by for each in (*sent, *received)),
                *(
                    each.receipt.received_by
                    for each in (*sent, *received)
                    if hasattr(each, "receipt")
                ),
            ]
        ),
        "offered": _offered(half_year_of(today)),
        "bodies": bodies,
        "rows": [
            (label, [getattr(each, name) for each in found])
            for name, label in COLUMNS.items()
        ],
        "labels": COLUMNS,
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "meetings/half_year.html", context)


@door(Permission.MEETING_HOLD, methods=("POST",))
def send(request: PageRequest) -> HttpResponse:
    """Send a body's half-year to the office above."""
    given = request.POST
    number = given.get("body", "")
    body = (
        bodies_with_duty(request.user)
        .filter(pk=int(number) if number.isdecimal() and len(number) < 10 else 0)
        .first()
    )
    if body is None:
        raise Http404(number)
    require_service(request.user, body)
    half = half_year_named(given.get("period", ""), clock.today())
    half_years.send_up(
        body=body, half=half, words=given.get("words", ""), by=request.user
    )
    messages.success(
        request,
        in_reader_language(Text("已报送上一级院。", "Sent to the office above.")),
    )
    return redirect(reverse("meetings:half-year") + f"?period={half.name}")


@door(Permission.MEETING_HOLD, methods=("POST",))
def receive(request: PageRequest, number: int) -> HttpResponse:
    """Enter that a summing-up from below was received."""
    report = may_receive(request.user).filter(pk=number).first()
    if report is None:
        raise Http404(str(number))
    half_years.receive(report=report, by=request.user)
    messages.success(request, in_reader_language(Text("已签收。", "Received.")))
    return redirect(reverse("meetings:half-year") + f"?period={report.period}")


def _offered(newest: HalfYear) -> list[HalfYear]:
    offered = [newest]
    while len(offered) < OFFERED:
        last = offered[-1]
        offered.append(
            HalfYear(last.year, 1) if last.half == 2 else HalfYear(last.year - 1, 2)
        )
    return offered


def _sheet(found: list[Summary], half: HalfYear) -> Sheet:
    heads = [in_reader_language(Text("项目", "What"))]
    heads += [in_reader_language(catalogue.name_of(each.body)) for each in found]
    rows = (
        [in_reader_language(label), *(getattr(each, name) for each in found)]
        for name, label in COLUMNS.items()
    )
    return Sheet(half.name, heads, rows)
