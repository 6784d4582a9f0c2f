"""Who belonged to which branch on a day."""

from datetime import date

from django.db.models import QuerySet

from hengjian.ledger.models import BranchMember, PartyBranch
from hengjian.organisation.models import Person
from hengjian.organisation.queries import in_force_on


def membership_on(person: Person, day: date) -> BranchMember | None:
    """The branch somebody belonged to on a day."""
    found: BranchMember | None = (
        BranchMember.objects.filter(in_force_on(day), person=person)
        .select_related("branch", "branch__secretary")
        .first()
    )
    return found


def members_on(branch: PartyBranch, day: date) -> QuerySet[BranchMember]:
    """The members of a branch on a day, by staff number."""
    found: QuerySet[BranchMember] = (
        BranchMember.objects.filter(in_force_on(day), branch=branch)
        .select_related("person")
        .order_by("person__number")
    )
    return found
