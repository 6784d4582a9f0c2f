"""Party groups with points, and rounds of honours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hengjian.audit.actors import System
from hengjian.engines.voting.ballots import Voice
from hengjian.honours.actions import (
    balloting,
    deciding,
    keeping,
    nominating,
    noticing,
    vetoing,
    voting,
)
from hengjian.honours.actions.vetoing import Cited
from hengjian.honours.catalogue import HONOURS, KIND, days_of
from hengjian.honours.models import (
    Award,
    Candidate,
    HonourBallot,
    HonourRound,
    MentorPair,
    NoticeObjection,
    Veto,
)
from hengjian.ledger.actions import branches, entering, rules
from hengjian.ledger.actions.entering import Booking
from hengjian.ledger.actions.rules import Said
from hengjian.ledger.models import (
    LedgerEntry,
    LedgerRule,
    PartyBranch,
    Purpose,
    RuleKind,
)
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import filling
from hengjian.matters.actions import registering
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter
from hengjian.matters.people import account_of
from hengjian.meetings.models import Body
from hengjian.meetings.queries.duties import members_on
from hengjian.organisation.models import Person, Procuratorate
from tests.cast import Cast
from tests.factories import access, matters, meetings


BY = System("test")
SINCE = date(2024, 1, 1)
BASIS = Cited(
    basis="本院考核办法",
    article="第十二条",
    reference="院发〔2026〕3号",
    facts="评查为不合格案件一件，经案件质量评查认定",
)


def branch(unit: Procuratorate, name: str = "第一党支部") -> PartyBranch:
    return branches.set_branch(unit=unit, code="one", name=name, secretary=None, by=BY)


def member(of: PartyBranch, person: Person, group: str = "一组") -> None:
    branches.set_member(branch=of, person=person, from_on=SINCE, group=group, by=BY)


def rule(unit: Procuratorate, *, deducts: bool = False) -> LedgerRule:
    kind = RuleKind.DEDUCTED if deducts else RuleKind.ADDED
    return rules.set_rule(
        unit=unit,
        said=Said(
            code="deducted" if deducts else "added",
            purpose=Purpose.MEMBER_POINTS,
            kind=kind,
            title=Text("扣分" if deducts else "加分", kind.value),
            hundredths=100,
            from_on=SINCE,
            source=Text("测试", "test"),
            mark="I",
        ),
        by=BY,
    )


def points(
    unit: Procuratorate,
    person: Person,
    amount: str,
    day: date = date(2026, 8, 3),
    *,
    deducts: bool = False,
) -> LedgerEntry:
    """Points of a member of the third quarter of 2026."""
    return entering.enter(
        person=person,
        booking=Booking(
            rule=rule(unit, deducts=deducts),
            hundredths=int(Decimal(amount) * 100),
            happened_on=day,
        ),
        by=BY,
    )


def proposed(person: Person, unit: Procuratorate, by: object = BY) -> Veto:
    """A veto proposed against somebody for the year 2026."""
    return vetoing.propose(
        person=person,
        unit=unit,
        cited=BASIS,
        from_on=date(2026, 1, 1),
        until_on=date(2026, 12, 31),
        by=by,  # type: ignore[arg-type]
    )


STAGES = (
    "opened",
    "nominated",
    "voting",
    "notice",
    "objected",
    "over",
    "deciding",
    "awarded",
)


@dataclass
class Round:
    """A round as far as it was walked, with who is Chen in it."""

    round: HonourRound
    chen: Candidate

    @property
    def objection(self) -> NoticeObjection:
        return NoticeObjection.objects.select_related(
            "round__matter", "candidate__pair"
        ).get(round=self.round)

    @property
    def award(self) -> Award:
        return Award.objects.select_related(
            "round__matter__release",
            "round__matter__procuratorate",
            "round__matter__department",
            "candidate__round",
            "candidate__pair",
        ).get(round=self.round)


def quarter_before(day: date, back: int = 1) -> str:
    """A quarter that was over by a day: the last one, or so many before."""
    year, number = divmod(day.year * 4 + (day.month - 1) // 3 - back, 4)
    return f"{year}-Q{number + 1}"


def walked(
    cast: Cast, stage: str, honour: str = "pioneer_post", *, back: int = 1
) -> Round:
    """A round of Chen's honour, walked to a stage: its notice, where there is one, is
    over except for ``notice`` and ``objected``, where it runs today.

    ``back``: how many quarters before the day it is opened on.
    """
    wanted, today = STAGES.index(stage), clock.today()
    begun = today if stage in ("notice", "objected") else today - timedelta(days=30)
    unit, chen = cast.jiangcheng, cast.person(cast.chen)
    with clock.moved_to(begun):
        matters.release_kinds(("honour_selection",))
        is_quarterly = HONOURS[honour].is_quarterly
        period = quarter_before(begun, back) if is_quarterly else str(begun.year)
        if is_quarterly:
            member(branch(unit), chen)
            points(unit, chen, "82", days_of(HONOURS[honour], period)[0])
        matter = _registered(cast, {"honour": honour, "period": period})
        found = HonourRound.objects.select_related("matter").get(matter=matter)
        if not is_quarterly:
            return Round(found, Candidate(round=found))
        made = Round(
            found,
            Candidate.objects.select_related("round__matter", "pair").get(
                round=found, name=chen.name
            ),
        )
        if wanted >= 1:
            nominating.nominate(candidate=made.chen, words="带头办案", by=cast.lin)
        if wanted >= 2:
            nominating.close_nomination(honour_round=found, by=BY)
        if wanted >= 3:
            voted(made, cast)
            voting.close_vote(honour_round=found, by=BY)
        if stage == "objected":
            noticing.raise_objection(
                candidate=made.chen, words="有一案超期", by=cast.zhou
            )
    if wanted >= 6:
        noticing.close_notice(honour_round=found, by=BY)
    if stage == "awarded":
        deciding.decide(honour_round=found, chosen=[made.chen.pk], by=cast.liu)
    return Round(
        HonourRound.objects.select_related("matter").get(pk=found.pk),
        Candidate.objects.select_related("round__matter", "pair").get(pk=made.chen.pk),
    )


def _registered(cast: Cast, typed: dict[str, str]) -> Matter:
    kind, unit = kind_named(KIND), cast.jiangcheng
    return registering.register(
        kind=kind,
        bound=filling.registration(kind, unit, None, cast.liu, typed),
        unit=unit,
        department=None,
        registrant=cast.person(cast.liu),
        by=BY,
    )


def seated(cast: Cast) -> Body:
    """The Party leadership group of five."""
    standing = Body.objects.filter(
        procuratorate=cast.jiangcheng, plan="party_leadership_group"
    ).first()
    return standing or meetings.seated(
        cast.jiangcheng, cast.person(cast.liu), 4, "party_leadership_group"
    )


def voted(made: Round, cast: Cast) -> None:
    """The vote of the leadership group, all of it for."""
    body = seated(cast)
    balloting.begin(honour_round=made.round, body=body, by=BY)
    ballots(made.round, body)


def ballots(
    found: HonourRound, body: Body, noes: Mapping[int, int] | None = None
) -> None:
    """Every member's ballots; ``noes``: candidate → how many are against."""
    against = noes or {}
    mine = HonourBallot.objects.filter(candidate__round=found, is_recused=False)
    for place, member in enumerate(members_on(body, clock.today()).order_by("pk")):
        voices = {
            key: Voice.AGAINST if place < against.get(key, 0) else Voice.FOR
            for key in mine.filter(member=member).values_list("candidate", flat=True)
        }
        account = account_of(member.person) or access.account(person=member.person)
        if voices:
            balloting.cast(honour_round=found, voices=voices, by=account)


def pair(cast: Cast, from_on: date = SINCE) -> MentorPair:
    """Chen with Lin and Liu as mentors."""
    return keeping.pair(
        unit=cast.jiangcheng,
        apprentice=cast.person(cast.chen),
        business_mentor=cast.person(cast.lin),
        political_mentor=cast.person(cast.liu),
        plan="一年独立办案",
        from_on=from_on,
        by=BY,
    )


def standing_veto(cast: Cast) -> Veto:
    """Proposed by Lin, Chen heard, decided by Liu; in force for a year."""
    veto = heard_veto(cast)
    return vetoing.decide(veto=veto, stands=True, words="事实清楚", by=cast.liu)


def heard_veto(cast: Cast) -> Veto:
    """Proposed by Lin, Chen heard."""
    veto = proposed_veto(cast)
    return vetoing.hear(veto=veto, words="没有意见", by=cast.chen)


def proposed_veto(cast: Cast) -> Veto:
    """Proposed by Lin against Chen for the days around today."""
    today = clock.today()
    return vetoing.propose(
        person=cast.person(cast.chen),
        unit=cast.jiangcheng,
        cited=BASIS,
        from_on=today - timedelta(days=60),
        until_on=today + timedelta(days=60),
        by=cast.lin,
    )
