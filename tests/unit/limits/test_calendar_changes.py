"""A new notice of days off moves the limits of cards, and their handlers learn it once."""

from datetime import date

from hengjian.calendars.models import MovedLimit
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.limits.models import CardLimit
from hengjian.notices.models import Notice
from tests.cast import Cast
from tests.factories import calendars as make
from tests.unit.limits.limits_office import card, import_cards, limit_of


def test_running_limits_move_and_those_in_custody_stay(office: Cast) -> None:
    day = date(2031, 2, 12)
    with clock.moved_to(day):
        import_cards(
            card("A1", accepted_on="2031-02-10"),
            card("A2", accepted_on="2031-02-10", detained="是"),
        )
        assert limit_of("A1").due_on == make.OFF
        assert limit_of("A1").provisional
        Worker().run_until_empty()
        before = Notice.objects.filter(account=office.chen).count()

        make.release()
        Worker().run_until_empty()

    assert limit_of("A1").due_on == date(2031, 3, 11)
    assert limit_of("A2").due_on == make.OFF  # in custody: no holiday moves it
    assert MovedLimit.objects.filter(kind="card_limit").count() == 1
    assert Notice.objects.filter(account=office.chen).count() == before + 1


def test_a_met_limit_does_not_move(office: Cast) -> None:
    with clock.moved_to(date(2031, 3, 5)):
        import_cards(
            card(
                "A1",
                accepted_on="2031-02-10",
                concluded_on="2031-03-04",
                outcome="批准逮捕",
            )
        )
        make.release()
        Worker().run_until_empty()

    assert CardLimit.objects.get().due_on == make.OFF
    assert not MovedLimit.objects.filter(kind="card_limit").exists()
