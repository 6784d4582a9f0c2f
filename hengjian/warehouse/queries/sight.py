"""Which findings and imports an account sees, and what it may do with them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import permissions_of, visible_units, where_may
from hengjian.organisation.models import Procuratorate
from hengjian.warehouse.models import Finding, Import, Origin, RuleCount


def granted(account: Account, permission: Permission) -> Q:
    """The condition that a finding lies where the account may do something.

    A finding whose place is unknown is only for those who may do it everywhere.
    """
    return where_may(account, permission, unit="procuratorate", department="department")


def seen_by(account: Account) -> Q:
    """The condition that an account sees a finding: where it reads them, and its own."""
    where = granted(account, Permission.FINDING_READ)
    if where and account.duty_person_id is not None:
        where |= Q(person_id=account.duty_person_id)
    return where


def findings_seen(account: Account) -> QuerySet[Finding]:
    """Every finding that an account sees, with what a list shows of it."""
    found: QuerySet[Finding] = Finding.objects.select_related(
        "table", "person", "procuratorate", "department"
    )
    return found.filter(seen_by(account))


def may_on(account: Account, permission: Permission, finding: Finding) -> bool:
    """May the account do this with this finding, by where the finding lies?"""
    found = Finding.objects.filter(granted(account, permission), pk=finding.pk)
    return bool(found.exists())


def may_answer(account: Account, finding: Finding) -> bool:
    """Its own findings everybody answers; others' who may answer for others there."""
    duty = account.duty_person_id
    own = duty is not None and finding.person_id == duty
    if own and Permission.FINDING_ANSWER in permissions_of(account):
        return True
    return may_on(account, Permission.FINDING_ANSWER_FOR_OTHERS, finding)


def imports_seen(account: Account) -> QuerySet[Import]:
    """Imports of files of the account's places; without a place, where all its cards were.

    An import for no place in particular is seen by whoever staged it and, once it has
    counted, by those whose places hold every card in it.
    """
    found: QuerySet[Import] = Import.objects.filter(origin=Origin.FILE).select_related(
        "table", "procuratorate", "job"
    )
    units = visible_units(account, Permission.CARD_IMPORT)
    if units.count() == Procuratorate.objects.count():
        return found
    counts = RuleCount.objects.filter(card_import=OuterRef("pk"))
    elsewhere = counts.exclude(unit_code__in=units.values("code"))
    return found.filter(
        Q(within__in=units)
        | Q(staged_by=account.journal_name)
        | (Q(within__isnull=True) & Exists(counts) & ~Exists(elsewhere))
    )
