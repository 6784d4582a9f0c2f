"""监控汇总: prompts counted by rule, card, office, department or person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.monitoring import asked as asking
from hengjian.monitoring.queries import prompts
from hengjian.monitoring.queries.telling import rule_titles
from hengjian.ui.templatetags.say import in_reader_language as say
from hengjian.warehouse.queries.card_titles import card_titles


KINDS = {
    "rule": Text("按规则", "By rule"),
    "card": Text("按条线(案卡)", "By line of work (card)"),
    "unit": Text("按单位", "By place"),
    "department": Text("按部门", "By department"),
    "person": Text("按承办人", "By handler"),
}
NOBODY = Text("(卡上未写明)", "(not said by the card)")


@door(Permission.CARD_READ)
def page(request: PageRequest) -> HttpResponse:
    """One line for each group."""
    asked = asking.asked_for(request)
    by = request.GET.get("by", "")
    by = by if by in KINDS else "rule"
    rows = prompts.summary(request.user, asked.wanted, by)
    rules, cards = rule_titles(), card_titles()
    context: dict[str, Any] = {
        "asked": asked,
        "by": by,
        "kinds": KINDS.items(),
        "lines": [_line(by, row, rules, cards) for row in rows],
        "today": clock.today(),
        "units": asking.units(request),
    }
    return render(request, "monitoring/summary.html", context)


def _line(
    by: str, row: dict[str, Any], rules: dict[str, Text], cards: dict[str, Text]
) -> dict[str, Any]:
    unit = row.get("procuratorate__short_name") or row.get("procuratorate__name") or ""
    more, query = "", {}
    if by == "rule":
        name = say(rules.get(row["rule"], Text.same(row["rule"])))
        query = {"rule": row["rule"]}
    elif by == "card":
        card = row["table__name"]
        name, query = say(cards.get(card, Text.same(card))), {"card": card}
    elif by == "unit":
        name, query = unit or row["unit_code"], {"unit": row["unit_code"]}
    elif by == "department":
        name, more = row["department_text"], unit
        query = {"unit": row["unit_code"], "department": row["department_id"] or ""}
    else:
        name, more = row["handler"], f"{unit} {row['department_text']}".strip()
        query = {"person": row["person_id"] or "", "find": ""}
        if not row["person_id"]:
            query["find"] = row["handler"]
    return {
        "name": name or say(NOBODY),
        "more": more,
        "numbers": row,
        "query": urlencode({k: v for k, v in query.items() if v not in ("", None)}),
    }
