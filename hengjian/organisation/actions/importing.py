"""Import a whole organisation at once: all of it or nothing, one entry in the journal."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.chain.links import digest_of
from hengjian.lib.bilingual import Text
from hengjian.organisation.actions import procuratorates
from hengjian.organisation.faults import OrganisationFault
from hengjian.organisation.models import (
    Appointment,
    Department,
    Person,
    Post,
    Procuratorate,
)
from hengjian.organisation.workbook.parsing import Key, RowFault, parse
from hengjian.organisation.workbook.planning import Plan, plan
from hengjian.organisation.workbook.present import present


Rows = Mapping[Key, Mapping[str, Any]]


class WorkbookFaults(OrganisationFault):
    """What is wrong in a workbook, all of it, by sheet and row."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            Text(
                f"共 {len(faults)} 处问题，未导入任何内容：\n"
                + "\n".join(each.in_language("zh") for each in faults),
                f"{len(faults)} faults, nothing was imported:\n"
                + "\n".join(each.in_language("en") for each in faults),
            )
        )


@journal.action
def import_sheets(
    *,
    sheets: Mapping[str, Sequence[Sequence[str]]],
    by: Actor,
    file_name: str = "",
    dry_run: bool = False,
) -> Plan:
    """Bring the organisation to what the sheets say; what they do not name stays.

    Raises ``WorkbookFaults`` with every fault and then writes nothing. A file that was
    imported before changes nothing.
    """
    parsed = parse(sheets)
    wanted = plan(parsed, present())
    if parsed.faults:
        raise WorkbookFaults(parsed.faults)
    if wanted.is_empty or dry_run:
        journal.nothing_changed()
        return wanted
    _apply(wanted, by)
    journal.enter(
        "organisation.imported",
        subject=f"file:{file_name}",
        new={"changes": wanted.counts(), "digest": digest_of(_lines(wanted))},
    )
    return wanted


def _apply(wanted: Plan, by: Actor) -> None:
    _apply_procuratorates(wanted, by)
    units = {each.code: each for each in Procuratorate.objects.all()}
    _apply_rows(
        Department,
        wanted.added["departments"],
        wanted.changed["departments"],
        {(each.procuratorate.code, each.code): each for each in _departments()},
        lambda row: {**row, "procuratorate": units[row["procuratorate"]]},
    )
    _apply_rows(
        Post,
        wanted.added["posts"],
        wanted.changed["posts"],
        {(each.code,): each for each in Post.objects.all()},
        dict,
    )
    _apply_rows(
        Person,
        wanted.added["people"],
        wanted.changed["people"],
        {(each.number,): each for each in Person.objects.all()},
        dict,
    )
    _apply_appointments(wanted, units)


def _apply_procuratorates(wanted: Plan, by: Actor) -> None:
    added, changed = wanted.added["procuratorates"], wanted.changed["procuratorates"]
    known = {each.code: each for each in Procuratorate.objects.all()}
    for row in sorted(added.values(), key=lambda row: row["level"]):
        parent = known[row["parent"]] if row["parent"] else None
        new = Procuratorate(**{**row, "parent": parent})
        new.save()
        new.path = procuratorates.path_below(parent, new)
        new.save(update_fields=["path"])
        known[new.code] = new
    for row in changed.values():
        each = known[row["code"]]
        for name in ("name", "short_name", "name_en", "level", "kind"):
            setattr(each, name, row[name])
        each.save()
    for row in sorted(changed.values(), key=lambda row: row["level"]):
        # read again: a move above has changed the paths below it
        each = Procuratorate.objects.select_related("parent").get(code=row["code"])
        if (each.parent.code if each.parent else None) != row["parent"]:
            above = Procuratorate.objects.filter(code=row["parent"]).first()
            procuratorates.move(procuratorate=each, parent=above, by=by)


def _apply_appointments(wanted: Plan, units: Mapping[str, Procuratorate]) -> None:
    departments = {
        (each.procuratorate.code, each.code): each for each in _departments()
    }
    posts = {each.code: each for each in Post.objects.all()}
    people = {each.number: each for each in Person.objects.all()}
    stored = {
        (
            each.person.number,
            each.procuratorate.code,
            each.department.code if each.department else None,
            each.post.code,
            each.from_on,
        ): each
        for each in Appointment.objects.select_related(
            "person", "procuratorate", "department", "post"
        )
    }

    def fields(row: Mapping[str, Any]) -> dict[str, Any]:
        place = (row["procuratorate"], row["department"])
        return {
            **row,
            "person": people[row["person"]],
            "procuratorate": units[row["procuratorate"]],
            "department": departments[place] if row["department"] else None,
            "post": posts[row["post"]],
        }

    added, changed = wanted.added["appointments"], wanted.changed["appointments"]
    _apply_rows(Appointment, {}, changed, stored, fields)
    _apply_rows(Appointment, added, {}, stored, fields)


def _apply_rows(
    model: Any, added: Rows, changed: Rows, stored: Mapping[Key, Any], fields: Any
) -> None:
    model.objects.bulk_create([model(**fields(row)) for row in added.values()])
    touched: set[str] = set()
    objects = []
    for key, row in changed.items():
        each = stored[key]
        for name, value in fields(row).items():
            if getattr(each, name) != value:
                setattr(each, name, value)
                touched.add(name)
        objects.append(each)
    if objects:
        model.objects.bulk_update(objects, sorted(touched), batch_size=500)


def _departments() -> Iterable[Department]:
    return Department.objects.select_related("procuratorate")


def _lines(wanted: Plan) -> Iterable[str]:
    for word, sheets in (("added", wanted.added), ("changed", wanted.changed)):
        for name, rows in sorted(sheets.items()):
            for key in sorted(rows, key=str):
                values = {key: str(value) for key, value in rows[key].items()}
                yield json.dumps([word, name, values], ensure_ascii=False)
