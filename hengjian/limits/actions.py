"""Acts on limits: a table's limits are entered as counted, warnings are noted."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.limits.models import CardLimit, CountedTable, LimitWarning
from hengjian.warehouse.models import CardTable


FIELDS = (
    "card_key",
    "limit",
    "unit_code",
    "procuratorate_id",
    "department_id",
    "department_text",
    "person_id",
    "handler",
    "standing",
    "acts",
    "custody",
    "started_on",
    "due_on",
    "done_on",
    "provisional",
    "untold",
    "facts",
)
BATCH = 500


@dataclass(frozen=True)
class Entered:
    """How the limits of a table changed."""

    limits: int
    new: int
    changed: int
    gone: int


@journal.action
def enter_limits(
    *,
    table: CardTable,
    version: int,
    rests_on: str,
    rows: Iterable[dict[str, Any]],
    by: Actor,
) -> Entered | None:
    """Make the stored limits of a table those that were counted.

    Only rows that differ are written. Returns None, having changed nothing, when the
    limits of a later version were entered meanwhile.
    """
    CardTable.objects.select_for_update().get(pk=table.pk)
    before = CountedTable.objects.filter(table=table).first()
    if before is not None and before.version > version:
        journal.nothing_changed()
        return None
    entered = _replace(table, rows)
    CountedTable.objects.update_or_create(
        table=table,
        defaults={
            "version": version,
            "rests_on": rests_on,
            "limits": entered.limits,
            "counted_at": clock.now(),
        },
    )
    journal.enter(
        "limits.limits_counted",
        subject=f"warehouse.cardtable:{table.name}",
        new={
            "version": version,
            "limits": entered.limits,
            "new": entered.new,
            "changed": entered.changed,
            "gone": entered.gone,
        },
    )
    return entered


def _replace(table: CardTable, rows: Iterable[dict[str, Any]]) -> Entered:
    held = {
        (digest, deadline): (pk, content)
        for pk, digest, deadline, content in CardLimit.bookkeeping.filter(
            table=table
        ).values_list("pk", "card_digest", "deadline", "content")
    }
    new, changed, count = [], [], 0
    for row in rows:
        count += 1
        known = held.pop((row["card_digest"], row["deadline"]), None)
        more = {"content": _content(row), "urgency": 0 if row["custody"] else 1}
        if known is None:
            new.append(CardLimit(table=table, **row, **more))
        elif known[1] != more["content"]:
            changed.append(CardLimit(pk=known[0], table=table, **row, **more))
    gone = [pk for pk, _ in held.values()]
    for first in range(0, len(gone), BATCH):
        CardLimit.bookkeeping.filter(pk__in=gone[first : first + BATCH]).delete()
    CardLimit.bookkeeping.bulk_create(new, batch_size=BATCH)
    names = [name.removesuffix("_id") for name in (*FIELDS, "content", "urgency")]
    CardLimit.bookkeeping.bulk_update(changed, names, batch_size=BATCH // 5)
    return Entered(count, len(new), len(changed), len(gone))


def _content(row: dict[str, Any]) -> str:
    text = json.dumps([row[name] for name in FIELDS], default=str, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@journal.action
def note_warnings(
    *, warned: Sequence[tuple[int, int, date]], on: date, by: Actor
) -> int:
    """Note limits (their key, the step, the day they end) of which somebody was told."""
    if not warned:
        journal.nothing_changed()
        return 0
    LimitWarning.objects.bulk_create(
        (
            LimitWarning(card_limit_id=number, step=step, due_on=due_on, noted_on=on)
            for number, step, due_on in warned
        ),
        ignore_conflicts=True,
    )
    journal.enter(
        "limits.warnings_noted", subject="limits:", detail={"limits": len(warned)}
    )
    return len(warned)
