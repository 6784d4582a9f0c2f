"""Sealed records: what a sealing covers, and that it acts whatever the version."""

import json
from datetime import date

import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.warehouse import card_layout, card_store
from hengjian.warehouse.actions import exports, sealings, vault
from hengjian.warehouse.actions.sealings import Basis, SealingFault
from hengjian.warehouse.actions.vault import ReasonMissing
from hengjian.warehouse.definitions import in_force
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    RejectedRow,
    SealedCard,
    Sealing,
    SealingKind,
)
from hengjian.warehouse.queries import sealed, system_cards
from hengjian.warehouse.queries.cards import cards_by_key, masked_personal_items
from hengjian.warehouse.sealing.resolving import CardNotThere, resolve
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import (
    card,
    import_bytes,
    import_cards,
    prosecution_csv,
)


BY = System("test")
LAW = Basis("中华人民共和国刑事诉讼法", "第286条", "V")
YOUNG = "110101200903070019"
OTHER = "110101199003070011"


def seal(people: Cast, key: str = "A1|1", **said) -> Sealing:
    return sealings.seal(
        resolved=resolve("arrest_review", key),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=LAW,
        procuratorate=people.jiangcheng,
        sealed_on=date(2026, 10, 26),
        **{"reason": "判处五年以下,犯罪时未满十八周岁", "by": BY, **said},
    )


def shown_at(version: int, *keys: str) -> list[str]:
    table = CardTable.objects.get(name="arrest_review")
    layout = card_layout.layout_of(in_force("arrest_review").card)
    snapshot = card_store.open_version(table.location, version)
    return card_layout.key_texts(
        cards_by_key(snapshot, layout, keys), layout
    ).to_pylist()


def test_sealed_card_is_left_out_at_every_version(people: Cast):
    first = import_cards(card("A1", identity_number=YOUNG), card("B1"))
    second = import_cards(card("A1", identity_number=YOUNG, outcome="不批准逮捕"))

    seal(people)

    assert [shown_at(v, "A1|1", "B1|1") for v in (first.version, second.version)] == [
        ["B1|1"],
        ["B1|1"],
    ]


def test_cards_of_the_same_person_in_other_tables_are_sealed(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))
    import_bytes(
        prosecution_csv("Q1", YOUNG, "起诉"), "p.csv", card="prosecution_review"
    )

    seal(people)

    assert sealed.is_withheld("Q1|1", "prosecution_review")
    assert not sealed.is_withheld("B1|1", "prosecution_review")


def test_card_that_comes_later_is_sealed_as_it_comes(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))
    seal(people)

    import_cards(card("C1", identity_number=YOUNG, outcome=""), card("D1", outcome=""))

    assert {f.card_key for f in Finding.objects.all()} == {"D1|1"}
    assert sealed.is_withheld("C1|1", "arrest_review")


def test_finding_of_a_sealed_card_is_nowhere_and_still_counts(people: Cast):
    import_cards(card("A1", identity_number=YOUNG, outcome=""), card("B1", outcome=""))
    before = system_cards.finding_cards().num_rows

    seal(people)

    assert [f.card_key for f in Finding.objects.all()] == ["B1|1"]
    assert system_cards.finding_cards().num_rows == before == 2


def test_rows_kept_aside_of_a_sealed_person_are_not_handed_out(people: Cast):
    late = {"accepted_on": "2026-03-09"}
    import_cards(card("A1", identity_number=YOUNG))
    kept = import_cards(
        card("E1", identity_number=YOUNG, **late), card("F1", **late), name="k.csv"
    )

    seal(people)
    taken = exports.take_out_rejected(card_import=kept, reason="改正", by=BY)

    assert set(RejectedRow.objects.values_list("row", flat=True)) == {3}
    assert taken is not None
    assert taken.originals.column("部门受案号").to_pylist() == ["F1"]
    assert YOUNG not in str(taken)


def test_row_kept_aside_after_the_sealing_is_not_handed_out(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))
    seal(people)

    kept = import_cards(
        card("E1", identity_number=YOUNG, accepted_on="2026-03-09"), name="k.csv"
    )

    assert kept.rows_rejected == 1
    assert not RejectedRow.objects.filter(card_import=kept).exists()
    assert exports.take_out_rejected(card_import=kept, reason="改正", by=BY) is None


def test_unmasking_leaves_a_sealed_card_out(people: Cast):
    import_cards(card("A1", identity_number=YOUNG), card("B1"))
    table = CardTable.objects.get(name="arrest_review")

    seal(people)
    keys = ["A1|1", "B1|1"]
    opened = vault.unmask(table=table, card_keys=keys, reason="核对", by=BY)

    assert set(opened) == {"B1|1"}
    assert set(masked_personal_items(table, table.current_version, keys)) == {"B1|1"}


def test_journal_of_a_sealing_names_nobody(people: Cast):
    import_cards(card("A1", identity_number=YOUNG, suspect="王小明"))

    sealing = seal(people)
    sealed_card = sealing.cards.get(is_whole_case=False)
    opened = sealings.open_card(card=sealed_card, reason="再犯查询", by=BY)

    entries = JournalEntry.objects.filter(
        event__in=["warehouse.record_sealed", "warehouse.sealed_card_opened"]
    )
    told = " ".join(f"{e.detail} {e.new} {e.old} {e.subject_id}" for e in entries)
    assert opened["identity_number"] == YOUNG
    assert len(entries) == 2
    assert not any(each in told for each in ("A1", YOUNG, "王小明"))


def test_lifting_shows_the_card_again_and_says_why(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))
    sealing = seal(people)

    sealings.lift(sealing=sealing, reason="发现漏罪", basis="第286条第二款", by=BY)

    assert not sealed.is_withheld("A1|1", "arrest_review")
    with pytest.raises(SealingFault):
        sealings.lift(sealing=sealing, reason="再次", basis="第286条", by=BY)


def test_sealing_from_a_later_day_does_not_act_before(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))

    sealings.seal(
        resolved=resolve("arrest_review", "A1|1"),
        kind=SealingKind.NON_PROSECUTION,
        basis=LAW,
        procuratorate=people.jiangcheng,
        sealed_on=date(2026, 10, 27),
        reason="相对不起诉",
        by=BY,
    )

    assert not sealed.is_withheld("A1|1", "arrest_review")


def test_one_card_alone_is_sealed_where_the_person_is_not_meant(people: Cast):
    import_cards(card("A1", identity_number=YOUNG), card("A2", identity_number=YOUNG))

    found = resolve("arrest_review", "A1|1", whole_person=False)

    assert found.person_digest == ""
    assert len([one for one in found.cards if not one.is_whole_case]) == 1


@pytest.mark.parametrize(
    ("said", "fault"),
    [({"reason": " "}, ReasonMissing), ({"basis": Basis("", "")}, SealingFault)],
)
def test_sealing_needs_reason_and_basis(people: Cast, said, fault):
    import_cards(card("A1", identity_number=YOUNG))
    asked = {"basis": LAW, "reason": "判处三年", **said}

    with pytest.raises(fault):
        sealings.seal(
            resolved=resolve("arrest_review", "A1|1"),
            kind=SealingKind.CRIMINAL_RECORD,
            procuratorate=people.jiangcheng,
            sealed_on=date(2026, 10, 26),
            by=BY,
            **asked,
        )

    assert not SealedCard.objects.exists()


def test_sealed_twice_is_refused(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))
    seal(people)

    with pytest.raises(SealingFault):
        seal(people)


def test_card_that_is_not_there_cannot_be_sealed(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))

    with pytest.raises(CardNotThere):
        resolve("arrest_review", "Z9|1")


def test_keys_of_sealed_cards_are_taken_out_of_told_structures(people: Cast):
    import_cards(card("A1", identity_number=YOUNG), card("B1"))
    seal(people)

    told = sealed.redacted({"cards": ["A1|1", "B1|1"], "count": 2})

    assert told == {"cards": [sealed.WITHHELD.zh, "B1|1"], "count": 2}


def test_backup_of_before_is_sealed_again(people: Cast):
    import_cards(card("A1", identity_number=YOUNG))
    seal(people)
    entry = JournalEntry.objects.get(event="warehouse.record_sealed")
    told = json.loads(entry.detail)
    SealedCard.objects.all().delete()
    Sealing.objects.all()._raw_delete("default")

    assert not sealed.is_withheld("A1|1", "arrest_review")
    assert sealings.seal_again(number="9", told=told, by=BY)
    assert sealed.is_withheld("A1|1", "arrest_review")
    assert not sealings.seal_again(number="9", told=told, by=BY)
