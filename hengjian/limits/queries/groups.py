"""Groups of the summary: what each is called, its numbers, the board narrowed to it."""

from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode

from hengjian.lib.bilingual import Text
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


def line_of(by: str, row: dict[str, Any], names: dict[tuple[str, str], Text]) -> Line:
    """One line of ``board.summary`` in words; ``names`` are those of the deadlines."""
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
