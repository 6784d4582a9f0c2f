"""What of the ledger an account may see: its own wholly, others' as the circle says.

A list that is shown to a circle shows who, what for and how much; the words, the evidence
and the digest behind an entry are for the person, the branch secretary and who keeps the
ledger.
"""

from datetime import date

from django.db.models import Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.very_offices import very_offices
from hengjian.ledger.models import (
    BranchMember,
    Circle,
    LedgerEntry,
    PartyBranch,
    PublishingCircle,
    Purpose,
)
from hengjian.ledger.queries.payable import OF_SOMEBODY
from hengjian.ledger.queries.quantities import Quantity, quantities
from hengjian.lib import clock
from hengjian.matters.people import place_of
from hengjian.organisation.models import Department, Procuratorate
from hengjian.organisation.queries import in_force_on


def entries_seen(account: Account) -> QuerySet[LedgerEntry]:
    """Entries that stand in a list the account sees, the newest first."""
    found: QuerySet[LedgerEntry] = (
        LedgerEntry.objects.filter(opened_by(account) | _shown_to(account), OF_SOMEBODY)
        .select_related(
            "account__person",
            "account__department",
            "account__procuratorate",
            "counter",
            "department",
            "rule",
            "reverses",
            "reversed_by",
        )
        .order_by("-happened_on", "-id")
    )
    return found


def entry_opened(account: Account, number: int) -> LedgerEntry | None:
    """One entry with all behind it, if the account may open it."""
    return entries_seen(account).filter(opened_by(account), pk=number).first()


def opened_by(account: Account) -> Q:
    """The condition that an entry may be opened to its evidence."""
    where = Q(account__procuratorate__in=keeps(account))
    if account.person_id is not None:
        where |= Q(account__person=account.person_id)
    sits_in = _department_of(account)
    if sits_in is not None:
        where |= Q(account__department=sits_in)
    led = branches_led(account)
    if led:
        members = BranchMember.objects.filter(branch__in=led).values("person")
        where |= Q(account__purpose=Purpose.MEMBER_POINTS, account__person__in=members)
    return where


def _department_of(account: Account) -> Department | None:
    """Where the account's person sits today: the department's own awards are theirs."""
    person = account.person
    place = place_of(person, clock.today()) if person is not None else None
    return place[1] if place is not None else None


def keeps(account: Account) -> QuerySet[Procuratorate]:
    """The offices whose whole ledger the account sees."""
    return very_offices(account, Permission.LEDGER_READ_ALL)


def branches_led(account: Account) -> list[PartyBranch]:
    """The branches whose secretary the account is, or acts for."""
    person = account.duty_person_id
    if person is None:
        return []
    found = PartyBranch.objects.filter(secretary=person).select_related("procuratorate")
    return list(found.order_by("pk"))


def circle_on(unit: Procuratorate, purpose: Purpose) -> PublishingCircle | None:
    """How far the list of a purpose is shown today; None: to the person alone."""
    found: PublishingCircle | None = (
        PublishingCircle.objects.filter(
            procuratorate=unit, purpose=purpose, from_on__lte=clock.today()
        )
        .order_by("-from_on", "-id")
        .first()
    )
    return found


def quantities_seen(
    account: Account, unit: Procuratorate, month_on: date
) -> list[Quantity]:
    """A month's quantities that the account may see: the own department's, and all where
    it keeps the ledger or the circle of the rule's purpose is the whole office.
    """
    found = quantities(unit, month_on)
    if not found or keeps(account).filter(pk=unit.pk).exists():
        return found
    own = _department_of(account)
    shown = {
        purpose: circle is not None and circle.circle == Circle.OFFICE
        for purpose in {each.rule.purpose for each in found}
        for circle in (circle_on(unit, Purpose(purpose)),)
    }
    return [
        each for each in found if shown[each.rule.purpose] or each.department == own
    ]


def _shown_to(account: Account) -> Q:
    """What circles show to the account in the office where it sits."""
    where = Q(pk__in=[])
    if account.person is None:
        return where
    place = place_of(account.person, clock.today())
    if place is None:
        return where
    unit, department = place
    for purpose in Purpose:
        circle = circle_on(unit, purpose)
        listed = Q(account__procuratorate=unit, account__purpose=purpose)
        if circle is None or circle.circle == Circle.SELF:
            continue
        if circle.circle == Circle.OFFICE:
            where |= listed
        elif purpose is Purpose.MEMBER_POINTS:
            fellows = BranchMember.objects.filter(
                in_force_on(clock.today()),
                branch__in=BranchMember.objects.filter(
                    in_force_on(clock.today()), person=account.person
                ).values("branch"),
            )
            where |= listed & Q(account__person__in=fellows.values("person"))
        elif department is not None:
            where |= listed & Q(department=department)
    return where
