"""Whose findings somebody reads, and with which values.

Who meets the criteria is open to the office; who does not, and by how much, is told to
that person and to those who have a part in the round. Points show as far as the ledger's
circle goes, what rests on a score sheet to whose sheet it is and who reads all sheets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.access.queries import may
from hengjian.honours.criteria import CRITERIA, Ground
from hengjian.honours.models import Candidate, HonourRound
from hengjian.honours.queries.vetoes import vetoes_seen
from hengjian.ledger.models import BranchMember, Circle, Purpose
from hengjian.ledger.queries.branches import membership_on
from hengjian.ledger.queries.sight import circle_on
from hengjian.lib import clock
from hengjian.organisation.queries import in_force_on


PARTS = (
    Permission.HONOUR_HOLD,
    Permission.HONOUR_NOMINATE,
    Permission.HONOUR_DECIDE,
)


@dataclass(frozen=True)
class Told:
    """A candidate as the reader sees it; what is not the reader's is marked ``hidden``."""

    candidate: Candidate
    findings: list[Mapping[str, Any]]
    vetoes: list[int]
    has_unseen_veto: bool


@dataclass(frozen=True)
class Sight:
    """What a reader sees of a round; ``fellows`` None: the points of everybody."""

    has_part: bool
    reads_sheets: bool
    person: int | None
    group: tuple[int, str] | None
    fellows: frozenset[int] | None
    branch: int | None
    vetoes: frozenset[int]

    def is_own(self, candidate: Candidate) -> bool:
        """Whether the reader is the candidate, or one of its members."""
        if candidate.person_id is not None:
            return candidate.person_id == self.person
        if candidate.pair is not None:
            pair = candidate.pair
            mentors = (pair.business_mentor_id, pair.political_mentor_id)
            return self.person in (pair.apprentice_id, *mentors)
        return self.group == (candidate.branch_id, candidate.group)

    def told(self, candidate: Candidate) -> Told:
        """The candidate with the values that are the reader's to see."""
        findings = [
            finding if self._is_open(candidate, finding["code"]) else _hidden(finding)
            for finding in candidate.findings
        ]
        seen = [each for each in candidate.vetoes if each in self.vetoes]
        return Told(candidate, findings, seen, len(seen) < len(candidate.vetoes))

    def _is_open(self, candidate: Candidate, code: str) -> bool:
        criterion = CRITERIA.get(code)
        whose = candidate.pair.apprentice_id if candidate.pair else candidate.person_id
        own = whose is not None and whose == self.person
        if criterion is None or criterion.ground is Ground.OPEN:
            return True
        if criterion.ground is Ground.SHEET:
            return own or self.reads_sheets
        if self.has_part or own or self.fellows is None:
            return True
        if whose is None:
            return self.is_own(candidate) or candidate.branch_id == self.branch
        return whose in self.fellows


def sight_of(account: Account, found: HonourRound) -> Sight:
    """What an account sees of a round, in a fixed number of queries."""
    unit, person = found.procuratorate, account.person
    has_part = any(may(account, each, unit=unit) for each in PARTS)
    circle = circle_on(unit, Purpose.MEMBER_POINTS)
    shown = circle.circle if circle is not None else Circle.SELF
    then = membership_on(person, found.ends_on) if person is not None else None
    now = membership_on(person, clock.today()) if person is not None else None
    fellows: frozenset[int] | None = frozenset()
    branch = None
    if shown == Circle.OFFICE:
        fellows = None
    elif shown == Circle.BRANCH and now is not None:
        branch = now.branch_id
        members = BranchMember.objects.filter(
            in_force_on(clock.today()), branch=now.branch_id
        )
        fellows = frozenset(members.values_list("person_id", flat=True))
    return Sight(
        has_part=has_part,
        reads_sheets=may(account, Permission.SHEET_READ_ALL, unit=unit),
        person=account.person_id,
        group=(then.branch_id, then.group) if then is not None else None,
        fellows=fellows,
        branch=branch,
        vetoes=frozenset(vetoes_seen(account).values_list("pk", flat=True)),
    )


def _hidden(finding: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**finding, "found": "", "hidden": True}
