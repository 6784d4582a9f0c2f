"""Words are compared as text and as pinyin; what fits best comes first."""

import pytest

from hengjian.lib.bilingual import Text
from hengjian.lib.searching import MOST, Hit, Wanted, gathered


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("不捕率", "不捕率"),
        ("不捕", "不捕率"),
        ("捕率", "不捕率"),
        ("不捕 率", "不捕率"),
        ("bbl", "不捕率"),
        ("bubulv", "不捕率"),
        ("bubulu", "不捕率"),
        ("bu bu lv", "不捕率"),
        ("xi'an", "西安"),
        ("bubl", "不捕率"),
        ("bl", "不捕率"),
        ("zhangs", "张三"),
        ("zhs", "张三"),
        ("zs", "张三"),
        ("zeng", "曾明"),
        ("cengming", "曾明"),
        ("spp", "SPP 规则"),
        ("aj", "A、检察"),
        ("Card", "case cards"),
    ],
)
def test_words_fit(typed: str, text: str) -> None:
    assert Wanted(typed).rank(text) is not None


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "不捕率"),
        ("  ", "不捕率"),
        ("b", "不捕率"),
        ("bbz", "不捕率"),
        ("bublx", "不捕率"),
        ("zsx", "张三"),
        ("zs1", "张三"),
        ("起诉", "不捕率"),
        ("ab", ""),
    ],
)
def test_words_do_not_fit(typed: str, text: str) -> None:
    assert Wanted(typed).rank(text) is None


def test_exact_words_come_before_beginnings_parts_and_pinyin() -> None:
    ranks = [
        Wanted("bu").rank(text) for text in ("Bu", "Built", "a bu", "捕", "检捕", "x")
    ]

    assert ranks == [0, 1, 2, 3, 4, None]


def test_best_of_several_texts_counts() -> None:
    assert Wanted("zs").rank("李四", "zs") == 0


def hit(title: str) -> Hit:
    return Hit(Text.same(title), Text.same(""), "/")


def test_hits_are_ordered_by_fit_and_counted_exactly() -> None:
    many = [(2, hit(str(n))) for n in range(MOST + 5)]

    hits = gathered(Text.same("x"), [*many, (None, hit("no")), (0, hit("best"))])

    assert hits.count == MOST + 6
    assert len(hits.shown) == MOST
    assert [each.title.zh for each in hits.shown[:3]] == ["best", "0", "1"]
