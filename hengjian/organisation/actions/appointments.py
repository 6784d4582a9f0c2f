"""Appoint people and end their appointments."""

from datetime import date

from django.db.models import Q

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.organisation.faults import OrganisationFault, OverlappingAppointment
from hengjian.organisation.models import (
    Appointment,
    Department,
    Person,
    Post,
    Procuratorate,
)


@journal.action
def appoint(
    *,
    person: Person,
    post: Post,
    procuratorate: Procuratorate,
    department: Department | None,
    from_on: date,
    by: Actor,
    until_on: date | None = None,
    is_main: bool = True,
) -> Appointment:
    """Appoint a person. ``until_on`` is the last day.

    Raises ``OverlappingAppointment`` where two main appointments would overlap and
    ``OrganisationFault`` where the department is another procuratorate's.
    """
    if department is not None and department.procuratorate_id != procuratorate.pk:
        raise OrganisationFault(
            Text(
                f"部门“{department}”不属于{procuratorate}",
                f"{department.name} is not a department of {procuratorate.name}",
            )
        )
    _require_order(from_on, until_on)
    # two appointments of one person at once would each miss the other
    person = Person.objects.select_for_update().get(pk=person.pk)
    if is_main:
        _require_no_overlap(person, from_on, until_on, besides=None)
    appointment = Appointment(
        person=person,
        post=post,
        procuratorate=procuratorate,
        department=department,
        from_on=from_on,
        until_on=until_on,
        is_main=is_main,
    )
    appointment.save()
    journal.enter(
        "organisation.person_appointed",
        subject=appointment,
        new={
            "person": person.number,
            "post": post.code,
            "procuratorate": procuratorate.code,
            "department": department.code if department else None,
            "from_on": from_on,
            "until_on": until_on,
            "is_main": is_main,
        },
    )
    return appointment


@journal.action
def end(*, appointment: Appointment, until_on: date | None, by: Actor) -> Appointment:
    """Set an appointment's last day, or make it last again (None).

    Raises ``OrganisationFault`` or ``OverlappingAppointment``.
    """
    _require_order(appointment.from_on, until_on)
    person = Person.objects.select_for_update().get(pk=appointment.person_id)
    if appointment.is_main:
        _require_no_overlap(person, appointment.from_on, until_on, besides=appointment)
    old = appointment.until_on
    if old == until_on:
        journal.nothing_changed()
        return appointment
    appointment.until_on = until_on
    appointment.save(update_fields=["until_on"])
    journal.enter(
        "organisation.appointment_ended",
        subject=appointment,
        old={"until_on": old},
        new={"until_on": until_on},
    )
    return appointment


@journal.action
def reassign(
    *,
    person: Person,
    post: Post,
    procuratorate: Procuratorate,
    department: Department | None,
    from_on: date,
    by: Actor,
) -> Appointment:
    """Move a person's main appointment: the present one ends the day before."""
    present = person.appointments.filter(is_main=True, until_on__isnull=True).first()
    if present is not None:
        day_before = date.fromordinal(from_on.toordinal() - 1)
        end(appointment=present, until_on=day_before, by=by)
    return appoint(
        person=person,
        post=post,
        procuratorate=procuratorate,
        department=department,
        from_on=from_on,
        by=by,
    )


def _require_order(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise OrganisationFault(
            Text(
                f"终止日 {until_on} 早于起始日 {from_on}",
                f"the last day {until_on} is before the first {from_on}",
            )
        )


def _require_no_overlap(
    person: Person,
    from_on: date,
    until_on: date | None,
    *,
    besides: Appointment | None,
) -> None:
    others = person.appointments.filter(is_main=True).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=from_on)
    )
    if until_on is not None:
        others = others.filter(from_on__lte=until_on)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    clash = others.select_related("post", "procuratorate").first()
    if clash is not None:
        raise OverlappingAppointment(
            Text(
                f"{person}的主要任职与自 {clash.from_on} 起的任职"
                f"({clash.procuratorate}·{clash.post})重叠",
                f"{person.name} already has a main appointment from {clash.from_on}"
                f" ({clash.procuratorate.name}, {clash.post.name})",
            )
        )
