"""An honour from its criteria to the certificate, with an objection."""

from datetime import date

import pytest

from hengjian.documents import files, rendering
from hengjian.documents.models import Document
from hengjian.engines.documents.reading_back import read_paper
from hengjian.honours import certifying
from hengjian.honours.actions import deciding, nominating, noticing, opening, voting
from hengjian.honours.criteria import in_words, malformed
from hengjian.honours.faults import HonourFault, NotYours
from hengjian.honours.models import Award, AwardState, Stage
from tests.factories import honours as make
from tests.journeys.honour_group import (
    candidate,
    committee,
    group,
    in_notice,
    opened,
    round_of,
    voted,
)
from tests.journeys.office import Office
from tests.journeys.walking import Journey


__all__ = ["group"]


def said_of(matter: Journey, name: str) -> list[str]:
    return [in_words(each).zh for each in candidate(matter, name).findings]


def test_everybody_is_told_why_they_are_a_candidate_or_not(group: Office) -> None:
    matter = opened(group)

    meets = {c.name: c.meets_all for c in round_of(matter).candidates.order_by("name")}
    assert meets == {
        "周燕": False,
        "林静": True,
        "王案": False,
        "陈明": True,
        "欧阳办": False,
    }
    assert said_of(matter, "陈明") == [
        "积分 82，要求不低于 62：符合",
        "扣分 0，要求不超过 0：符合",
    ]
    assert said_of(matter, "周燕")[0] == "积分 61，要求不低于 62：不符合"
    assert said_of(matter, "王案")[1] == "扣分 3，要求不超过 0：不符合"
    assert said_of(matter, "欧阳办")[0] == "积分没有记录，无从核对（要求不低于 62）"
    assert matter.waits == {"zheng": ["nominate"]}


def test_group_in_which_somebody_has_no_points_cannot_be_told(group: Office) -> None:
    matter = opened(group, "rolling_red_flag")

    assert said_of(matter, "第一党支部一组")[:2] == [
        "组员人数 3，要求不低于 3：符合",
        "人均积分 72.67，要求不低于 60：符合",
    ]
    assert said_of(matter, "第一党支部二组")[1] == (
        "人均积分没有记录，无从核对（要求不低于 60）"
    )


def test_honour_goes_from_criteria_to_certificate(group: Office) -> None:
    matter = in_notice(group, "陈明", "林静")
    found = round_of(matter)
    assert (found.notice_from_on, found.notice_until_on) == (
        date(2026, 10, 19),
        date(2026, 10, 26),
    )
    with pytest.raises(HonourFault, match="为止"):
        noticing.close_notice(honour_round=found, by=group.account("zheng"))

    group.on("2026-10-22")
    objection = noticing.raise_objection(
        candidate=candidate(matter, "林静"),
        words="有一案超期",
        by=group.account("zhou"),
    )
    group.on("2026-10-27")
    with pytest.raises(HonourFault, match="1 项异议没有答复"):
        noticing.close_notice(honour_round=found, by=group.account("zheng"))
    for concerned in ("zhou", "lin"):
        with pytest.raises(NotYours):
            noticing.answer_objection(
                objection=objection,
                answer="已核实",
                is_upheld=False,
                by=group.account(concerned),
            )
    noticing.answer_objection(
        objection=objection,
        answer="经核实确有一案超期，不再作为对象",
        is_upheld=True,
        by=group.account("zheng"),
    )
    noticing.close_notice(honour_round=found, by=group.account("zheng"))
    assert matter.waits == {"liu": ["decide"]}

    with pytest.raises(HonourFault, match="不在公示之列"):
        deciding.decide(
            honour_round=found,
            chosen=[candidate(matter, "林静").pk],
            by=group.account("liu"),
        )
    deciding.decide(
        honour_round=found,
        chosen=[candidate(matter, "陈明").pk],
        by=group.account("liu"),
    )
    award = Award.objects.select_related("round__matter", "candidate__round").get()
    certifying.certify(award, by=group.account("zheng"))

    paper = Document.objects.get(pk=Award.objects.get().certificate)
    assert paper.number.endswith("〔2026〕1号")
    with files.as_file(rendering.current(paper)) as file:
        assert "评选时段：2026年第三季度" in "".join(read_paper(file).passages)
    assert (round_of(matter).stage, matter.state) == (Stage.DONE, "closed")
    assert matter.card["recipient"] == "陈明"
    assert matter.card["objections"] == 1

    deciding.withdraw(award=award, reason="事迹不实", by=group.account("liu"))
    paper.refresh_from_db()
    assert (Award.objects.get().state, paper.state) == (
        AwardState.WITHDRAWN,
        "withdrawn",
    )


def test_steps_are_done_on_the_round_and_nowhere_else(group: Office) -> None:
    matter = opened(group)

    told = matter.refuses(
        "zheng", "nominate", nominated_count="1", nominated_on="2026-10-19"
    )

    assert told == "“提名”在“评先评优”页办理，办完后这项任务自行办结"


def test_red_flag_passes_on_to_the_next_group(group: Office) -> None:
    body = committee(group)
    for period, day in (("2026-Q2", "2026-07-06"), ("2026-Q3", "2026-10-19")):
        if period == "2026-Q2":
            for who in ("chen", "lin", "zhou"):
                make.points(
                    group.cast.jiangcheng, group.person(who), "80", date(2026, 5, 6)
                )
        group.on(day)
        matter = opened(group, "rolling_red_flag", period)
        flag = candidate(matter, "第一党支部一组")
        nominating.nominate(candidate=flag, words="积分高", by=group.account("liu"))
        found = round_of(matter)
        nominating.close_nomination(honour_round=found, by=group.account("zheng"))
        voted(group, matter, body, {"第一党支部一组": 1})
        voting.close_vote(honour_round=found, by=group.account("zheng"))
        group.on("2026-07-20" if period == "2026-Q2" else "2026-10-27")
        noticing.close_notice(honour_round=found, by=group.account("zheng"))
        deciding.decide(honour_round=found, chosen=[flag.pk], by=group.account("liu"))

    held = [
        (each.round.period, each.state)
        for each in Award.objects.select_related("round").order_by("pk")
    ]
    assert held == [
        ("2026-Q2", AwardState.PASSED_ON),
        ("2026-Q3", AwardState.STANDING),
    ]


def test_round_ends_where_nobody_is_nominated_or_passes(group: Office) -> None:
    matter = opened(group)
    nominating.close_nomination(
        honour_round=round_of(matter), by=group.account("zheng")
    )
    assert (round_of(matter).stage, matter.state) == (Stage.ENDED, "closed")

    again, body = opened(group), committee(group)
    nominating.nominate(
        candidate=candidate(again, "陈明"), words="带头", by=group.account("liu")
    )
    nominating.close_nomination(honour_round=round_of(again), by=group.account("zheng"))
    voted(group, again, body, {"陈明": 3})
    voting.close_vote(honour_round=round_of(again), by=group.account("zheng"))
    assert (round_of(again).stage, again.state) == (Stage.ENDED, "closed")


@pytest.mark.parametrize(
    ("honour", "period", "told"),
    [
        ("pioneer_post", "2026-Q4", "还没有结束"),
        ("pioneer_post", "2026", "应写成 2026-Q3"),
        ("best_mentor_pair", "2026-Q3", "应写成 2026 的样子"),
    ],
)
def test_period_that_is_not_over_or_not_the_honours_own_opens_no_round(
    group: Office, honour: str, period: str, told: str
) -> None:
    with pytest.raises(HonourFault, match=told):
        opened(group, honour, period)


def test_same_honour_is_not_opened_twice_for_a_period(group: Office) -> None:
    opened(group)

    with pytest.raises(HonourFault, match="已经启动过"):
        opened(group)


def test_nobody_nominates_themself_nor_whom_the_criteria_leave_out(
    group: Office,
) -> None:
    matter = opened(group)

    with pytest.raises(NotYours):
        nominating.nominate(
            candidate=candidate(matter, "林静"), words="我", by=group.account("lin")
        )
    with pytest.raises(HonourFault, match="不符合条件"):
        nominating.nominate(
            candidate=candidate(matter, "周燕"), words="好", by=group.account("lin")
        )
    nominating.nominate(
        candidate=candidate(matter, "陈明"), words="好", by=group.account("lin")
    )
    with pytest.raises(HonourFault, match="不再重新核对"):
        opening.compute(honour_round=round_of(matter), by=group.account("zheng"))


def test_who_is_in_the_notice_does_not_decide(group: Office) -> None:
    group.joins("chen2", "陈二", "leader")
    matter = in_notice(group, "林静")
    group.on("2026-10-27")
    found = round_of(matter)
    noticing.close_notice(honour_round=found, by=group.account("zheng"))

    with pytest.raises(NotYours):
        deciding.decide(
            honour_round=found, chosen=[], words="无", by=group.account("lin")
        )
    with pytest.raises(HonourFault, match="不授予的意见"):
        deciding.decide(honour_round=found, chosen=[], by=group.account("liu"))


@pytest.mark.parametrize(
    ("criteria", "wrong"),
    [
        ({"points_at_least": 62, "year_grade_one_of": "优秀、良好"}, []),
        ({"arrests_at_least": 3}, ["arrests_at_least"]),
        ({"points_at_least": "many"}, ["points_at_least"]),
        ({"points_at_least": ["62"]}, ["points_at_least"]),
        ({"year_grade_one_of": 1}, ["year_grade_one_of"]),
        ({"year_grade_one_of": " 、"}, ["year_grade_one_of"]),
    ],
)
def test_criteria_nobody_knows_or_wrongly_written_are_named(
    criteria: dict[str, object], wrong: list[str]
) -> None:
    assert malformed(criteria) == wrong
