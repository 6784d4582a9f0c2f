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
from hengjian.honours.queries.behind import Behind, behind
from hengjian.honours.queries.vetoes import vetoes_seen
from hengjian.ledger.models import BranchMember, Circle, Purpose
from hengjian.ledger.queries.branches import membership_on
from hengjian.ledger.queries.sight import circle_on, keeps
from hengjian.lib import clock
from hengjian.organisation.queries import in_force_on


PARTS = (
    Permission.HONOUR_HOLD,
    Permission.HONOUR_NOMINATE,
    Permission.HONOUR_DECIDE,
)


@dataclass(frozen=True)
class Told:
    """A candidate as the reader sees it; what is not the reader's is marked ``hidden``.

    A finding has the ``address`` of what its value is made of, where the reader may open
    that.
    """

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
    keeps_ledger: bool
    behind: Behind

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
            {**finding, "address": self._address(candidate, finding["code"])}
            if self._is_open(candidate, finding["code"])
            else _hidden(finding)
            for finding in candidate.findings
        ]
        seen = [each for each in candidate.vetoes if each in self.vetoes]
        return Told(candidate, findings, seen, len(seen) < len(candidate.vetoes))

    def _is_open(self, candidate: Candidate, code: str) -> bool:
        criterion = CRITERIA.get(code)
        if criterion is None or criterion.ground is Ground.OPEN:
            return True
        if criterion.ground is Ground.SHEET:
            return self._is_of_reader(candidate) or self.reads_sheets
        return self.has_part or self._reads_points(candidate)

    def _is_of_reader(self, candidate: Candidate) -> bool:
        whose = candidate.pair.apprentice_id if candidate.pair else candidate.person_id
        return whose is not None and whose == self.person

    def _reads_points(self, candidate: Candidate) -> bool:
        """Whether the ledger shows the reader the entries of a candidate."""
        if self.fellows is None or self._is_of_reader(candidate):
            return True
        whose = candidate.pair.apprentice_id if candidate.pair else candidate.person_id
        if whose is None:
            return self.is_own(candidate) or candidate.branch_id == self.branch
        return whose in self.fellows

    def _address(self, candidate: Candidate, code: str) -> str:
        criterion = CRITERIA.get(code)
        of_points = criterion is not None and criterion.ground is Ground.POINTS
        if of_points and not (self.keeps_ledger or self._reads_points(candidate)):
            return ""  # told for the part in the round; the entries are not theirs
        return self.behind.address(candidate, code)


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
        keeps_ledger=keeps(account).filter(pk=unit.pk).exists(),
        behind=behind(found),
    )


def _hidden(finding: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**finding, "found": "", "hidden": True}
