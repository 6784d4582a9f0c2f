"""Pins: what a run counted can be opened again, years and many imports later."""

import json
import os
import time
from datetime import date

import pyarrow.parquet as pq
import pytest

from hengjian.lib import clock
from hengjian.warehouse import card_layout, card_store, definitions
from hengjian.warehouse.importing.recovering import Tampered
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.queries import cards, pins
from hengjian.warehouse.queries.imports import touched_since
from hengjian.warehouse.queries.pins import Pin, PinBroken
from hengjian.warehouse.queries.system_cards import appointment_cards, finding_cards
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import card, import_cards


pytestmark = pytest.mark.usefixtures("people")

TWO_YEARS = 2 * 366 * 24 * 3600


def outcomes(pin: Pin) -> list[str]:
    paths = pins.sources_for({"arrest_review": pin})["arrest_review"]
    return sorted(
        value for p in paths for value in pq.read_table(p)["outcome"].to_pylist()
    )


def the_table() -> CardTable:
    return CardTable.objects.get(name="arrest_review")


def age() -> None:
    """Two years pass over every file of the table and what its log tells."""
    past = time.time() - TWO_YEARS
    for path in the_table().location.rglob("*"):
        if path.suffix == ".json":
            lines = [json.loads(line) for line in path.read_text().splitlines()]
            for line in lines:
                if "commitInfo" in line:
                    line["commitInfo"]["timestamp"] -= TWO_YEARS * 1000
            path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        os.utime(path, (past, past))
    card_store._snapshot.cache_clear()


def test_pin_opens_the_cards_as_they_were_counted():
    import_cards(card("A1"), card("A2"))
    pinned = pins.pins()["arrest_review"]

    import_cards(card("A1", outcome="不批准逮捕"))

    assert outcomes(pinned) == ["approved", "approved"]
    assert outcomes(pins.pins()["arrest_review"]) == ["approved", "not_approved"]


def test_pin_opens_two_years_and_many_imports_later():
    import_cards(card("A1"), card("A2"))
    pinned = pins.pins()["arrest_review"]
    age()

    with clock.moved_to(date(2028, 10, 26)):
        for day in range(1, 12):
            import_cards(card("A1", concluded_on=f"2026-03-{day + 2:02}"))
        card_store._snapshot.cache_clear()

    assert outcomes(pinned) == ["approved", "approved"]
    assert pins.pins()["arrest_review"].version == pinned.version + 11


def test_pin_survives_its_way_through_json():
    import_cards(card("A1"))
    pinned = pins.pins()["arrest_review"]

    kept = {"table": pinned.table, "version": pinned.version, "digest": pinned.digest}

    assert Pin.read(json.loads(json.dumps(kept))) == pinned


@pytest.mark.parametrize("part", ["table", "version", "digest"])
def test_pin_that_does_not_agree_is_broken(part: str):
    import_cards(card("A1"))
    import_cards(card("A2"))
    kept = vars(pins.pins()["arrest_review"])
    other = {"table": "0" * 36, "version": 1, "digest": "0" * 64}[part]

    with pytest.raises(PinBroken):
        pins.pinned_snapshot("arrest_review", Pin(**{**kept, part: other}))


def test_version_above_the_pointer_cannot_be_pinned():
    import_cards(card("A1"))
    pinned = pins.pins()["arrest_review"]

    with pytest.raises(PinBroken):
        pins.pinned_snapshot("arrest_review", Pin(pinned.table, 2, pinned.digest))


def test_card_without_any_import_has_no_pin():
    import_cards(card("A1"))

    assert list(pins.pins()) == ["arrest_review"]
    assert pins.pins(["prosecution_review"]) == {}


def test_import_onto_a_table_whose_log_was_changed_is_refused():
    import_cards(card("A1"))
    table = the_table()
    [path] = card_store.open_version(table.location, 1).paths
    log = table.location / "_delta_log" / f"{1:020}.json"
    log.write_text(log.read_text().replace(path.stem, "0" * 32))
    card_store._snapshot.cache_clear()

    with pytest.raises(Tampered):
        import_cards(card("A2"))


def test_cards_are_found_by_their_keys_in_the_order_asked():
    import_cards(card("A1"), card("A2", accepted_on="2025-03-02"), card("A3"))
    snapshot = pins.pinned_snapshot("arrest_review", pins.pins()["arrest_review"])
    layout = card_layout.layout_of(definitions.in_force("arrest_review").card)

    found = cards.cards_by_key(snapshot, layout, ["A3|1", "A9|1", "A2|1"])

    assert found["case_number"].to_pylist() == ["A3", "A2"]
    assert not {"_key", "_personal", "suspect"} & set(found.column_names)


def test_no_keys_find_no_cards():
    import_cards(card("A1"))
    snapshot = pins.pinned_snapshot("arrest_review", pins.pins()["arrest_review"])
    layout = card_layout.layout_of(definitions.in_force("arrest_review").card)

    assert cards.cards_by_key(snapshot, layout, []).num_rows == 0
    assert cards.cards_by_key(snapshot, layout, ["A9|1"]).num_rows == 0


def test_personal_items_are_shown_masked():
    import_cards(card("A1"))

    shown = cards.masked_personal_items(the_table(), 1, ["A1|1", "A9|1"])

    assert shown == {
        "A1|1": {"suspect": "张*", "identity_number": "1*************0011"}
    }


def test_touched_cells_since_a_version_are_those_of_later_imports():
    import_cards(card("A1"))
    version = the_table().current_version
    import_cards(card("A2", accepted_on="2026-05-04", concluded_on=""))

    touched = touched_since("arrest_review", version)

    assert touched.cells == {(date(2026, 5, 1), "429900")}
    assert touched.earliest_month == date(2026, 5, 1)
    assert not touched.everything
    assert touched_since("arrest_review", version + 1).cells == frozenset()


def test_findings_can_be_counted_like_cards(people: Cast):
    import_cards(card("A1", outcome=""), card("A2", outcome=""))
    import_cards(card("A2"))

    counted = finding_cards().to_pylist()

    assert [(row["state"], row["person"]) for row in counted] == [
        ("open", "陈明"),
        ("closed", "陈明"),
    ]
    assert counted[0]["procuratorate"] == "429900"
    assert counted[0]["found_on"] == date(2026, 10, 26)
    assert counted[0]["closed_on"] is None


def test_appointments_can_be_counted_like_cards(people: Cast):
    counted = appointment_cards().to_pylist()

    chen = next(row for row in counted if row["person"] == "陈明")
    assert chen["procuratorate"] == "429900"
    assert chen["started_on"] == date(2024, 1, 1)
    assert not chen["is_leader"]
    liu = next(row for row in counted if row["person"] == "刘正")
    assert liu["is_leader"]


def test_system_cards_without_rows_have_their_columns():
    assert finding_cards().num_rows == 0
    assert "found_on" in finding_cards().column_names
