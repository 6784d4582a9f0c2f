"""Pages and API of sealed records: proposed, sealed, opened with a reason, lifted."""

from datetime import date
from http import HTTPStatus

import pytest

from hengjian.access.models import Account
from hengjian.audit.models import JournalEntry
from hengjian.jobs.worker import Worker
from hengjian.warehouse.models import SealedCard, Sealing
from tests.cast import Cast
from tests.factories import access as make
from tests.pages.asking import FRAGMENT, signed_in, text_of
from tests.unit.warehouse.card_files_in import brought, card


YOUNG = "110101200903070019"
ASKED = {
    "card": "arrest_review",
    "key": "A1|1",
    "unit": "429900",
    "kind": "criminal_record",
    "law": "中华人民共和国刑事诉讼法",
    "article": "第286条",
    "mark": "V",
    "sealed_on": "2026-10-26",
    "whole_person": "yes",
    "reason": "判处三年",
}


@pytest.fixture
def cards(people: Cast) -> None:
    brought(card("A1", identity_number=YOUNG, suspect="欧阳明"), card("B1"))


@pytest.fixture
def sealing(people: Cast, cards: None) -> Sealing:
    signed_in(people.wang).post("/sealings/seal/", ASKED)
    return Sealing.objects.get()


def test_case_manager_seals_a_record(people: Cast, cards: None) -> None:
    answer = signed_in(people.wang).post("/sealings/seal/", ASKED)

    sealing = Sealing.objects.get()
    assert answer.headers["Location"] == f"/sealings/{sealing.pk}/"
    assert (sealing.sealed_on, sealing.person_digest != "") == (
        date(2026, 10, 26),
        True,
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"reason": ""}, "请写明理由"),
        ({"article": ""}, "请写明条文"),
        ({"key": "Z9|1"}, "没有这张案卡"),
        ({"card": ""}, "请选择案卡"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_sealed(
    people: Cast, cards: None, said: dict[str, str], told: str
) -> None:
    answer = signed_in(people.wang).post("/sealings/seal/", {**ASKED, **said})

    assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert told in answer.content.decode()
    assert not Sealing.objects.exists()


def test_rows_kept_aside_are_shown_to_nobody_until_all_are_looked_through(
    people: Cast,
) -> None:
    brought(card("A1", identity_number=YOUNG), card("B1"))
    kept = brought(
        card("E1", identity_number=YOUNG, accepted_on="2026-03-09"),
        card("F1", accepted_on="2026-03-09"),
        name="k.csv",
    )
    client = signed_in(people.wang)
    client.post("/sealings/seal/", ASKED)
    sealing = Sealing.objects.get()
    page = f"/sealings/{sealing.pk}/"

    meanwhile = client.get(page).content.decode()
    refused = client.post(f"/imports/{kept.pk}/rejected/", {"reason": "核对"})
    Worker().run_until_empty()
    after = client.get(page).content.decode()
    shown = client.post(f"/imports/{kept.pk}/rejected/", {"reason": "核对"})

    assert "正在检索此人的其他记录" in meanwhile
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "正在检索此人的其他记录" not in after
    assert shown.status_code == HTTPStatus.OK
    assert Sealing.objects.get().rows.count() == 1


@pytest.mark.parametrize("address", ["/sealings/", "/sealings/{sealing}/"])
def test_register_names_nobody_in_either_language(
    people: Cast, sealing: Sealing, address: str
) -> None:
    client = signed_in(people.wang)
    told = client.get(address.format(sealing=sealing.pk)).content.decode()
    client.post("/language/", {"language": "en"})
    english = client.get(address.format(sealing=sealing.pk)).content.decode()

    assert "第286条" in told
    assert "<h1>Seal" in english
    assert not any(each in told + english for each in ("A1|1", YOUNG, "欧阳明"))


def test_register_comes_as_a_fragment_for_the_frame(
    people: Cast, sealing: Sealing
) -> None:
    answer = signed_in(people.wang).get("/sealings/", headers=FRAGMENT)

    assert "<html" not in answer.content.decode()


def test_sealed_card_opens_with_a_reason_that_is_journaled(
    people: Cast, sealing: Sealing
) -> None:
    sealed = SealedCard.objects.get(is_whole_case=False)
    address = f"/sealings/{sealing.pk}/cards/{sealed.pk}/open/"
    client = signed_in(people.wang)

    refused = client.post(address, {"reason": " "})
    opened = client.post(address, {"reason": "再犯查询"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "欧阳明" not in refused.content.decode()
    assert "欧阳明" in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    entry = JournalEntry.objects.get(event="warehouse.sealed_card_opened")
    assert "再犯查询" in entry.detail
    assert "欧阳明" not in client.get(f"/sealings/{sealing.pk}/").content.decode()


@pytest.mark.parametrize("who", ["chen", "lin", "liu", "zhao"])
def test_others_neither_see_nor_open(people: Cast, sealing: Sealing, who: str) -> None:
    client = signed_in(getattr(people, who))
    sealed = SealedCard.objects.get(is_whole_case=False)

    answers = [
        client.get("/sealings/"),
        client.get(f"/sealings/{sealing.pk}/"),
        client.post(
            f"/sealings/{sealing.pk}/cards/{sealed.pk}/open/", {"reason": "看"}
        ),
        client.post(f"/sealings/{sealing.pk}/lift/", {"reason": "看", "basis": "无"}),
    ]

    assert {each.status_code for each in answers} == {HTTPStatus.FORBIDDEN}


def test_juvenile_procurator_of_another_place_does_not_find_it(
    people: Cast, sealing: Sealing
) -> None:
    other: Account = make.account(username="xu")
    make.grant(other, "juvenile_procurator", people.xishan)
    client = signed_in(other)

    found = client.get(f"/sealings/{sealing.pk}/")
    sealed = client.post("/sealings/seal/", {**ASKED, "key": "B1|1", "unit": "429902"})

    assert found.status_code == HTTPStatus.NOT_FOUND
    assert sealed.status_code == HTTPStatus.NOT_FOUND
    assert Sealing.objects.count() == 1


def test_lifting_needs_its_basis(people: Cast, sealing: Sealing) -> None:
    client = signed_in(people.wang)
    address = f"/sealings/{sealing.pk}/lift/"

    refused = client.post(address, {"reason": "发现漏罪"})
    client.post(address, {"reason": "发现漏罪", "basis": "第286条第二款"})

    sealing.refresh_from_db()
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sealing.lifting_basis == "第286条第二款"
    assert "已解除" in text_of(people.wang, "/sealings/")


def test_nothing_is_proposed_where_no_card_says_so(people: Cast, cards: None) -> None:
    assert "没有待封存的记录" in text_of(people.wang, "/sealings/proposed/")


def test_api_seals_shows_and_lifts(people: Cast, cards: None) -> None:
    client = signed_in(people.wang)
    body = {**ASKED, "whole_person": True}

    made = client.post("/api/sealings", body, content_type="application/json")
    number = made.json()["id"]
    listed = client.get("/api/sealings").json()
    lifted = client.post(
        f"/api/sealings/{number}/lift",
        {"reason": "发现漏罪", "basis": "第286条第二款"},
        content_type="application/json",
    )

    assert made.status_code == HTTPStatus.CREATED
    assert [each["id"] for each in listed["items"]] == [number]
    assert client.get(f"/api/sealings/{number}").json()["cards"] == 1
    assert lifted.json()["lifted_on"] == "2026-10-26"
    assert client.get("/api/sealings/999").status_code == HTTPStatus.NOT_FOUND


def test_reason_that_names_somebody_comes_back_to_be_rephrased(
    people: Cast, cards: None
) -> None:
    typed = "欧阳明判处三年"

    answer = signed_in(people.wang).post("/sealings/seal/", {**ASKED, "reason": typed})

    said = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请改写后再提交" in said
    assert typed in said
    assert not Sealing.objects.exists()


def test_reason_of_lifting_with_a_number_comes_back(
    people: Cast, sealing: Sealing
) -> None:
    typed = {"reason": f"{YOUNG} 发现漏罪", "basis": "第286条第二款"}

    answer = signed_in(people.wang).post(f"/sealings/{sealing.pk}/lift/", typed)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert typed["reason"] in answer.content.decode()
    sealing.refresh_from_db()
    assert sealing.lifted_on is None
