"""Personal items of matters: sealed in the vault, hidden and sealed with their card."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hengjian.engines.tables.digests import digest
from hengjian.lib import clock
from hengjian.matters.actions import joining
from hengjian.packs import actions as packs
from hengjian.warehouse import data_keys, vault_rows
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.actions.sealings import Basis
from hengjian.warehouse.matter_cards import taking
from hengjian.warehouse.models import CardTable, MatterCard, SealedCard, SealingKind
from hengjian.warehouse.queries import sealed
from hengjian.warehouse.sealing.resolving import resolve
from tests.cast import Cast
from tests.factories import matters as make
from tests.unit.warehouse.matters_taken import KIND, cards, place


TODAY = date(2026, 10, 19)
BY = make.BY
YOUNG = "110101200903070019"


@pytest.fixture(autouse=True)
def _today(home: Path) -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def cast(cast: Cast) -> Cast:
    make.release_kinds()
    return cast


def with_identity(folder: Path) -> None:
    """Release the shipped kind with personal items added."""
    pack = folder / "packs" / KIND
    shutil.copytree(make.PACKS / KIND, pack)
    shutil.rmtree(pack / "tests")
    card = pack / "case_card.yaml"
    added = (
        "items:\n"
        "  contact: {label: 联系人, type: text, personal: true}\n"
        "  identity_number: {label: 证件号, type: text, personal: true, match: true}\n"
    )
    card.write_text(card.read_text().replace("items:\n", added, 1))
    form = pack / "forms" / "register.yaml"
    rows = "      - [is_urgent]\n      - [contact, identity_number]\n"
    form.write_text(form.read_text().replace("      - [is_urgent]\n", rows, 1))
    packs.release(prepared=packs.prepare([pack]), by=BY)


def test_personal_items_go_to_the_vault_and_leave_a_digest(cast: Cast, tmp_path: Path):
    with_identity(tmp_path)
    matter = make.matter(KIND, cast.chen, contact="张三", identity_number=YOUNG)

    taking.take_all()

    card = cards()[place(matter)]
    assert "contact" not in card
    assert card["identity_number__match"] == digest(YOUNG, data_keys.match_key())
    table = CardTable.objects.get(name=KIND)
    key = MatterCard.objects.get(matter=matter).card_digest
    (text,) = vault_rows.payloads_at(
        table, table.current_version, [bytes.fromhex(key)]
    ).values()
    assert "张三" in text


def test_personal_items_are_hidden_when_the_card_leaves(cast: Cast, tmp_path: Path):
    with_identity(tmp_path)
    matter = make.matter(KIND, cast.chen, contact="张三", identity_number=YOUNG)
    taking.take_all()
    key = bytes.fromhex(MatterCard.objects.get(matter=matter).card_digest)

    joining.transfer(matter=matter, to=cast.donghu, reason="属地管辖", by=BY)
    taking.take_all()

    table = CardTable.objects.get(name=KIND)
    now = vault_rows.payloads_at(table, table.current_version, [key])
    assert set(now.values()) <= {""}


def test_later_matter_of_a_sealed_person_is_sealed_with_its_card(
    cast: Cast, tmp_path: Path
):
    with_identity(tmp_path)
    first = make.matter(KIND, cast.chen, contact="张三", identity_number=YOUNG)
    taking.take_all()
    key = MatterCard.objects.get(matter=first).card_key
    sealings.seal(
        resolved=resolve(KIND, key),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=cast.jiangcheng,
        sealed_on=TODAY,
        reason="犯罪时未满十八周岁",
        by=BY,
    )

    later = make.matter(KIND, cast.chen, contact="张三", identity_number=YOUNG)
    taking.take_all()

    card = MatterCard.objects.get(matter=later)
    later_key = card.card_key
    assert SealedCard.objects.filter(card_digest=card.card_digest).exists()
    assert sealed.shown_keys([key, later_key], KIND) == []
