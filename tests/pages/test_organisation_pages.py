"""The organisation's pages answer the fixed questions."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from tests.cast import Cast
from tests.factories import access as make


pytestmark = pytest.mark.django_db
TREE = "/organisation/"
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')  # each time anew


def as_account(client: Client, account: Account) -> Client:
    client.force_login(account, backend="hengjian.access.backend.AccountBackend")
    return client


def test_the_tree_shows_the_readers_places(client: Client, cast: Cast) -> None:
    page = as_account(client, cast.liu).get(TREE).content.decode()

    assert cast.jiangcheng.name in page
    assert cast.donghu.name in page


def test_a_county_reader_sees_no_other_county(client: Client, cast: Cast) -> None:
    page = as_account(client, cast.zhao).get(TREE).content.decode()

    assert cast.xishan.name not in page


def test_a_stranger_is_sent_to_the_sign_in(client: Client, cast: Cast) -> None:
    response = client.get(TREE)

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"].startswith("/sign-in/")


def test_an_account_without_a_role_is_refused_in_words(client: Client) -> None:
    response = as_account(client, make.account()).get(TREE)

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "角色" in response.content.decode()


def test_another_place_does_not_exist_for_the_reader(
    client: Client, cast: Cast
) -> None:
    response = as_account(client, cast.zhao).get(f"{TREE}{cast.xishan.code}/")

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_nothing_is_written_here(client: Client, cast: Cast) -> None:
    client = as_account(client, cast.liu)

    assert client.post(TREE).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    place = client.post(f"{TREE}{cast.jiangcheng.code}/")
    assert place.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_place_shows_who_sat_there_on_the_asked_day(
    client: Client, cast: Cast
) -> None:
    client = as_account(client, cast.liu)
    address = f"{TREE}{cast.jiangcheng.code}/"

    now = client.get(f"{address}?on=2025-01-01").content.decode()
    before = client.get(f"{address}?on=2020-01-01").content.decode()

    assert cast.person(cast.chen).name in now
    assert cast.person(cast.chen).name not in before.split('id="main"')[1]


def test_fragment_and_page_agree(client: Client, cast: Cast) -> None:
    client = as_account(client, cast.liu)

    whole, fragment = (
        TOKEN.sub("", client.get(TREE, headers=headers).content.decode())
        for headers in ({}, {"HX-Request": "true"})
    )

    main = fragment[fragment.index('<div class="page-head">') :].strip()
    assert main in whole
    assert "<html" not in fragment
