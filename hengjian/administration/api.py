"""The API of the organisation: places, and who sat where on a day."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.doors import visible_unit
from hengjian.access.permissions import Permission
from hengjian.access.queries import visible_units
from hengjian.lib import clock
from hengjian.organisation import queries


router = Router(tags=["organisation"])


class PlaceOut(Schema):
    """A procuratorate; ``parent`` is the code of the one above."""

    code: str
    name: str
    level: int
    parent: str | None


class AppointmentOut(Schema):
    """Who sits where: staff number, name, department, post, since when."""

    number: str
    name: str
    department: str
    post: str
    from_on: date
    until_on: date | None


@router.get("", response=list[PlaceOut], summary="单位")
@api_door(Permission.ORGANISATION_READ)
def list_places(request: HttpRequest) -> list[PlaceOut]:
    """The places that the caller sees, by code."""
    account = caller(request)
    units = visible_units(account, Permission.ORGANISATION_READ)
    return [
        PlaceOut(
            code=each.code,
            name=each.name,
            level=each.level,
            parent=each.parent.code if each.parent else None,
        )
        for each in units.select_related("parent").order_by("code")
    ]


@router.get("/{code}/appointments", response=list[AppointmentOut], summary="任职")
@api_door(Permission.ORGANISATION_READ)
def list_appointments(
    request: HttpRequest, code: str, on: date | None = None
) -> list[AppointmentOut]:
    """Who sat in a place on a day (today)."""
    account = caller(request)
    unit = visible_unit(account, Permission.ORGANISATION_READ, code)
    found = queries.appointments_on(on or clock.today()).filter(procuratorate=unit)
    return [
        AppointmentOut(
            number=each.person.number,
            name=each.person.name,
            department=each.department.name if each.department else "",
            post=each.post.name,
            from_on=each.from_on,
            until_on=each.until_on,
        )
        for each in found.order_by("person__number")
    ]
