"""Register a matter: its number, its values, the first tasks of its process."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit import later
from hengjian.audit.actors import Actor
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.forms.cells import from_stored, in_words
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import course, likeness, personal_vault, recording, timeline
from hengjian.matters.actions import joining
from hengjian.matters.advancing import bring_in_line
from hengjian.matters.faults import MatterFault, NotFilled
from hengjian.matters.filling import platform_values, row_of
from hengjian.matters.gates import passing
from hengjian.matters.kinds import LEADER, NUMBER, REGISTER, REGISTERED_ON, Kind
from hengjian.matters.models import Draft, LinkKind, Matter, RecordOf
from hengjian.matters.numbering import next_serial
from hengjian.matters.people import person_named
from hengjian.organisation.models import Department, Person, Procuratorate


@journal.action
def register(
    *,
    kind: Kind,
    bound: BoundForm,
    unit: Procuratorate,
    department: Department | None,
    registrant: Person | None,
    title: str = "",
    answers: Mapping[str, str] | None = None,
    out_of: Matter | None = None,
    by: Actor,
) -> Matter:
    """Register a matter from its filled form; its process begins.

    Raises ``NotFilled`` where the form may not stand, ``MatterFault`` where the office has
    the number of the national system already. ``answers`` are those to the pack's
    integrity gates: raises ``Stopped`` and ``MustAnswer``. ``out_of`` is the matter that
    led to it.
    """
    if not bound.is_valid:
        raise NotFilled(bound)
    today = clock.today()
    serial = next_serial(unit, kind.name, today.year)
    me = registrant.number if registrant is not None else ""
    values = {**platform_values(kind, unit, department, me), **bound.filled}
    number = f"{today.year}-{serial:04d}"
    if NUMBER in kind.card.items:
        values[NUMBER] = number
    kept_by = recording.record_of(kind, unit, today)
    if kept_by is RecordOf.HERE:
        values |= recording.own_numbers(kind, unit, number)
    values = {name: value for name, value in values.items() if value is not None}
    personal = {n: values.pop(n) for n in kind.personal_items & values.keys()}
    matter = Matter(
        release=kind.release,
        kind=kind.name,
        year=today.year,
        serial=serial,
        title=(title.strip() or titled(kind, values))[:300],
        procuratorate=unit,
        department=department,
        registrant=registrant,
        handler=_named(values, kind.card.handler, unit),
        leader_in_charge=_named(values, LEADER, unit),
        values=values,
        is_restricted=kind.pack.sensitivity == "restricted",
        record_of=kept_by,
        national_number=recording.national_number(kind, values)
        if kept_by is RecordOf.NATIONAL
        else "",
        registered_on=today,
        registered_at=clock.now(),
    )
    refuse_after_its_last_day(kind, values)
    recording.refuse_taken(matter)
    row = row_of(kind, {**values, **personal})
    passed = passing.pass_gates(
        kind, REGISTER, row, unit, answers, matter=matter, by=by
    )
    matter.process, advance = course.begin(kind, row, by=by)
    later.insert(matter)
    later.write_now()  # what follows asks for its key
    if personal:
        personal_vault.keep(matter, personal)
    likeness.keep(matter, kind, {**values, **personal})
    timeline.enter(
        matter,
        "matters.registered",
        Text(
            f"登记{kind.title.zh} {matter.number}",
            f"{kind.title.en} {matter.number} registered",
        ),
        by=by,
        new={"kind": kind.name, "number": matter.number, "values": _told(kind, values)},
    )
    passing.enter(matter, passed, by=by)
    if out_of is not None:
        joining.link(matter=out_of, to=matter, kind=LinkKind.LED_TO, by=by)
    bring_in_line(matter, kind, advance, row, items=(), by=by)
    timeline.begun(matter)
    _forget_draft(by, kind, bound)
    return matter


def refuse_after_its_last_day(kind: Kind, values: Mapping[str, Any]) -> None:
    """Raise ``MatterFault`` where a kind was not in use any more on the matter's day.

    That is the day of its card where the form carries it, so that an earlier matter is
    registered by what held then; else today.
    """
    last = kind.pack.effective_to
    if last is None:
        return
    told = values.get(kind.card.partition_date or REGISTERED_ON)
    day = date.fromisoformat(str(told)[:10]) if told else clock.today()
    if day > last:
        raise MatterFault(
            Text(
                f"{kind.title.zh}用到 {last} 为止，{day} 的事项不能再登记",
                f"{kind.title.en} was in use until {last}: nothing of {day} is registered",
            )
        )


def titled(kind: Kind, values: Mapping[str, Any]) -> str:
    """What a list shows of the matter: the items its pack names, else the first text."""
    named = [(kind.card.items[n], values.get(n)) for n in kind.pack.titled_by]
    zone = ZoneInfo(kind.card.timezone)
    parts = [
        in_words(from_stored(value, item), item, zone).zh
        for item, value in named
        if value is not None
    ]
    if parts:
        return " · ".join(parts)
    texts = [
        str(values[item.name])
        for item in kind.card.items.values()
        if item.type is ItemType.TEXT
        and not item.personal
        and not item.transient
        and item.name != NUMBER
        and values.get(item.name)
    ]
    return texts[0].splitlines()[0] if texts else kind.title.zh


def _told(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal keeps: nothing that is deleted at closing."""
    return {n: v for n, v in values.items() if n not in kind.transient_items}


def _named(
    values: Mapping[str, Any], item: str | None, unit: Procuratorate
) -> Person | None:
    text = values.get(item) if item else None
    return person_named(str(text), unit, clock.today()) if text else None


def _forget_draft(by: Actor, kind: Kind, bound: BoundForm) -> None:
    if isinstance(by, Account):
        later.delete(
            Draft, account=by.pk, kind=kind.name, form=bound.form.name, matter=None
        )
