"""The store as it stands: what there is of each article, what is to be ordered."""

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.office.models import Article, StockEntry
from hengjian.office.queries.places import offices


def articles(account: Account) -> QuerySet[Article]:
    """The articles of the account's offices, each with its ``stock``."""
    return (
        Article.objects.filter(
            procuratorate__in=offices(account, Permission.STORE_READ), is_kept=True
        )
        .select_related("procuratorate")
        .annotate(stock=Coalesce(Sum("entries__quantity"), Value(0)))
        .order_by("procuratorate__code", "code")
    )


def low(found: QuerySet[Article]) -> QuerySet[Article]:
    """Those at or below the level at which they are to be ordered."""
    return found.filter(
        Q(reorder_level__isnull=False) & Q(stock__lte=F("reorder_level"))
    )


def ledger(article: Article) -> list[tuple[StockEntry, int]]:
    """Every movement, the newest first, with the stock after it."""
    entries = article.entries.select_related("matter", "reverses", "reversed_by")
    stock, told = 0, []
    for entry in entries.order_by("id"):
        stock += entry.quantity
        told.append((entry, stock))
    return told[::-1]
