"""库存: what there is, what is to be ordered; a new article."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hengjian.access.column_choices import columns_for
from hengjian.access.doors import PageRequest, door
from hengjian.access.exporting import exported_sheet
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.office.actions import stock
from hengjian.office.queries.places import offices
from hengjian.office.queries.stock import articles, low
from hengjian.office.table_columns import STORE
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


LOW = Text("需补库", "to be reordered")


@door(Permission.STORE_READ)
def page(request: PageRequest) -> HttpResponse:
    """The store; ``?export=xlsx`` the list."""
    found = articles(request.user)
    is_low = request.GET.get("low") == "1"
    shown = low(found) if is_low else found
    columns = columns_for(request, STORE)
    may_export = Permission.EXPORT_MAKE in permissions_of(request.user)
    if request.GET.get("export") and may_export:
        name = f"store-{clock.today()}"
        return exported_sheet(
            request, _sheet(columns, list(shown)), name, by=request.user
        )
    context = {
        "articles": shown,
        "columns": columns,
        "total": found.count(),
        "low": low(found).count(),
        "is_low": is_low,
        "keeps": list(offices(request.user, Permission.STORE_CHANGE)),
        "may_export": may_export,
    }
    return render(request, "office/store.html", context)


def number_given(text: str) -> int | None:
    """A whole number that was typed; None for nothing. Raises ``UserFault``."""
    text = text.strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 7:
        raise UserFault(Text("请填整数", "a whole number, please"))
    return int(text)


@door(Permission.STORE_CHANGE, methods=("POST",))
def keep(request: PageRequest) -> HttpResponse:
    """Keep an article of an office whose store is the account's to keep."""
    unit = (
        offices(request.user, Permission.STORE_CHANGE)
        .filter(code=request.POST.get("unit", ""))
        .first()
    )
    if unit is None:
        raise UserFault(
            Text(
                "没有这个院，或库存不由您管理", "no such office, or not yours to keep"
            ),
            status=404,
        )
    article = stock.keep_article(
        unit=unit,
        code=request.POST.get("code", ""),
        name=request.POST.get("name", ""),
        measure=request.POST.get("measure", ""),
        reorder_level=number_given(request.POST.get("level", "")),
        by=request.user,
    )
    messages.success(request, say(Text("已登记。", "Entered.")))
    return redirect("office:article", article.pk)


def _sheet(columns: ShownColumns, found: list[object]) -> Sheet:
    values = {
        "code": lambda each: each.code,
        "name": lambda each: each.name,
        "stock": lambda each: each.stock,
        "measure": lambda each: each.measure,
        "level": lambda each: each.reorder_level,
        "state": lambda each: (
            say(LOW)
            if each.reorder_level is not None and each.stock <= each.reorder_level
            else ""
        ),
        "unit": lambda each: str(each.procuratorate),
    }
    return columns.sheet(Text("库存", "Store"), found, values)
