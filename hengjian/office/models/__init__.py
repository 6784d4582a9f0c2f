"""What is posted, what is said of it, and the store."""

from hengjian.office.models.comment import Comment, TakenDown
from hengjian.office.models.posted_month import PostedMonth
from hengjian.office.models.posting import PARTS, Part, Posting
from hengjian.office.models.stock import HOWS, Article, How, StockEntry


__all__ = [
    "HOWS",
    "PARTS",
    "Article",
    "Comment",
    "How",
    "Part",
    "PostedMonth",
    "Posting",
    "StockEntry",
    "TakenDown",
]
