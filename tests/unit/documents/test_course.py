"""A document from its draft to its service."""

import io
from datetime import date

import pytest
from django.db import IntegrityError
from docx import Document as WordFile

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.documents import checking, files, issue_course, rendering
from hengjian.documents.actions import drafting, issuing, serving
from hengjian.documents.actions.templates import set_office_mark
from hengjian.documents.faults import (
    DocumentErased,
    DocumentFault,
    KeptElsewhere,
    NotReady,
    ValuesDisagree,
)
from hengjian.documents.models import Document, Origin, Service, ServiceHow
from hengjian.documents.queries.documents import served_to, stands_ready
from hengjian.documents.source import kind_of
from hengjian.engines.documents.reading_back import read_paper
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.matters import papers
from hengjian.matters.models import Matter
from tests.cast import Cast
from tests.factories import documents as make
from tests.factories import matters


MONDAY = date(2026, 10, 19)
TUESDAY = date(2026, 10, 20)
BY = System("test")


def passages(content: bytes) -> tuple[str, ...]:
    with files.as_file(content) as file:
        return read_paper(file).passages


def edited(content: bytes, old: str, new: str) -> bytes:
    document = WordFile(io.BytesIO(content))
    for node in document.element.body.iter():
        if node.text == old:
            node.text = new
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def kept_copy(cast: Cast, document: Document, content: bytes) -> None:
    checked = checking.check_copy(document, content)
    drafting.keep_version(
        document=document,
        kept=files.keep(document, content),
        origin=Origin.EDITED,
        found=checked.as_json(),
        disagreeing=checked.disagreeing,
        by=cast.chen,
    )


def test_a_draft_says_what_the_matter_holds(office: Cast) -> None:
    words = passages(rendering.current(make.draft(office)))

    assert "陈明：" in words
    assert "你于2026年10月19日提出的用品申领（登记号2026-0001）收悉。" in words
    assert any("理由：库存尚可调剂，本季度不再采购。" in each for each in words)
    assert "〔待编号〕" in words


def test_a_document_may_not_be_made_where_its_condition_does_not_hold(
    office: Cast,
) -> None:
    matter = matters.matter("supply_request", office.chen)

    with pytest.raises(DocumentFault):
        make.draft(office, matter)
    assert not Document.objects.exists()


def test_issue_gives_number_and_day_and_keeps_the_file(office: Cast) -> None:
    set_office_mark(unit=office.jiangcheng, mark="江", by=BY)

    document = make.issued(office)

    assert document.number == "江检办告〔2026〕1号"
    assert document.issued_on == MONDAY
    words = passages(rendering.current(document))
    assert "江检办告〔2026〕1号" in words
    assert "2026年10月19日" in words
    assert not any("待编号" in each or "待签发" in each for each in words)
    origins = [each.origin for each in document.versions.all()]
    assert origins == [Origin.ISSUED, Origin.MADE]


def test_an_office_without_a_mark_is_named_by_its_place(office: Cast) -> None:
    assert make.issued(office).number == "江城检办告〔2026〕1号"


def test_numbers_go_on_and_a_withdrawn_one_is_not_given_again(office: Cast) -> None:
    first = make.issued(office)
    issuing.withdraw(document=first, reason="理由写错", by=office.liu)

    second = make.issued(office)

    first.refresh_from_db()
    assert (first.serial, second.serial) == (1, 2)
    assert first.state == "withdrawn"
    assert first.number == "江城检办告〔2026〕1号"


def test_a_new_year_begins_with_one(office: Cast) -> None:
    make.issued(office)
    matter = make.refused_request(office)
    with clock.moved_to(date(2027, 1, 4)):
        assert make.issued(office, matter).number == "江城检办告〔2027〕1号"


def test_withdrawing_needs_a_reason_and_happens_once(office: Cast) -> None:
    document = make.issued(office)

    with pytest.raises(UserFault):
        issuing.withdraw(document=document, reason=" ", by=office.liu)
    issuing.withdraw(document=document, reason="写错", by=office.liu)
    with pytest.raises(DocumentFault):
        issuing.withdraw(document=document, reason="写错", by=office.liu)


def test_an_issued_document_is_not_issued_or_edited_again(office: Cast) -> None:
    document = make.issued(office)

    with pytest.raises(DocumentFault):
        issuing.issue(document=document, kind=kind_of(document), by=office.liu)
    with pytest.raises(DocumentFault):
        kept_copy(office, document, rendering.current(document))


def test_a_document_of_the_national_record_stays_a_draft(office: Cast) -> None:
    matter = make.refused_request(office)
    source = papers.source_of(matter)
    national = type(source)(**{**source.__dict__, "record_of": "national"})
    kind = papers.offered(matter)[make.KIND]
    document = drafting.make(source=national, kind=kind, by=office.chen)

    with pytest.raises(KeptElsewhere):
        issue_course.issue(document=document, source=national, by=office.liu)
    with pytest.raises(KeptElsewhere):
        issuing.issue(document=document, kind=kind, by=office.liu)
    with pytest.raises(KeptElsewhere):
        serving.seal(document=document, seal="院印", on=MONDAY, by=office.liu)
    with pytest.raises(KeptElsewhere):
        serving.serve(
            document=document,
            kind=kind,
            how=ServiceHow.POST,
            on=MONDAY,
            to="某",
            by=office.liu,
        )
    assert stands_ready(matter.pk, make.KIND, "national")
    assert not stands_ready(matter.pk, make.KIND, "here")


def test_the_database_itself_refuses_a_number_for_the_national_record(
    office: Cast,
) -> None:
    @journal.action
    def forced(*, document: Document, by: System) -> None:
        document.record_of = "national"
        document.save()
        journal.enter("documents.refreshed", subject=document)

    document = make.issued(office)

    with pytest.raises(IntegrityError):
        forced(document=document, by=BY)


def test_a_missing_item_is_told_before_a_number_is_taken(office: Cast) -> None:
    matter = make.refused_request(office)
    source = papers.source_of(matter)
    row = {**source.row, "decision_reason": None}
    bare = type(source)(**{**source.__dict__, "row": row})
    kind = papers.offered(matter)[make.KIND]
    document = drafting.make(source=bare, kind=kind, by=office.chen)

    with pytest.raises(NotReady) as told:
        issue_course.issue(document=document, source=bare, by=office.liu)

    assert told.value.missing == ("审批意见",)
    document.refresh_from_db()
    assert document.is_draft


def test_an_edited_value_is_found_and_issued_only_with_a_reason(office: Cast) -> None:
    matter = make.refused_request(office)
    document = make.draft(office, matter)
    copy = edited(rendering.current(document), "10", "12")
    kept_copy(office, document, copy)
    source = papers.source_of(matter)

    with pytest.raises(ValuesDisagree):
        issue_course.issue(document=document, source=source, by=office.liu)
    issued = issue_course.issue(
        document=document, source=source, reason="当面更正数量", by=office.liu
    )

    found = checking.found_in(issued.versions.get(origin=Origin.EDITED))
    assert [(each.kind, each.shown) for each in found] == [("bound", "12")]
    assert issued.issuing_reason == "当面更正数量"
    assert any("数量12箱" in each for each in passages(rendering.current(issued)))


def test_a_matter_that_moved_on_is_told_and_a_refreshed_draft_agrees(
    office: Cast,
) -> None:
    matter = make.refused_request(office)
    document = make.draft(office, matter)
    source = papers.source_of(matter)
    later = type(source)(**{**source.__dict__, "row": {**source.row, "quantity": 7}})

    found = checking.check_against(document, later).found
    assert [each.kind for each in found] == ["moved_on"]

    refreshed = drafting.refresh(
        document=document, source=later, kind=kind_of(document), by=office.chen
    )
    assert checking.check_against(refreshed, later).found == ()


def test_a_draft_with_an_edited_copy_is_not_overwritten(office: Cast) -> None:
    matter = make.refused_request(office)
    document = make.draft(office, matter)
    kept_copy(office, document, rendering.current(document))

    with pytest.raises(DocumentFault):
        drafting.refresh(
            document=document,
            source=papers.source_of(matter),
            kind=kind_of(document),
            by=office.chen,
        )


def test_files_and_values_lie_encrypted(office: Cast) -> None:
    document = make.issued(office)

    for version in document.versions.all():
        stored = (files.files_folder() / version.stored_as).read_bytes()
        assert not stored.startswith(b"PK")
    assert "库存尚可调剂".encode() not in bytes(document.sealed_facts)


def test_a_file_that_was_changed_or_taken_away_is_told(office: Cast) -> None:
    document = make.issued(office)
    version = document.versions.first()
    assert version is not None
    path = files.files_folder() / version.stored_as
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(UserFault):
        rendering.current(document)
    path.unlink()
    with pytest.raises(UserFault):
        rendering.current(document)


def test_without_its_key_a_document_is_gone(office: Cast) -> None:
    document = make.draft(office)
    document.wrapped = None

    with pytest.raises(DocumentErased):
        rendering.current(document)


def test_an_issue_that_was_interrupted_still_hands_out_the_number(
    office: Cast,
) -> None:
    document = make.draft(office)
    issued = issuing.issue(document=document, kind=kind_of(document), by=office.liu)

    words = passages(rendering.current(issued))

    assert "江城检办告〔2026〕1号" in words


def serve(document: Document, **more: object) -> Service:
    given = {
        "how": ServiceHow.IN_PERSON,
        "on": TUESDAY,
        "to": "陈明",
        "by": BY,
        **more,
    }
    return serving.serve(document=document, kind=kind_of(document), **given)


def test_it_is_sealed_then_served_and_the_receipt_comes_back(office: Cast) -> None:
    document = make.issued(office)
    with clock.moved_to(date(2026, 10, 21)):
        with pytest.raises(DocumentFault):
            serve(document)
        serving.seal(document=document, seal="本院印章", on=MONDAY, by=BY)
        with pytest.raises(DocumentFault):
            serving.seal(document=document, seal="本院印章", on=MONDAY, by=BY)
        service = serve(document)

        serving.record_receipt(service=service, on=date(2026, 10, 21), by=BY)

        service.refresh_from_db()
        assert service.receipt_on == date(2026, 10, 21)
        assert served_to(service, document) == "陈明"
        assert "陈明".encode() not in bytes(service.sealed_to)
        with pytest.raises(DocumentFault):
            serving.record_receipt(service=service, on=date(2026, 10, 21), by=BY)


@pytest.mark.parametrize("on", [date(2026, 10, 18), date(2026, 10, 22)])
def test_nothing_is_recorded_before_the_issue_or_for_days_to_come(
    office: Cast, on: date
) -> None:
    document = make.issued(office)
    with clock.moved_to(date(2026, 10, 21)), pytest.raises(UserFault):
        serving.seal(document=document, seal="本院印章", on=on, by=BY)


def test_a_draft_is_neither_sealed_nor_served(office: Cast) -> None:
    document = make.draft(office)

    with pytest.raises(DocumentFault):
        serving.seal(document=document, seal="院印", on=MONDAY, by=BY)
    with pytest.raises(DocumentFault):
        serve(document)


def test_a_receipt_before_its_service_is_refused(office: Cast) -> None:
    document = make.issued(office)
    with clock.moved_to(date(2026, 10, 21)):
        serving.seal(document=document, seal="院印", on=MONDAY, by=BY)
        with pytest.raises(UserFault):
            serve(document, receipt_on=MONDAY)


def test_the_reading_copy_of_a_draft_is_a_pdf(office: Cast) -> None:
    assert rendering.pdf_of(make.draft(office)).startswith(b"%PDF-")


def test_a_leader_of_the_office_may_issue_and_the_applicant_may_not(
    office: Cast,
) -> None:
    matter: Matter = make.refused_request(office)
    kind = papers.offered(matter)[make.KIND].kind

    assert papers.may_issue(office.liu, kind, matter)
    assert not papers.may_issue(office.chen, kind, matter)
    assert not papers.may_issue(office.zhao, kind, matter)
    assert papers.may_draft(office.chen, matter)
    assert not papers.may_draft(office.zhao, matter)


def test_the_step_that_refuses_drafts_the_notice_once(office: Cast) -> None:
    matter = make.refused_request(office)

    document = Document.objects.get()

    assert (document.kind, document.matter) == (make.KIND, matter.pk)
    assert document.made_by == office.liu.journal_name


def test_a_step_whose_condition_does_not_hold_drafts_nothing(office: Cast) -> None:
    matter = matters.matter("supply_request", office.chen)
    matters.done(matter, "check_stock", office.chen, in_stock="否")

    matters.done(matter, "decide", office.liu, decision="granted")

    assert not Document.objects.exists()
