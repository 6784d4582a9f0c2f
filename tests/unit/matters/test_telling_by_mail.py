"""A month of mornings: reminder and escalation come as notice, and as mail where wanted."""

import email
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from hengjian.jobs.context import JobContext
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.matters.telling.reminding import remind_of_limits
from hengjian.notices import mail_actions, tasks
from hengjian.notices.mail_models import MailWish
from hengjian.notices.models import Notice
from tests.factories import matters as make
from tests.factories.jobs import job
from tests.unit.matters.conftest import TODAY, World
from tests.unit.matters.test_telling import REMINDING
from tests.unit.notices.mail_server import MailServer, serving


OFFICE, LIU = "office@office.example", "liu@office.example"


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with serving() as found:
        settings.MAIL_HOST, settings.MAIL_PORT = "127.0.0.1", found.port
        settings.MAIL_FROM = "hengjian@office.example"
        yield found


def a_month(server: MailServer) -> list[tuple[str, date]]:
    """To whom a mail went on which day, for the month after today."""
    context = JobContext(job(task=REMINDING))
    sent = []
    for days in range(31):
        day = TODAY + timedelta(days=days)
        with clock.moved_to(day):
            remind_of_limits(context)
            tasks.make_mails(context)
            Worker().run_until_empty()
        letters = [email.message_from_string(each) for each in server.taken]
        sent += sorted((str(letter["To"]), day) for letter in letters)
        server.taken.clear()
    return sent


def test_reminder_and_escalation_come_by_mail_to_who_wants_it(
    world: World, server: MailServer
) -> None:
    make.matter("supply_request", world.cast.chen)  # due on 20 October
    for account, address in ((world.office, OFFICE), (world.cast.liu, LIU)):
        mail_actions.choose_mail(
            account=account, address=address, wish=MailWish.ALL, by=account
        )

    sent = a_month(server)

    assert sent == [
        (OFFICE, date(2026, 10, 20)),  # due today
        (OFFICE, date(2026, 10, 21)),  # a day late
        (LIU, date(2026, 10, 23)),  # three days late: to the supervisor
    ]
    assert Notice.objects.count() == 3


def test_who_chose_no_mail_is_told_in_the_product_alone(
    world: World, server: MailServer
) -> None:
    make.matter("supply_request", world.cast.chen)
    mail_actions.choose_mail(
        account=world.cast.liu, address=LIU, wish=MailWish.URGENT, by=world.cast.liu
    )

    sent = a_month(server)

    urgent = Notice.objects.filter(account=world.cast.liu, is_urgent=True).count()
    assert len(sent) == urgent
    assert Notice.objects.filter(account=world.office).count() == 2
