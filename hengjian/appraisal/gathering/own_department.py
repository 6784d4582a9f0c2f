"""A person's line from the sheet of the own department, where the scheme says so."""

from collections.abc import Mapping
from fractions import Fraction

from hengjian.appraisal.gathering.given import Evidence, Gathered, Given
from hengjian.appraisal.gathering.pages import address_of
from hengjian.appraisal.item_sources import ItemSource
from hengjian.appraisal.models import AppraisalRound, DepartmentSheet
from hengjian.appraisal.sheet_payload import full_of, read_payload
from hengjian.engines.scoring.exact_words import in_figures
from hengjian.lib.bilingual import Text


def gather_own_department(
    round_: AppraisalRound, items: Mapping[str, ItemSource], gathered: Gathered
) -> None:
    """Enter the department's marks of its full marks, in percent.

    The sheet is of the same period; while it is provisional nothing is entered.
    """
    if not items:
        return
    sheets = DepartmentSheet.objects.filter(
        round__scheme__procuratorate=round_.scheme.procuratorate,
        round__period=round_.period,
        current__isnull=False,
        is_final=True,
    ).select_related("current", "department")
    given = {sheet.department_id: _given(sheet) for sheet in sheets.order_by("pk")}
    for subject in gathered.subjects:
        found = given.get(subject.department.pk) if subject.department else None
        if found is not None:
            for item in items:
                gathered.enter(subject.person.pk, item, found)


def _given(sheet: DepartmentSheet) -> Given | None:
    outcome = read_payload(sheet.version.payload)["outcome"]
    full, total = full_of(outcome), Fraction(outcome["total"])
    if not full:
        return None
    percent = min(total / full, Fraction(1)) * 100
    marks = f"{in_figures(total)} / {in_figures(full)}"
    told = Text(f"{sheet.department.name} {marks}", f"{sheet.department} {marks}")
    address = address_of("appraisal:department-sheet", sheet.pk)
    number = sheet.version.number
    evidence = Evidence(
        "department",
        str(sheet.version.pk),
        told,
        f"{address}?version={number}" if address else "",
        sheet.version.digest,
    )
    return Given(percent, (evidence,))
