"""What the packs cite as read in the text of the law: no article beyond those, none too early."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml


PACKS = Path(__file__).parents[2] / "packs"


def _numbers(text: str) -> set[int]:
    found: set[int] = set()
    for part in text.split():
        low, _, high = part.partition("-")
        found |= set(range(int(low), int(high or low) + 1))
    return found


# articles that were read in the text; a law's first words → its articles
READ = {
    "人民检察院刑事诉讼规则": _numbers(
        "40 42 49 55 88 102 112 122-124 143 144 161 163 273 282 286 290 291 296 297"
        " 305-307 328 346 351 377 379 380 386 421 422 424 447 473 523 539 554 556 560"
        " 563-565 576 581 586 588 592 624 632 639 641 665"
    ),
    "中华人民共和国刑事诉讼法": _numbers(
        "91 97 105 156-160 170 172 175 229 230 235 281 283 286"
    ),
    "人民检察院组织法": _numbers("30-34"),
    "检察官法": _numbers("39-44"),
    "中华人民共和国民事诉讼法": _numbers("220 222"),
    "人民检察院民事诉讼监督规则": _numbers("37 38 56 88-93"),
    "人民检察院行政诉讼监督规则": _numbers("12 33"),
    "中华人民共和国国家赔偿法": _numbers("13 23-25"),
    "信访工作条例": _numbers("22 23 34-36"),
    "关于检察公益诉讼案件适用法律若干问题的解释": _numbers("13 21"),
    "最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释": _numbers(
        "13 21"
    ),
    "检察机关提起公益诉讼试点工作办法": _numbers("11 38"),
    "人民检察院提起公益诉讼试点工作实施办法": _numbers("11 38"),
}
IN_FORCE = {
    "人民检察院刑事诉讼规则": "2019-12-30",
    "中华人民共和国刑事诉讼法": "2018-10-26",
    "关于检察公益诉讼案件适用法律若干问题的解释": "2018-03-02",
}


def _references(tree: Any, day: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every reference with the day from which what it stands for is said to hold."""
    if isinstance(tree, dict):
        if tree.get("mark") == "V" and "article" in tree:
            yield day, tree
        for key, value in tree.items():
            dated = key if re.fullmatch(r"\d{4}-\d\d-\d\d", str(key)) else day
            yield from _references(value, dated)
    elif isinstance(tree, list):
        for value in tree:
            yield from _references(value, day)


def _read() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for path in sorted(PACKS.rglob("*.yaml")):
        tree = yaml.load(path.read_bytes(), yaml.CBaseLoader)
        name = str(path.relative_to(PACKS))
        found += [(name, day, each) for day, each in _references(tree)]
    return found


CITED = _read()


def _law(reference: dict[str, Any]) -> str:
    title = reference["title"]
    words: str = title["zh"] if isinstance(title, dict) else title
    return re.sub(r"[（(].*", "", words)


def _articles(text: str) -> set[int]:
    """``第37条、第38条``, ``第13、23至25条`` and ``第122条至第124条`` as numbers."""
    plain = re.sub(r"（.*?）", "", text)
    found = set()
    for part in plain.replace("第", "").replace("条", "").split("、"):
        low, _, high = part.partition("至")
        found |= set(range(int(low), int(high or low) + 1))
    return found


def test_packs_cite_the_law() -> None:
    assert len(CITED) > 100


@pytest.mark.parametrize("article", ["第37条、第38条", "第37至38条", "第37条至第38条"])
def test_articles_are_read_as_they_are_written(article: str) -> None:
    assert _articles(article) == {37, 38}


def test_article_is_marked_as_read_only_where_it_was() -> None:
    beyond = [
        (name, _law(each), sorted(_articles(each["article"]) - READ[_law(each)]))
        for name, _, each in CITED
        if not _articles(each["article"]) <= READ[_law(each)]
    ]

    assert beyond == []


def test_number_dated_before_the_text_says_that_it_is_carried_back() -> None:
    silent = [
        (name, day, each["article"])
        for name, day, each in CITED
        if day
        and day < IN_FORCE.get(_law(each), "")
        and "沿用" not in str(each.get("note", ""))
    ]

    assert silent == []
