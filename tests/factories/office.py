"""The store and postings for tests."""

from hengjian.audit.actors import System
from hengjian.matters.models import Matter
from hengjian.office.actions import posting, stock
from hengjian.office.models import Article, How, Posting, StockEntry
from hengjian.organisation.models import Procuratorate


BY = System("test")


def article(unit: Procuratorate, **values: object) -> Article:
    wanted = {
        "code": "P-01",
        "name": "A4 复印纸",
        "measure": "箱",
        "reorder_level": 5,
        **values,
    }
    return stock.keep_article(unit=unit, **wanted, by=BY)


def entered(article: Article, quantity: int = 20) -> StockEntry:
    return stock.move(article=article, how=How.ENTERED, quantity=quantity, by=BY)


def posted(matter: Matter) -> Posting:
    return posting.post_answer(matter=matter, by=BY)
