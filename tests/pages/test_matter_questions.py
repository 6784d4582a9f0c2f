"""Every page and act of matters answers the same questions."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.matters.models import Matter
from tests.factories import access as make_access
from tests.factories import documents as papers
from tests.factories import matters as make
from tests.failing_journal import everything_but_the_journal
from tests.pages.asking import FRAGMENT, signed_in
from tests.remembered import remembered
from tests.unit.matters.conftest import World, _today, world  # noqa: F401 (fixtures)


# address -> who may open it
PAGES = {
    "/inbox/": "office",
    "/inbox/?scope=others": "chen",
    "/matters/": "chen",
    "/matters/new/": "chen",
    "/matters/new/supply_request/": "chen",
    "/matters/{matter}/": "office",
    "/matters/{matter}/?task={item}": "liu",
    "/matters/{matter}/received/": "chen",
    "/matters/{matter}/received/{paper}/": "chen",
    "/documents/received/": "wang",
}
HEADED_BY_CONTENT = {
    "/matters/{matter}/",
    "/matters/{matter}/?task={item}",
    "/matters/{matter}/received/{paper}/",
    "/inbox/?scope=others",
}
TASK = "/matters/{matter}/tasks/{item}/"
# address -> who may do it, and what they send
ACTS: dict[str, tuple[str, dict[str, str]]] = {
    "/inbox/allocate/": ("office", {"item": "{item}", "person": "{lin}", "confirmed": "1"}),
    "/inbox/urge/": ("liu", {"item": "{item}", "confirmed": "1"}),
    "/matters/new/supply_request/draft/": ("chen", {"item.article": "纸"}),
    TASK + "draft/": ("office", {"item.in_stock": "true"}),
    TASK + "complete/": ("office", {"item.in_stock": "true", "version": "1"}),
    TASK + "claim/": ("office", {}),
    TASK + "allocate/": ("office", {"method": "rotation"}),
    TASK + "delegate/": ("office", {"person": "{lin}", "reason": "出差"}),
    TASK + "countersign/": ("office", {"person": "{lin}", "words": "请看"}),
    TASK + "assist/": ("office", {"person": "{lin}", "words": "请盘点"}),
    TASK + "urge/": ("liu", {"words": "请抓紧"}),
    TASK + "extension/": (
        "office", {"number": "2", "unit": "working_days", "reason": "盘点"}
    ),
    "/matters/{matter}/supervise/": ("liu", {"reason": "领导关注"}),
    "/matters/{matter}/suspend/": ("liu", {"reason": "等报价"}),
    "/matters/{matter}/close/": ("liu", {"reason": "不再需要"}),
    "/matters/{matter}/recuse/": ("liu", {"person": "{lin}", "reason": "亲属"}),
    "/matters/{matter}/link/": ("chen", {"number": "{other}"}),
    "/matters/{matter}/merge/": ("liu", {"number": "{other}", "reason": "重复"}),
    "/matters/{matter}/received/{paper}/pass-on/": ("chen", {"person": "{lin}"}),
    "/matters/{matter}/received/{paper}/read/": ("wang", {}),
    "/matters/{matter}/received/{paper}/withdraw/": ("chen", {"reason": "登记重复"}),
    "/matters/{matter}/transfer/": ("liu", {"unit": "429901", "reason": "属地"}),
}  # fmt: skip
KEEPS_A_DRAFT = {address for address in ACTS if address.endswith("draft/")}
OF_ONE_PLACE = [
    address for address in (*PAGES, *ACTS) if address.startswith("/matters/{matter}")
]


@pytest.fixture
def numbers(world: World) -> dict[str, object]:  # noqa: F811
    """A request whose stock is to be looked into, and another."""
    return remembered("matter questions", partial(_numbers, world))


def _numbers(world: World) -> dict[str, object]:  # noqa: F811
    matter = make.matter("supply_request", world.cast.chen)
    other = make.matter("supply_request", world.cast.chen, article="订书机")
    passed = papers.passed(matter, by=world.cast.chen, to=world.cast.wang)
    return {
        "matter": matter.pk,
        "paper": passed["received_paper"],
        "item": make.item(matter, "check_stock").pk,
        "other": other.number,
        "lin": world.cast.person(world.cast.lin).pk,
    }


@pytest.fixture
def who(world: World) -> Callable[[str], Account]:  # noqa: F811
    def named(name: str) -> Account:
        found: Account = world.office if name == "office" else getattr(world.cast, name)
        return found

    return named


def filled(given: dict[str, str], numbers: dict[str, object]) -> dict[str, str]:
    return {name: value.format(**numbers) for name, value in given.items()}


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_for_who_may(
    address: str, who: Callable[[str], Account], numbers: dict[str, object]
) -> None:
    answer = signed_in(who(PAGES[address])).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.OK
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("address", sorted(set(PAGES) - HEADED_BY_CONTENT))
def test_page_is_headed_in_english_for_an_english_reader(
    address: str, who: Callable[[str], Account], numbers: dict[str, object]
) -> None:
    client = signed_in(who(PAGES[address]))
    client.post("/language/", {"language": "en"})

    page = client.get(address.format(**numbers), headers=FRAGMENT).content.decode()

    assert page[page.index("<h1>") : page.index("</h1>")].isascii()


@pytest.mark.parametrize("address", PAGES)
def test_stranger_is_sent_to_the_sign_in(
    address: str, numbers: dict[str, object]
) -> None:
    answer = Client().get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", PAGES)
def test_page_is_refused_to_an_administrator(
    address: str,
    world: World,  # noqa: F811
    numbers: dict[str, object],
) -> None:
    client = signed_in(world.cast.system_administrator)

    answer = client.get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", PAGES)
def test_fragment_and_page_agree(
    address: str, who: Callable[[str], Account], numbers: dict[str, object]
) -> None:
    client = signed_in(who(PAGES[address]))
    asked = address.format(**numbers)

    whole = client.get(asked).content.decode()
    fragment = client.get(asked, headers=FRAGMENT).content.decode()

    head = fragment[fragment.index("<h1>") : fragment.index("</h1>")]
    assert "<html" not in fragment
    assert head in whole


@pytest.mark.parametrize("address", ACTS)
def test_act_is_done_by_who_may_with_an_entry(
    address: str, who: Callable[[str], Account], numbers: dict[str, object]
) -> None:
    name, given = ACTS[address]
    before = Matter.objects.get(pk=numbers["matter"]).events.count()

    answer = signed_in(who(name)).post(
        address.format(**numbers), filled(given, numbers)
    )

    after = Matter.objects.get(pk=numbers["matter"]).events.count()
    if address in KEEPS_A_DRAFT:
        assert (answer.status_code, after) == (HTTPStatus.OK, before)
    else:
        assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()[:2000]
        assert after > before or "/received/" in address  # those have the journal's


@pytest.mark.parametrize("address", OF_ONE_PLACE)
def test_matter_of_another_place_does_not_exist_for_the_reader(
    address: str,
    world: World,  # noqa: F811
    numbers: dict[str, object],
) -> None:
    elsewhere = make_access.account(username="elsewhere")
    make_access.grant(elsewhere, "leader", world.cast.xishan)
    client = signed_in(elsewhere)
    before = everything_but_the_journal()

    asked = address.format(**numbers)
    if address in ACTS:
        answer = client.post(asked, filled(ACTS[address][1], numbers))
    else:
        answer = client.get(asked)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_refused_to_a_stranger_and_to_an_administrator(
    address: str,
    world: World,  # noqa: F811
    numbers: dict[str, object],
) -> None:
    asked, given = address.format(**numbers), filled(ACTS[address][1], numbers)
    before = everything_but_the_journal()

    stranger = Client().post(asked, given)
    administrator = signed_in(world.cast.audit_administrator).post(asked, given)

    assert stranger.status_code == HTTPStatus.FOUND
    assert administrator.status_code == HTTPStatus.FORBIDDEN
    assert everything_but_the_journal() == before


@pytest.mark.parametrize("address", ACTS)
def test_act_is_not_done_by_reading(
    address: str, who: Callable[[str], Account], numbers: dict[str, object]
) -> None:
    answer = signed_in(who(ACTS[address][0])).get(address.format(**numbers))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
