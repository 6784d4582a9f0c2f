"""Honours of the demo's county: one given with its certificate, one in public notice."""

from datetime import date

from hengjian.access.models import Account
from hengjian.demo.accounts import COUNTY_CODE
from hengjian.engines.voting.ballots import Voice
from hengjian.honours import certifying
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
from hengjian.honours.catalogue import KIND
from hengjian.honours.models import Award, Candidate, HonourBallot, HonourRound
from hengjian.honours.queries.concerned import people_of
from hengjian.lib import clock
from hengjian.lib.clock import moved_to
from hengjian.matters import filling
from hengjian.matters.actions import registering
from hengjian.matters.kinds import kind_named
from hengjian.matters.people import account_of, colleagues, place_of
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies
from hengjian.meetings.models import Body, BodyMember, Duty
from hengjian.meetings.queries.duties import members_on
from hengjian.organisation.models import Person, Procuratorate


SINCE = date(2024, 1, 1)
PLAN = "party_leadership_group"
# the chief first, who holds the meetings
MEMBERS = ("county-chief", "deputy", "appraisal", "committee")


def give_honours() -> None:
    """Three rounds, two pairs of mentors and one veto to be heard; nothing a second time."""
    unit = Procuratorate.objects.get(code=COUNTY_CODE)
    if HonourRound.objects.exists():
        return
    people = _without_a_part(unit)
    with moved_to(date(2026, 1, 12)):
        _pairs(unit, people)
        body = _group(unit)
    _given(unit, body)
    _in_notice(unit, body)
    _voting(unit, body)
    with moved_to(date(2026, 10, 19)):
        vetoing.propose(
            person=people[-1],
            unit=unit,
            cited=Cited(
                basis="本院绩效考核办法（示例）",
                article="第十二条",
                reference="院发〔2026〕3号（虚构）",
                facts="经案件质量评查认定一件不合格案件，评查报告已送达本人。",
            ),
            from_on=date(2026, 1, 1),
            until_on=date(2026, 12, 31),
            by=_account("head"),
        )


def _given(unit: Procuratorate, body: Body) -> None:
    """The pioneer post of the second quarter, from its criteria to the certificate."""
    with moved_to(date(2026, 7, 6)):
        found = _opened(unit, "pioneer_post", "2026-Q2")
        nominees = _nominated(found, 2)
    with moved_to(date(2026, 7, 8)):
        _voted(found, nominees, body)
    if not nominees:
        return
    with moved_to(date(2026, 7, 16)):
        noticing.close_notice(honour_round=found, by=_account("appraisal"))
    with moved_to(date(2026, 7, 17)):
        deciding.decide(
            honour_round=found,
            chosen=[nominees[0].pk],
            words="同意授予",
            by=_account("county-chief"),
        )
        award = Award.objects.select_related(
            "round__matter__release",
            "round__matter__procuratorate",
            "round__matter__department",
            "candidate__round",
            "candidate__pair",
        ).get(round=found)
        certifying.certify(award, by=_account("appraisal"))


def _in_notice(unit: Procuratorate, body: Body) -> None:
    """The red flag of the third quarter: its notice runs, with one objection."""
    with moved_to(date(2026, 10, 13)):
        found = _opened(unit, "rolling_red_flag", "2026-Q3")
        nominees = _nominated(found, 1)
    with moved_to(date(2026, 10, 15)):
        _voted(found, nominees, body)
    if nominees:
        with moved_to(date(2026, 10, 19)):
            noticing.raise_objection(
                candidate=nominees[0],
                words="八月有两名组员的加分依据是同一次活动，请核实是否重复。",
                by=_account("clerk"),
            )


def _voting(unit: Procuratorate, body: Body) -> None:
    """The pioneer post of the third quarter: the body votes, not everybody has yet."""
    with moved_to(date(2026, 10, 16)):
        found = _opened(unit, "pioneer_post", "2026-Q3")
        nominees = _nominated(found, 2)
    if not nominees:
        return
    with moved_to(date(2026, 10, 19)):
        balloting.begin(honour_round=found, body=body, by=_account("appraisal"))
        members = members_on(body, clock.today()).order_by("pk")
        for member in members[: len(MEMBERS) - 2]:
            _votes(found, member, against_others=False)


def _opened(unit: Procuratorate, honour: str, period: str) -> HonourRound:
    account, kind = _account("appraisal"), kind_named(KIND)
    place = place_of(account.person, clock.today()) if account.person else None
    department = place[1] if place is not None else None
    typed = {"honour": honour, "period": period}
    matter = registering.register(
        kind=kind,
        bound=filling.registration(kind, unit, department, account, typed),
        unit=unit,
        department=department,
        registrant=account.person,
        by=account,
    )
    found: HonourRound = HonourRound.objects.select_related("matter").get(matter=matter)
    return found


def _nominated(found: HonourRound, most: int) -> list[Candidate]:
    """The first who meet the criteria and decide nothing in the round."""
    away = {
        account.person_id
        for name in ("county-chief", "head", "appraisal", "deputy")
        for account in [_account(name)]
    }
    meeting = found.candidates.filter(meets_all=True).order_by("name", "pk")
    by_group = found.honour == "rolling_red_flag"
    put = [
        each
        for each in meeting.select_related("round__matter", "pair")
        if by_group or not people_of(each) & away
    ][:most]
    for each in put:
        nominating.nominate(
            candidate=each,
            words="积分有据可查，急难任务主动承担，所办案件评查合格。",
            by=_account("head"),
        )
    nominating.close_nomination(honour_round=found, by=_account("appraisal"))
    return put


def _voted(found: HonourRound, nominees: list[Candidate], body: Body) -> None:
    if not nominees:
        return
    balloting.begin(honour_round=found, body=body, by=_account("appraisal"))
    for place, member in enumerate(members_on(body, clock.today()).order_by("pk")):
        _votes(found, member, against_others=place == len(MEMBERS) - 1)
    voting.close_vote(honour_round=found, by=_account("appraisal"))


def _votes(found: HonourRound, member: BodyMember, *, against_others: bool) -> None:
    """One member's ballots; who cannot sign in is away."""
    mine = HonourBallot.objects.filter(
        candidate__round=found, member=member, is_recused=False
    ).order_by("candidate__name", "candidate_id")
    keys = list(mine.values_list("candidate", flat=True))
    account = account_of(member.person)
    if not keys:
        return
    if account is None:
        balloting.mark_absent(
            honour_round=found,
            member=member,
            reason="外出培训",
            by=_account("appraisal"),
        )
        return
    voices = {
        key: Voice.AGAINST if against_others and place else Voice.FOR
        for place, key in enumerate(keys)
    }
    balloting.cast(honour_round=found, voices=voices, by=account)


def _group(unit: Procuratorate) -> Body:
    """The county's Party leadership group, where nobody has set it up yet."""
    account = _account("appraisal")
    standing = Body.objects.filter(procuratorate=unit, plan=PLAN).first()
    if standing is not None:
        return standing
    body = bodies.set_up(
        procuratorate=unit,
        plan=PLAN,
        set_up_on=SINCE,
        bodies=catalogue.bodies(),
        by=account,
    )
    for rank, name in enumerate(MEMBERS, 1):
        duty = Duty.CHAIR if rank == 1 else Duty.MEMBER
        person = _account(name).person
        if person is not None:
            bodies.add_member(
                body=body,
                person=person,
                duty=duty,
                seniority=rank,
                from_on=SINCE,
                by=account,
            )
    return body


def _pairs(unit: Procuratorate, people: list[Person]) -> None:
    account = _account("appraisal")
    mentors = [_account(name).person for name in ("head", "committee")]
    for apprentice, business in zip(people[:2], reversed(mentors), strict=True):
        political = account.person
        if business is not None and political is not None:
            keeping.pair(
                unit=unit,
                apprentice=apprentice,
                business_mentor=business,
                political_mentor=political,
                plan="一年内独立审查五件普通案件，参加两次庭审观摩，撰写一篇调研。",
                from_on=date(2026, 1, 12),
                by=account,
            )


def _without_a_part(unit: Procuratorate) -> list[Person]:
    """People of the county who sign in nowhere in the demo."""
    known = set(
        Account.objects.exclude(person=None).values_list("person_id", flat=True)
    )
    everybody = colleagues(unit, date(2026, 1, 12)).order_by("number")
    return [each for each in everybody if each.pk not in known]


def _account(username: str) -> Account:
    found: Account = Account.objects.select_related("person").get(username=username)
    return found
