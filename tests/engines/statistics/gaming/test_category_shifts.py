"""Cases that counted against a place now stand in another category."""

from hengjian.engines.statistics.gaming.category_shifts import category_shift
from hengjian.engines.statistics.gaming.signal import Kind, Signal
from tests.engines.statistics.gaming.simulation import Generator, share_signalled


NAMES = ("不合格", "基本合格", "合格", "优质")


def graded(random: Generator, shares: tuple[float, ...]) -> dict[str, int]:
    counts = random.multinomial(int(random.integers(300, 500)), shares)
    return dict(zip(NAMES, map(int, counts), strict=True))


HONEST = (0.12, 0.2, 0.48, 0.2)
MOVED = (0.03, 0.29, 0.48, 0.2)


def clean(random: Generator) -> Signal | None:
    return category_shift(graded(random, HONEST), graded(random, HONEST))


def planted(random: Generator) -> Signal | None:
    """Three in four of the unqualified are written down as basically qualified."""
    return category_shift(graded(random, HONEST), graded(random, MOVED))


def test_planted_shift_is_found() -> None:
    assert share_signalled(planted, 300) >= 0.8


def test_clean_periods_give_few_false_alarms() -> None:
    assert share_signalled(clean, 1000) <= 0.005


def test_shift_is_named_with_its_direction() -> None:
    before = {"不合格": 60, "基本合格": 80, "合格": 200}
    after = {"不合格": 10, "基本合格": 130, "合格": 200}

    found = category_shift(before, after)

    assert found is not None
    assert found.kind is Kind.CATEGORY_SHIFT
    assert (found.evidence["losing"], found.evidence["gaining"]) == (
        "不合格",
        "基本合格",
    )


def test_new_category_may_be_the_refuge() -> None:
    found = category_shift(
        {"超期": 80, "按期": 300}, {"中止": 75, "超期": 5, "按期": 300}
    )

    assert found is not None
    assert found.evidence["gaining"] == "中止"


def test_nothing_to_compare_says_nothing() -> None:
    assert category_shift({}, {}) is None
    assert category_shift({"合格": 10}, {"合格": 90}) is None
