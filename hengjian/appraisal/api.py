"""The API of appraisal: one's own sheets, and a sheet whole, as on their pages."""

from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.appraisal.api_ballots import router as ballots_router
from hengjian.appraisal.api_lines import LineOut, lines_out
from hengjian.appraisal.api_office import router as office_router
from hengjian.appraisal.faults import NotTheirs
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.queries.sight import own_sheets, sheet_seen
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.appraisal.queries.told_sheets import ToldSheet, told


router = Router(tags=["appraisal"])
router.add_router("", office_router)
router.add_router("", ballots_router)


class SheetOut(Schema):
    """One sheet: its total, whether all is known, the grade as it was decided."""

    id: int
    period: str
    scheme: str
    person: str
    total: Decimal
    status: str
    grade: str


class SheetsOut(Schema):
    """The caller's own sheets."""

    items: list[SheetOut]


class WholeSheetOut(SheetOut):
    """A sheet with all its lines at one version."""

    version: int
    digest: str
    level: list[Decimal] | None
    lines: list[LineOut]


@router.get("/sheets", response=SheetsOut, summary="我的考评表")
@api_door(Permission.SHEET_READ)
def sheets(request: HttpRequest) -> dict[str, object]:
    """One's own sheets, the newest year first."""
    own = list(own_sheets(caller(request)))
    grades = decided_grades([sheet.pk for sheet in own])
    return {"items": [_sheet(sheet, grades.get(sheet.pk, "")) for sheet in own]}


@router.get("/sheets/{number}", response=WholeSheetOut, summary="一份考评表")
@api_door(Permission.SHEET_READ)
def sheet(request: HttpRequest, number: int) -> dict[str, object]:
    """One sheet whole, for who sees it whole."""
    found = sheet_seen(caller(request), number)
    grade = decided_grades([found.pk]).get(found.pk, "")
    return whole(told(found.version), grade)


def whole(shown: ToldSheet, grade: str) -> dict[str, object]:
    """A told sheet of a person as plain values."""
    if not isinstance(shown.sheet, ScoreSheet):
        raise NotTheirs
    return _sheet(shown.sheet, grade) | {
        "version": shown.version.number,
        "digest": shown.version.digest,
        "level": list(shown.level) if shown.level else None,
        "lines": lines_out(shown),
    }


def _sheet(one: ScoreSheet, grade: str) -> dict[str, object]:
    return {
        "id": one.pk,
        "period": one.round.period,
        "scheme": one.round.scheme.name,
        "person": one.person.number,
        "total": one.total,
        "status": "final" if one.is_final else "provisional",
        "grade": grade,
    }
