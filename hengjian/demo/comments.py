"""What the demo's staff say of what is posted, and the months that its office posted."""

from datetime import date, timedelta

from hengjian.access.models import Account
from hengjian.demo.city.generating import TODAY
from hengjian.demo.matters.office import place_of, sign_ins
from hengjian.lib import clock
from hengjian.office.actions import commenting, months
from hengjian.office.actions.commenting import CommentFault
from hengjian.office.models import Comment, Part, Posting
from hengjian.office.queries.month import Month


# who says it, unnamed or not, what, what is answered
SAID: tuple[tuple[str, bool, str, str], ...] = (
    (
        "clerk",
        False,
        "同一批次里还有两个部门缺货，能否一并采购？",
        "已并入本周采购清单。",
    ),
    (
        "procurator",
        True,
        "答复用了几天，能不能先告知大致时间？",
        "以后超过三日的先告知。",
    ),
    ("head", False, "理由写得清楚，下次照此办理。", ""),
    ("clerk", True, "与本件无关的闲话，请忽略。", ""),
)
POSTED = (
    (date(2026, 8, 1), "八月讲评：答复及时，信息数量偏少。"),
    (date(2026, 9, 1), "九月讲评：业务部门报送增加，逾期件次须压减。"),
)


def say_and_post() -> None:
    """Comments with their answers, one taken down; two months posted. Once alone."""
    accounts = sign_ins()
    if Comment.objects.exists() or "office" not in accounts:
        return
    unit, _ = place_of(accounts["office"])
    answers = Posting.objects.filter(part=Part.ANSWER, procuratorate=unit)
    for posting, said in zip(answers.order_by("id"), SAID, strict=False):
        _said(posting, said, accounts)
    for first, words in POSTED:
        day = (first + timedelta(days=40)).replace(day=9)
        with clock.moved_to(day):
            months.post_month(
                month=Month(unit, first, day), words=words, by=accounts["office"]
            )


def _said(
    posting: Posting,
    said: tuple[str, bool, str, str],
    accounts: dict[str, Account],
) -> None:
    who, is_anonymous, text, answered = said
    after = min(posting.posted_on + timedelta(days=1), TODAY - timedelta(days=1))
    with clock.moved_to(after):
        comment = commenting.comment(
            matter=posting.matter,
            text=text,
            is_anonymous=is_anonymous,
            by=accounts[who],
        )
        if answered:
            commenting.answer(comment=comment, text=answered, by=accounts["office"])
        elif is_anonymous:
            _down(comment, accounts)


def _down(comment: Comment, accounts: dict[str, Account]) -> None:
    """By the first leader who had no part in the matter."""
    for name in ("deputy", "county-chief"):
        try:
            commenting.take_down(
                comment=comment, reason="与公示事项无关", by=accounts[name]
            )
        except CommentFault:
            continue
        return
