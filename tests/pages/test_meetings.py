"""Pages, interface, commands and files of meetings: what a member of the office does."""

import io
import json
import zipfile
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from docx import Document
from openpyxl import load_workbook

from hengjian.config import registers
from hengjian.config.cli import main
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.meetings import files, making_minutes
from hengjian.meetings.actions import meetings
from hengjian.meetings.actions import minutes as minutes_acts
from hengjian.meetings.models import AgendaItem, ItemState, Resolution, Vote
from tests.cast import Cast
from tests.factories import access as make_account
from tests.factories import meetings as make
from tests.pages import meeting_office
from tests.pages.asking import signed_in, text_of
from tests.pages.meeting_office import MeetingOffice


@pytest.fixture
def office(cast: Cast) -> Iterator[MeetingOffice]:
    with clock.moved_to(meeting_office.TODAY):
        yield meeting_office.assemble(cast)


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7\n" + name.encode())


def office_file(*parts: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return kept.getvalue()


def put(office: MeetingOffice, **more: object) -> object:
    given = {
        "body": office.numbers["body"],
        "scope": "committee_guidance",
        "title": "审议工作规程",
        "summary": "提请审议。",
        **more,
    }
    return signed_in(office.cast.chen).post("/meetings/items/put/", given)


def test_an_item_is_put_with_its_papers_which_open_again(office: MeetingOffice) -> None:
    answer = put(
        office, **{"paper-request_form": pdf("form"), "paper-report": pdf("report")}
    )

    item = AgendaItem.objects.get(title="审议工作规程")
    assert answer.headers["Location"] == f"/meetings/items/{item.pk}/"  # type: ignore[attr-defined]
    assert (item.found, item.put_by_person) == (
        [],
        office.cast.person(office.cast.chen),
    )
    paper = item.papers.get(part="report")
    opened = signed_in(office.cast.liu).get(
        f"/meetings/items/{item.pk}/papers/{paper.pk}/"
    )
    assert opened.content == b"%PDF-1.7\nreport"
    assert "attachment" in opened.headers["Content-Disposition"]


def test_the_form_offers_the_papers_of_every_body(office: MeetingOffice) -> None:
    told = text_of(office.cast.chen, "/meetings/items/put/")

    assert told.count('type="file"') == 4
    assert "案件审查报告(案件)" in told


def test_a_case_for_the_office_meeting_is_told_where_it_goes_and_why(
    office: MeetingOffice,
) -> None:
    answer = put(office, body=office.numbers["office"], is_case="yes")

    told = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY  # type: ignore[attr-defined]
    assert "应送检察委员会" in told
    assert "人民检察院组织法" in told
    assert "提请审议。" in told  # what was typed stands there still


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("材料.exe", b"MZ", "只收"),
        ("材料.pdf", b"PK\x03\x04", "与类型不符"),
        ("材料.docx", b"PK\x03\x04 no archive", "与类型不符"),
        ("材料.docx", office_file("[Content_Types].xml", "word/vbaProject.bin"), "宏"),
        ("机密 材料.pdf", b"%PDF-1.7", "国家秘密"),
    ],
)
def test_a_paper_is_what_it_says_or_is_not_taken(
    office: MeetingOffice, name: str, content: bytes, words: str
) -> None:
    before = list(files.papers_folder().iterdir())

    with pytest.raises(UserFault, match=words):
        files.take_in(name, [content])

    assert list(files.papers_folder().iterdir()) == before


def test_a_paper_is_bounded_and_held_to_its_digest(
    office: MeetingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = files.take_in("a.pdf", [b"%PDF-1.7"])
    (files.papers_folder() / kept.stored_as).write_bytes(b"%PDF-1.8")
    monkeypatch.setattr(files, "LARGEST", 10)

    with pytest.raises(UserFault, match="已改变"):
        files.opened(files.papers_folder(), kept.stored_as, kept.digest)
    with pytest.raises(UserFault, match="20 MiB") as fault:
        files.take_in("a.pdf", [b"%PDF-1.7", b"x" * 10])
    assert fault.value.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_a_vote_is_recorded_and_counted_after_one_question(
    office: MeetingOffice,
) -> None:
    client = signed_in(office.sun)
    address = f"/meetings/votes/{office.vote.pk}/"
    given = {f"chosen-{s.member_id}": "for" for s in make.seats_of(office.vote)}

    sent = client.post(f"{address}record/", {**given, "version": "0", "then": "close"})
    asked = client.get(sent.headers["Location"]).content.decode()
    client.post(f"{address}close/", {"version": "1"})

    office.vote.refresh_from_db()
    assert "只能写明理由另行更正" in asked
    assert (office.vote.result, office.vote.ayes) == ("passed", 9)
    assert "依据：人民检察院检察委员会工作规则" in text_of(office.cast.liu, address)


def test_the_second_clerk_is_told_and_sees_what_was_typed(
    office: MeetingOffice,
) -> None:
    client = signed_in(office.sun)
    address = f"/meetings/votes/{office.vote.pk}/record/"
    member = make.seats_of(office.vote)[1].member_id
    client.post(address, {"version": "0", f"chosen-{member}": "for"})

    answer = client.post(
        address,
        {"version": "0", f"chosen-{member}": "against", f"view-{member}": "再议"},
    )

    told = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "刚被别人记录过" in told
    assert "再议" in told
    assert make.seats_of(office.vote)[1].voice == "for"


def test_no_count_is_offered_before_all_is_recorded(office: MeetingOffice) -> None:
    told = text_of(office.sun, f"/meetings/votes/{office.vote.pk}/close/")

    assert "还有 9 位" in told
    assert "<form" not in told[told.index("<h1>") :]


def test_a_resolution_keeps_what_was_typed_when_a_task_lacks_something(
    office: MeetingOffice,
) -> None:
    address = f"/meetings/votes/{office.numbers['against']}/resolution/"

    answer = signed_in(office.sun).post(address, {"text": "同意", "what-1": "印发规程"})

    told = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "决议任务缺少" in told
    assert "印发规程" in told
    assert Resolution.objects.count() == 1


def test_an_own_rule_is_set_by_the_system_administrator_alone(
    office: MeetingOffice,
) -> None:
    address = f"/meetings/bodies/{office.body.pk}/rules/add/"
    rule = {
        "from_on": "2026-11-01",
        "quorum": ">=2/3",
        "majority_of": "members",
        "majority": ">1/2",
        "chair": "may_refer_up",
        "recused": "counted",
        "order": "junior_first",
        "basis": "本院检察委员会议事规则",
    }

    refused = signed_in(office.sun).post(address, rule)
    signed_in(office.cast.system_administrator).post(address, rule)

    assert refused.status_code == HTTPStatus.FORBIDDEN
    page = f"/meetings/bodies/{office.body.pk}/?on="
    before, _, by_date = text_of(office.sun, f"{page}2026-10-31").partition(
        "各时期的规则"
    )
    assert "≥2/3" not in before
    assert "≥2/3" in by_date
    assert "本院检察委员会议事规则" in text_of(office.sun, f"{page}2026-11-01")


def test_minutes_say_who_was_there_how_it_went_and_by_which_rule(
    office: MeetingOffice,
) -> None:
    vote = Vote.objects.get(pk=office.numbers["counted"])
    closed = meetings.close(meeting=vote.meeting, by=office.sun)
    made = making_minutes.make(closed, by=office.sun)

    answer = signed_in(office.cast.liu).get(
        f"/meetings/{closed.pk}/minutes/{made.number}/"
    )

    document = Document(io.BytesIO(answer.content))
    text = "\n".join(p._p.xpath("string(.)") for p in document.paragraphs)
    assert "审议整改方案" in text
    assert "赞成6票" in text
    assert "检察委员会工作规则" in text
    assert "缺席：" in text


def test_minutes_of_before_a_sealing_are_withheld_and_made_anew(
    office: MeetingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote = Vote.objects.get(pk=office.numbers["counted"])
    item = AgendaItem.objects.filter(pk=vote.item_id)
    QuerySet.update(item, case_number="江检刑诉〔2026〕7号")
    closed = meetings.close(meeting=vote.meeting, by=office.sun)
    made = making_minutes.make(closed, by=office.sun)
    minutes_acts.confirm(minutes=made, person=closed.chair, by=office.sun)
    clerk = signed_in(office.sun)
    page = f"/meetings/{closed.pk}/"
    assert f"{page}minutes/1/" in clerk.get(page).content.decode()

    seal_every_case(monkeypatch)

    refused = clerk.get(f"{page}minutes/1/")
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "请重新生成纪要" in refused.content.decode()
    assert f"{page}minutes/1/" not in clerk.get(page).content.decode()
    anew = making_minutes.make(closed, by=office.sun)
    answer = clerk.get(f"{page}minutes/{anew.number}/")
    document = Document(io.BytesIO(answer.content))
    assert "审议整改方案" not in "\n".join(p.text for p in document.paragraphs)
    with pytest.raises(UserFault):
        minutes_acts.confirm(minutes=made, person=closed.chair, by=office.sun)


def seal_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    every = {"warehouse.sealed_subjects": "builtins.frozenset"}
    monkeypatch.setattr(registers, "PROVIDERS", {**registers.PROVIDERS, **every})


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/meetings/", 4),
        ("/meetings/items/?state=all", 6),
        ("/meetings/resolutions/", 1),
        ("/meetings/half-year/", 16),
        ("/meetings/bodies/", 15),
    ],
)
def test_tables_go_out_as_workbooks(
    office: MeetingOffice, address: str, rows: int
) -> None:
    mark = "&" if "?" in address else "?"

    answer = signed_in(office.sun).get(f"{address}{mark}export=xlsx")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row == rows + 1


def test_the_interface_shows_a_meeting_with_its_votes(office: MeetingOffice) -> None:
    client = signed_in(office.cast.liu)
    vote = Vote.objects.get(pk=office.numbers["counted"])

    listed = client.get("/api/meetings").json()
    told = client.get(f"/api/meetings/{vote.meeting_id}").json()
    items = client.get("/api/meetings/items?state=in_review").json()
    tasks = client.get("/api/meetings/tasks?due=open").json()

    assert len(listed["items"]) == 4
    [point] = told["agenda"]
    assert point["votes"][0]["result"] == "passed"
    assert "检察委员会工作规则" in point["votes"][0]["basis"]["zh"]
    assert items["items"][0]["found"][0]["kind"] == "incomplete"
    assert tasks["items"][0]["owner"] == "陈明"
    assert client.get("/api/meetings/999999").status_code == HTTPStatus.NOT_FOUND


def test_the_interface_records_once_and_counts(office: MeetingOffice) -> None:
    client = signed_in(office.sun)
    address = f"/api/meetings/votes/{office.vote.pk}"
    heard = [
        {"person": seat.member.person.number, "voice": "for"}
        for seat in make.seats_of(office.vote)
    ]

    def ask(act: str, **body: object) -> tuple[int, dict[str, object]]:
        answer = client.post(f"{address}/{act}", body, content_type="application/json")
        return answer.status_code, answer.json()

    early = ask("close", version=0)[0]
    first = ask("record", version=0, heard=heard)[1]
    late = ask("record", version=0, heard=heard)[0]
    unknown = ask("record", version=1, heard=[{"person": "nobody"}])[0]
    done = ask("close", version=1)[1]

    assert (early, late) == (HTTPStatus.CONFLICT, HTTPStatus.CONFLICT)
    assert unknown == HTTPStatus.UNPROCESSABLE_ENTITY
    assert first["version"] == 1
    assert (done["result"], done["adopted"], done["needed"]) == ("passed", True, 5)


def test_commands_list_and_show_what_the_account_may_see(
    office: MeetingOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    vote = Vote.objects.get(pk=office.numbers["counted"])
    make_account.account(username="nobody.here")

    listed = main(["meetings", "list", "--as", "liu", "--json"])
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    shown = main(["meetings", "show", str(vote.meeting_id), "--as", "liu"])
    told = capsys.readouterr().out
    hidden = main(["meetings", "show", str(vote.meeting_id), "--as", "chen"])

    assert (listed, shown, hidden) == (0, 0, 2)
    assert first["body"] == "procuratorial_committee"
    assert "审议整改方案\tdecided\tpassed" in told
    assert "审议整改方案" not in capsys.readouterr().out


def test_a_restricted_item_is_not_there_for_who_reports_it(
    office: MeetingOffice,
) -> None:
    lin = office.cast.person(office.cast.lin)
    zhou = office.cast.person(office.cast.zhou)
    item = make.item(office.body, person=lin, reporter=zhou, is_restricted=True)

    answer = signed_in(office.cast.zhou).get(f"/meetings/items/{item.pk}/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert item.state == ItemState.IN_REVIEW


def test_the_templates_folder_holds_the_offices_own_template(
    office: MeetingOffice,
) -> None:
    template: Path = files.minutes_template()

    assert template.name == files.MINUTES_TEMPLATE
    assert template.is_file()
