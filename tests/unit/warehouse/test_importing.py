"""An import from its file to its cards being in force."""

from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_files, card_store, incoming, vault_rows
from hengjian.warehouse.actions import header_mappings, imports
from hengjian.warehouse.importing import intake, running
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingState,
    Import,
    ImportState,
    RejectedRow,
    TouchedCell,
    VaultBlob,
)
from tests.failing_journal import everything, failing_journal
from tests.unit.warehouse.card_files_in import (
    BY,
    arrest_csv,
    card,
    import_bytes,
    import_cards,
    prosecution_csv,
    stage_bytes,
)


pytestmark = pytest.mark.usefixtures("people")


def cards_in_force(name: str = "arrest_review") -> list[dict]:
    table = CardTable.objects.get(name=name)
    snapshot = card_store.open_version(table.location, table.current_version)
    rows = [r for p in snapshot.paths for r in card_files.read_rows(p).to_pylist()]
    return sorted(rows, key=lambda row: row["case_number"])


def counts(done: Import) -> tuple[int, int, int, int]:
    return (done.rows_new, done.rows_changed, done.rows_unchanged, done.rows_rejected)


def test_cards_of_a_file_are_in_force_after_its_import():
    done = import_cards(card("A1"), card("A2", handler="赵林", procuratorate="429901"))

    assert (done.state, counts(done)) == (ImportState.LIVE, (2, 0, 0, 0))
    first, second = cards_in_force()
    assert first["accepted_on"] == date(2026, 3, 2)
    assert first["outcome"] == "approved"
    assert first["days"] == 3
    assert second["procuratorate"] == "429901"


def test_table_carries_no_personal_item():
    import_cards(card("A1"))

    [row] = cards_in_force()

    assert "suspect" not in row
    assert "identity_number" not in row
    assert len(row["identity_number__match"]) == 32
    table = CardTable.objects.get(name="arrest_review")
    raw = b"".join(
        path.read_bytes() for path in table.location.rglob("*") if path.is_file()
    )
    assert "张三".encode() not in raw
    assert b"110101199003070011" not in raw


def test_personal_items_lie_sealed_in_the_vault():
    import_cards(card("A1"))

    table = CardTable.objects.get(name="arrest_review")
    [blob] = VaultBlob.objects.all()
    [payload] = vault_rows.payloads_at(
        table, table.current_version, [bytes(blob.card_digest)]
    ).values()
    assert "张三" in payload
    assert "张三".encode() not in bytes(blob.sealed)


def test_same_file_again_changes_nothing():
    first = import_cards(card("A1"), card("A2"))
    before = CardTable.objects.get(name="arrest_review").current_version

    again = import_cards(card("A1"), card("A2"))

    assert again.pk != first.pk
    assert counts(again) == (0, 0, 2, 0)
    table = CardTable.objects.get(name="arrest_review")
    assert table.current_version == before == again.version
    assert VaultBlob.objects.count() == 2
    assert not TouchedCell.objects.filter(card_import=again).exists()


def test_changed_row_becomes_a_new_version_of_the_card():
    first = import_cards(card("A1"), card("A2"))

    second = import_cards(card("A1", outcome="不批准逮捕"))

    assert counts(second) == (0, 1, 0, 0)
    assert [row["outcome"] for row in cards_in_force()] == ["not_approved", "approved"]
    table = CardTable.objects.get(name="arrest_review")
    old = card_store.open_version(table.location, first.version)
    outcomes = [
        r["outcome"] for p in old.paths for r in card_files.read_rows(p).to_pylist()
    ]
    assert outcomes == ["approved", "approved"]


def test_change_in_a_personal_item_alone_is_a_change_of_the_card():
    import_cards(card("A1"))

    second = import_cards(card("A1", suspect="张三丰"))

    assert counts(second) == (0, 1, 0, 0)
    assert VaultBlob.objects.count() == 2


def test_personal_items_that_stay_are_not_sealed_again():
    import_cards(card("A1"))

    import_cards(card("A1", outcome="不批准逮捕"))

    assert VaultBlob.objects.count() == 1


def test_absent_column_keeps_what_the_table_holds():
    import_cards(card("A1"))

    second = import_bytes(
        arrest_csv(
            card("A1", concluded_on="2026-03-06"),
            without=("suspect", "identity_number", "department", "outcome"),
        )
    )

    assert counts(second) == (0, 1, 0, 0)
    [row] = cards_in_force()
    assert row["outcome"] == "approved"
    assert row["department"] == "第一检察部"
    assert row["concluded_on"] == date(2026, 3, 6)
    assert row["days"] == 4
    assert VaultBlob.objects.count() == 1


def test_empty_cell_empties_the_card():
    import_cards(card("A1"))

    import_cards(card("A1", concluded_on="", outcome=""))

    [row] = cards_in_force()
    assert row["outcome"] is None
    assert row["days"] is None


def test_row_that_fails_a_blocking_check_is_kept_aside_and_the_others_go_in():
    done = import_cards(card("A1", concluded_on="2026-01-01"), card("A2"))

    assert counts(done) == (1, 0, 0, 1)
    [row] = RejectedRow.objects.all()
    assert (row.row, row.rule, row.item) == (2, "order_of_dates", "accepted_on")
    assert row.message_zh == "审结日期早于受理日期"
    assert [row["case_number"] for row in cards_in_force()] == ["A2"]


def test_row_that_cannot_be_typed_is_kept_aside_with_its_cell():
    done = import_cards(card("A1", accepted_on="三月"), card("A2"))

    assert counts(done) == (1, 0, 0, 1)
    [row] = RejectedRow.objects.all()
    assert (row.row, row.item, row.value) == (2, "accepted_on", "三月")


def test_row_kept_aside_leaves_the_card_that_stands():
    import_cards(card("A1"))

    import_cards(card("A1", concluded_on="2026-01-01"))

    [row] = cards_in_force()
    assert row["concluded_on"] == date(2026, 3, 5)


def test_file_with_nothing_but_rejected_rows_goes_live_without_cards():
    done = import_cards(card("A1", accepted_on=""))

    assert (done.state, counts(done)) == (ImportState.LIVE, (0, 0, 0, 1))
    assert cards_in_force() == []


def test_file_without_a_required_column_fails_in_words():
    with pytest.raises(UserFault):
        import_bytes(arrest_csv(card("A1"), without=("accepted_on",)))

    failed = Import.objects.get()
    assert failed.state == ImportState.FAILED
    assert "受理日期" in failed.fault_zh
    assert not failed.incoming_file.exists()
    events = list(JournalEntry.objects.values_list("event", flat=True))
    assert events[-1] == "warehouse.import_failed"


def test_import_names_the_months_and_places_it_touched():
    import_cards(card("A1"))

    second = import_cards(card("A1", accepted_on="2025-12-30"))

    touched = {
        (cell.month_on, cell.unit_code)
        for cell in TouchedCell.objects.filter(card_import=second)
    }
    assert touched == {
        (date(2025, 12, 1), "429900"),
        (date(2026, 1, 1), "429900"),
        (date(2026, 3, 1), "429900"),
    }


def test_import_leaves_one_journal_entry_with_its_counts_and_pin():
    done = import_cards(card("A1"))

    [entry] = JournalEntry.objects.filter(event="warehouse.import_live")
    assert done.table_digest in entry.new
    assert '"rows_new":1' in entry.detail
    assert "张三" not in entry.detail


def test_incoming_copy_is_gone_after_the_import(home):
    import_cards(card("A1"))

    assert list((home / "incoming").iterdir()) == []


def test_linked_card_of_the_same_person_is_asked_at_its_version():
    import_bytes(
        prosecution_csv("P1", "110101199003070011", "起诉"), card="prosecution_review"
    )

    import_cards(
        card("A1", outcome="不批准逮捕"),
        card("A2", outcome="不批准逮捕", identity_number="110101199003070038"),
    )

    [finding] = Finding.objects.filter(rule="prosecuted_after_arrest")
    assert finding.card_key == "A1|1"
    assert finding.state == FindingState.OPEN


def test_progress_tells_phases_in_both_languages():
    told = []
    staged = stage_bytes(arrest_csv(card("A1")))

    running.run(staged, by=BY, progress=lambda done, total, text: told.append(text))

    assert {text.zh for text in told} >= {"核查", "加密个人信息", "写入案卡表"}
    assert all(text.en for text in told)


def test_file_whose_name_bears_a_secret_mark_is_refused_and_journaled(home):
    with pytest.raises(UserFault) as refused:
        intake.take_in(
            "机密 案卡.csv", [arrest_csv(card("A1"))], card="arrest_review", by=BY
        )

    assert refused.value.status == 403
    assert not (home / "incoming").exists()
    assert not Import.objects.exists()
    assert JournalEntry.objects.last().event == "warehouse.secret_file_refused"


def test_file_marked_secret_inside_is_refused_journaled_and_not_kept(home):
    content = "秘密★1年\n".encode() + arrest_csv(card("A1")).removeprefix(
        b"\xef\xbb\xbf"
    )

    with pytest.raises(UserFault):
        import_bytes(content)

    assert Import.objects.get().state == ImportState.FAILED
    assert list((home / "incoming").iterdir()) == []
    events = set(JournalEntry.objects.values_list("event", flat=True))
    assert {"warehouse.secret_file_refused", "warehouse.import_failed"} <= events


def test_card_of_no_released_pack_is_refused(home):
    with pytest.raises(UserFault, match="unknown_card"):
        intake.take_in("cards.csv", [b"x"], card="unknown_card", by=BY)

    assert not Import.objects.exists()


def test_same_file_staged_twice_is_one_import():
    first = stage_bytes(arrest_csv(card("A1")))

    again = stage_bytes(arrest_csv(card("A1")))

    assert again == first
    assert Import.objects.count() == 1


def test_remembered_header_is_understood_next_time():
    content = arrest_csv(card("A1")).decode("utf-8-sig").replace("审结情况", "结果")
    header_mappings.remember(
        card="arrest_review", unit_code="", mapping={"结果": "outcome"}, by=BY
    )

    import_bytes(content.encode())

    [row] = cards_in_force()
    assert row["outcome"] == "approved"


def test_unit_of_the_import_stands_where_the_file_names_none(people):
    import_bytes(
        arrest_csv(card("A1"), without=("procuratorate",)), procuratorate=people.donghu
    )

    [row] = cards_in_force()
    assert row["procuratorate"] == "429901"


def test_failing_journal_leaves_an_import_unstaged():
    kept = incoming.keep("cards.csv", [arrest_csv(card("A1"))])
    before = everything()

    with failing_journal(), pytest.raises(Exception, match="journal is full"):
        imports.stage(file=kept, card="arrest_review", by=BY)

    assert everything() == before


def test_failing_journal_keeps_an_import_from_going_live_and_it_completes_later():
    import_cards(card("A1"))
    staged = stage_bytes(arrest_csv(card("A1", outcome=""), card("A2")))

    with failing_journal(), pytest.raises(Exception, match="journal is full"):
        running.run(staged, by=BY)
    table = CardTable.objects.get(name="arrest_review")
    assert (table.current_version, Finding.objects.count()) == (1, 0)

    running.run(staged, by=BY)
    assert len(cards_in_force()) == 2
    assert Finding.objects.count() == 1


def test_row_of_a_procuratorate_outside_the_imports_place_is_kept_aside(people):
    done = import_bytes(
        arrest_csv(card("A1", procuratorate="429901"), card("A2")),
        procuratorate=people.donghu,
    )

    assert counts(done) == (1, 0, 0, 1)
    [row] = RejectedRow.objects.all()
    assert (row.row, row.item, row.rule, row.value) == (
        3,
        "procuratorate",
        "unit",
        "429900",
    )


def test_city_imports_the_cards_of_its_counties(people):
    done = import_bytes(
        arrest_csv(card("A1", procuratorate="429901"), card("A2")),
        within=people.jiangcheng,
    )

    assert counts(done) == (2, 0, 0, 0)
