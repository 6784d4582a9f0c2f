"""What an import brings of the national record: taken over, and tasks answered by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.forms.cells import Stored
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import course, timeline
from hengjian.matters.advancing import bring_in_line
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import LEADER, Kind, kind_of
from hengjian.matters.locking import locked
from hengjian.matters.models import Matter, MatterState, NationalRecord
from hengjian.matters.people import person_named


@dataclass(frozen=True)
class Disagreement:
    """One item that was noted here otherwise than the national record tells."""

    item: str
    noted: Stored
    arrived: Stored


@journal.action
def arrive(
    *,
    matter: Matter,
    card: str,
    values: Mapping[str, Stored],
    source: Text,
    by: Actor,
) -> list[Disagreement]:
    """Take over what the national record tells of a matter; returns where they disagree.

    ``values`` are by items of the matter's own card. What was not noted here is taken
    over, and follows the national record from then on; what was noted stays as it was
    noted. Open tasks whose items have all arrived are done by that. The same record
    again changes nothing.
    """
    journal.nothing_changed()
    matter = locked(matter)
    if not matter.is_national or matter.state == MatterState.ARCHIVED:
        return []
    kind = kind_of(matter.release)
    held = NationalRecord.objects.filter(matter=matter, card=card).first()
    before: Mapping[str, Stored] = held.values if held is not None else {}
    arrived = {
        name: _named(kind, matter, name, value)
        for name, value in values.items()
        if value is not None
        and name in kind.card.items
        and name not in kind.transient_items
    }
    taken = {
        name: value
        for name, value in arrived.items()
        if _follows(matter, name, before) and matter.values.get(name) != value
    }
    differing = [
        Disagreement(name, matter.values[name], value)
        for name, value in sorted(arrived.items())
        if name not in taken and matter.values.get(name) != value
    ]
    if arrived != before:
        _keep(matter, held, card, arrived, source)
    if taken:
        _take_over(matter, kind, taken, source, by)
    moved = _answer(matter, kind, by) if matter.state == MatterState.OPEN else False
    if taken or moved:
        timeline.changed(matter)
    return differing


def _follows(matter: Matter, name: str, before: Mapping[str, Stored]) -> bool:
    """Whether nobody noted an item here: it is empty, or as the record told before."""
    value = matter.values.get(name)
    return value is None or value == before.get(name)


def _keep(
    matter: Matter,
    held: NationalRecord | None,
    card: str,
    values: dict[str, Stored],
    source: Text,
) -> None:
    held = held or NationalRecord(matter=matter, card=card)
    held.values = values
    held.source_zh, held.source_en = source.zh[:300], source.en[:300]
    held.arrived_at = clock.now()
    held.save()


def _take_over(
    matter: Matter, kind: Kind, taken: dict[str, Stored], source: Text, by: Actor
) -> None:
    old = {name: matter.values.get(name) for name in taken}
    matter.values = {**matter.values, **taken}
    today = clock.today()
    for field, name in (("handler", kind.card.handler), ("leader_in_charge", LEADER)):
        if name and taken.get(name):
            found = person_named(str(taken[name]), matter.procuratorate, today)
            setattr(matter, field, found or getattr(matter, field))
    matter.save(update_fields=["values", "handler", "leader_in_charge"])
    labels = [kind.card.items[name].label for name in taken]
    timeline.enter(
        matter,
        "matters.arrived",
        Text(
            f"{source.zh}带来：{'、'.join(each.zh for each in labels)}",
            f"{source.en} brought: {', '.join(each.en for each in labels)}",
        ),
        by=by,
        old={name: value for name, value in old.items() if value is not None},
        new=taken,
    )


def _answer(matter: Matter, kind: Kind, by: Actor) -> bool:
    """Let the process follow; whether any task was opened or ended."""

    def open_now() -> set[int]:
        items = matter.work_items.filter(done_at__isnull=True)
        return set(items.values_list("pk", flat=True))

    before = open_now()
    row = row_of(kind, values_of(matter, kind))
    advance = course.changed(matter, row, by=by) or course.standing(matter)
    bring_in_line(matter, kind, advance, row, by=by)
    return open_now() != before


def _named(kind: Kind, matter: Matter, name: str, value: Stored) -> Any:
    """A person as the forms write them: by staff number, where the text names one."""
    if kind.card.items[name].type is not ItemType.PERSON:
        return value
    found = person_named(str(value), matter.procuratorate, clock.today())
    return found.number if found is not None else value
