"""The ledger as a list: narrowed, summed by person, never in the order of points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from hengjian.ledger.models import (
    BranchMember,
    How,
    LedgerEntry,
    PartyBranch,
    Purpose,
    RuleKind,
)
from hengjian.ledger.queries.payable import BY_WHOSE
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import in_force_on


@dataclass(frozen=True)
class Wanted:
    """What the page is narrowed by; everything left out stands for all."""

    purpose: Purpose
    since: date
    until: date
    unit: Procuratorate | None = None
    department: Department | None = None
    branch: PartyBranch | None = None
    rule: str = ""
    how: str = ""
    find: str = ""


@dataclass(frozen=True)
class PersonSum:
    """One account in a span: sums by kind in hundredths, how many entries, how many cut."""

    whose: Person | Department
    number: str
    account: int
    department: str
    given: int
    deducted: int
    total: int
    entries: int
    cuts: int


def narrowed(found: QuerySet[LedgerEntry], wanted: Wanted) -> QuerySet[LedgerEntry]:
    """The entries of a list that are wanted."""
    where = Q(
        account__purpose=wanted.purpose,
        happened_on__range=(wanted.since, wanted.until),
    )
    if wanted.unit is not None:
        where &= Q(account__procuratorate=wanted.unit)
    if wanted.department is not None:
        where &= Q(department=wanted.department)
    if wanted.branch is not None:
        members = BranchMember.objects.filter(
            in_force_on(wanted.until), branch=wanted.branch
        )
        where &= Q(account__person__in=members.values("person"))
    if wanted.rule:
        where &= Q(rule__code=wanted.rule)
    if wanted.how:
        where &= Q(how=wanted.how)
    if wanted.find:
        where &= (
            Q(account__person__name__icontains=wanted.find)
            | Q(account__person__number=wanted.find)
            | Q(account__department__name__icontains=wanted.find)
        )
    return found.filter(where)


def by_person(found: QuerySet[LedgerEntry]) -> Sequence[PersonSum]:
    """Sums of what was given, people by staff number, then departments; no payments.

    Nobody is put before another for having more.
    """
    sums: dict[int, PersonSum] = {}
    entries = found.exclude(how=How.PAID).order_by(*BY_WHOSE[:-1], "happened_on", "id")
    for entry in entries:
        whose = entry.account.whose
        if whose is None:
            continue
        before = sums.get(entry.account_id) or PersonSum(
            whose, entry.account.number, entry.account_id, "", 0, 0, 0, 0, 0
        )
        is_deducted = entry.rule is not None and entry.rule.kind == RuleKind.DEDUCTED
        sums[entry.account_id] = PersonSum(
            whose=whose,
            number=before.number,
            account=entry.account_id,
            department=entry.department.name if entry.department else before.department,
            given=before.given + (0 if is_deducted else entry.hundredths),
            deducted=before.deducted + (entry.hundredths if is_deducted else 0),
            total=before.total + entry.hundredths,
            entries=before.entries + 1,
            cuts=before.cuts + entry.is_cut,
        )
    return list(sums.values())


def sum_of(found: QuerySet[LedgerEntry]) -> int:
    """The sum in hundredths of what was given; payments are left out."""
    total = found.exclude(how=How.PAID).order_by().aggregate(s=Sum("hundredths"))["s"]
    return int(total or 0)


def with_balance(entries: Sequence[LedgerEntry]) -> list[tuple[LedgerEntry, int]]:
    """Entries of one account as given (oldest first), the newest first, with the balance."""
    told, stands = [], 0
    for entry in entries:
        stands += entry.hundredths
        told.append((entry, stands))
    return told[::-1]
