"""Tasks that the national record answers: done when their items have arrived."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.engines.forms.cells import Stored
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib.bilingual import Text
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter, NationalRecord, WorkItem, WorkKind


@dataclass(frozen=True)
class Answered:
    """An open task, the values that answer it, the latest day among them, their source."""

    item: WorkItem
    values: dict[str, Stored]
    on: date | None
    source: Text


def answered_task(matter: Matter, kind: Kind) -> Answered | None:
    """The first open task all whose ``answered_by`` items have arrived; None: there is none.

    One whose countersignatures are waited for is answered all the same: what happened in
    the national system has happened.
    """
    drawing = kind.pack.process
    if not matter.is_national or drawing is None:
        return None
    asked = {
        shape.element: shape.answered_by
        for shape in drawing.tasks.values()
        if shape.answered_by
    }
    if not asked:
        return None
    waiting = matter.work_items.filter(
        kind=WorkKind.TASK, done_at__isnull=True, element__in=asked
    ).order_by("id")
    found = list(waiting)
    records = list(NationalRecord.objects.filter(matter=matter)) if found else []
    for item in found:
        answer = _answer(kind, item, asked[item.element], records)
        if answer is not None:
            item.matter = matter
            return answer
    return None


def _answer(
    kind: Kind, item: WorkItem, names: tuple[str, ...], records: list[NationalRecord]
) -> Answered | None:
    values: dict[str, Any] = {}
    sources = []
    for name in names:
        holder = next((r for r in records if r.values.get(name) is not None), None)
        if holder is None:
            return None
        values[name] = holder.values[name]
        sources.append(holder.source)
    days = [
        date.fromisoformat(values[name])
        for name in names
        if kind.card.items[name].type is ItemType.DATE
    ]
    return Answered(item, values, max(days, default=None), sources[-1])
