"""Whoever works in the office comments on what is posted; nobody alters what was said."""

import pytest

from hengjian.access.models import Account
from hengjian.access.sealed_subjects import Subject
from hengjian.audit.added_to import NeverAltered
from hengjian.audit.models import JournalEntry
from hengjian.config import registers
from hengjian.jobs.context import JobContext
from hengjian.lib.faults import UserFault
from hengjian.matters.faults import ReasonMissing
from hengjian.matters.models import Matter
from hengjian.notices.models import Notice
from hengjian.office.actions import commenting
from hengjian.office.actions.commenting import CommentFault
from hengjian.office.models import Comment, TakenDown
from hengjian.office.queries.comments import comment_counts, said_of
from hengjian.office.telling.comments import tell_of_answer, tell_of_comment
from tests.cast import Cast
from tests.factories import matters
from tests.factories.jobs import job


SEALED = "江检刑诉〔2026〕8号"


@pytest.fixture
def staff(cast: Cast) -> Account:
    return matters.office(cast)


@pytest.fixture
def posted(cast: Cast, staff: Account) -> Matter:
    """Chen's request for paper, which is posted as it is registered."""
    return matters.matter("supply_request", cast.chen)


def said(
    matter: Matter, by: Account, text: str = "三楼也缺纸", *, unnamed: bool = False
) -> Comment:
    return commenting.comment(matter=matter, text=text, is_anonymous=unnamed, by=by)


def sealed_subjects(asked: frozenset[Subject]) -> frozenset[Subject]:
    """One case is sealed; what the warehouse would answer."""
    return frozenset(each for each in asked if each.key == SEALED)


def test_comment_is_answered_and_both_stand_in_order(
    cast: Cast, posted: Matter, staff: Account
) -> None:
    comment = said(posted, cast.zhou)
    commenting.answer(comment=comment, text="下周一并采购", by=staff)

    (told,) = said_of(posted)

    assert (told.comment.text, told.comment.by) == ("三楼也缺纸", "account:zhou")
    assert [each.comment.text for each in told.answers] == ["下周一并采购"]
    assert told.is_answered
    assert comment_counts([posted.pk]) == {posted.pk: 1}


def test_unnamed_comment_keeps_no_name_but_the_journal_does(
    cast: Cast, posted: Matter
) -> None:
    comment = said(posted, cast.zhou, unnamed=True)

    assert comment.is_anonymous
    assert comment.by == ""
    entry = JournalEntry.objects.filter(event="office.commented").get()
    assert entry.by == "account:zhou"
    assert "三楼也缺纸" not in f"{entry.new}{entry.detail}"


def test_nothing_said_is_ever_altered(cast: Cast, posted: Matter) -> None:
    comment = said(posted, cast.zhou)

    comment.text = "不缺纸"
    with pytest.raises(NeverAltered):
        comment.save()
    with pytest.raises(NeverAltered):
        comment.delete()
    with pytest.raises(NeverAltered):
        Comment.objects.filter(pk=comment.pk).update(text="不缺纸")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" ", "请写内容"),
        ("字" * 1001, "最多 1000 字"),
        ("他的证号 110101 19900307 0011", "身份证号"),
        ("请打 139-0000-0000", "手机号"),
        ("机密★1年", "国家秘密"),
    ],
)
def test_words_not_for_the_whole_office_are_refused(
    text: str, words: str, cast: Cast, posted: Matter
) -> None:
    with pytest.raises(UserFault, match=words):
        said(posted, cast.zhou, text)
    assert not Comment.objects.exists()


def test_number_of_a_sealed_case_is_neither_taken_nor_told(
    cast: Cast, posted: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(posted, cast.zhou, f"{SEALED}的卷宗用了这批纸")
    monkeypatch.setitem(
        registers.PROVIDERS, "warehouse.sealed_subjects", f"{__name__}.sealed_subjects"
    )

    with pytest.raises(UserFault, match="不能写案件编号"):
        said(posted, cast.lin, f"关于{SEALED}")
    (told,) = said_of(posted)
    assert told.comment == before
    assert not told.is_told


def test_comment_is_taken_down_by_who_had_no_part_in_it(
    cast: Cast, posted: Matter, staff: Account
) -> None:
    matters.done(posted, "check_stock", staff, in_stock="否")
    comment = said(posted, cast.zhou)
    for who in (staff, cast.chen, cast.zhou):
        with pytest.raises(CommentFault, match="由其他人处理"):
            commenting.take_down(comment=comment, reason="与事项无关", by=who)
    with pytest.raises(ReasonMissing):
        commenting.take_down(comment=comment, reason=" ", by=cast.liu)

    commenting.take_down(comment=comment, reason="与事项无关", by=cast.liu)

    (told,) = said_of(posted)
    assert not told.is_told
    assert TakenDown.objects.get().reason == "与事项无关"
    assert comment_counts([posted.pk]) == {}
    with pytest.raises(CommentFault, match="已经撤下"):
        commenting.take_down(comment=comment, reason="再次", by=cast.liu)
    with pytest.raises(CommentFault, match="不能答复"):
        commenting.answer(comment=comment, text="说明", by=staff)


def test_only_a_comment_on_what_is_posted_is_answered(
    cast: Cast, posted: Matter, staff: Account
) -> None:
    hidden = matters.matter("task_follow_up", cast.chen)
    with pytest.raises(CommentFault, match="没有公示"):
        said(hidden, cast.zhou)

    answer = commenting.answer(comment=said(posted, cast.zhou), text="已安排", by=staff)
    with pytest.raises(CommentFault, match="不能答复"):
        commenting.answer(comment=answer, text="再说一次", by=staff)


def test_office_is_told_of_a_comment_and_its_writer_of_the_answer(
    cast: Cast, posted: Matter, staff: Account
) -> None:
    context = JobContext(job(task="hengjian.office.telling.comments.tell_of_comment"))
    comment = said(posted, cast.zhou)
    answer = commenting.answer(comment=comment, text="已安排", by=staff)
    unnamed = said(posted, cast.lin, unnamed=True)
    other = commenting.answer(comment=unnamed, text="已知", by=staff)

    tell_of_comment(context, "office.commented", "1", comment.pk)
    tell_of_answer(context, "office.comment_answered", "2", answer.pk)
    nobody = tell_of_answer(context, "office.comment_answered", "3", other.pk)

    told = {
        (each.account.username, each.sentence_zh)
        for each in Notice.objects.select_related("account")
    }
    assert told == {
        ("ou", f"公示事项 {posted.number} 有新评论，请答复"),
        ("zhou", f"您对公示事项 {posted.number} 的评论已有答复"),
    }
    assert nobody == {"told": 0}
