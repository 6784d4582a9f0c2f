"""Notices go to whom they concern, once, and are forgotten in time."""

from datetime import timedelta

import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices import actions
from hengjian.notices.actions import AddressElsewhere, Telling
from hengjian.notices.models import Kind, Notice
from hengjian.notices.queries import notices_of, unread_count
from tests.cast import Cast
from tests.factories.jobs import job
from tests.factories.notices import notice


BY = System("test")
TELLING = Telling(Kind.JOB, "job:1", Text("失败。", "Failed."), "/")


def test_notice_is_told_once_of_each_matter(cast: Cast) -> None:
    first = actions.send(telling=TELLING, to=[cast.chen, cast.lin], by=BY)
    again = actions.send(telling=TELLING, to=[cast.chen, cast.lin, cast.zhou], by=BY)

    assert (first, again) == (2, 1)
    assert unread_count(cast.chen) == 1


def test_closed_account_is_not_told(cast: Cast) -> None:
    cast.chen.is_active = False

    assert actions.send(telling=TELLING, to=[cast.chen], by=BY) == 0
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/", "imports/"]
)
def test_notice_leads_nowhere_else(cast: Cast, address: str) -> None:
    telling = Telling(Kind.JOB, "job:1", Text("失败。", "Failed."), address)

    with pytest.raises(AddressElsewhere):
        actions.send(telling=telling, to=[cast.chen], by=BY)


def test_journal_says_whom_but_not_the_sentence(cast: Cast) -> None:
    actions.send(telling=TELLING, to=[cast.lin, cast.chen], by=BY)

    entry = JournalEntry.objects.get(event="notices.notices_sent")
    assert '"chen"' in entry.detail
    assert '"lin"' in entry.detail
    assert "失败" not in entry.detail


def test_reading_leaves_others_notices_alone(cast: Cast) -> None:
    own, others = notice(cast.chen), notice(cast.lin)

    marked = actions.mark_read(
        account=cast.chen, numbers=[own.pk, others.pk], by=cast.chen
    )

    assert marked == 1
    assert (unread_count(cast.chen), unread_count(cast.lin)) == (0, 1)


def test_reading_everything_marks_what_is_unread(cast: Cast) -> None:
    first = notice(cast.chen, "a")
    notice(cast.chen, "b")
    actions.mark_read(account=cast.chen, numbers=[first.pk], by=cast.chen)

    assert actions.mark_read(account=cast.chen, by=cast.chen) == 1
    assert actions.mark_read(account=cast.chen, by=cast.chen) == 0


def test_list_is_narrowed_by_kind_and_state(cast: Cast) -> None:
    notice(cast.chen, "a")
    notice(cast.chen, "b", kind=Kind.SIGNAL)
    actions.mark_read(
        account=cast.chen, numbers=[notice(cast.chen, "c").pk], by=cast.chen
    )

    assert notices_of(cast.chen).count() == 3
    assert notices_of(cast.chen, unread=True).count() == 2
    assert notices_of(cast.chen, kind="signal").get().key == "b"
    assert notices_of(cast.chen, kind="nonsense").count() == 3


def test_old_notices_are_forgotten_and_young_ones_stay(cast: Cast) -> None:
    today = clock.today()
    for days, key in ((400, "unread for a year"), (100, "read"), (100, "unread")):
        with clock.moved_to(today - timedelta(days=days)):
            made = notice(cast.chen, key)
            if key == "read":
                actions.mark_read(account=cast.chen, numbers=[made.pk], by=BY)
    job(task="hengjian.notices.tasks.forget_old_notices")

    Worker().run_one()

    assert [each.key for each in notices_of(cast.chen)] == ["unread"]
