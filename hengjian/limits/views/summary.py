"""期限汇总: the same limits counted by unit, department, person or kind."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.limits import asked as asking
from hengjian.limits.queries import board
from hengjian.limits.queries.telling import labels
from hengjian.ui.templatetags.say import in_reader_language as say


KINDS = {
    "unit": Text("按单位", "By place"),
    "department": Text("按部门", "By department"),
    "person": Text("按承办人", "By handler"),
    "limit": Text("按期限种类", "By kind of limit"),
}
NOBODY = Text("(卡上未写明)", "(not said by the card)")


@dataclass(frozen=True)
class Line:
    """One group: its name, a soft addition, its numbers, and the board narrowed to it."""

    name: str
    more: str
    numbers: dict[str, int]
    query: str


@door(Permission.CARD_READ)
def page(request: PageRequest) -> HttpResponse:
    """One line for each group."""
    asked = asking.asked_for(request)
    by = request.GET.get("by", "")
    by = by if by in KINDS else "unit"
    names = labels()
    lines = [
        _line(by, row, names) for row in board.summary(request.user, asked.wanted, by)
    ]
    context: dict[str, Any] = {
        "asked": asked,
        "by": by,
        "kinds": KINDS.items(),
        "lines": lines,
        "today": clock.today(),
        "units": asking.units(request),
        "choices": {"scopes": asking.SCOPES.items()},
    }
    return render(request, "limits/summary.html", context)


def _line(by: str, row: dict[str, Any], names: dict[tuple[str, str], Text]) -> Line:
    unit = row.get("procuratorate__short_name") or row.get("procuratorate__name") or ""
    query: dict[str, str | int] = {"scope": "all"}
    if by == "unit":
        name, more = unit or row["unit_code"], ""
        query["unit"] = row["unit_code"]
    elif by == "department":
        name, more = row["department_text"], unit
        query |= {"unit": row["unit_code"], "department": row["department_id"] or ""}
    elif by == "person":
        name, more = row["handler"], f"{unit} {row['department_text']}".strip()
        if row["person_id"]:
            query["person"] = row["person_id"]
        else:
            query["find"] = row["handler"]
    else:
        key = (row["table__name"], row["deadline"])
        name = f"{row['limit']} {say(names.get(key, Text.same('')))}"
        more = ""
        query |= {"card": row["table__name"], "deadline": row["deadline"]}
    counted = ("running", "in_custody", "late", "today", "week", "met")
    return Line(
        name or say(NOBODY),
        more,
        {each: row[each] for each in counted},
        urlencode({k: v for k, v in query.items() if v not in ("", None)}),
    )
