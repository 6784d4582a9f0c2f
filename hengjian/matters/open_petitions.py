"""What a clearing of petitions begins with: the office's petitions that are still open.

They are named by their numbers, with what is at hand and who answers for it. No
petitioner, no subject and no risk level stands in the list: it outlives the petitions.
Registered as the provider of the pack ``petition_clearing``.
"""

from datetime import date

from hengjian.lib import clock
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import UNDER_WAY, Matter, MatterState, WorkItem
from hengjian.matters.queries.lists import at_hand
from hengjian.matters.queries.unsealed import unsealed
from hengjian.organisation.models import Procuratorate


KIND = "petition"
CLEARING = "petition_clearing"
MOST = 200  # lines of the list; the counts are of all
NONE_OPEN = "没有在办信访。"


def prepared(*, unit: Procuratorate, begins_on: date) -> dict[str, str]:
    """The texts of the form of registration, by item of the card.

    ``begins_on``, the month's first day, says which month; what is open is what is open
    on the day of opening.
    """
    found = Matter.objects.filter(
        unsealed(), kind=KIND, procuratorate=unit, state__in=UNDER_WAY
    )
    matters = list(
        found.select_related("handler", "leader_in_charge").order_by(
            "registered_on", "id"
        )
    )
    waiting = at_hand(matters)
    today = clock.today()
    late = [m for m in matters if _is_late(m, waiting.get(m.pk, []), today)]
    longest = _long_days()
    long_open = [m for m in matters if _days(m, today) >= longest]
    lines = [_line(m, waiting.get(m.pk, []), today) for m in matters[:MOST]]
    if len(matters) > MOST:
        lines.append(f"另有 {len(matters) - MOST} 件，见事项页。")
    return {
        "open_petitions": "\n".join(lines) or NONE_OPEN,
        "open_count": str(len(matters)),
        "long_count": str(len(long_open)),
        "late_count": str(len(late)),
    }


def _line(matter: Matter, items: list[WorkItem], today: date) -> str:
    parts = [matter.number, f"在办 {_days(matter, today)} 天"]
    if matter.state == MatterState.SUSPENDED:
        parts.append("已中止")
    parts += [_task(matter, item, today) for item in items] or ["没有待办环节"]
    if matter.handler is not None:
        parts.append(f"首办责任人：{matter.handler.name}")
    if matter.leader_in_charge is not None:
        parts.append(f"包案领导：{matter.leader_in_charge.name}")
    return " · ".join(parts)


def _task(matter: Matter, item: WorkItem, today: date) -> str:
    if item.due_on is None:
        return item.label.zh
    late = "，已逾期" if _is_late(matter, [item], today) else ""
    return f"{item.label.zh}（至 {item.due_on}{late}）"


def _is_late(matter: Matter, items: list[WorkItem], today: date) -> bool:
    return matter.state == MatterState.OPEN and any(
        item.due_on is not None and item.due_on < today for item in items
    )


def _days(matter: Matter, today: date) -> int:
    return (today - matter.registered_on).days


def _long_days() -> int:
    """The office's own number of days from which a petition counts as long open."""
    return int(kind_named(CLEARING).parameter_on("long_days", clock.today()))
