"""A month of office services: what was posted and answered, what was due, what was said.

Counted from the records when it is asked for; ``actions.months`` keeps it as it was posted.
Nothing here enters a score: an office's record of its work, read by its own staff.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from hengjian.access.actor_names import actor_names
from hengjian.engines.points.spans import span_of
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import kind_of, kinds
from hengjian.matters.models import Matter, Outcome, WorkItem, WorkKind
from hengjian.matters.queries.unsealed import unsealed
from hengjian.office.actions.posting import publication_of
from hengjian.office.models import Comment, Part, Posting
from hengjian.organisation.models import Procuratorate


INFORMATION = "information_item"
STAFF = "office_staff"
MOST_TASKS = 1000  # listed one by one; the counts are of all
# handled by the general office though nothing of it is posted
BESIDE = ("circulation",)


@dataclass(frozen=True)
class Month:
    """A month of an office, and the day as of which it is counted."""

    unit: Procuratorate
    first: date
    as_of: date

    @property
    def last(self) -> date:
        """The month's last day."""
        return span_of(self.first, "month")[1]

    @property
    def is_over(self) -> bool:
        """Whether nothing more of it can be done in time."""
        return self.last < self.as_of

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment of the month to the first one after it, in Shanghai."""
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))


def record_of(month: Month) -> dict[str, Any]:
    """The month's record, as it is shown and as it is posted (plain JSON)."""
    posting = {
        name: found.column
        for name, kind in kinds().items()
        if (found := publication_of(kind)) is not None
    }
    handled = (*posting, *BESIDE)
    items = list(_items(month))
    return {
        "columns": [_column(month, name, label) for name, label in posting.items()],
        "work": _work(month, handled),
        "tasks": _listed(month, handled),
        "workers": _workers(month, handled),
        "comments": _comments(month),
        "information": _departments(month, items),
        "business": sum(row.get("origin") == "business" for _, row in items),
        "handed_in": len(items),
    }


def _column(month: Month, kind: str, label: Text) -> dict[str, Any]:
    """One column of the board: posted in the month, and what became of it since."""
    found = Posting.objects.filter(
        unsealed("matter"), procuratorate=month.unit, kind=kind
    )
    in_month = (month.first, month.last)
    requests = dict(
        found.filter(part=Part.REQUEST, posted_on__range=in_month)
        .order_by("-id")
        .values_list("matter_id", "posted_on")
    )
    first_answers = dict(
        found.filter(part=Part.ANSWER, matter__in=list(requests))
        .order_by("-id")
        .values_list("matter_id", "posted_on")
    )
    days = [(on - requests[matter]).days for matter, on in first_answers.items()]
    refused = Matter.objects.filter(
        pk__in=list(first_answers), values__decision="refused"
    )
    return {
        "kind": kind,
        "zh": label.zh,
        "en": label.en,
        "posted": len(requests),
        "answered": len(first_answers),
        "refused": refused.count(),
        "waiting": len(requests) - len(first_answers),
        "days": _median(days),
    }


def _median(days: list[int]) -> str:
    """``14.5``, ``14``; empty for none."""
    return f"{Decimal(str(median(days))).normalize():f}" if days else ""


def _work(month: Month, handled: Iterable[str]) -> dict[str, int]:
    """What fell due in the month, and how much of it was done by its day."""
    due = _tasks(month, handled).filter(due_on__range=(month.first, month.last))
    ended = [
        (on, _day(at)) for on, at in due.order_by("pk").values_list("due_on", "done_at")
    ]
    in_time = sum(done is not None and done <= on for on, done in ended)
    late = sum(done is not None and done > on for on, done in ended)
    not_done = [on for on, done in ended if done is None]
    return {
        "due": len(ended),
        "in_time": in_time,
        "late": late,
        "open": len(not_done),
        "overdue": sum(on < month.as_of for on in not_done),
    }


def _listed(month: Month, handled: Iterable[str]) -> list[dict[str, str]]:
    """What the counts of work are made of: each task that fell due in the month."""
    due = _tasks(month, handled).filter(due_on__range=(month.first, month.last))
    found = list(due.select_related("matter").order_by("due_on", "pk")[:MOST_TASKS])
    names = actor_names(each.done_by for each in found)
    return [
        {
            "number": each.matter.number,
            "kind": each.matter_kind,
            "zh": each.label_zh,
            "en": each.label_en,
            "due_on": each.due_on.isoformat(),
            "done_on": f"{_day(each.done_at) or ''}",
            "by_zh": names[each.done_by].zh if each.done_by else "",
            "by_en": names[each.done_by].en if each.done_by else "",
        }
        for each in found
    ]


def _workers(month: Month, handled: Iterable[str]) -> list[dict[str, Any]]:
    """What each of the general office did in the month, by name."""
    begins, ends = month.moments
    done = _tasks(month, handled).filter(
        role=STAFF,
        outcome=Outcome.COMPLETED,
        done_at__gte=begins,
        done_at__lt=ends,
    )
    all_done: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for by, due_on, at in done.order_by("pk").values_list(
        "done_by", "due_on", "done_at"
    ):
        all_done[by] += 1
        late[by] += due_on is not None and (_day(at) or due_on) > due_on
    names = actor_names(all_done)
    return [
        {
            "zh": names[by].zh,
            "en": names[by].en,
            "done": all_done[by],
            "in_time": all_done[by] - late[by],
            "late": late[by],
        }
        for by in sorted(all_done, key=lambda each: (names[each].zh, each))
    ]


def _tasks(month: Month, handled: Iterable[str]) -> Any:
    return WorkItem.objects.filter(
        unsealed("matter"),
        procuratorate=month.unit,
        matter_kind__in=list(handled),
        kind=WorkKind.TASK,
    )


def _comments(month: Month) -> dict[str, int]:
    written = Comment.objects.filter(
        procuratorate=month.unit,
        written_on__range=(month.first, month.last),
        answers__isnull=True,
    )
    standing = written.filter(taken_down__isnull=True)
    return {
        "written": written.count(),
        "answered": standing.filter(answered_by__isnull=False).distinct().count(),
        "taken_down": written.filter(taken_down__isnull=False).count(),
    }


def _items(month: Month) -> Iterable[tuple[Matter, Mapping[str, Any]]]:
    """The information items handed in in the month, with their cards."""
    found = Matter.objects.filter(
        unsealed(),
        kind=INFORMATION,
        procuratorate=month.unit,
        registered_on__range=(month.first, month.last),
        merged_into__isnull=True,
    )
    for matter in found.select_related("release", "department").order_by("pk"):
        kind = kind_of(matter.release)
        yield matter, row_of(kind, values_of(matter, kind))


def _departments(
    month: Month, items: list[tuple[Matter, Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    """Each department's items of the month: how many, how good, what was adopted.

    In the order of their codes, never ranked; one without items stands there with none.
    """
    by_department: dict[int | None, list[Mapping[str, Any]]] = {}
    for matter, row in items:
        by_department.setdefault(matter.department_id, []).append(row)
    departments = month.unit.departments.filter(closed_on__isnull=True)
    return [
        {"name": each.name, **_told(by_department.get(each.pk, []))}
        for each in departments.order_by("code")
    ]


def _told(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    marks = [int(row["quality"]) for row in rows if row.get("quality") is not None]
    points = sum((Decimal(str(row.get("points") or 0)) for row in rows), Decimal(0))
    return {
        "handed_in": len(rows),
        "sent": sum(row.get("sent_on") is not None for row in rows),
        "quality": str(_mean(marks)) if marks else "",
        "adopted": sum(row.get("adopted") not in (None, "not_adopted") for row in rows),
        "points": f"{points.normalize():f}",
    }


def _mean(marks: list[int]) -> Decimal:
    """To a tenth, half up."""
    exact = Decimal(sum(marks)) / len(marks)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone(clock.SHANGHAI).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)
