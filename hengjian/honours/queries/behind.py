"""Where the values of candidates open to what they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from hengjian.appraisal.queries.standing import closed_standing
from hengjian.honours.criteria import CRITERIA, Ground
from hengjian.honours.models import Candidate, HonourRound
from hengjian.honours.queries.sheets import sheets_year
from hengjian.ledger.models import Purpose


MARKS = "#contest-marks"
"""Where the page of a contest shows the marks with their records."""


@dataclass(frozen=True)
class Behind:
    """The addresses behind a round's values; ``sheets``: person → the closed sheet."""

    honour_round: HonourRound
    sheets: Mapping[int, str] = field(default_factory=dict)

    def address(self, candidate: Candidate, code: str) -> str:
        """What a value opens to; empty for what stands in the round itself."""
        criterion = CRITERIA.get(code)
        if criterion is None:
            return ""
        if criterion.ground is Ground.POINTS:
            return self._points(candidate)
        if criterion.ground is Ground.SHEET:
            return self.sheets.get(_whose(candidate) or 0, "")
        if candidate.pair_id is not None:
            return reverse("honours:pairs")
        if candidate.branch_id is not None:
            return reverse("ledger:branches")
        return MARKS

    def _points(self, candidate: Candidate) -> str:
        """The entries that were added up: the person's, or those of the branch by person."""
        found = self.honour_round
        asked = {
            "purpose": Purpose.MEMBER_POINTS.value,
            "unit": found.procuratorate.code,
            "from": found.starts_on.isoformat(),
            "until": found.ends_on.isoformat(),
        }
        if candidate.branch is not None:
            asked |= {"branch": candidate.branch.code, "by": "person"}
        elif candidate.pair is not None:
            asked["find"] = candidate.pair.apprentice.number
        elif candidate.person is not None:
            asked["find"] = candidate.person.number
        return f"{reverse('ledger:ledger')}?{urlencode(asked)}"


def behind(found: HonourRound) -> Behind:
    """The addresses of a round; sheets are looked for only where a criterion asks them."""
    asked = (CRITERIA.get(code) for code in found.criteria)
    if not any(each is not None and each.ground is Ground.SHEET for each in asked):
        return Behind(found)
    standing = closed_standing(found.procuratorate, sheets_year(found))
    return Behind(found, {key: each.address for key, each in standing.items()})


def _whose(candidate: Candidate) -> int | None:
    return candidate.pair.apprentice_id if candidate.pair else candidate.person_id
