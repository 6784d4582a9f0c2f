"""New cards of a national record: offered or registered after an import, as settled."""

import json
from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.matters.faults import ReasonMissing
from hengjian.matters.models import Matter, MatterState
from hengjian.notices.models import Notice
from hengjian.warehouse.actions.taking_up import NotSettled, settle_taking_up
from hengjian.warehouse.models import Import, TakingUp, TakingUpAct
from hengjian.warehouse.overlays.taking_up import take_up_after
from tests.cast import Cast
from tests.unit.warehouse.card_files_in import BY, as_csv, import_bytes
from tests.unit.warehouse.test_matters_from_cards import (
    COLUMNS,
    message,
    office,  # noqa: F401 (fixture)
)


SINCE = date(2026, 10, 19)


def settled(cast: Cast, act: TakingUpAct, **values: object) -> TakingUp:
    wanted = {
        "kind": "message_reply",
        "card": "message",
        "unit": cast.jiangcheng,
        "act": act,
        "person": cast.wang.person,
        "from_on": SINCE,
        "reason": "来件都要办",
    }
    return settle_taking_up(**(wanted | values), by=BY)


def brought(*rows: dict[str, str]) -> Import:
    return import_bytes(as_csv(COLUMNS, rows), "new.csv", card="message")


NEW = message("7", "2026-10-20 09:00")
ANSWERED = message("8", "2026-10-20 10:00", "2026-10-22 10:00")
ELSEWHERE = message("9", "2026-10-20 11:00", unit="429901")
OLD = message("6", "2026-10-18 09:00")


def told_in_journal(event: str) -> dict[str, object]:
    return json.loads(JournalEntry.objects.get(event=event).detail)


def test_nothing_is_registered_where_nothing_is_settled(office: Cast) -> None:  # noqa: F811
    assert take_up_after(brought(NEW)) == {"offered": 0, "registered": 0, "refused": 0}
    assert not Matter.objects.exists()


def test_new_cards_become_matters_once_and_the_journal_names_the_import(
    office: Cast,  # noqa: F811
) -> None:
    settled(office, TakingUpAct.OPEN)
    live = brought(OLD, NEW, ANSWERED, ELSEWHERE)

    first = take_up_after(live)
    again = take_up_after(live)

    assert (first["registered"], again["registered"]) == (2, 0)
    states = dict(Matter.objects.values_list("national_number", "state"))
    assert states == {"7": MatterState.OPEN, "8": MatterState.CLOSED}
    made = Matter.objects.get(national_number="8")
    assert made.registrant == office.wang.person
    brought_by = made.national_records.get()
    assert brought_by.source_zh == f"导入 {live.pk}（new.csv）"
    registered = JournalEntry.objects.filter(event="matters.registered").first()
    assert registered is not None
    assert registered.by == "system:national_record"
    entry = told_in_journal("warehouse.matters_opened")
    assert (entry["registered"], entry["card"]) == (2, "message")
    opened = JournalEntry.objects.get(event="warehouse.matters_opened")
    assert opened.subject_id == str(live.pk)
    notice = Notice.objects.get(account=office.wang)
    assert "自动登记留言答复 2 件" in notice.sentence_zh
    assert notice.address == "/matters/?kind=message_reply"


def test_offered_cards_are_told_to_who_sees_to_them(office: Cast) -> None:  # noqa: F811
    settled(office, TakingUpAct.OFFER)
    live = brought(NEW, ANSWERED)

    told = take_up_after(live)
    take_up_after(live)

    assert told["offered"] == 2
    assert not Matter.objects.exists()
    notice = Notice.objects.get(account=office.wang)
    assert f"导入 {live.pk} 后有 2 张案卡可以登记" in notice.sentence_zh
    assert notice.address == "/matters/new/message_reply/cards/?unit=429900"
    entries = JournalEntry.objects.filter(event="warehouse.cards_offered")
    assert entries.count() == 2  # asked twice


def test_the_later_setting_holds_from_its_day_on(office: Cast) -> None:  # noqa: F811
    settled(office, TakingUpAct.OPEN)
    with clock.moved_to(date(2026, 10, 26)):
        settled(office, TakingUpAct.LEAVE, person=None, from_on=date(2026, 10, 26))
        take_up_after(brought(NEW))

    assert not Matter.objects.exists()


def test_setting_names_its_reason_somebody_who_signs_in_and_no_day_gone_by(
    office: Cast,  # noqa: F811
) -> None:
    with pytest.raises(ReasonMissing):
        settled(office, TakingUpAct.OPEN, reason=" ")
    with pytest.raises(NotSettled):
        settled(office, TakingUpAct.OPEN, person=None)
    with pytest.raises(NotSettled):
        settled(office, TakingUpAct.OPEN, from_on=date(2026, 10, 18))
    assert not TakingUp.objects.exists()


def test_number_that_a_matter_has_is_not_registered_from_another_card(
    office: Cast,  # noqa: F811
) -> None:
    settled(office, TakingUpAct.OPEN)
    take_up_after(brought(NEW))
    before = Matter.objects.get()

    take_up_after(brought(message("7", "2026-10-20 09:00", "2026-10-21 09:00")))

    assert Matter.objects.get() == before
