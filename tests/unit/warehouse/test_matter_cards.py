"""Matters become cards: the net change, once, whatever is done to them."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.config.cli import main
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.matters import filling
from hengjian.matters.actions import allocating, completing, joining
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import ChangedMatter, Matter
from hengjian.packs import actions as packs
from hengjian.warehouse import card_files, card_store
from hengjian.warehouse.importing import intake
from hengjian.warehouse.matter_cards import reconciling, taking
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingState,
    Import,
)
from hengjian.warehouse.tasks import take_changed_matters
from tests.cast import Cast
from tests.factories import matters as make
from tests.unit.warehouse.matters_taken import KIND, cards, place


TODAY = date(2026, 10, 19)
BY = make.BY


@pytest.fixture(autouse=True)
def _today(home: Path) -> Iterator[None]:
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def cast(cast: Cast) -> Cast:
    make.release_kinds()
    return cast


def corrected(matter: Matter, cast: Cast, **typed: str) -> None:
    matter.refresh_from_db()
    filled = make.SUPPLIES | typed
    bound = filling.registration(
        kind_named(matter.kind), cast.jiangcheng, None, cast.chen, filled
    )
    completing.correct(
        matter=matter, bound=bound, version=matter.version, reason="写错", by=BY
    )


def test_registered_matter_is_a_card_once_taken(cast: Cast):
    matter = make.matter(KIND, cast.chen)

    taken = taking.take_all()

    assert taken == {KIND: 1}
    card = cards()[place(matter)]
    assert (card["article"], card["quantity"]) == ("A4 复印纸 70 克", 10)
    assert card["registered_on"] == TODAY
    assert str(card["estimated_total"]) == "1200.00"
    assert not ChangedMatter.objects.exists()
    assert taking.take_all() == {}


def test_change_asks_for_its_card_within_five_seconds(cast: Cast):
    matter = make.matter(KIND, cast.chen)

    asked = Job.objects.filter(
        task=f"{take_changed_matters.__module__}.take_changed_matters"
    )
    first = asked.order_by("due_at", "pk")[0]
    soon = clock.machine_now() + timedelta(seconds=5)
    take_changed_matters(
        JobContext(first, short=True), event="matters.changed", event_id="1"
    )

    assert first.due_at <= soon
    assert place(matter) in cards()


def test_several_changes_are_taken_as_one_net_change(cast: Cast):
    matter = make.matter(KIND, cast.chen)
    make.done(matter, "check_stock", cast.chen, in_stock="否")
    corrected(matter, cast, quantity="7")

    taking.take_all()

    card = cards()[place(matter)]
    assert (card["quantity"], card["in_stock"]) == (7, False)
    assert Import.objects.get().rows_new == 1


def test_correction_is_a_new_version_of_the_card(cast: Cast):
    matter = make.matter(KIND, cast.chen)
    taking.take_all()
    first = CardTable.objects.get(name=KIND).current_version
    corrected(matter, cast, quantity="3")

    taking.take_all()

    table = CardTable.objects.get(name=KIND)
    assert table.current_version > first
    assert cards()[place(matter)]["quantity"] == 3
    before = card_store.open_version(table.location, first)
    old = [r for p in before.paths for r in card_files.read_rows(p).to_pylist()]
    assert [row["quantity"] for row in old] == [10]


def test_change_of_hands_changes_the_card(cast: Cast):
    matter = make.matter("task_follow_up", cast.chen)
    taking.take_all()
    item = make.item(matter, "accept")
    lin = cast.person(cast.lin)

    allocating.delegate(item=item, person=lin, reason="出差", by=BY)
    taking.take_all()

    assert cards("task_follow_up")[place(matter)]["responsible"] == lin.number


def test_what_changes_while_it_is_taken_is_taken_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    matter = make.matter(KIND, cast.chen)
    written = taking.running.write

    def and_meanwhile(*arguments: Any) -> Import:
        corrected(matter, cast, quantity="4")
        return written(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(taking.running, "write", and_meanwhile)
        taking.take_all()

    assert cards()[place(matter)]["quantity"] == 10
    assert ChangedMatter.objects.count() == 1
    taking.take_all()
    assert cards()[place(matter)]["quantity"] == 4


def test_what_another_took_while_the_table_was_waited_for_is_not_taken_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    make.matter(KIND, cast.chen)
    opened = taking.open_table

    def after_another(**arguments: Any) -> CardTable:
        monkeypatch.setattr(taking, "open_table", opened)
        assert taking.take_all() == {KIND: 1}
        return opened(**arguments)

    monkeypatch.setattr(taking, "open_table", after_another)

    taken = taking.take_all()

    assert taken == {KIND: 0}
    assert Import.objects.count() == 1
    assert reconciling.reconcile(KIND).agrees


def test_kind_all_of_whose_matters_have_no_card_keeps_an_empty_table(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    matters = [make.matter(KIND, cast.chen) for _ in range(2)]
    # as an older release may have left them: without the item that makes the key
    with monkeypatch.context() as unguarded:
        unguarded.setattr("hengjian.audit.guarded.require_action", lambda model: None)
        for matter in matters:
            values = {k: v for k, v in matter.values.items() if k != "number"}
            Matter.objects.filter(pk=matter.pk).update(values=values)

    taken = taking.take_all()

    assert taken == {KIND: 2}
    assert cards() == {}
    told = reconciling.reconcile(KIND)
    assert (told.agrees, told.without_card, told.cards) == (True, 2, 0)


def test_cards_of_no_matter_are_none_at_all(cast: Cast):
    card = kind_named(KIND).card

    read, keys = taking.cards_of([], card, taking.ReadOptions())

    assert (read.table.num_rows, keys) == (0, [])


def test_transferred_matter_leaves_the_card_of_its_old_office(cast: Cast):
    matter = make.matter(KIND, cast.chen)
    stays = make.matter(KIND, cast.chen)
    taking.take_all()

    joining.transfer(matter=matter, to=cast.donghu, reason="属地管辖", by=BY)
    taking.take_all()

    assert set(cards()) == {place(stays), f"{cast.donghu.code} {matter.year}-0001"}
    assert reconciling.reconcile(KIND).agrees


def test_card_keyed_by_the_number_alone_names_the_office_in_it(
    cast: Cast, tmp_path: Path
):
    pack = tmp_path / "packs" / KIND
    shutil.copytree(make.PACKS / KIND, pack)
    card = pack / "case_card.yaml"
    card.write_text(
        card.read_text().replace("key: [procuratorate, number]", "key: [number]")
    )
    packs.release(prepared=packs.prepare([pack]), by=BY)
    here = make.matter(KIND, cast.chen)
    there = make.matter(KIND, cast.chen, unit=cast.donghu)
    assert here.number == there.number

    taking.take_all()

    assert {row["number"] for row in cards().values()} == {
        f"{matter.procuratorate.code}-{matter.number}" for matter in (here, there)
    }
    assert reconciling.reconcile(KIND).agrees


def test_merged_duplicate_has_no_card_of_its_own(cast: Cast):
    goes_on = make.matter(KIND, cast.chen)
    duplicate = make.matter(KIND, cast.chen)
    taking.take_all()
    assert len(cards()) == 2

    joining.merge(matter=duplicate, into=goes_on, reason="重复申领", by=BY)
    taking.take_all()

    assert set(cards()) == {place(goes_on)}
    told = reconciling.reconcile(KIND)
    assert (told.agrees, told.without_card) == (True, 1)


def test_prompting_check_becomes_a_finding_and_is_closed_when_mended(cast: Cast):
    matter = make.matter(KIND, cast.chen, estimated_price="2000")
    taking.take_all()
    finding = Finding.objects.get()
    assert (finding.rule, finding.state) == ("large_purchase", FindingState.OPEN)

    corrected(matter, cast, estimated_price="20")
    taking.take_all()

    finding.refresh_from_db()
    assert finding.state == FindingState.CLOSED


def test_findings_end_with_the_card_that_leaves(cast: Cast):
    goes_on = make.matter(KIND, cast.chen)
    duplicate = make.matter(KIND, cast.chen, estimated_price="2000")
    taking.take_all()

    joining.merge(matter=duplicate, into=goes_on, reason="重复申领", by=BY)
    taking.take_all()

    assert Finding.objects.get().state == FindingState.CLOSED


def test_taking_is_one_entry_of_the_journal_with_a_digest(cast: Cast):
    for _ in range(3):
        make.matter(KIND, cast.chen)

    taking.take_all()

    entry = JournalEntry.objects.get(event="warehouse.matter_cards_live")
    assert '"matters": 3' in entry.detail or '"matters":3' in entry.detail
    assert "matters_digest" in entry.detail


def test_file_is_refused_for_cards_of_what_is_handled_here(cast: Cast):
    with pytest.raises(UserFault) as refused:
        intake.take_in("a.csv", [b"x"], card=KIND, by=BY)

    assert refused.value.status == 409


def test_matters_against_cards_tell_what_differs_and_are_mended(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    matters = [make.matter(KIND, cast.chen) for _ in range(3)]
    taking.take_all()
    # as if a change had been forgotten, a matter never taken, and one taken back
    with monkeypatch.context() as unguarded:
        unguarded.setattr("hengjian.audit.guarded.require_action", lambda model: None)
        Matter.objects.filter(pk=matters[0].pk).update(
            values={**matters[0].values, "quantity": 99}
        )
        Matter.objects.filter(pk=matters[1].pk).update(serial=77)
        values = {**matters[1].values, "number": f"{matters[1].year}-0077"}
        Matter.objects.filter(pk=matters[1].pk).update(values=values)

    told = reconciling.reconcile(KIND)

    unit = matters[0].procuratorate.code
    assert told.differing == [f"{unit}|{matters[0].number}"]
    assert told.missing == [f"{unit}|{matters[1].year}-0077"]
    assert told.left_over == [f"{unit}|{matters[1].number}"]
    assert reconciling.rebuild(KIND, by=BY).agrees
    assert len(cards()) == 3


def test_command_holds_matters_against_cards(
    cast: Cast, capsys: pytest.CaptureFixture[str]
):
    make.matter(KIND, cast.chen)

    waiting = main(["warehouse", "matters"])
    rebuilt = main(["warehouse", "matters", KIND, "--rebuild", "--json"])
    told = capsys.readouterr()
    slip = main(["warehouse", "matters", f"{KIND}s"])

    assert (waiting, rebuilt, slip) == (0, 0, 2)
    assert '"cards": 1' in told.out
    assert f"{KIND}s" in capsys.readouterr().err
