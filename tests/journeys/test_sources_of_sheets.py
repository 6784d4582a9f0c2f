"""Settled reviews of case quality and issued papers come to a sheet by themselves."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.models import AppraisalRound
from hengjian.appraisal.sheet_payload import read_payload
from hengjian.config import registers
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.matters.queries.unsealed import PROVIDER as SEALED_MATTERS
from tests.cast import Cast
from tests.factories import appraisal, documents, matters
from tests.journeys.office import Office
from tests.journeys.test_case_quality_review import GRADED, REPORTED, answered
from tests.pages.asking import signed_in, text_of


MONDAY = date(2026, 10, 19)
SEALED = "已封存，不列名称"
REVIEWS = """
scheme: 评查
components: {work: 100}
items:
  - {item: points, component: work, full: 60, rule: {rated: {scale: 100}}}
  - {item: grades, component: work, full: 40, rule: {per_occurrence: {points: 40, coefficients: {excellent: 1, qualified: 3/4, basically_qualified: 1/2}}}}
missing: {points: unknown, grades: unknown}
"""
PAPERS = """
scheme: 文书
components: {work: 100}
items:
  - {item: papers, component: work, full: 100, rule: {per_occurrence: {points: 10}}}
"""


def _month(unit: Any, text: str, sources: Any) -> AppraisalRound:
    """October under a scheme that was tried, read and adopted."""
    scheme = appraisal.scheme(procuratorate=unit)
    version = appraisal.version(
        scheme, content=appraisal.content(text), sources=sources
    )
    tried = appraisal.dry_runs.ask(
        version=version,
        period="2025",
        origin="facts.yaml",
        facts="people:\n  - {person: p1, department: d1, values: {}}\n",
        as_job=False,
        by=appraisal.BY,
    )
    appraisal.carry_dry_run(tried, by=appraisal.BY)
    appraisal.dry_runs.read(
        dry_run=tried,
        person=appraisal.reader(),
        remark=appraisal.REMARK,
        by=appraisal.BY,
    )
    adopted = appraisal.schemes.adopt(
        scheme=scheme,
        decided_on=date(2026, 1, 9),
        decided_as="党组会议",
        by=appraisal.BY,
    )
    return appraisal.round_(adopted, "2026-10")


def every_matter() -> object:
    """Stands for the warehouse's answer: all matters are sealed."""
    return Matter.objects.values("pk")


def _seal_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registers.PROVIDERS, SEALED_MATTERS, f"{__name__}.every_matter")


def _said_of(sheet: Any, account: Any) -> str:
    """What the doors of a sheet say of it, page and interface."""
    answer = signed_in(account).get(f"/api/appraisal/sheets/{sheet.pk}")
    return text_of(account, f"/appraisal/sheets/{sheet.pk}/") + answer.content.decode()


def _payload(month: AppraisalRound, person: Any) -> dict[str, Any]:
    appraisal.computed(month)
    return read_payload(month.sheets.get(person=person).version.payload)


def test_settled_review_gives_points_and_grades_by_the_schemes_own_coefficients(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = {
        name: ItemSource(Text(name, name), SourceKind.REVIEW)
        for name in ("points", "grades")
    }
    month = _month(office.cast.jiangcheng, REVIEWS, sources)
    chen = office.person("chen")
    review = answered(office, "agreed")
    review.does("wang", "decide", grade="basically_qualified", **GRADED)
    before = _payload(month, chen)
    review.does("wang", "report", **REPORTED)

    after = _payload(month, chen)

    # decided and not told yet: nothing is known, and nothing is not zero
    assert before["values"] == {}
    assert not before["outcome"]["final"]
    assert after["values"] == {
        "points": "95",
        "grades": {"basically_qualified": "1"},
    }
    assert [line[2] for line in after["outcome"]["lines"]] == ["57.00", "20.00"]
    kind, reference, *_ = after["evidence"]["points"][0]
    assert (kind, reference) == ("review", f"matters.matter:{review.matter.pk}")
    sheet = month.sheets.get(person=chen)
    page = text_of(office.cast.chen, f"/appraisal/sheets/{sheet.pk}/")
    assert "江检起诉受〔2026〕118号" in page
    assert "向平均靠拢" in page  # the note beside level and progress

    _seal_all(monkeypatch)  # what a kept sheet rests on still counts, and is not named
    said = _said_of(sheet, office.cast.chen)
    assert "118号" not in said
    assert (SEALED in said, "57.00" in said) == (True, True)


def test_issued_paper_counts_for_who_handles_the_matter_and_a_draft_does_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.moved_to(MONDAY):
        matters.release_kinds()
        matters.office(cast)
        source = ItemSource(Text("文书", "Papers"), SourceKind.DOCUMENT, documents.KIND)
        month = _month(cast.jiangcheng, PAPERS, {"papers": source})
        matter = documents.refused_request(cast)
        chen = cast.person(cast.chen)
        everything: QuerySet[Matter] = QuerySet(Matter)
        everything.filter(pk=matter.pk).update(handler=chen)
        paper = documents.draft(cast, matter)
        drafted = _payload(month, chen)
        documents.issue_course.issue(
            document=paper, source=documents.papers.source_of(matter), by=cast.liu
        )

        issued = _payload(month, chen)
        sheet = month.sheets.get(person=chen)
        paper.refresh_from_db()
        assert paper.number in _said_of(sheet, cast.chen)
        _seal_all(monkeypatch)
        said = _said_of(sheet, cast.chen)

    assert (paper.number in said, SEALED in said) == (False, True)
    assert drafted["values"] == {"papers": "0"}
    assert issued["values"] == {"papers": "1"}
    assert issued["evidence"]["papers"][0][0] == "document"
