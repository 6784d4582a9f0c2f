"""帮助: a chapter for each role, in both languages; help leads to what is looked at."""

from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.roles import ROLES
from hengjian.manual.queries import address_for
from hengjian.manual.reading import chapters
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import FRAGMENT, signed_in, text_of


def test_every_role_has_its_chapter() -> None:
    assert set(chapters()) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_chapter_tells_its_tasks_in_both_languages(role: str, cast: Cast) -> None:
    client = signed_in(cast.chen)
    chapter = chapters()[role]

    chinese = client.get(f"/help/{role}/").content.decode()
    client.post("/language/", {"language": "en"})
    english = client.get(f"/help/{role}/", headers=FRAGMENT).content.decode()

    for task in chapter.tasks:
        assert task.title.zh in chinese
        assert f'id="{task.name}"' in english
    head = english[english.index("<h1>") : english.index("</h1>")]
    assert head.isascii()


def test_own_chapter_comes_first(cast: Cast) -> None:
    shown = signed_in(cast.lin).get("/help/").context

    assert [chapter.role.name for chapter in shown["own"]] == ["department_head"]
    assert len(shown["others"]) == len(ROLES) - 1


def test_account_without_a_role_may_read_every_chapter(cast: Cast) -> None:
    account = make.account(username="nobody")

    assert "书记员" in text_of(account, "/help/")
    assert address_for(account, "nowhere") == "/help/"


def test_help_of_a_page_is_the_readers_own(cast: Cast) -> None:
    assert address_for(cast.lin, "warehouse:quality") == "/help/department_head/#assign"
    assert address_for(cast.wang, "warehouse:quality") == "/help/case_manager/#findings"


def test_help_of_a_page_foreign_to_the_role_is_another_chapters(cast: Cast) -> None:
    address = address_for(cast.audit_administrator, "warehouse:imports")

    assert address == "/help/case_manager/#import"


def test_help_of_a_page_nobody_explains_is_the_own_chapter(cast: Cast) -> None:
    assert address_for(cast.chen, "workbench:shelf") == "/help/procurator/"


def test_every_page_offers_its_help(cast: Cast) -> None:
    page = signed_in(cast.chen).get("/data/").content.decode()

    assert 'href="/help/procurator/#data"' in page


def test_sections_are_found_by_the_search(cast: Cast) -> None:
    page = text_of(cast.chen, "/search/?q=dfak")

    assert "/help/procurator/#answer" in page


def test_chapter_of_no_role_does_not_exist(cast: Cast) -> None:
    answer = signed_in(cast.chen).get("/help/king/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", ["/help/", "/help/clerk/"])
def test_manual_is_for_those_who_sign_in_and_only_read(
    address: str, cast: Cast
) -> None:
    stranger = Client().get(address)

    assert stranger["Location"].startswith("/sign-in/")
    refused = signed_in(cast.chen).post(address)
    assert refused.status_code == HTTPStatus.METHOD_NOT_ALLOWED
