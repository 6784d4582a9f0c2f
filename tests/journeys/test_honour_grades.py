"""Honours that ask for a pair's year, a contest's marks or a closed year's grade."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hengjian.honours.actions import keeping, opening
from hengjian.honours.criteria import in_words
from hengjian.honours.faults import NotYours
from hengjian.honours.models import HonourRound
from hengjian.honours.queries.rounds import shown
from hengjian.honours.queries.sheets import of_sheets
from tests.factories import appraisal
from tests.factories import honours as make
from tests.journeys.honour_group import group, opened, round_of
from tests.journeys.office import Office


__all__ = ["group"]


def test_mentor_pair_is_held_against_its_months_points_and_closed_sheet(
    group: Office,
) -> None:
    pair = make.pair(group.cast)

    matter = opened(group, "best_mentor_pair", "2026")

    [found] = round_of(matter).candidates.all()
    assert found.pair_id == pair.pk
    assert [in_words(each).zh for each in found.findings] == [
        "结对满月数 9，要求不低于 6：符合",
        "徒弟积分 82，要求不低于 60：符合",
        "徒弟年度考核等次没有记录，无从核对（要求属于 优秀、良好、称职、合格）",
    ]
    assert not found.meets_all


def test_contest_takes_marks_with_their_record_and_computes_its_winners(
    group: Office,
) -> None:
    matter = opened(group, "skill_contest", "2026")
    for who, marks in (("chen", "91.5"), ("zhou", "84.99")):
        keeping.enter_marks(
            honour_round=round_of(matter),
            person=group.person(who),
            marks=Decimal(marks),
            record="评分表第一号",
            by=group.account("zheng"),
        )
    with pytest.raises(NotYours):
        keeping.enter_marks(
            honour_round=round_of(matter),
            person=group.person("lin"),
            marks=Decimal(90),
            record="评分表第一号",
            by=group.account("lin"),
        )

    opening.compute(honour_round=round_of(matter), by=group.account("zheng"))

    meets = {c.name: c.meets_all for c in round_of(matter).candidates.order_by("name")}
    assert meets == {"周燕": False, "陈明": True}


def test_grade_of_the_closed_year_counts_and_is_read_by_whose_it_is(
    group: Office,
) -> None:
    closed_year(group, 2026, {"chen": "90"})
    make.pair(group.cast)

    matter = opened(group, "best_mentor_pair", "2026")

    [found] = round_of(matter).candidates.all()
    assert found.meets_all
    grade = "徒弟年度考核等次 优秀，要求属于 优秀、良好、称职、合格：符合"
    hidden = (
        "徒弟年度考核等次，要求属于 优秀、良好、称职、合格：符合（数值不在公开范围）"
    )
    # Zheng does the office work of appraisal, Liu is the chief, Lin mentors Chen
    for who, told in (("chen", grade), ("zheng", grade), ("lin", hidden)):
        [each] = shown(round_of(matter), group.account(who)).met
        assert in_words(each.findings[2]).zh == told


def test_progress_is_against_the_own_year_before_and_missing_is_not_zero(
    group: Office,
) -> None:
    unit = group.cast.jiangcheng
    year = HonourRound(
        procuratorate=unit,
        honour="skill_contest",
        ends_on=date(2026, 12, 31),
        criteria={"year_progress_at_least": 1},
    )
    before = closed_year(group, 2025, {"chen": "80"})
    assert of_sheets(year) == {}
    after = closed_year(group, 2026, {"chen": "90", "ou": "90"})

    found = of_sheets(year)

    chen, ou = group.person("chen").pk, group.person("ou").pk
    assert found[chen].grade == "优秀"
    assert found[chen].progress == Fraction(after[chen]) - Fraction(before[chen])
    assert (found[ou].grade, found[ou].progress) == ("称职", None)


def closed_year(group: Office, year: int, quality: Mapping[str, str]) -> dict[int, Any]:
    """A closed year with the grades decided as proposed; person → total."""
    scheme = appraisal.adopted_scheme(procuratorate=group.cast.jiangcheng, year=year)
    opened_ = appraisal.round_(scheme, str(year))
    for who, marks in quality.items():
        appraisal.whole_facts(opened_, group.person(who), marks)
    appraisal.computed(opened_)
    closed = appraisal.rounds.close_round(
        round_=opened_, with_provisional="其他人数据未到", by=make.BY
    )
    final = closed.sheets.filter(is_final=True).order_by("pk")
    appraisal.grades.decide_grades(
        round_=closed,
        grades={
            sheet.pk: "优秀" if sheet.person == group.person("chen") else "称职"
            for sheet in final
        },
        reasons={sheet.pk: "会议决定" for sheet in final},
        body=appraisal.grades.COMMITTEE,
        decided_on=date(2026, 10, 16),
        decided_as="检察官考评委员会会议",
        by=make.BY,
    )
    return {sheet.person_id: sheet.total for sheet in final}
