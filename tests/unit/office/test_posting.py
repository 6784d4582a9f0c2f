"""What is posted stands as it was posted, with names, never with personal items."""

import pytest
from django.db import DatabaseError, connection, transaction

from hengjian.audit.added_to import NeverAltered
from hengjian.audit.models import JournalEntry
from hengjian.office.actions import commenting
from hengjian.office.models import Comment, Part, Posting, StockEntry
from hengjian.office.queries.postings import Wanted, lines, posted
from tests.cast import Cast
from tests.factories import access
from tests.factories import matters as make
from tests.factories import office as store


def test_request_is_posted_as_it_is_registered(cast: Cast) -> None:
    matter = make.matter("supply_request", cast.chen)

    posting = Posting.objects.get(matter=matter)

    told = {each["zh"]: each["value_zh"] for each in posting.content}
    assert posting.part == Part.REQUEST
    assert told["申领人"] == "陈明"
    assert told["数量"] == "10"
    entry = JournalEntry.objects.filter(event="office.posted").get()
    assert posting.digest in str(entry.new)


def test_answer_is_posted_with_its_grounds(cast: Cast) -> None:
    staff = make.office(cast)
    matter = make.matter("supply_request", cast.chen)
    make.done(matter, "check_stock", staff, in_stock="否")
    make.done(matter, "decide", cast.liu, decision="refused", decision_reason="可调剂")
    make.done(matter, "tell_refusal", staff, refusal_posting="三楼有余量，可调剂使用")

    (line,) = lines(list(posted(cast.chen, Wanted())))

    (answer,) = line.answers
    told = {each["zh"]: each["value_zh"] for each in answer.content}
    assert told["审批结论"] == "不予同意"
    assert told["公示的理由"] == "三楼有余量，可调剂使用"
    assert line.days == 0
    assert line.is_as_posted


def test_posting_is_never_altered_and_an_altered_one_is_seen(cast: Cast) -> None:
    posting = Posting.objects.get(matter=make.matter("supply_request", cast.chen))

    with pytest.raises(NeverAltered):
        posting.save()
    with pytest.raises(NeverAltered):
        posting.delete()
    posting.content[0]["value_zh"] = "别人"
    assert not posting.is_as_posted


def test_staff_see_what_their_own_office_posted(cast: Cast) -> None:
    make.matter("supply_request", cast.chen)

    assert posted(cast.lin, Wanted()).count() == 1
    assert posted(cast.zhou, Wanted(state="waiting")).count() == 1
    assert posted(cast.zhou, Wanted(state="answered")).count() == 0
    assert posted(cast.zhao, Wanted()).count() == 0
    assert posted(access.account(username="nobody"), Wanted()).count() == 0


@pytest.mark.parametrize("table", ["posting", "comment", "stockentry"])
@pytest.mark.parametrize(
    "act", ["UPDATE office_{} SET by = 'x'", "DELETE FROM office_{}"]
)
def test_database_refuses_to_change_or_delete(cast: Cast, table: str, act: str) -> None:
    matter = make.matter("supply_request", cast.chen)
    commenting.comment(matter=matter, text="缺纸", is_anonymous=False, by=cast.zhou)
    store.entered(store.article(cast.jiangcheng))

    with (
        pytest.raises(DatabaseError, match="office_never_altered"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table))

    assert Posting.objects.get().is_as_posted
    assert Comment.objects.get().by == "account:zhou"
    assert StockEntry.objects.get().quantity == 20
