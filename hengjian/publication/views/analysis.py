"""分析研判: the reports of the reader's places, and making one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_names
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door, visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.indicators.models import Run
from hengjian.indicators.queries.periods import in_words
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.views.asked import newest_whole
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Level
from hengjian.publication import making
from hengjian.publication.models import AnalysisReport
from hengjian.publication.queries.reports import reports_seen
from hengjian.publication.table_columns import REPORTS
from hengjian.publication.wording import KINDS, STATE_MARKS, STATES
from hengjian.ui.templatetags.say import in_reader_language


OFFERED_KINDS = ("quarter", "month", "half", "year")
MOST_PERIODS = 8


@door(Permission.REPORT_READ)
def page(request: PageRequest) -> HttpResponse:
    """The list, newest first; filters by place, period and state in the address."""
    found = reports_seen(request.user)
    asked = {name: request.GET.get(name, "") for name in ("unit", "state", "kind")}
    if asked["unit"]:
        unit = visible_unit(request.user, Permission.REPORT_READ, asked["unit"])
        found = found.filter(unit=unit)
    if asked["state"] in AnalysisReport.State.values:
        found = found.filter(state=asked["state"])
    if asked["kind"] in AnalysisReport.Kind.values:
        found = found.filter(kind=asked["kind"])
    listed = Paginator(found, 50).get_page(request.GET.get("page"))
    run = latest_run()
    context = {
        "page": listed,
        "columns": columns_for(request, REPORTS),
        "rows": [(each, in_words(each.period)) for each in listed],
        "names": actor_names(each.asked_by for each in listed),
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "units": visible_units(request.user, Permission.REPORT_READ)
        .filter(level__gte=Level.CITY)
        .order_by("level", "code"),
        "kinds": KINDS.items(),
        "states": STATES.items(),
        "marks": STATE_MARKS,
        "run": run,
        "may_make": may(request.user, Permission.REPORT_MAKE),
        "offered": _offered(run) if run else [],
        "places": _places(request),
        "waiting": any(each.state == AnalysisReport.State.MAKING for each in listed),
    }
    return render(request, "publication/analysis.html", context)


@door(Permission.REPORT_MAKE, methods=("POST",))
def make(request: PageRequest) -> HttpResponse:
    """Ask for a report; a worker makes it, the page of the report shows how far it is."""
    code = request.POST.get("unit", "")
    unit = visible_unit(request.user, Permission.REPORT_MAKE, code.rstrip("+") or None)
    run = latest_run()
    if run is None:
        raise UserFault(Text("还没有完成的统计运行", "no run is done yet"), status=409)
    kind = request.POST.get("kind", "")
    wish = making.Wish(
        kind=kind if kind in AnalysisReport.Kind.values else None,
        alone=unit.level == Level.CITY and not code.endswith("+"),
        language="en" if request.POST.get("language") == "en" else "zh",
    )
    report = making.ask(
        run, unit, request.POST.get("period", ""), wish, by=request.user, as_job=True
    )
    if report.is_made:
        said = Text(
            "这份报告已经编成，数据没有变化。",
            "This report was made already and the data have not changed.",
        )
        messages.info(request, in_reader_language(said))
    return redirect("publication:report", report.pk)


def _offered(run: Run) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Periods to choose from by kind, the newest whole one first."""
    values = RunValues(run)
    offered = []
    for kind, label in (
        ("quarter", Text("季度(会商材料)", "Quarters (consultation)")),
        ("month", Text("月(通报)", "Months (circular)")),
        ("half", Text("半年", "Half-years")),
        ("year", Text("年", "Years")),
    ):
        known = values.periods(kind)
        newest = newest_whole(known, kind)
        whole = [period for period in known if period <= newest]
        shown = [(p, in_words(p)) for p in reversed(whole[-MOST_PERIODS:])]
        if shown:
            offered.append((label, shown))
    return offered


def _places(request: PageRequest) -> list[tuple[str, str]]:
    """Where the reader may make reports: a city with all below it, then each office."""
    units = visible_units(request.user, Permission.REPORT_MAKE).filter(
        level__gte=Level.CITY
    )
    offered: list[tuple[str, str]] = []
    for unit in units.order_by("level", "code"):
        if unit.level == Level.CITY:
            offered.append((f"{unit.code}+", f"{unit.name}(含辖区)"))
        offered.append((unit.code, unit.name))
    return offered
