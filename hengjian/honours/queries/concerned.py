"""Whom a candidate is: all the people whose vetoes and interests count."""

from hengjian.honours.models import Candidate
from hengjian.ledger.models import BranchMember
from hengjian.organisation.queries import in_force_on


def people_of(candidate: Candidate) -> set[int]:
    """The keys of the people behind a candidate, of a group its members of the last day."""
    if candidate.person_id is not None:
        return {candidate.person_id}
    if candidate.pair is not None:
        pair = candidate.pair
        return {pair.apprentice_id, pair.business_mentor_id, pair.political_mentor_id}
    members = BranchMember.objects.filter(
        in_force_on(candidate.round.ends_on),
        branch=candidate.branch_id,
        group=candidate.group,
    )
    return set(members.values_list("person_id", flat=True))
