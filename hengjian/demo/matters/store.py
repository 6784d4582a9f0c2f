"""What lies in the store of the demo's county when its story begins."""

from hengjian.access.models import Account
from hengjian.demo.matters.office import place_of
from hengjian.office.actions import stock
from hengjian.office.models import How


# code, name, measure, level at which it is ordered, what there is
ARTICLES: tuple[tuple[str, str, str, int, int], ...] = (
    ("P-01", "A4 复印纸 70 克", "箱", 10, 66),
    ("P-02", "硒鼓（黑色）", "支", 6, 30),
    ("W-01", "案卷封皮", "个", 300, 2600),
    ("W-02", "中性笔（黑）", "盒", 12, 64),
    ("Q-01", "消毒用品", "箱", 6, 40),
    ("D-01", "档案盒", "个", 80, 520),
)


def stock_up(by: Account) -> None:
    """Enter the articles, each with a first delivery, as the general office would."""
    unit, _ = place_of(by)
    for code, name, measure, level, quantity in ARTICLES:
        article = stock.keep_article(
            unit=unit,
            code=code,
            name=name,
            measure=measure,
            reorder_level=level,
            by=by,
        )
        stock.move(
            article=article,
            how=How.ENTERED,
            quantity=quantity,
            words="期初盘存",
            by=by,
        )
