"""Who sees which sheet: the own one whole, others only as the publication rule says."""

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may, visible_units
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.models import (
    AppraisalRound,
    AppraisalScheme,
    BonusPool,
    DepartmentSheet,
    PublishedTo,
    ScoreSheet,
)
from hengjian.lib import clock
from hengjian.organisation.queries import main_appointment_on


# a year stands before its months, and these from the latest back
_NEWEST_FIRST = (
    "-round__scheme__year",
    Length("round__period"),
    F("round__period").desc(),
)
_SHEETS = ScoreSheet.objects.select_related(
    "round__scheme__procuratorate",
    "round__scheme__adopted_version",
    "person",
    "department",
    "current",
)


def own_sheets(account: Account) -> QuerySet[ScoreSheet]:
    """The viewer's own sheets, the newest first, each year before its months."""
    return _SHEETS.filter(
        person=account.person_id, current__isnull=False, person__isnull=False
    ).order_by(*_NEWEST_FIRST, "pk")


def may_see_whole(account: Account, sheet: ScoreSheet) -> bool:
    """Whether all lines are theirs to see: the own sheet, or who does the work of it."""
    if account.person_id is not None and account.person_id == sheet.person_id:
        return True
    unit = sheet.round.scheme.procuratorate
    return may(account, Permission.SHEET_READ_ALL, unit=unit)


def sheet_seen(account: Account, number: int) -> ScoreSheet:
    """A sheet that the viewer sees whole. Raises ``NotTheirs``."""
    sheet = _SHEETS.filter(pk=number, current__isnull=False).first()
    if sheet is None or not may_see_whole(account, sheet):
        raise NotTheirs
    return sheet


def published_sheets(account: Account) -> QuerySet[ScoreSheet]:
    """Others' sheets of closed rounds whose totals and grades are published to the viewer.

    Lines, facts and evidence are never published.
    """
    person = account.person
    sitting = main_appointment_on(person, clock.today()) if person else None
    if sitting is None or person is None:
        return _SHEETS.none()
    rule = "round__scheme__adopted_version__published_to"
    circle = Q(
        **{rule: PublishedTo.OFFICE},
        round__scheme__procuratorate=sitting.procuratorate,
    )
    if sitting.department is not None:
        circle |= Q(**{rule: PublishedTo.DEPARTMENT}, department=sitting.department)
    return (
        _SHEETS.filter(circle, round__state=AppraisalRound.State.CLOSED)
        .exclude(person=person)
        .order_by(*_NEWEST_FIRST, "person__number", "pk")
    )


_DEPARTMENTS = DepartmentSheet.objects.select_related(
    "round__scheme__procuratorate",
    "round__scheme__adopted_version",
    "department",
    "current",
)


def department_sheets_of(account: Account) -> QuerySet[DepartmentSheet]:
    """The sheets of the viewer's own department, the newest first."""
    person = account.person
    sitting = main_appointment_on(person, clock.today()) if person else None
    if sitting is None or sitting.department is None:
        return _DEPARTMENTS.none()
    return _DEPARTMENTS.filter(
        department=sitting.department, current__isnull=False
    ).order_by(*_NEWEST_FIRST, "pk")


def department_sheet_seen(account: Account, number: int) -> DepartmentSheet:
    """A department's sheet, for its own people and for who does the work of appraisal.

    Raises ``NotTheirs``.
    """
    sheet = _DEPARTMENTS.filter(pk=number, current__isnull=False).first()
    if sheet is None:
        raise NotTheirs
    unit = sheet.round.scheme.procuratorate
    if may(account, Permission.SHEET_READ_ALL, unit=unit):
        return sheet
    person = account.person
    sitting = main_appointment_on(person, clock.today()) if person else None
    if sitting is None or sitting.department != sheet.department:
        raise NotTheirs
    return sheet


def schemes_seen(account: Account) -> QuerySet[AppraisalScheme]:
    """Schemes of offices whose sheets the viewer reads; adopted ones bind and are open."""
    reading = visible_units(account, Permission.SHEET_READ_ALL)
    where = Q(procuratorate__in=reading)
    person = account.person
    sitting = main_appointment_on(person, clock.today()) if person else None
    if sitting is not None:
        where |= Q(procuratorate=sitting.procuratorate, state__in=["adopted", "closed"])
    return AppraisalScheme.objects.filter(where).select_related(
        "procuratorate", "adopted_version", "resolution"
    )


def scheme_seen(account: Account, number: int) -> AppraisalScheme:
    """A scheme that the viewer may read. Raises ``NotTheirs``."""
    found = schemes_seen(account).filter(pk=number).first()
    if found is None:
        raise NotTheirs
    return found


def scheme_worked(
    account: Account, number: int, permission: Permission
) -> AppraisalScheme:
    """A scheme that the viewer may work on. Raises ``NotTheirs``."""
    found = scheme_seen(account, number)
    if not may(account, permission, unit=found.procuratorate):
        raise NotTheirs
    return found


def round_worked(
    account: Account, number: int, permission: Permission
) -> AppraisalRound:
    """A round of an office where the viewer may do this. Raises ``NotTheirs``."""
    found = (
        AppraisalRound.objects.filter(pk=number)
        .select_related("scheme__procuratorate", "scheme__adopted_version")
        .first()
    )
    if found is None or not may(account, permission, unit=found.scheme.procuratorate):
        raise NotTheirs
    return found


def pool_worked(account: Account, number: int, permission: Permission) -> BonusPool:
    """A bonus pool of an office where the viewer may do this. Raises ``NotTheirs``."""
    pool = BonusPool.objects.filter(pk=number).select_related("round").first()
    if pool is None:
        raise NotTheirs
    round_worked(account, pool.round_id, permission)
    return pool
