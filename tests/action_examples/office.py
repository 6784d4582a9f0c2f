"""Examples of the actions of office services."""

from functools import partial

from hengjian.audit.actors import System
from hengjian.office.actions import posting, stock
from hengjian.office.models import How
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import matters
from tests.factories import office as make


BY = System("test")
POSTING = "hengjian.office.actions.posting"
STOCK = "hengjian.office.actions.stock"


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


EXAMPLES: dict[str, Example] = {
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
