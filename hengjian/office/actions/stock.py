"""The store: articles, what enters, what is issued, and entries that reverse others."""

from django.db.models import Sum

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.faults import reason_given
from hengjian.matters.models import Matter
from hengjian.office.models import Article, How, StockEntry
from hengjian.organisation.models import Procuratorate


LARGEST = 1_000_000


class StockFault(UserFault):
    """What is asked does not fit the store as it stands."""

    status = 409


@journal.action
def keep_article(
    *,
    unit: Procuratorate,
    code: str,
    name: str,
    measure: str,
    reorder_level: int | None,
    by: Actor,
) -> Article:
    """Enter an article of an office's store, or change what is said of it.

    Raises ``StockFault`` without a code, a name and a measure.
    """
    code, name, measure = code.strip()[:30], name.strip()[:200], measure.strip()[:20]
    if not (code and name and measure):
        raise StockFault(
            Text("写明编码、品名和计量单位", "say its code, its name and its measure")
        )
    found = Article.objects.select_for_update().filter(procuratorate=unit, code=code)
    article = found.first() or Article(procuratorate=unit, code=code)
    old = None if article.pk is None else _said(article)
    article.name, article.measure = name, measure
    article.reorder_level, article.is_kept = reorder_level, True
    new = _said(article)
    if old == new:
        journal.nothing_changed()
        return article
    article.save()
    journal.enter("office.article_changed", subject=article, old=old, new=new)
    return article


@journal.action
def move(
    *,
    article: Article,
    how: How,
    quantity: int,
    words: str = "",
    matter: Matter | None = None,
    by: Actor,
) -> StockEntry:
    """Enter or issue a quantity (above zero), or set the stock to what was counted.

    Raises ``StockFault`` for more than there is, and for a count that agrees.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    stock = stock_of(article)
    if how is How.COUNTED:
        change = quantity - stock
        words = reason_given(words)
    else:
        if quantity <= 0:
            raise StockFault(Text("数量应大于零", "a quantity is above zero"))
        change = quantity if how is How.ENTERED else -quantity
    if change == 0:
        raise StockFault(Text("盘点与账面一致", "the count agrees with the ledger"))
    if not 0 <= stock + change <= LARGEST:
        raise StockFault(
            Text(
                f"{article.name}只有 {stock} {article.measure}",
                f"there are {stock} {article.measure} of {article.name}",
            )
        )
    entry = _entered(article, how, change, words, matter, by)
    _tell_when_low(article, stock, stock + change, entry, by)
    return entry


@journal.action
def reverse(*, entry: StockEntry, reason: str, by: Actor) -> StockEntry:
    """Reverse a wrong entry by one that takes it back, with a reason.

    Raises ``ReasonMissing``; ``StockFault`` where it was reversed already, is a reversal
    itself, or the stock would fall below zero.
    """
    reason = reason_given(reason)
    article = Article.objects.select_for_update().get(pk=entry.article_id)
    if entry.how == How.REVERSED or StockEntry.objects.filter(reverses=entry).exists():
        raise StockFault(Text("这笔已经冲正", "this entry is reversed already"))
    stock = stock_of(article)
    if stock - entry.quantity < 0:
        raise StockFault(Text("冲正后库存会小于零", "the stock would fall below zero"))
    made = _entered(
        article, How.REVERSED, -entry.quantity, reason, entry.matter, by, entry
    )
    _tell_when_low(article, stock, stock - entry.quantity, made, by)
    return made


@journal.action
def issue_for_matter(*, matter: Matter, by: Actor) -> StockEntry | None:
    """Take what a request was given out of the store; bought goods are entered first.

    Reads the card's items ``stock_article``, ``issued_quantity``, ``entered_quantity``;
    nothing happens for a request that names no article. Raises ``StockFault`` for a code
    that the store does not have.
    """
    journal.nothing_changed()
    values = matter.values
    code, issued = values.get("stock_article"), values.get("issued_quantity")
    if not code or not issued:
        return None
    article = Article.objects.filter(
        procuratorate=matter.procuratorate, code=code
    ).first()
    if article is None:
        raise StockFault(
            Text(f"库存没有品目“{code}”", f"the store has no article “{code}”")
        )
    words = f"{matter.number}"
    entered = values.get("entered_quantity")
    if entered:
        move(
            article=article,
            how=How.ENTERED,
            quantity=int(entered),
            words=words,
            matter=matter,
            by=by,
        )
    made: StockEntry = move(
        article=article,
        how=How.ISSUED,
        quantity=int(issued),
        words=words,
        matter=matter,
        by=by,
    )
    return made


def stock_of(article: Article) -> int:
    """How many there are."""
    total = article.entries.aggregate(total=Sum("quantity"))["total"]
    return int(total or 0)


def _said(article: Article) -> dict[str, object]:
    return {
        "code": article.code,
        "name": article.name,
        "measure": article.measure,
        "reorder_level": article.reorder_level,
    }


def _entered(
    article: Article,
    how: How,
    quantity: int,
    words: str,
    matter: Matter | None,
    by: Actor,
    reverses: StockEntry | None = None,
) -> StockEntry:
    entry = StockEntry(
        article=article,
        how=how,
        quantity=quantity,
        words=words.strip()[:500],
        matter=matter,
        reverses=reverses,
        moved_on=clock.today(),
        by=by.journal_name,
    )
    entry.save()
    event = "office.stock_reversed" if reverses is not None else "office.stock_moved"
    journal.enter(
        event,
        subject=entry,
        new={"article": article.code, "how": how.value, "quantity": quantity},
        detail={"words": entry.words} if entry.words else None,
    )
    return entry


def _tell_when_low(
    article: Article, before: int, after: int, entry: StockEntry, by: Actor
) -> None:
    """Once, when the stock falls to its reorder level: before it runs out."""
    level = article.reorder_level
    if level is None or not after <= level < before:
        return
    jobs.tell(
        event="office.stock_low",
        event_id=str(entry.pk),
        payload={"article": article.pk, "stock": after},
        by=by,
    )
