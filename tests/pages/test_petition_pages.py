"""Petitions on their pages: led on, held against the national record, proposed as one."""

from http import HTTPStatus

from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import drafts
from hengjian.matters.actions import arriving
from hengjian.matters.models import Draft, LinkKind, Matter, MatterLink, RecordOf
from tests.factories import matters as make
from tests.pages.asking import events_since, last_entry, signed_in, text_of
from tests.unit.matters.conftest import World, _today, world  # noqa: F401 (fixtures)


PERSONAL = [
    make.PETITION[name]
    for name in ("petitioner", "identity_number", "contact", "subject")
]


def petition(world: World, **typed: str) -> Matter:  # noqa: F811
    return make.matter("petition", world.cast.zhou, **typed)


def test_what_the_national_record_tells_stands_beside_what_was_noted(
    world: World,  # noqa: F811
) -> None:
    matter = petition(world)
    arriving.arrive(
        matter=matter,
        card="complaint",
        values={"channel": "letter", "allocated_on": "2026-10-12"},
        source=Text("导入 7（信访.xlsx）", "import 7"),
        by=make.BY,
    )

    page = text_of(world.cast.zhou, f"/matters/{matter.pk}/")

    assert "导入 7（信访.xlsx）" in page
    assert "不一致" in page  # came as a letter, noted as a visit


def test_personal_items_of_a_matter_are_masked_on_its_page(
    world: World,  # noqa: F811
) -> None:
    matter = petition(world)

    for account in (world.cast.zhou, world.cast.lin):
        page = text_of(account, f"/matters/{matter.pk}/")
        assert [sign for sign in PERSONAL if sign in page] == []
        assert "已遮盖" in page


def test_personal_items_of_a_matter_are_shown_once_for_a_reason_that_is_journaled(
    world: World,  # noqa: F811
) -> None:
    matter = petition(world)
    client, before = signed_in(world.cast.zhou), last_entry()

    nothing = client.post(f"/matters/{matter.pk}/unmask/", {"reason": " "})
    page = client.post(f"/matters/{matter.pk}/unmask/", {"reason": "回访核对"})

    assert nothing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [s for s in PERSONAL if s in nothing.content.decode()] == []
    assert [s for s in PERSONAL if s not in page.content.decode()] == []
    assert events_since(before) == ["matters.personal_values_unmasked"]
    assert "回访核对" in JournalEntry.objects.get(number=before + 1).detail


def test_personal_items_of_a_matter_are_not_for_everybody_who_sees_it(
    world: World,  # noqa: F811
) -> None:
    matter = petition(world)
    client = signed_in(world.cast.liu)
    assert client.get(f"/matters/{matter.pk}/").status_code == HTTPStatus.OK

    answer = client.post(f"/matters/{matter.pk}/unmask/", {"reason": "看看"})

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_perhaps_the_same_is_shown_and_merged_only_by_a_person(
    world: World,  # noqa: F811
) -> None:
    first = petition(world)
    second = petition(world, national_number="江检信访〔2026〕32")

    page = text_of(world.cast.lin, f"/matters/{second.pk}/")
    merged = signed_in(world.cast.lin).post(
        f"/matters/{second.pk}/merge/", {"number": first.number, "reason": "同一件事"}
    )

    assert "可能是同一件事" in page
    assert merged.status_code == HTTPStatus.FOUND
    second.refresh_from_db()
    assert second.merged_into == first


def test_assistance_is_led_on_to_with_what_is_known_already(
    world: World,  # noqa: F811
) -> None:
    matter = petition(world)
    address = f"/matters/new/judicial_assistance/?from={matter.pk}"

    client = signed_in(world.cast.zhou)
    page = client.get(address).content.decode()
    typed = {
        "from": str(matter.pk),
        "item.national_number": "江检信访〔2026〕31",
        "item.applied_on": "2026-10-19",
        "item.applicant_is": "victim",
        "item.petitioner": "郑某",
    }
    answer = client.post("/matters/new/judicial_assistance/", typed)

    assert 'value="江检信访〔2026〕31"' in page
    assert 'value="郑某"' in page
    assert answer.status_code == HTTPStatus.FOUND
    link = MatterLink.objects.get()
    assert (link.of, link.kind) == (matter, LinkKind.LED_TO)


def test_petition_leads_to_no_supplies(world: World) -> None:  # noqa: F811
    matter = petition(world)
    make.release_kinds()

    client = signed_in(world.cast.zhou)

    answer = client.get(f"/matters/new/supply_request/?from={matter.pk}")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_note_stands_on_the_time_line(world: World) -> None:  # noqa: F811
    matter = petition(world)

    signed_in(world.cast.zhou).post(
        f"/matters/{matter.pk}/note/", {"words": "已电话约谈"}
    )

    assert "已电话约谈" in text_of(world.cast.zhou, f"/matters/{matter.pk}/")


def test_personal_text_of_a_draft_is_sealed(world: World) -> None:  # noqa: F811
    make.kind("petition")
    client = signed_in(world.cast.zhou)

    client.post("/matters/new/petition/draft/", {"item.petitioner": "欧阳某某"})

    kept = Draft.drafts.get()
    assert "欧阳某某" not in str(kept.texts)
    found = drafts.of(world.cast.zhou, "petition", "register")
    assert found is not None
    assert found.texts["petitioner"] == "欧阳某某"
    assert 'value="欧阳某某"' in text_of(world.cast.zhou, "/matters/new/petition/")


def test_office_says_on_a_page_that_it_keeps_the_record_here(
    world: World,  # noqa: F811
) -> None:
    make.kind("petition")
    client = signed_in(world.cast.wang)
    asked = {
        "kind": "petition",
        "unit": world.cast.jiangcheng.code,
        "record_of": "here",
        "from_on": clock.today().isoformat(),
        "reason": "未接入全国系统",
    }

    refused = client.post("/matters/records/", {**asked, "reason": " "})
    settled = client.post("/matters/records/", asked)

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert settled.status_code == HTTPStatus.FOUND
    assert "未接入全国系统" in text_of(world.cast.wang, "/matters/records/")
    assert petition(world).record_of == RecordOf.HERE
