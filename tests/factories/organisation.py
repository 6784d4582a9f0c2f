"""Procuratorates, departments, posts, people and appointments for tests."""

from datetime import date
from itertools import count
from typing import Any

from hengjian.audit.actors import System
from hengjian.organisation.actions import (
    appointments,
    departments,
    people,
    posts,
    procuratorates,
)
from hengjian.organisation.models import (
    Appointment,
    Department,
    Level,
    Person,
    Post,
    Procuratorate,
)


BY = System("test")
_next = count(1)


def procuratorate(**values: Any) -> Procuratorate:
    number = next(_next)
    wanted = {
        "code": f"{500000 + number}",  # six digits, however many tests there are
        "name": f"第{number}人民检察院",
        "level": Level.COUNTY,
        "parent": None,
        **values,
    }
    return procuratorates.add(**wanted, by=BY)


def department(**values: Any) -> Department:
    number = next(_next)
    wanted = {"code": f"{number:02}", "name": f"第{number}检察部", **values}
    if "procuratorate" not in wanted:
        wanted["procuratorate"] = procuratorate()
    return departments.add(**wanted, by=BY)


def post(**values: Any) -> Post:
    number = next(_next)
    wanted = {"code": f"post-{number}", "name": "员额检察官", "kind": "procurator"}
    return posts.add(**{**wanted, **values}, by=BY)


def person(**values: Any) -> Person:
    number = next(_next)
    return people.add(**{"number": f"T{number:04}", "name": "陈检", **values}, by=BY)


def appointment(**values: Any) -> Appointment:
    wanted = {"from_on": date(2024, 1, 1), "department": None, **values}
    wanted.setdefault("person", None)
    for name, make in (
        ("person", person),
        ("post", post),
        ("procuratorate", procuratorate),
    ):
        if wanted.get(name) is None:
            wanted[name] = make()
    return appointments.appoint(**wanted, by=BY)
