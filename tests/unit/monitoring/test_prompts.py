"""Prompts follow the cards: one for each card and rule, ended by themselves, decided by people."""

import json
from datetime import date

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.matters.faults import MatterFault, NotFilled, ReasonMissing
from hengjian.matters.models import Matter
from hengjian.monitoring import raising
from hengjian.monitoring.actions import prompts as actions
from hengjian.monitoring.faults import MonitoringFault
from hengjian.monitoring.models import CheckedTable, Prompt
from hengjian.monitoring.places import place_for
from hengjian.monitoring.queries.prompts import prompts_seen
from hengjian.monitoring.tasks import check_card, check_cards
from hengjian.notices.models import Notice
from hengjian.warehouse.models import CardTable
from hengjian.warehouse.queries.told_entries import told
from tests.cast import Cast
from tests.unit.monitoring.monitoring_office import (
    BY,
    card,
    import_cards,
    prompt_of,
    seal,
)


LATE = {"accepted_on": "2026-09-21"}
ENDED = {"concluded_on": "2026-10-23", "outcome": "批准逮捕"}


def raise_it(office: Cast, *prompts: Prompt, **typed: str) -> Matter:
    """Wang raises prompts, as the page does."""
    place = place_for(office.wang, prompts[0].procuratorate)
    kind, bound = raising.bound_form(list(prompts), place, typed, office.wang)
    return actions.raise_prompts(
        prompts=prompts, kind=kind, bound=bound, place=place, by=office.wang
    )


def test_a_limit_that_has_passed_raises_one_prompt_with_its_facts(office: Cast) -> None:
    import_cards(card("A1", **LATE), card("A2"))

    prompt = prompt_of("A1")
    assert (prompt.level, prompt.limit, prompt.due_on) == (
        "report",
        "T10",
        date(2026, 10, 21),
    )
    assert prompt.person == office.person(office.chen)
    assert prompt.version == CardTable.objects.get(name="arrest_review").current_version
    assert Prompt.objects.count() == 1


def test_a_rule_keeps_the_values_that_it_read_and_nothing_personal(
    office: Cast,
) -> None:
    import_cards(card("A1", kind="", suspect="欧阳小雨"))

    prompt = prompt_of("A1", "kind_missing")
    assert prompt.facts == {"accepted_on": "2026-10-12", "kind": None}
    assert "欧阳" not in str(Prompt.bookkeeping.values().get(pk=prompt.pk))


def test_the_same_hit_is_never_raised_twice(office: Cast) -> None:
    import_cards(card("A1", **LATE))
    first = prompt_of("A1")

    import_cards(card("A1", **LATE), card("A2", **LATE))

    assert prompt_of("A1").pk == first.pk
    assert Prompt.objects.count() == 2


def test_a_hit_that_ends_says_so_and_comes_back_as_the_same_prompt(
    office: Cast,
) -> None:
    import_cards(card("A1", **LATE))
    first = prompt_of("A1")

    import_cards(card("A1", **LATE, **ENDED))
    assert prompt_of("A1").ended_on == date(2026, 10, 26)

    import_cards(card("A1", **LATE))
    assert prompt_of("A1").pk == first.pk
    assert prompt_of("A1").ended_on is None


def test_the_day_alone_raises_a_prompt(office: Cast) -> None:
    import_cards(card("A1", accepted_on="2026-10-24", kind=""))
    assert not Prompt.objects.exists()

    with clock.moved_to(date(2026, 10, 28)):
        checked = check_cards(["arrest_review"], by=BY)

    assert checked["arrest_review"].new == 1


def test_nothing_is_asked_twice_on_one_day(office: Cast) -> None:
    import_cards(card("A1", **LATE))

    assert check_card("arrest_review", by=BY) is None


def test_an_older_check_never_replaces_a_newer_one(office: Cast) -> None:
    import_cards(card("A1", **LATE))
    table = CardTable.objects.get(name="arrest_review")
    later = CheckedTable.objects.get(table=table).version

    entered = actions.enter_hits(
        table=table, version=later - 1, rests_on="0" * 64, rows=[], by=BY
    )

    assert entered is None
    assert prompt_of("A1").holds


def test_an_import_asks_for_the_check(office: Cast) -> None:
    import_cards(card("A1"))

    asked = Job.objects.filter(task="hengjian.monitoring.tasks.check_after_import")
    assert asked.count() == 1


def test_case_management_is_told_once_a_day(office: Cast) -> None:
    import_cards(card("A1", **LATE))
    import_cards(card("A1", **LATE), card("A2", **LATE))

    told = Notice.objects.filter(key__startswith="monitoring.prompts:")
    assert [notice.account for notice in told] == [office.wang]


def test_a_sealed_card_shows_no_prompt(office: Cast) -> None:
    import_cards(card("A1", **LATE, identity_number="110101200903070019"))
    assert prompts_seen(office.wang).exists()

    seal("A1", office.jiangcheng)

    assert not prompts_seen(office.wang).exists()


def test_words_on_the_prompt_of_a_sealed_card_are_not_in_the_journal_shown(
    office: Cast,
) -> None:
    import_cards(card("A1", **LATE, identity_number="110101200903070019"))
    actions.set_aside(prompt=prompt_of("A1"), reason="欧阳小雨请假", by=office.wang)
    actions.take_up(prompt=prompt_of("A1"), reason="假已销", by=office.wang)
    seal("A1", office.jiangcheng)

    entries = JournalEntry.objects.filter(event__startswith="monitoring.prompt_")
    shown = [told(entry, text) for entry in entries for text in (entry.old, entry.new)]

    assert len(shown) == 4
    assert not any("欧阳小雨" in each or "假已销" in each for each in shown)


def test_handlers_see_their_own_and_others_nothing(office: Cast) -> None:
    import_cards(
        card("A1", **LATE),
        card("B1", **LATE, procuratorate="429901", handler="赵林"),
    )

    def keys(account: object) -> list[str]:
        seen = prompts_seen(account).order_by("card_key")  # type: ignore[arg-type]
        return [prompt.card_key for prompt in seen]

    assert keys(office.wang) == ["A1|1", "B1|1"]
    assert keys(office.chen) == ["A1|1"]
    assert keys(office.zhao) == ["B1|1"]
    assert keys(office.zhou) == []


def test_a_person_raises_several_prompts_of_one_handler_as_one_matter(
    office: Cast,
) -> None:
    import_cards(card("A1", **LATE, kind=""), card("A2", **LATE))
    prompts = [prompt_of("A2"), prompt_of("A1", "kind_missing")]

    matter = raise_it(office, *prompts)

    assert matter.values["case_number"] == "A2、A1"
    assert matter.values["level"] == "report"
    assert "超过法定期限未审结" in str(matter.values["found"])
    assert "期限届满 2026-10-21" in str(matter.values["found"])
    assert matter.handler == office.person(office.chen)
    assert {prompt_of("A2").matter, prompt_of("A1", "kind_missing").matter} == {matter}


def test_what_a_person_writes_goes_before_what_the_rule_says(office: Cast) -> None:
    import_cards(card("A1", **LATE))

    matter = raise_it(office, prompt_of("A1"), level="oral", found="请说明延期原因")

    assert (matter.values["level"], matter.values["found"]) == (
        "oral",
        "请说明延期原因",
    )


def test_a_prompt_is_raised_once(office: Cast) -> None:
    import_cards(card("A1", **LATE))
    raise_it(office, prompt_of("A1"))

    with pytest.raises(MonitoringFault):
        raise_it(office, prompt_of("A1"))
    assert Matter.objects.count() == 1


def test_the_city_raises_a_countys_prompt_in_its_own_office(office: Cast) -> None:
    import_cards(card("B1", **LATE, procuratorate="429901", handler="赵林"))

    matter = raise_it(office, prompt_of("B1"))

    assert matter.procuratorate == office.jiangcheng
    assert matter.handler == office.person(office.zhao)


def test_prompts_of_two_people_are_raised_apart(office: Cast) -> None:
    import_cards(card("A1", **LATE), card("A2", **LATE, handler="林涛"))

    with pytest.raises(MonitoringFault):
        raise_it(office, prompt_of("A1"), prompt_of("A2"))


def test_a_card_of_nobody_known_is_not_raised(office: Cast) -> None:
    import_cards(card("A1", **LATE, handler="查无此人"))

    with pytest.raises(MonitoringFault):
        raise_it(office, prompt_of("A1"))


def test_nobody_monitors_a_case_of_his_own(office: Cast) -> None:
    name = office.person(office.wang).name
    import_cards(card("A1", **LATE, handler=name))

    with pytest.raises(NotFilled):
        raise_it(office, prompt_of("A1"))
    assert prompt_of("A1").decision == "open"


def test_setting_aside_needs_a_reason_and_can_be_taken_up_again(office: Cast) -> None:
    import_cards(card("A1", **LATE))
    with pytest.raises(ReasonMissing):
        actions.set_aside(prompt=prompt_of("A1"), reason=" ", by=office.wang)

    actions.set_aside(prompt=prompt_of("A1"), reason="延长手续在途", by=office.wang)
    assert prompt_of("A1").decision == "set_aside"
    with pytest.raises(MonitoringFault):
        raise_it(office, prompt_of("A1"))

    actions.take_up(prompt=prompt_of("A1"), reason="手续未补", by=office.wang)
    assert prompt_of("A1").decision == "open"
    with pytest.raises(MonitoringFault):
        actions.take_up(prompt=prompt_of("A1"), reason="再来", by=office.wang)


def test_each_check_is_in_the_journal_with_its_numbers(office: Cast) -> None:
    import_cards(card("A1", **LATE))

    entry = JournalEntry.objects.filter(event="monitoring.cards_checked").latest(
        "number"
    )
    told = json.loads(entry.new)
    assert (told["holding"], told["new"], told["ended"]) == (1, 1, 0)
    assert not issubclass(MonitoringFault, MatterFault)
