"""The API of appraisal: one's own sheets, and a sheet whole, as on their pages."""

from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema

from hengjian.access.api_doors import api_door, caller
from hengjian.access.permissions import Permission
from hengjian.appraisal.models import ScoreSheet
from hengjian.appraisal.queries.sight import own_sheets, sheet_seen
from hengjian.appraisal.queries.standing import decided_grades
from hengjian.appraisal.queries.told_sheets import ToldSheet, told
from hengjian.indicators.api_schemas import Words


router = Router(tags=["appraisal"])


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


class SheetEvidenceOut(Schema):
    """What a value rests on."""

    kind: str
    reference: str
    told: str
    address: str
    digest: str


class LineOut(Schema):
    """One line; ``score`` is null while it is not known."""

    item: str
    title: Words
    score: Decimal | None
    full: Decimal
    why: Words
    evidence: list[SheetEvidenceOut]


class WholeSheetOut(SheetOut):
    """A sheet with all its lines at one version."""

    version: int
    digest: str
    level: list[Decimal] | None
    lines: list[LineOut]


@router.get("/sheets", response=SheetsOut)
@api_door(Permission.SHEET_READ)
def sheets(request: HttpRequest) -> dict[str, object]:
    """One's own sheets, the newest year first."""
    own = list(own_sheets(caller(request)))
    grades = decided_grades([sheet.pk for sheet in own])
    return {"items": [_sheet(sheet, grades.get(sheet.pk, "")) for sheet in own]}


@router.get("/sheets/{number}", response=WholeSheetOut)
@api_door(Permission.SHEET_READ)
def sheet(request: HttpRequest, number: int) -> dict[str, object]:
    """One sheet whole, for who sees it whole."""
    found = sheet_seen(caller(request), number)
    grade = decided_grades([found.pk]).get(found.pk, "")
    return whole(told(found.version), grade)


def whole(shown: ToldSheet, grade: str) -> dict[str, object]:
    """A told sheet as plain values."""
    return _sheet(shown.sheet, grade) | {
        "version": shown.version.number,
        "digest": shown.version.digest,
        "level": list(shown.level) if shown.level else None,
        "lines": [
            {
                "item": line.item,
                "title": {"zh": line.title.zh, "en": line.title.en},
                "score": line.score,
                "full": line.full,
                "why": {"zh": line.why.zh, "en": line.why.en},
                "evidence": [
                    {
                        "kind": one.kind,
                        "reference": one.reference,
                        "told": one.told,
                        "address": one.address,
                        "digest": one.digest,
                    }
                    for one in line.evidence
                ],
            }
            for line in shown.lines
        ],
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
