"""Which integrity gates of a kind hold: over the card, the people and other matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hengjian.access.models import Account
from hengjian.engines.expressions.row import compile_row
from hengjian.engines.expressions.row_context import RowContext
from hengjian.engines.forms.cells import as_stored
from hengjian.engines.pack_format.gate_model import Gate, GateCount
from hengjian.lib import clock
from hengjian.matters.filling import row_of, staff_number
from hengjian.matters.kinds import Kind
from hengjian.matters.models import Matter, MatterRegister, Outcome, WorkItem
from hengjian.organisation.models import Procuratorate


MONTH = 30  # days, for “within so many months”


@dataclass(frozen=True)
class Standing:
    """What gates are held against: a row of the card as it would be, and who fills it.

    ``matter`` is None, or not saved yet, at registration.
    """

    kind: Kind
    at: str
    row: Mapping[str, Any]
    unit: Procuratorate
    by: Account
    matter: Matter | None = None


def holding(standing: Standing) -> list[Gate]:
    """The gates at this task that hold now, in the order of their file.

    Inside an action: what a gate counts is counted under the register's lock, so that of
    two that are completed at once the second sees the first.
    """
    gates = [g for g in standing.kind.pack.gates.values() if standing.at in g.at]
    if any(gate.counts for gate in gates):
        _lock(standing)
    return [gate for gate in gates if _holds(gate, standing)]


def questions(kind: Kind, at: str) -> list[Gate]:
    """What is asked at a task in any case, before anything is filled."""
    return [
        gate
        for gate in kind.pack.gates.values()
        if at in gate.at and gate.does == "ask" and gate.when is None
    ]


def _lock(standing: Standing) -> None:
    held = MatterRegister.objects.select_for_update().filter(
        procuratorate=standing.unit, kind=standing.kind.name
    )
    list(held.order_by("pk"))


def _holds(gate: Gate, standing: Standing) -> bool:
    if gate.when is None:
        return True
    known = {**standing.row, **_people(standing)}
    for name, count in gate.counts.items():
        known[f"counted.{name}"] = _counted(count, standing)
    return _true(gate.when, known, standing.kind)


def _true(expression: Any, row: Mapping[str, Any], kind: Kind) -> bool:
    today = clock.today()
    found = compile_row(expression, kind.parameters)(
        row, RowContext(row_on=today, as_of=today)
    )
    return found is True


def _people(standing: Standing) -> dict[str, str | None]:
    """Staff numbers by the names that gates use; None for nobody."""
    matter = standing.matter
    found: dict[str, str | None] = {"people.filler": staff_number(standing.by) or None}
    for name in ("registrant", "handler", "leader_in_charge"):
        person = getattr(matter, name) if matter is not None else None
        found[f"people.{name}"] = person.number if person is not None else None
    process = standing.kind.pack.process
    tasks = process.tasks if process is not None else {}
    found |= dict.fromkeys(f"done_by.{task}" for task in tasks)
    if matter is not None and matter.pk is not None:
        found |= _doers(matter)
    return found


def _doers(matter: Matter) -> dict[str, str | None]:
    """Who completed each task last."""
    done = WorkItem.objects.filter(matter=matter, outcome=Outcome.COMPLETED)
    last = {
        item.element: item.done_by
        for item in done.exclude(element="").order_by("done_at", "id")
    }
    names = {by.partition(":")[2] for by in last.values() if by.startswith("account:")}
    accounts = Account.objects.filter(username__in=names).select_related("person")
    numbers = {
        each.journal_name: each.person.number
        for each in accounts
        if each.person is not None
    }
    return {f"done_by.{task}": numbers.get(by) for task, by in last.items()}


def _counted(count: GateCount, standing: Standing) -> int:
    """Other matters of the kind in the office that share what the gate says.

    Nothing is shared where this matter leaves an item empty.
    """
    same = {name: standing.row.get(name) for name in count.same}
    if any(value is None for value in same.values()):
        return 0
    first = clock.today() - timedelta(days=MONTH * count.months)
    found = Matter.objects.filter(
        procuratorate=standing.unit,
        kind=standing.kind.name,
        registered_on__gte=first,
        merged_into__isnull=True,
        **{f"values__{name}": as_stored(value) for name, value in same.items()},
    )
    if standing.matter is not None and standing.matter.pk is not None:
        found = found.exclude(pk=standing.matter.pk)
    if count.where is None and count.overlap is None:
        return int(found.count())
    rows = (
        row_of(standing.kind, values)
        for values in found.values_list("values", flat=True)
    )
    return sum(_counts(row, count, standing) for row in rows)


def _counts(row: Mapping[str, Any], count: GateCount, standing: Standing) -> bool:
    if count.where is not None and not _true(count.where, row, standing.kind):
        return False
    if count.overlap is None:
        return True
    rows = (standing.row, row)
    times: list[Any] = [each.get(name) for each in rows for name in count.overlap]
    if None in times:
        return False
    mine, until, other, other_until = times
    if isinstance(mine, datetime):
        return bool(other < until and mine < other_until)
    # whole days: the last day counts
    return bool(other <= until and mine <= other_until)
