"""The waterfall of a sheet: its steps are the marks, and its words say the same."""

import re
from decimal import Decimal

import pytest
from django.utils.translation import override

from hengjian.appraisal.queries.told_sheets import ToldLine
from hengjian.appraisal.templatetags.appraisal_words import waterfall
from hengjian.engines.scoring.lines import State
from hengjian.lib.bilingual import Text


WHOLE = Decimal(80)  # 160 points wide: a mark is two
BAR = re.compile(r'x="([\d.]+)" y="1" width="([\d.]+)" height="10" fill="(#\w+)"')
LABEL = re.compile(r'aria-label="([^"]*)"')
NOTHING = Text.same("")


def _line(
    before: str, score: str | None, full: str, *, is_deduction: bool = False
) -> ToldLine:
    marks = None if score is None else Decimal(score)
    return ToldLine(
        place=0,
        item="quality",
        title=NOTHING,
        component="",
        state=State.UNKNOWN if marks is None else State.SCORED,
        score=marks,
        full=Decimal(full),
        why=NOTHING,
        source=NOTHING,
        evidence=(),
        before=Decimal(before),
        is_deduction=is_deduction,
    )


def _bars(line: ToldLine) -> list[tuple[Decimal, Decimal, str]]:
    """Where each bar begins and how long it is, in marks; and its colour."""
    found = BAR.findall(waterfall(line, WHOLE))
    return [(Decimal(x) / 2, Decimal(w) / 2, colour) for x, w, colour in found]


def test_steps_follow_each_other_and_end_at_the_total() -> None:
    sheet = [
        _line("0", "35.50", "40"),
        _line("35.50", "0.00", "10"),
        _line("35.50", None, "10"),
        _line("35.50", "18.25", "20", is_deduction=True),
    ]

    steps = [_bars(line)[0] for line in sheet if line.score is not None]

    ends = [start + length for start, length, _ in steps]
    assert [start for start, *_ in steps] == [Decimal(0), *ends[:-1]]
    assert ends[-1] == Decimal("53.75")


def test_a_deduction_goes_down_from_the_full_mark_to_what_is_left() -> None:
    left, lost = _bars(_line("30", "15", "20", is_deduction=True))

    assert left[:2] == (Decimal(30), Decimal(15))
    # what was taken reaches from what is left up to the full mark
    assert lost[:2] == (Decimal(45), Decimal(5))
    assert left[2] != lost[2]


def test_a_line_that_is_not_known_has_no_step() -> None:
    assert _bars(_line("30", None, "20")) == []


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        (_line("30", "15", "20"), "从 30.00 到 45.00", "from 30.00 to 45.00"),
        (
            _line("30", "15", "20", is_deduction=True),
            "从 30.00 到 45.00，已扣 5.00",
            "from 30.00 to 45.00, 5.00 deducted",
        ),
        (_line("30", None, "20"), "尚未知", "not known yet"),
    ],
)
def test_the_words_of_a_step_tell_its_numbers(line: ToldLine, zh: str, en: str) -> None:
    told = []
    for language in ("zh-hans", "en"):
        with override(language):
            told += LABEL.findall(waterfall(line, WHOLE))

    assert told == [zh, en]
