"""Papers from outside on pages and over the API, and documents over the API."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengjian.access.actions import tokens
from hengjian.access.models import Account
from hengjian.documents.models import Document, PassedPaper, ReceivedPaper
from hengjian.matters.actions import ending
from hengjian.matters.models import Matter
from tests.cast import Cast
from tests.factories import documents as make
from tests.factories import matters
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import events_since, last_entry, signed_in


Api = Callable[..., Any]
DAY = "2026-10-19"


@pytest.fixture
def matter(paper_office: Cast) -> Matter:
    return make.refused_request(paper_office)


def api(account: Account) -> Api:
    """Asks an operation of the API as somebody, with a token."""
    _, text = tokens.make(
        account=account, name="x", scopes=["read", "write"], by=account
    )
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {text}"}

    def ask(path: str, body: Any = None, **more: Any) -> Any:
        client = Client()
        if body is None and not more:
            return client.get(f"/api/{path}", **bearer)
        if more:
            return client.post(f"/api/{path}", more, **bearer)
        return client.post(
            f"/api/{path}", body, content_type="application/json", **bearer
        )

    return ask


def letter(**more: object) -> dict[str, object]:
    return {
        "kind": "letter",
        "title": "关于情况说明的函",
        "sender": "江城市水务局",
        "sender_number": "江水函〔2026〕31号",
        "dated_on": "2026-10-16",
        "received_on": DAY,
        "pages": "2",
        "unmarked": "1",
        "file": SimpleUploadedFile("来函.pdf", make.PDF),
        **more,
    }


def test_paper_goes_from_the_counter_to_whoever_reads_it(
    paper_office: Cast, matter: Matter
) -> None:
    chen, wang = signed_in(paper_office.chen), signed_in(paper_office.wang)
    before = last_entry()

    answer = chen.post(f"/matters/{matter.pk}/received/", letter())
    paper = ReceivedPaper.objects.get()
    page = f"/matters/{matter.pk}/received/{paper.pk}/"
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, page)
    person = paper_office.person(paper_office.wang)
    chen.post(f"{page}pass-on/", {"person": person.pk})
    assert "我已阅" not in chen.get(page).content.decode()
    wang.post(f"{page}read/")

    assert PassedPaper.objects.get().read_at is not None
    assert "关于情况说明的函" in chen.get(f"/matters/{matter.pk}/").content.decode()
    assert wang.get(f"{page}file/").content == make.PDF
    register = wang.get("/documents/received/?find=水务").content.decode()
    assert "收〔2026〕1号" in register
    ours = [each for each in events_since(before) if each.startswith("documents.")]
    assert ours == [
        "documents.paper_received",
        "documents.paper_passed_on",
        "documents.paper_read",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"unmarked": ""}, "国家秘密标志"),
        ({"title": "机密★1年"}, "国家秘密标志"),
        ({"dated_on": ""}, "请写明来文日期"),
        ({"received_on": "2026-10-20"}, "收到日期不晚于今天"),
        ({"kind": "poem"}, "请选择种类"),
        ({"file": SimpleUploadedFile("密级：秘密.pdf", make.PDF)}, "国家秘密标志"),
        ({"file": SimpleUploadedFile("来函.exe", b"MZ")}, "材料只收"),
        ({"file": SimpleUploadedFile("来函.pdf", b"MZ")}, "文件内容与类型不符"),
    ],
)
def test_refusal_says_why_and_keeps_what_was_typed(
    paper_office: Cast, matter: Matter, given: dict[str, object], said: str
) -> None:
    answer = signed_in(paper_office.chen).post(
        f"/matters/{matter.pk}/received/", letter(**given)
    )

    shown = answer.content.decode()
    assert answer.status_code in (HTTPStatus.FORBIDDEN, *range(400, 430))
    assert said in shown
    assert "江水函〔2026〕31号" in shown
    assert not ReceivedPaper.objects.exists()


def test_stranger_learns_nothing_and_an_archived_matter_takes_nothing(
    paper_office: Cast, matter: Matter
) -> None:
    paper = make.received(matter, by=paper_office.chen)
    page = f"/matters/{matter.pk}/received/{paper.pk}/"
    zhao = signed_in(paper_office.zhao)

    for address in (page, f"{page}file/"):
        assert zhao.get(address).status_code in (403, 404)
    assert "收〔2026〕1号" not in zhao.get("/documents/received/").content.decode()
    ending.close(matter=matter, reason="已办结", by=matters.BY)
    matter.refresh_from_db()
    ending.archive(matter=matter, by=matters.BY)
    before = everything_but_the_journal()
    chen = signed_in(paper_office.chen)
    refused = [
        chen.post(f"/matters/{matter.pk}/received/", letter()),
        chen.post(f"{page}withdraw/", {"reason": "重复"}),
    ]
    assert {each.status_code for each in refused} == {HTTPStatus.CONFLICT}
    assert everything_but_the_journal() == before


def test_document_is_made_issued_sealed_and_served_over_the_api(
    paper_office: Cast, matter: Matter
) -> None:
    chen, liu = api(paper_office.chen), api(paper_office.liu)

    made = chen("documents", {"matter": matter.pk, "kind": make.KIND})
    path = f"documents/{made.json()['id']}"
    assert made.status_code == HTTPStatus.CREATED
    assert chen(f"{path}/issue", {}).status_code == HTTPStatus.FORBIDDEN
    issued = liu(f"{path}/issue", {}).json()
    assert issued["number"] == "江城检办告〔2026〕1号"
    served = {"how": "in_person", "on": DAY, "to": "陈明"}
    early = chen(f"{path}/services", served)
    assert early.status_code == HTTPStatus.CONFLICT
    assert early["Content-Type"].startswith("application/problem+json")
    chen(f"{path}/seal", {"seal": "本院印章", "on": DAY})
    [service] = chen(f"{path}/services", served).json()["services"]
    chen(f"{path}/services/{service['id']}/receipt", {"on": DAY})

    told = chen(path).json()
    assert (told["seal"], told["services"][0]["receipt_on"]) == ("本院印章", DAY)
    assert chen(f"{path}/files/docx").content[:2] == b"PK"
    assert chen(f"{path}/files/pdf").content[:5] == b"%PDF-"
    assert chen(f"{path}/files/exe").status_code == HTTPStatus.NOT_FOUND
    listed = liu(f"documents?kind=supply_request/{make.KIND}&state=issued").json()
    assert [each["number"] for each in listed["items"]] == [issued["number"]]


def test_register_over_the_api_comes_by_cursor(
    paper_office: Cast, matter: Matter
) -> None:
    for _ in range(2):
        make.received(matter, by=paper_office.chen)
    wang = api(paper_office.wang)

    first = wang("received-papers?limit=1").json()
    second = wang(f"received-papers?limit=1&after={first['next']}").json()

    numbers = [each["number"] for each in (*first["items"], *second["items"])]
    assert numbers == ["收〔2026〕2号", "收〔2026〕1号"]
    assert second["next"] is None
    assert wang("received-papers?unit=999999").json()["items"] == []


def test_reply_comes_in_over_the_api_and_is_read(
    paper_office: Cast, matter: Matter
) -> None:
    served = make.served(matter, by=paper_office.liu)
    chen, wang = api(paper_office.chen), api(paper_office.wang)
    told = {**letter(kind="reply", answers=served["document"]), "matter": matter.pk}

    came = chen("received-papers", **told)
    path = f"received-papers/{came.json()['id']}"
    number = paper_office.person(paper_office.wang).number
    passed = chen(f"{path}/pass-on", {"people": [number]}).json()["passed"]
    read = wang(f"{path}/read", {}).json()["passed"]

    assert came.status_code == HTTPStatus.CREATED
    assert [each["read_at"] for each in passed] == [None]
    assert read[0]["read_at"] is not None
    answered = chen(f"documents/{served['document']}").json()
    assert answered["answers"] == [came.json()["number"]]
    page = signed_in(paper_office.chen).get(
        f"/matters/{matter.pk}/documents/{served['document']}/"
    )
    assert came.json()["number"] in page.content.decode()
    assert wang(f"{path}/file").content == make.PDF
    assert Document.objects.get(pk=served["document"]).is_issued
    gone = chen(f"{path}/withdraw", {"reason": "登记重复"})
    assert gone.json()["withdrawal_reason"] == "登记重复"
    assert chen(f"{path}/pass-on", {"people": ["NOBODY"]}).status_code == 422


def test_api_refuses_who_may_not(paper_office: Cast, matter: Matter) -> None:
    paper = make.received(matter, by=paper_office.chen)
    document = make.draft(paper_office, matter)
    zhao = api(paper_office.zhao)
    before = everything_but_the_journal()

    refused = [
        zhao(f"documents/{document.pk}"),
        zhao(f"documents/{document.pk}/files/docx"),
        zhao(f"documents/{document.pk}/withdraw", {"reason": "x"}),
        zhao("documents", {"matter": matter.pk, "kind": make.KIND}),
        zhao(f"received-papers/{paper.pk}"),
        zhao(f"received-papers/{paper.pk}/file"),
        zhao(f"received-papers/{paper.pk}/withdraw", {"reason": "x"}),
        zhao("received-papers", **letter(), matter=matter.pk),
    ]

    assert {each.status_code for each in refused} <= {403, 404}
    assert everything_but_the_journal() == before
