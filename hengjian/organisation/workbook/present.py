"""The organisation as it stands, in the shape of the workbook."""

from typing import Any

from django.db.models import Model

from hengjian.organisation.models import (
    Appointment,
    Department,
    Person,
    Post,
    Procuratorate,
)
from hengjian.organisation.workbook.layout import SHEETS
from hengjian.organisation.workbook.parsing import Key


def present() -> dict[str, dict[Key, dict[str, Any]]]:
    """Rows by sheet and key, each row as the columns' values."""
    rows: dict[str, list[dict[str, Any]]] = {
        "procuratorates": [
            _values(each, "code", "name", "short_name", "name_en", "level", "kind")
            | {"parent": each.parent.code if each.parent else None}
            for each in Procuratorate.objects.select_related("parent").order_by("path")
        ],
        "departments": [
            {"procuratorate": each.procuratorate.code}
            | _values(each, "code", "name", "name_en", "card_code")
            for each in Department.objects.select_related("procuratorate").order_by(
                "procuratorate__code", "code"
            )
        ],
        "posts": [
            _values(each, "code", "name", "name_en", "kind")
            for each in Post.objects.all()
        ],
        "people": [
            _values(each, "number", "name", "name_en", "card_code")
            for each in Person.objects.all()
        ],
        "appointments": [
            {
                "person": each.person.number,
                "procuratorate": each.procuratorate.code,
                "department": each.department.code if each.department else None,
                "post": each.post.code,
                "from_on": each.from_on,
                "until_on": each.until_on,
                "is_main": each.is_main,
            }
            for each in Appointment.objects.select_related(
                "person", "procuratorate", "department", "post"
            ).order_by("person__number", "from_on")
        ],
    }
    return {
        sheet.name: {
            tuple(row[name] for name in sheet.key): row for row in rows[sheet.name]
        }
        for sheet in SHEETS
    }


def _values(row: Model, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def as_sheets() -> dict[str, list[list[str]]]:
    """The whole organisation as the sheets of a workbook."""
    state = present()
    return {
        sheet.title.zh: [
            [column.header.zh for column in sheet.columns],
            *(
                [column.show(row[column.name]) for column in sheet.columns]
                for row in state[sheet.name].values()
            ),
        ]
        for sheet in SHEETS
    }


def offered() -> dict[str, dict[int, tuple[str, ...]]]:
    """What the cells of a sheet's columns may be chosen from, for who fills it."""
    return {
        sheet.title.zh: {
            place: column.offered
            for place, column in enumerate(sheet.columns)
            if column.offered
        }
        for sheet in SHEETS
    }
