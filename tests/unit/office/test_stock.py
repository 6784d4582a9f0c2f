"""The store is a ledger: it adds up, never falls below zero, and tells when it is low."""

import pytest

from hengjian.audit.added_to import NeverAltered
from hengjian.audit.models import JournalEntry
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.notices.models import Notice
from hengjian.office.actions import stock
from hengjian.office.actions.stock import StockFault
from hengjian.office.models import How, StockEntry
from tests.cast import Cast
from tests.factories import matters
from tests.factories import office as make


def test_stock_is_the_sum_of_what_entered_and_was_issued(cast: Cast) -> None:
    paper = make.article(cast.jiangcheng)
    make.entered(paper, 20)

    stock.move(article=paper, how=How.ISSUED, quantity=8, by=make.BY)

    assert stock.stock_of(paper) == 12


def test_no_more_is_issued_than_there_is(cast: Cast) -> None:
    paper = make.article(cast.jiangcheng)
    make.entered(paper, 3)

    with pytest.raises(StockFault, match="只有 3 箱"):
        stock.move(article=paper, how=How.ISSUED, quantity=4, by=make.BY)

    assert stock.stock_of(paper) == 3


def test_wrong_entry_is_reversed_once_and_stays(cast: Cast) -> None:
    paper = make.article(cast.jiangcheng)
    make.entered(paper, 20)
    wrong = make.entered(paper, 20)

    stock.reverse(entry=wrong, reason="重复登记", by=make.BY)

    assert stock.stock_of(paper) == 20
    assert paper.entries.count() == 3
    with pytest.raises(StockFault, match="已经冲正"):
        stock.reverse(entry=wrong, reason="再来一次", by=make.BY)


def test_entry_that_was_issued_since_cannot_be_reversed(cast: Cast) -> None:
    paper = make.article(cast.jiangcheng)
    entry = make.entered(paper, 5)
    stock.move(article=paper, how=How.ISSUED, quantity=2, by=make.BY)

    with pytest.raises(StockFault, match="小于零"):
        stock.reverse(entry=entry, reason="错", by=make.BY)


def test_count_sets_the_stock_to_what_is_there(cast: Cast) -> None:
    paper = make.article(cast.jiangcheng)
    make.entered(paper, 20)

    entry = stock.move(
        article=paper, how=How.COUNTED, quantity=18, words="盘点", by=make.BY
    )

    assert (entry.quantity, stock.stock_of(paper)) == (-2, 18)
    with pytest.raises(StockFault, match="一致"):
        stock.move(article=paper, how=How.COUNTED, quantity=18, words="再", by=make.BY)


def test_entries_are_never_altered(cast: Cast) -> None:
    entry = make.entered(make.article(cast.jiangcheng))

    entry.quantity = 99
    with pytest.raises(NeverAltered):
        entry.save()
    with pytest.raises(NeverAltered):
        StockEntry.objects.all().delete()
    with pytest.raises(NeverAltered):
        StockEntry.objects.update(quantity=99)


def test_office_is_told_once_when_an_article_falls_to_its_level(cast: Cast) -> None:
    staff = matters.office(cast)
    paper = make.article(cast.jiangcheng, reorder_level=5)
    make.entered(paper, 8)
    stock.move(article=paper, how=How.ISSUED, quantity=3, by=make.BY)
    stock.move(article=paper, how=How.ISSUED, quantity=1, by=make.BY)

    Job.objects.exclude(task__contains="office").delete()
    Worker().run_until_empty()

    told = Notice.objects.filter(account=staff).values_list("sentence_zh", flat=True)
    assert list(told) == ["需补库：A4 复印纸还有 5 箱"]


def test_article_that_is_entered_again_is_changed_not_doubled(cast: Cast) -> None:
    make.article(cast.jiangcheng)
    before = JournalEntry.objects.count()

    same = make.article(cast.jiangcheng)
    changed = make.article(cast.jiangcheng, reorder_level=9)

    assert same.pk == changed.pk
    assert JournalEntry.objects.count() == before + 1
