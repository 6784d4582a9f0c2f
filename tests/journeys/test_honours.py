"""An honour from its criteria to the certificate, with an objection and a veto."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hengjian.documents.models import Document
from hengjian.engines.voting.ballots import Voice
from hengjian.honours import certifying
from hengjian.honours.actions import (
    balloting,
    deciding,
    keeping,
    nominating,
    noticing,
    opening,
    vetoing,
    voting,
)
from hengjian.honours.criteria import in_words, malformed
from hengjian.honours.faults import HonourFault, NotYours
from hengjian.honours.models import (
    Award,
    AwardState,
    Candidate,
    HonourBallot,
    HonourRound,
    Stage,
    Veto,
)
from hengjian.honours.queries.rounds import shown
from hengjian.honours.queries.sheets import of_sheets
from hengjian.honours.queries.vetoes import in_force
from hengjian.meetings.models import Body
from hengjian.notices.models import Notice
from tests.factories import appraisal, meetings
from tests.factories import honours as make
from tests.journeys.office import Office
from tests.journeys.walking import Journey


@pytest.fixture
def group(office: Office) -> Office:
    """Zheng does the office work; five members of two groups with their points."""
    unit = office.cast.jiangcheng
    office.joins("zheng", "郑政", "appraisal_office")
    branch = make.branch(unit)
    earned = {"chen": "82", "lin": "75", "zhou": "61", "wang": "90"}
    for who, amount in earned.items():
        make.member(branch, office.person(who), "一组" if who != "wang" else "二组")
        make.points(unit, office.person(who), amount)
    make.member(branch, office.person("ou"), "二组")  # nothing in the ledger
    make.points(unit, office.person("wang"), "3", deducts=True)
    office.listens_to += ("hengjian.honours.",)
    return office


def committee(office: Office) -> Body:
    return meetings.seated(
        office.cast.jiangcheng, office.person("liu"), 4, "party_leadership_group"
    )


def opened(
    office: Office, honour: str = "pioneer_post", period: str = "2026-Q3"
) -> Journey:
    return office.registers("zheng", "honour_selection", honour=honour, period=period)


def round_of(matter: Journey) -> HonourRound:
    return HonourRound.objects.select_related("matter").get(matter=matter.pk)


def candidate(matter: Journey, name: str) -> Candidate:
    return Candidate.objects.select_related("round__matter", "pair").get(
        round__matter=matter.pk, name=name
    )


def said_of(matter: Journey, name: str) -> list[str]:
    return [in_words(each).zh for each in candidate(matter, name).findings]


def voted(
    office: Office,
    matter: Journey,
    body: Body,
    noes: Mapping[str, int] | None = None,
) -> None:
    """Everybody of the body votes; ``noes``: the nominee's name → how many against."""
    found = round_of(matter)
    balloting.begin(honour_round=found, body=body, by=office.account("zheng"))
    against = {
        candidate(matter, name).pk: number for name, number in (noes or {}).items()
    }
    make.ballots(found, body, against)


def in_notice(office: Office, *names: str) -> Journey:
    """A round whose nominees have passed the vote of today."""
    matter, body = opened(office), committee(office)
    for name in names:
        nominating.nominate(
            candidate=candidate(matter, name),
            words="带头办案",
            by=office.account("liu"),
        )
    nominating.close_nomination(
        honour_round=round_of(matter), by=office.account("zheng")
    )
    voted(office, matter, body)
    voting.close_vote(honour_round=round_of(matter), by=office.account("zheng"))
    return matter


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


def test_veto_bars_only_once_a_second_person_has_decided_and_the_first_was_heard(
    group: Office,
) -> None:
    unit, chen = group.cast.jiangcheng, group.person("chen")
    span = (date(2026, 1, 1), date(2026, 12, 31))
    veto = make.proposed(chen, unit, by=group.account("lin"))
    group.hears()
    assert in_force([chen.pk], *span) == {}
    assert candidate(opened(group), "陈明").meets_all
    with pytest.raises(HonourFault, match="陈述意见"):
        vetoing.decide(veto=veto, stands=True, words="成立", by=group.account("liu"))
    with pytest.raises(NotYours):
        vetoing.hear(veto=veto, words="代他说", by=group.account("zhou"))
    vetoing.hear(veto=veto, words="该案系补充证据所致", by=group.account("chen"))
    for other in ("lin", "chen"):
        with pytest.raises(NotYours):
            vetoing.decide(
                veto=veto, stands=True, words="成立", by=group.account(other)
            )
    with pytest.raises(NotYours):
        vetoing.decide(veto=veto, stands=True, words="成立", by=make.BY)

    vetoing.decide(veto=veto, stands=True, words="事实清楚", by=group.account("liu"))

    found = in_force([chen.pk], *span)[chen.pk]
    assert [each.veto for each in found] == [veto.pk]
    assert in_force([chen.pk], date(2027, 1, 1), date(2027, 12, 31)) == {}


def test_veto_decided_during_the_notice_bars_the_award(group: Office) -> None:
    matter = in_notice(group, "陈明")
    veto = make.proposed(
        group.person("chen"), group.cast.jiangcheng, by=group.account("lin")
    )
    vetoing.hear(veto=veto, words="没有意见", by=group.account("chen"))
    vetoing.decide(veto=veto, stands=True, words="事实清楚", by=group.account("liu"))
    group.on("2026-10-27")
    found = round_of(matter)
    noticing.close_notice(honour_round=found, by=group.account("zheng"))
    chosen = [candidate(matter, "陈明").pk]

    with pytest.raises(HonourFault, match="一票否决"):
        deciding.decide(honour_round=found, chosen=chosen, by=group.account("liu"))

    vetoing.lift(veto=veto, reason="复核后撤销认定", by=group.account("liu"))
    deciding.decide(honour_round=found, chosen=chosen, by=group.account("liu"))
    assert round_of(matter).stage == Stage.CERTIFY


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


def voting_on(group: Office, *names: str) -> tuple[Journey, Body]:
    """A round whose nominees wait for the leadership group to vote."""
    matter, body = opened(group), committee(group)
    for name in names:
        nominating.nominate(
            candidate=candidate(matter, name),
            words="带头办案",
            by=group.account("liu"),
        )
    found = round_of(matter)
    nominating.close_nomination(honour_round=found, by=group.account("zheng"))
    return matter, body


def test_only_members_vote_and_in_person_on_every_nominee(group: Office) -> None:
    matter, body = voting_on(group, "陈明", "林静")
    found = round_of(matter)
    chen, lin = candidate(matter, "陈明"), candidate(matter, "林静")
    balloting.begin(honour_round=found, body=body, by=group.account("zheng"))
    group.hears()
    [notice] = Notice.objects.filter(account=group.account("liu"))
    assert notice.sentence_zh == "请对“党员先锋岗”（2026-Q3）的提名对象投票"

    for other in (group.account("zheng"), make.BY):
        with pytest.raises(NotYours, match="本人可以投票"):
            balloting.cast(honour_round=found, voices={chen.pk: Voice.FOR}, by=other)
    with pytest.raises(HonourFault, match="每个提名对象"):
        balloting.cast(
            honour_round=found, voices={chen.pk: Voice.FOR}, by=group.account("liu")
        )
    balloting.cast(
        honour_round=found,
        voices={chen.pk: Voice.FOR, lin.pk: Voice.ABSTAIN},
        by=group.account("liu"),
    )
    with pytest.raises(HonourFault, match="还没有投票"):
        voting.close_vote(honour_round=found, by=group.account("zheng"))


def test_nominee_who_sits_in_the_body_is_recused_and_not_counted(
    group: Office,
) -> None:
    matter, body = voting_on(group, "陈明", "林静")
    meetings.member(body, group.person("lin"))
    voted(group, matter, body)
    voting.close_vote(honour_round=round_of(matter), by=group.account("zheng"))

    votes = {name: candidate(matter, name).vote for name in ("陈明", "林静")}
    assert (votes["陈明"].present, votes["陈明"].recused) == (6, 0)
    assert (votes["林静"].present, votes["林静"].recused) == (5, 1)


def test_absent_member_is_told_with_a_reason_and_a_lost_quorum_counts_nothing(
    group: Office,
) -> None:
    matter, body = voting_on(group, "陈明")
    found, chen = round_of(matter), candidate(matter, "陈明")
    balloting.begin(honour_round=found, body=body, by=group.account("zheng"))
    balloting.cast(
        honour_round=found, voices={chen.pk: Voice.FOR}, by=group.account("liu")
    )
    for seat in HonourBallot.objects.filter(voice="").select_related("member"):
        with pytest.raises(HonourFault, match="缺席原因"):
            balloting.mark_absent(
                honour_round=found, member=seat.member, reason=" ", by=make.BY
            )
        balloting.mark_absent(
            honour_round=found, member=seat.member, reason="出差", by=make.BY
        )

    with pytest.raises(HonourFault, match="陈明"):
        voting.close_vote(honour_round=found, by=group.account("zheng"))
    assert round_of(matter).stage == Stage.VOTE


def test_body_in_which_the_chief_decides_takes_no_such_vote(group: Office) -> None:
    matter, _ = voting_on(group, "陈明")
    body = meetings.seated(
        group.cast.jiangcheng, group.person("liu"), 2, "office_meeting"
    )

    with pytest.raises(HonourFault, match="由检察长决定"):
        balloting.begin(honour_round=round_of(matter), body=body, by=make.BY)


def test_mentor_pair_is_held_against_its_months_points_and_closed_sheet(
    group: Office,
) -> None:
    pair = make.pair(group.cast)

    matter = opened(group, "best_mentor_pair", "2026")

    [found] = round_of(matter).candidates.all()
    assert found.pair_id == pair.pk
    assert [in_words(each).zh for each in found.findings] == [
        "结对满月数 12，要求不低于 6：符合",
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


@pytest.mark.parametrize("lacking", ["basis", "article", "reference", "facts"])
def test_veto_without_a_cited_basis_is_not_proposed(
    group: Office, lacking: str
) -> None:
    with pytest.raises(HonourFault, match="请写明"):
        vetoing.propose(
            person=group.person("chen"),
            unit=group.cast.jiangcheng,
            cited=replace(make.BASIS, **{lacking: "  "}),
            from_on=date(2026, 1, 1),
            until_on=date(2026, 12, 31),
            by=group.account("lin"),
        )
    assert not Veto.objects.exists()


def test_database_takes_no_veto_decided_by_its_proposer_or_by_nobody(
    group: Office,
) -> None:
    veto = make.proposed(
        group.person("chen"), group.cast.jiangcheng, by=group.account("lin")
    )
    for values in (
        {"basis": ""},
        {"state": "decided"},
        {
            "state": "decided",
            "decided_by": veto.proposed_by,
            "decided_on": date(2026, 10, 20),
            "decision_words": "成立",
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuerySet(Veto).filter(pk=veto.pk).update(**values)
