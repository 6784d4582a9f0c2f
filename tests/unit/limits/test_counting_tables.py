"""Limits follow the cards: counted after an import, kept in step with what is in force."""

import json
from datetime import date
from pathlib import Path
from typing import cast

from hengjian.audit.models import JournalEntry
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.limits import actions, counting
from hengjian.limits.models import CardLimit, Standing
from hengjian.limits.tasks import count_card, count_stale
from hengjian.warehouse.models import CardTable
from tests.cast import Cast
from tests.unit.limits.limits_office import (
    BY,
    LIMITS,
    card,
    import_cards,
    limit_of,
    release,
)


CONTEXT = cast(JobContext, None)  # the task asks nothing of it


def test_a_pending_card_shows_its_limit_and_whose_it_is(office: Cast) -> None:
    import_cards(card("A1", accepted_on="2026-10-12"))

    limit = limit_of("A1")
    assert limit.due_on == date(2026, 11, 12)
    assert (limit.standing, limit.custody) == (Standing.RUNNING, False)
    assert limit.person == office.person(office.chen)
    assert limit.procuratorate == office.jiangcheng
    assert limit.department == office.first_department


def test_no_personal_value_is_kept_with_a_limit(office: Cast) -> None:
    import_cards(card("A1", suspect="欧阳小雨"))

    kept = str(CardLimit.bookkeeping.values().get())
    assert "欧阳" not in kept
    assert "110101199003070011" not in kept


def test_the_conclusion_brought_by_a_later_import_meets_the_limit(
    office: Cast,
) -> None:
    import_cards(card("A1", accepted_on="2026-09-21"))
    before = limit_of("A1")

    import_cards(
        card(
            "A1",
            accepted_on="2026-09-21",
            concluded_on="2026-10-23",
            outcome="批准逮捕",
        )
    )

    after = limit_of("A1")
    assert after.pk == before.pk  # its page keeps its address
    assert (after.standing, after.done_on) == (Standing.MET, date(2026, 10, 23))


def test_what_was_met_long_ago_is_not_on_the_board(office: Cast) -> None:
    import_cards(
        card(
            "A1",
            accepted_on="2026-09-01",
            concluded_on="2026-09-25",
            outcome="批准逮捕",
        )
    )

    assert not CardLimit.objects.exists()


def test_a_returned_case_stands_still_until_it_is_resubmitted(office: Cast) -> None:
    import_cards(card("A1", returned_on="2026-10-19"))
    assert (limit_of("A1").standing, limit_of("A1").due_on) == (
        Standing.SUSPENDED,
        None,
    )

    import_cards(card("A1", returned_on="2026-10-19", resubmitted_on="2026-10-23"))
    assert limit_of("A1").due_on == date(2026, 11, 16)  # four days added


def test_what_the_card_does_not_say_is_told_as_unknown(office: Cast) -> None:
    import_cards(card("A1", kind=""), card("A2", detained=""))

    assert limit_of("A1").standing == Standing.UNTOLD
    assert limit_of("A1").untold == "applies"
    assert limit_of("A2").custody is None
    assert limit_of("A2").standing == Standing.RUNNING


def test_only_what_changed_is_written(office: Cast) -> None:
    import_cards(card("A1"), card("A2"))
    import_cards(card("A1"), card("A2", extended_on="2026-10-20"))

    entry = JournalEntry.objects.filter(event="limits.limits_counted").latest("number")
    counted = json.loads(entry.new)
    assert (counted["limits"], counted["changed"], counted["new"]) == (2, 1, 0)


def test_a_count_is_not_repeated_while_nothing_changed(office: Cast) -> None:
    import_cards(card("A1"))

    assert not count_card("arrest_review", by=BY)
    assert count_card("arrest_review", by=BY, anew=True)


def test_an_older_count_never_replaces_a_newer_one(office: Cast) -> None:
    import_cards(card("A1"))
    late = counting.sources_of("arrest_review")
    assert late is not None
    rows = list(counting.counted_rows(late))
    import_cards(card("A1"), card("A2"))

    entered = actions.enter_limits(
        table=CardTable.objects.get(name="arrest_review"),
        version=late.version,
        rests_on=late.rests_on,
        rows=rows,
        by=BY,
    )

    assert entered is None
    assert CardLimit.objects.count() == 2


def test_an_import_asks_for_the_count(office: Cast) -> None:
    import_cards(card("A1"))

    asked = Job.objects.filter(task="hengjian.limits.tasks.count_after_import")
    assert asked.count() == 1


def test_a_card_that_left_the_pack_takes_its_limits_along(office: Cast) -> None:
    import_cards(card("A1", served_on="2026-10-20"))
    assert CardLimit.objects.count() == 2

    import_cards(card("A1", kind="other"))

    assert not CardLimit.objects.filter(deadline="review").exists()


def test_a_new_release_of_the_pack_is_counted_by_the_schedule(
    office: Cast, tmp_path: Path
) -> None:
    import_cards(card("A1", accepted_on="2026-10-12"))
    assert count_stale(CONTEXT) == {"counted": []}

    folder = tmp_path / "later"
    release(
        folder, LIMITS.replace("{length: 1 months}", "{length: 20 calendar_days}", 1)
    )

    assert count_stale(CONTEXT) == {"counted": ["arrest_review"]}
    assert limit_of("A1").due_on == date(2026, 11, 2)


def test_limits_met_long_ago_leave_the_board_overnight(office: Cast) -> None:
    import_cards(
        card(
            "A1",
            accepted_on="2026-09-21",
            concluded_on="2026-09-28",
            outcome="批准逮捕",
        )
    )
    assert CardLimit.objects.filter(standing=Standing.MET).exists()

    with clock.moved_to(date(2026, 10, 29)):
        count_stale(CONTEXT)

    assert not CardLimit.objects.exists()
