"""What is posted is opened, commented on and answered; a month is shown and posted."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.matters.models import Matter
from hengjian.office.actions import commenting
from hengjian.office.models import Comment, PostedMonth, TakenDown
from tests.cast import Cast
from tests.factories import matters
from tests.pages.asking import FRAGMENT, events_since, last_entry, signed_in, text_of


@pytest.fixture
def staff(cast: Cast) -> Account:
    return matters.office(cast)


@pytest.fixture
def posted(cast: Cast, staff: Account) -> Matter:
    return matters.matter("supply_request", cast.chen)


def comment(matter: Matter, by: Account) -> Comment:
    return commenting.comment(
        matter=matter, text="三楼也缺纸", is_anonymous=False, by=by
    )


def test_colleague_comments_unnamed_and_is_answered_by_name(
    cast: Cast, posted: Matter, staff: Account
) -> None:
    address = f"/posted/{posted.pk}/"
    assert f'href="{address}"' in text_of(cast.zhou, "/posted/")
    before = last_entry()

    sent = signed_in(cast.zhou).post(
        f"{address}comment/", {"text": "多久能答复", "unnamed": "yes"}
    )
    said = Comment.objects.get()
    answered = signed_in(staff).post(
        f"/posted/comments/{said.pk}/answer/", {"text": "一周内答复"}
    )

    assert sent["Location"] == answered["Location"] == address
    events = [each for each in events_since(before) if each.startswith("office.")]
    assert events == ["office.commented", "office.comment_answered"]
    panel = text_of(cast.chen, f"/matters/{posted.pk}/")
    assert f'href="{address}"' in panel
    page = text_of(cast.chen, address)
    assert "匿名" in page
    assert "周燕" not in page
    assert page.index("多久能答复") < page.index("一周内答复")
    assert "欧阳办" in page


def test_refused_words_stay_in_the_form(cast: Cast, posted: Matter) -> None:
    answer = signed_in(cast.zhou).post(
        f"/posted/{posted.pk}/comment/", {"text": "打13900000000", "unnamed": "yes"}
    )

    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "手机号" in page
    assert "打13900000000</textarea>" in page
    assert not Comment.objects.exists()


def test_leader_takes_a_comment_down_and_its_words_are_gone(
    cast: Cast, posted: Matter
) -> None:
    said = comment(posted, cast.zhou)

    answer = signed_in(cast.liu).post(
        f"/posted/comments/{said.pk}/take-down/", {"reason": "与事项无关"}
    )

    assert answer.status_code == HTTPStatus.FOUND
    page = text_of(cast.chen, f"/posted/{posted.pk}/")
    assert "三楼也缺纸" not in page
    assert "已撤下" in page
    assert "与事项无关" in page


@pytest.mark.parametrize("act", ["answer", "take-down"])
def test_who_does_not_answer_for_the_office_changes_nothing(
    act: str, cast: Cast, posted: Matter
) -> None:
    said = comment(posted, cast.zhou)
    before = JournalEntry.objects.filter(event__startswith="office.comment").count()
    asked = f"/posted/comments/{said.pk}/{act}/"
    given = {"text": "好", "reason": "不好"}

    assert signed_in(cast.zhou).post(asked, given).status_code == HTTPStatus.FORBIDDEN
    elsewhere = signed_in(cast.zhao).post(asked, given)
    assert elsewhere.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert Client().post(asked, given).status_code == HTTPStatus.FOUND

    after = JournalEntry.objects.filter(event__startswith="office.comment").count()
    assert after == before
    assert not TakenDown.objects.exists()


def test_another_office_and_administrators_do_not_read_it(
    cast: Cast, posted: Matter
) -> None:
    address = f"/posted/{posted.pk}/"

    assert signed_in(cast.zhao).get(address).status_code == HTTPStatus.NOT_FOUND
    answer = signed_in(cast.zhao).post(f"{address}comment/", {"text": "好"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    answer = signed_in(cast.audit_administrator).get(address)
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", ["/posted/{matter}/", "/posted/month/"])
def test_page_and_fragment_agree_and_are_headed_in_english(
    address: str, cast: Cast, posted: Matter
) -> None:
    client = signed_in(cast.chen)
    client.post("/language/", {"language": "en"})
    asked = address.format(matter=posted.pk)

    whole = client.get(asked).content.decode()
    fragment = client.get(asked, headers=FRAGMENT).content.decode()

    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert head in whole
    assert head.isascii()


def test_month_is_shown_posted_and_stays_as_posted(cast: Cast, staff: Account) -> None:
    with clock.moved_to(date(2026, 9, 10)):
        matters.matter("supply_request", cast.chen)
    with clock.moved_to(date(2026, 10, 26)):
        page = text_of(cast.zhou, "/posted/month/?month=2026-09")
        assert "这个月还没有公示" in page
        assert "公示这个月" not in page

        answer = signed_in(staff).post(
            "/posted/month/post/",
            {"unit": "429900", "month": "2026-09", "words": "讲评：答复及时"},
        )
        assert PostedMonth.objects.get().version == 1
        assert answer["Location"].endswith("?unit=429900&month=2026-09&version=1")
        # what changes afterwards is counted now and leaves what was posted alone
        with clock.moved_to(date(2026, 9, 11)):
            matters.matter("supply_request", cast.zhou)
        shown = text_of(cast.zhou, "/posted/month/?month=2026-09")
        now = text_of(cast.zhou, "/posted/month/?month=2026-09&version=now")

    assert "讲评：答复及时" in shown
    assert "与留痕一致" in shown
    assert '公示申请 <b class="figure">1</b>' in shown
    assert '公示申请 <b class="figure">2</b>' in now
    assert "公示以后可能有变化" in now


def test_month_is_posted_by_the_office_alone(cast: Cast, staff: Account) -> None:
    given = {"unit": "429900", "month": "2026-09"}
    with clock.moved_to(date(2026, 10, 26)):
        refused = signed_in(cast.zhou).post("/posted/month/post/", given)
        elsewhere = signed_in(staff).post(
            "/posted/month/post/", given | {"unit": cast.donghu.code}
        )
        lasting = signed_in(staff).post(
            "/posted/month/post/", given | {"month": "2026-10"}
        )

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert elsewhere.status_code == HTTPStatus.NOT_FOUND
    assert lasting.status_code == HTTPStatus.CONFLICT
    assert not PostedMonth.objects.exists()
