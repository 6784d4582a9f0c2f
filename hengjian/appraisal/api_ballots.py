"""The API of votes on grades and of departments' sheets."""

from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.appraisal.actions import ballots
from hengjian.appraisal.api_lines import LineOut, lines_out
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.models import GradeBallot
from hengjian.appraisal.queries.sight import department_sheet_seen, round_worked
from hengjian.appraisal.queries.told_sheets import told
from hengjian.engines.voting.ballots import Voice


P = Permission
router = Router(tags=["appraisal"])


class VoicesIn(Schema):
    """Voices by sheet: for, against, abstain."""

    voices: dict[int, Voice]


class BallotOut(Schema):
    """A vote on grades; results by sheet once it was counted."""

    id: int
    round: int
    state: str
    put: dict[str, list[str]]
    members: int
    voted: int
    results: dict[str, dict[str, str | int]]


class DepartmentSheetOut(Schema):
    """A department's sheet whole, at one version."""

    id: int
    department: str
    period: str
    total: Decimal
    status: str
    version: int
    digest: str
    lines: list[LineOut]


@router.get(
    "/department-sheets/{number}", response=DepartmentSheetOut, summary="部门考评表"
)
@api_door(P.SHEET_READ)
def department_sheet(request: HttpRequest, number: int) -> dict[str, object]:
    """A department's own sheet, for its people and for who reads all sheets."""
    sheet = department_sheet_seen(caller(request), number)
    shown = told(sheet.version)
    return {
        "id": sheet.pk,
        "department": sheet.department.code,
        "period": sheet.round.period,
        "total": shown.total,
        "status": "final" if sheet.is_final else "provisional",
        "version": shown.version.number,
        "digest": shown.version.digest,
        "lines": lines_out(shown),
    }


@router.get("/ballots/{number}", response=BallotOut, summary="等次表决")
@api_door(P.SHEET_READ_ALL)
def ballot(request: HttpRequest, number: int) -> BallotOut:
    """A vote on grades as its page shows it."""
    return _out(_seen(request, number, P.SHEET_READ_ALL))


@router.post("/ballots/{number}/voices", response=BallotOut, summary="表决")
@api_door(P.SHEET_READ_ALL)
def vote(request: HttpRequest, number: int, body: VoicesIn) -> BallotOut:
    """Say one's own voices; only members, nobody on the own grade."""
    account = caller(request)
    found = _seen(request, number, P.SHEET_READ_ALL)
    if account.person is None:
        raise NotTheirs
    ballots.vote(ballot=found, member=account.person, voices=body.voices, by=account)
    return _out(found)


@router.post("/ballots/{number}/count", response=BallotOut, summary="计票")
@api_door(P.APPRAISAL_DECIDE)
def count(request: HttpRequest, number: int) -> BallotOut:
    """Count by the body's rule; what is carried is decided."""
    found = _seen(request, number, P.APPRAISAL_DECIDE)
    ballots.count(ballot=found, by=caller(request))
    found.refresh_from_db()
    return _out(found)


def _seen(request: HttpRequest, number: int, permission: Permission) -> GradeBallot:
    found = GradeBallot.objects.filter(pk=number).first()
    if found is None:
        raise NotTheirs
    round_worked(caller(request), found.round_id, permission)
    return found


def _out(found: GradeBallot) -> BallotOut:
    return BallotOut(
        id=found.pk,
        round=found.round_id,
        state=found.state,
        put=found.put,
        members=len(found.members),
        voted=found.voices.order_by().values("member").distinct().count(),
        results=found.results,
    )
