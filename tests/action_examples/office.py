"""Examples of the actions of office services."""

from datetime import date
from functools import partial

from hengjian.audit.actors import System
from hengjian.office.actions import commenting, months, posting, stock
from hengjian.office.models import Comment, How
from hengjian.office.queries.month import Month
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import matters
from tests.factories import office as make


BY = System("test")
POSTING = "hengjian.office.actions.posting"
STOCK = "hengjian.office.actions.stock"
COMMENTING = "hengjian.office.actions.commenting"


def _of_a_matter(action: str) -> Example:
    def example(cast: Cast) -> partial[object]:
        matter = matters.matter("supply_request", cast.chen)
        return partial(getattr(posting, action), matter=matter, by=BY)

    return example


def _issue(cast: Cast) -> partial[object]:
    article = make.article(cast.jiangcheng)
    make.entered(article)
    matter = matters.matter("supply_request", cast.chen)
    matter.values |= {"stock_article": article.code, "issued_quantity": 2}
    return partial(stock.issue_for_matter, matter=matter, by=BY)


def _move(cast: Cast) -> partial[object]:
    article = make.article(cast.jiangcheng)
    return partial(stock.move, article=article, how=How.ENTERED, quantity=3, by=BY)


def _reverse(cast: Cast) -> partial[object]:
    entry = make.entered(make.article(cast.jiangcheng))
    return partial(stock.reverse, entry=entry, reason="重复登记", by=BY)


def _comment(cast: Cast) -> Comment:
    matter = matters.matter("supply_request", cast.chen)
    return commenting.comment(
        matter=matter, text="三楼也缺纸", is_anonymous=False, by=cast.zhou
    )


def _commented(cast: Cast) -> partial[object]:
    matter = matters.matter("supply_request", cast.chen)
    return partial(
        commenting.comment,
        matter=matter,
        text="三楼也缺纸",
        is_anonymous=True,
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    f"{COMMENTING}.comment": _commented,
    f"{COMMENTING}.answer": lambda cast: partial(
        commenting.answer, comment=_comment(cast), text="下周采购", by=BY
    ),
    f"{COMMENTING}.take_down": lambda cast: partial(
        commenting.take_down, comment=_comment(cast), reason="与事项无关", by=BY
    ),
    "hengjian.office.actions.months.post_month": lambda cast: partial(
        months.post_month,
        month=Month(cast.jiangcheng, date(2020, 1, 1), date(2020, 2, 1)),
        words="讲评",
        by=BY,
    ),
    f"{POSTING}.post_request": _of_a_matter("post_request"),
    f"{POSTING}.post_answer": _of_a_matter("post_answer"),
    f"{STOCK}.keep_article": lambda cast: partial(
        stock.keep_article,
        unit=cast.jiangcheng,
        code="P-01",
        name="A4 复印纸",
        measure="箱",
        reorder_level=5,
        by=BY,
    ),
    f"{STOCK}.move": _move,
    f"{STOCK}.reverse": _reverse,
    f"{STOCK}.issue_for_matter": _issue,
}
