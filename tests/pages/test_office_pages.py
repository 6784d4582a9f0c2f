"""Posted requests and the store: who reads them, who keeps them, what is refused."""

from functools import partial
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from hengjian.office.actions.stock import stock_of
from hengjian.office.models import Article
from tests.cast import Cast
from tests.factories import matters
from tests.factories import office as make
from tests.pages.asking import FRAGMENT, signed_in, text_of
from tests.remembered import remembered


PAGES = ("/posted/", "/store/", "/store/{article}/")
NEW = {"unit": "429900", "code": "W-01", "name": "案卷封皮", "measure": "个"}


@pytest.fixture
def paper(cast: Cast) -> Article:
    """Twenty boxes of paper in Jiangcheng's store, and a posted request."""
    return remembered("store", partial(_paper, cast))


def _paper(cast: Cast) -> Article:
    matters.matter("supply_request", cast.chen)
    found = make.article(cast.jiangcheng)
    make.entered(found)
    return found


@pytest.fixture
def staff(cast: Cast) -> Account:
    return matters.office(cast)


@pytest.mark.parametrize("address", PAGES)
def test_everybody_of_the_office_reads_it(
    address: str, cast: Cast, paper: Article
) -> None:
    asked = address.format(article=paper.pk)

    whole = signed_in(cast.chen).get(asked).content.decode()
    fragment = text_of(cast.chen, asked)

    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert head in whole


@pytest.mark.parametrize("address", ["/posted/", "/store/"])
def test_page_is_headed_in_english_for_an_english_reader(
    address: str, cast: Cast, paper: Article
) -> None:
    client = signed_in(cast.chen)
    client.post("/language/", {"language": "en"})

    page = client.get(address, headers=FRAGMENT).content.decode()

    assert page[page.index("<h1>") : page.index("</h1>")].isascii()


@pytest.mark.parametrize("address", PAGES)
def test_stranger_and_administrator_do_not_read_it(
    address: str, cast: Cast, paper: Article
) -> None:
    asked = address.format(article=paper.pk)

    assert Client().get(asked).status_code == HTTPStatus.FOUND
    answer = signed_in(cast.system_administrator).get(asked)
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_another_office_sees_nothing_of_it(cast: Cast, paper: Article) -> None:
    assert "A4 复印纸" not in text_of(cast.zhao, "/posted/")
    assert "A4 复印纸" not in text_of(cast.zhao, "/store/")
    answer = signed_in(cast.zhao).get(f"/store/{paper.pk}/")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_posted_request_shows_what_was_asked_and_that_it_stands(
    cast: Cast, paper: Article
) -> None:
    page = text_of(cast.zhou, "/posted/?state=waiting&kind=supply_request")

    assert "A4 复印纸 70 克" in page
    assert "尚未答复" in page
    assert "与留痕一致" in page
    assert "没有公示" in text_of(cast.zhou, "/posted/?state=answered")
    assert "没有公示" in text_of(cast.zhou, "/posted/?from=2030-01-01")


def test_clerk_takes_the_postings_away_as_a_sheet(cast: Cast, paper: Article) -> None:
    answer = signed_in(cast.zhou).get("/posted/?export=xlsx")

    assert answer.status_code == HTTPStatus.OK
    assert "spreadsheetml" in answer["Content-Type"]
    sheet = signed_in(cast.lin).get("/store/?export=xlsx")
    assert "spreadsheetml" in sheet["Content-Type"]


def test_office_keeps_an_article_and_moves_it(staff: Account, paper: Article) -> None:
    client = signed_in(staff)

    made = client.post("/store/keep/", NEW | {"level": "300"})
    moved = client.post(
        f"/store/{paper.pk}/enter/", {"how": "issued", "quantity": "18"}
    )

    assert made.status_code == moved.status_code == HTTPStatus.FOUND
    assert Article.objects.get(code="W-01").reorder_level == 300
    assert stock_of(paper) == 2
    assert "需补库" in text_of(staff, "/store/?low=1")
    assert "案卷封皮" in text_of(staff, "/store/?low=1")


def test_wrong_entry_is_reversed_on_its_page(staff: Account, paper: Article) -> None:
    entry = paper.entries.get()

    answer = signed_in(staff).post(
        f"/store/{paper.pk}/enter/", {"reverse": str(entry.pk), "words": "重复登记"}
    )

    assert answer.status_code == HTTPStatus.FOUND
    assert stock_of(paper) == 0
    assert "冲正" in text_of(staff, f"/store/{paper.pk}/")


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/store/keep/", NEW),
        ("/store/{article}/enter/", {"how": "issued", "quantity": "1"}),
    ],
)
def test_who_does_not_keep_the_store_changes_nothing(
    address: str, given: dict[str, str], cast: Cast, paper: Article
) -> None:
    before = JournalEntry.objects.filter(event__startswith="office.stock").count()

    answer = signed_in(cast.chen).post(address.format(article=paper.pk), given)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    after = JournalEntry.objects.filter(event__startswith="office.stock").count()
    assert (after, stock_of(paper)) == (before, 20)


def test_store_of_another_office_is_not_there_to_be_kept(
    staff: Account, cast: Cast
) -> None:
    answer = signed_in(staff).post("/store/keep/", NEW | {"unit": cast.xishan.code})

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert not Article.objects.filter(code="W-01").exists()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"how": "issued", "quantity": "21"}, HTTPStatus.CONFLICT),
        ({"how": "issued", "quantity": "viele"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"how": "reversed", "quantity": "1"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"reverse": "999999", "words": "错"}, HTTPStatus.NOT_FOUND),
        ({"how": "counted", "quantity": "20", "words": "盘点"}, HTTPStatus.CONFLICT),
    ],
)
def test_what_does_not_fit_the_store_is_told(
    given: dict[str, str], status: HTTPStatus, staff: Account, paper: Article
) -> None:
    answer = signed_in(staff).post(f"/store/{paper.pk}/enter/", given)

    assert answer.status_code == status
    assert stock_of(paper) == 20
