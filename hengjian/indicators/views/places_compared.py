"""按单位比较: what policy lets one see of several places, and a named table on request."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.actor_names import actor_name
from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.policies.model import Use
from hengjian.indicators import policy, run_inputs
from hengjian.indicators.actions import named_tables
from hengjian.indicators.forms import NamedTableForm
from hengjian.indicators.models import Run
from hengjian.indicators.queries import several_places
from hengjian.indicators.queries.periods import KINDS, in_words
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.table_columns import NAMED_PLACES, RANKED_PLACES
from hengjian.indicators.views.asked import newest_whole
from hengjian.lib import clock
from hengjian.organisation.models import Procuratorate


@door(Permission.INDICATOR_READ)
def page(request: PageRequest) -> HttpResponse:
    """What policy says, and the form; ``?order=value`` asks for a ranking."""
    run = latest_run()
    if run is None:
        return render(request, "indicators/no_run.html", {})
    asked = _Asked(request, run)
    context = asked.context()
    if not request.GET.get("order"):
        return render(request, "indicators/compare.html", context)
    try:
        policy.require(
            Use.RANK_PLACES, run, asked.period, channel="page", by=request.user
        )
    except policy.PolicyRefused as refused:
        context["refused"] = True
        return render(
            request, "indicators/compare.html", context, status=refused.status
        )
    rows = several_places.side_by_side(
        run, asked.indicator.name, asked.period, asked.kind, asked.places
    )
    context["columns"] = columns_for(request, RANKED_PLACES)
    context["rows"] = several_places.ranked(rows, asked.indicator)
    return render(request, "indicators/compare.html", context)


@door(Permission.EXPORT_MAKE, methods=("POST",))
def make(request: PageRequest) -> HttpResponse:
    """Keep why and for whom, then show the table; what is missing is said on the form."""
    run = latest_run()
    if run is None:
        raise Http404("run")
    asked = _Asked(request, run)
    form = NamedTableForm(request.POST, codes=[u.code for u in asked.places])
    if not form.is_valid():
        context = asked.context() | {"form": form, "fault": form.fault()}
        return render(request, "indicators/compare.html", context, status=422)
    units = [u for u in asked.places if u.code in form.cleaned_data["units"]]
    _require_export(request, units)
    made = named_tables.make(
        run=run,
        indicator=asked.indicator.name,
        period=form.cleaned_data["period"],
        units=units,
        purpose=form.cleaned_data["purpose"],
        recipient=form.cleaned_data["recipient"],
        by=request.user,
    )
    return redirect("indicators:named-table", made.pk)


@door(Permission.INDICATOR_READ)
def table(request: PageRequest, number: int) -> HttpResponse:
    """A named table; ``?export=xlsx`` gives exactly what is shown, any order is refused."""
    found = several_places.visible_table(request.user, number)
    if found is None:
        raise Http404(str(number))
    wants_export = request.GET.get("export") == "xlsx"
    if request.GET.get("sort") or request.GET.get("order"):
        channel = "export" if wants_export else "page"
        policy.require(
            Use.RANK_PLACES, found.run, found.period, channel=channel, by=request.user
        )
    indicator = run_inputs.packs_of(found.run).indicators[found.indicator]
    rows = several_places.rows_of(found)
    columns = columns_for(request, NAMED_PLACES)
    if wants_export:
        _require_export(request, [row.unit for row in rows])
        sheet = several_places.sheet_of(found, indicator, rows, columns)
        return exported_sheet(request, sheet, f"places-{found.pk}", by=request.user)
    context = {
        "table": found,
        "columns": columns,
        "indicator": indicator,
        "rows": rows,
        "maker": actor_name(found.made_by),
        "period_words": in_words(found.period),
        "refusal": policy.answer(Use.APPRAISE_PLACES, found.run, found.period),
    }
    return render(request, "indicators/named_table.html", context)


def _require_export(request: PageRequest, units: Iterable[Procuratorate]) -> None:
    for unit in units:
        if not may(request.user, Permission.EXPORT_MAKE, unit=unit):
            raise PermissionDenied(Permission.EXPORT_MAKE.value)


class _Asked:
    """Which indicator and period, out of what there is; unknown falls back."""

    def __init__(self, request: PageRequest, run: Run) -> None:
        asked = request.POST if request.method == "POST" else request.GET
        self.run = run
        found = run_inputs.packs_of(run).indicators
        self.indicators = sorted(found.values(), key=lambda each: each.code)
        self.values = RunValues(run)
        self.indicator: Indicator = found.get(
            asked.get("indicator", ""), self.indicators[0]
        )
        kind = asked.get("kind", "month")
        self.kind = kind if kind in KINDS else "month"
        self.periods = self.values.periods(self.kind)
        period = asked.get("period", "")
        self.period = (
            period if period in self.periods else newest_whole(self.periods, self.kind)
        )
        self.places = several_places.units_of(request.user)

    def context(self) -> dict[str, object]:
        """What every state of the page shows."""
        return {
            "run": self.run,
            "today": clock.today(),
            "indicator": self.indicator,
            "indicators": self.indicators,
            "kind": self.kind,
            "kinds": KINDS.items(),
            "period": self.period,
            "period_words": in_words(self.period),
            "periods": [(p, in_words(p)) for p in reversed(self.periods)],
            "places": self.places,
            "ranking": policy.answer(Use.RANK_PLACES, self.run, self.period),
            "naming": policy.answer(Use.COMPARE_PLACES, self.run, self.period),
        }
