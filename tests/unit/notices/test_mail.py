"""E-mail about notices: chosen by people, without content, never twice, failures seen."""

import email
from collections.abc import Iterator

import pytest

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.notices import actions, mail_actions, tasks
from hengjian.notices.mail_models import Mail, MailState, MailWish
from hengjian.notices.models import Kind
from tests.cast import Cast
from tests.pages.asking import signed_in
from tests.unit.notices.mail_server import MailServer, serving


BY = System("test")


@pytest.fixture
def server(settings: pytest.FixtureRequest) -> Iterator[MailServer]:
    with serving() as found:
        settings.MAIL_HOST, settings.MAIL_PORT = "127.0.0.1", found.port  # type: ignore[attr-defined]
        settings.MAIL_FROM = "hengjian@office.example"  # type: ignore[attr-defined]
        settings.MAIL_LINK = "https://hengjian.office.example"  # type: ignore[attr-defined]
        yield found


def tell(account: Account, key: str, *, is_urgent: bool = False) -> None:
    telling = actions.Telling(
        Kind.LIMIT, key, Text("张三的申诉今天到期", "due today"), "/", is_urgent
    )
    actions.send(telling=telling, to=[account], by=BY)


def wants(account: Account, wish: MailWish = MailWish.ALL) -> None:
    mail_actions.choose_mail(
        account=account, address="chen@office.example", wish=wish, by=account
    )


def posted() -> None:
    """What the schedule and the worker do."""
    mail_actions.make_mails(by=BY)
    Worker().run_until_empty()


def test_who_chose_it_is_told_once_by_mail_without_content(
    cast: Cast, server: MailServer
) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    tell(cast.chen, "b", is_urgent=True)
    tell(cast.lin, "c")

    posted()
    posted()

    [letter] = server.taken
    message = email.message_from_bytes(letter.encode())
    words = message.get_payload(decode=True).decode()
    assert message["To"] == "chen@office.example"
    assert message["Message-ID"] == f"<mail-{Mail.objects.get().pk}@office.example>"
    assert "2 条新消息，其中有要先办的" in words
    assert "https://hengjian.office.example/notices/" in words
    assert "张三" not in letter
    assert Mail.objects.get().state == MailState.SENT


def test_what_came_before_the_choice_or_was_read_is_not_mailed(
    cast: Cast, server: MailServer
) -> None:
    tell(cast.chen, "before")
    wants(cast.chen)
    tell(cast.chen, "read")
    actions.mark_read(account=cast.chen, by=cast.chen)

    posted()

    assert server.taken == []


def test_later_notices_come_in_a_mail_of_their_own(
    cast: Cast, server: MailServer
) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    posted()
    tell(cast.chen, "b")
    posted()

    assert [mail.count for mail in Mail.objects.order_by("pk")] == [1, 1]
    assert len(server.taken) == 2


def test_who_wants_urgent_ones_alone_is_not_told_of_others(
    cast: Cast, server: MailServer
) -> None:
    wants(cast.chen, MailWish.URGENT)
    tell(cast.chen, "a")
    posted()
    assert server.taken == []

    tell(cast.chen, "b", is_urgent=True)
    posted()
    assert len(server.taken) == 1


def test_who_chose_none_gets_none(cast: Cast, server: MailServer) -> None:
    wants(cast.chen)
    wants(cast.chen, MailWish.NONE)
    tell(cast.chen, "a")

    posted()

    assert server.taken == []


def test_a_refused_mail_is_tried_again_and_its_failure_is_seen(
    cast: Cast, server: MailServer
) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    server.refuses = "450 later"

    posted()

    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 1)
    assert "450" in mail.fault
    job = Job.objects.get(key=f"mail:{mail.pk}")
    assert job.state == "queued"
    server.refuses = ""
    tasks.deliver_mail(None, mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 2)
    assert len(server.taken) == 1


def test_a_server_that_hangs_up_is_a_failure_that_is_told(
    cast: Cast, server: MailServer
) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    server.hangs_up = True

    posted()

    assert Mail.objects.get().state == MailState.FAILED


def test_a_mail_of_which_nobody_knows_whether_it_went_is_not_sent_again(
    cast: Cast, server: MailServer
) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    mail_actions.make_mails(by=BY)
    mail = Mail.objects.get()
    mail_actions.begin_sending(mail=mail, by=BY)  # and here its process died

    Worker().run_until_empty()
    tasks.deliver_mail(None, mail.pk)

    mail.refresh_from_db()
    assert server.taken == []
    assert (mail.state, mail.fault) == (MailState.FAILED, mail_actions.NOT_KNOWN)


def test_a_sent_mail_is_not_sent_again(cast: Cast, server: MailServer) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    posted()

    tasks.deliver_mail(None, Mail.objects.get().pk)

    assert len(server.taken) == 1


def test_without_a_server_nothing_is_made_or_offered(cast: Cast) -> None:
    wants(cast.chen)
    tell(cast.chen, "a")
    client = signed_in(cast.chen)

    assert tasks.make_mails(None) == {"mails": 0}
    assert "邮件提醒" not in client.get("/notices/").content.decode()
    assert client.post("/notices/mail/", {"wish": "all"}).status_code == 404
    assert not Mail.objects.exists()


def test_the_choice_is_made_on_the_page_of_notices(
    cast: Cast, server: MailServer
) -> None:
    client = signed_in(cast.chen)

    client.post("/notices/mail/", {"wish": "all", "address": "chen@office.example"})
    tell(cast.chen, "a")
    posted()

    page = client.get("/notices/").content.decode()
    assert "chen@office.example" in page
    assert "上一封" in page


@pytest.mark.parametrize("address", ["", "chen", "a@b\r\nBcc: c@d.example"])
def test_an_address_that_is_none_is_refused(cast: Cast, address: str) -> None:
    with pytest.raises(UserFault), clock.moved_to(clock.today()):
        mail_actions.choose_mail(
            account=cast.chen, address=address, wish=MailWish.ALL, by=cast.chen
        )
