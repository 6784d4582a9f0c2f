"""培训：过去怎样排名。One page on invented numbers, marked wherever it goes."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.lib.bilingual import Text
from hengjian.training import invented
from hengjian.training.invented import MARK, MONTHS, MOVED, Standing
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


@door(None)
def page(request: PageRequest) -> HttpResponse:
    """A month of the invented year; ``?export=xlsx`` its table, marked in every row.

    Nothing else is read of the request: no number can be brought in.
    """
    text = request.GET.get("month", "")
    known = {str(each): each for each in MONTHS}
    month = known.get(text, max(MONTHS))
    found = invented.standings(month)
    if request.GET.get("export"):
        name = f"training-invented-{invented.YEAR}-{month:02d}"
        return exported_sheet(request, _sheet(found, month), name, by=request.user)
    changes, possible = invented.moved_by_chance()
    both, first, last = invented.held_both_ends()
    context = {
        "mark": MARK,
        "year": invented.YEAR,
        "month": month,
        "months": list(MONTHS),
        "rows": [(each, _percent(each.rate), _moved(each)) for each in found],
        "pressed": invented.passed_on(month),
        "changes": changes,
        "possible": possible,
        "true_percent": invented.TRUE_PERCENT,
        "cases": invented.CASES,
        "both": both,
        "first": first,
        "last": last,
        "may_export": may(request.user, Permission.EXPORT_MAKE),
    }
    return render(request, "training/training.html", context)


def _percent(rate: Fraction) -> Decimal:
    exact = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _moved(standing: Standing) -> Text:
    return MOVED[standing.moved] if standing.moved else Text("—", "—")


def _sheet(found: list[Standing], month: int) -> Sheet:
    heads = [
        MARK,
        Text("单位（虚构）", "Office (invented)"),
        Text("件数", "Cases"),
        Text("其中“好”", "of which “well”"),
        Text("比率", "Rate"),
        Text("上月名次", "Place before"),
        Text("名次", "Place"),
        Text("变动", "Movement"),
    ]
    rows = [
        (
            say(MARK),
            say(each.name),
            each.cases,
            each.well,
            _percent(each.rate),
            each.before,
            each.place,
            say(_moved(each)),
        )
        for each in found
    ]
    note = f"{say(MARK)} · {invented.YEAR}-{month:02d}"
    return Sheet("training", [say(head) for head in heads], rows, note)
