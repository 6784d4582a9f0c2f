"""Bodies, items, meetings and votes for tests."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hengjian.audit.actors import System
from hengjian.engines.voting.ballots import Voice
from hengjian.lib import clock
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies, items, meetings, resolutions, votes
from hengjian.meetings.actions.items import Wording
from hengjian.meetings.actions.meetings import When
from hengjian.meetings.actions.resolutions import TaskPlan
from hengjian.meetings.actions.votes import Heard
from hengjian.meetings.files import KeptPaper
from hengjian.meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyMember,
    Duty,
    Meeting,
    Presence,
    Resolution,
    ResolutionTask,
    ReviewResult,
    Vote,
)
from hengjian.organisation.models import Person, Procuratorate
from tests.factories import organisation


BY = System("test")
SINCE = date(2024, 1, 1)
PAPERS = tuple(
    KeptPaper(f"{part}.pdf", f"{part}.pdf", part.ljust(64, "0"), 10, part)
    for part in ("request_form", "report", "case_review_report")
)


def body(
    unit: Procuratorate, plan: str = "procuratorial_committee", **values: Any
) -> Body:
    wanted = {"set_up_on": SINCE, "bodies": catalogue.bodies(), **values}
    return bodies.set_up(procuratorate=unit, plan=plan, **wanted, by=BY)


def member(
    of: Body, person: Person | None = None, duty: Duty = Duty.MEMBER, **values: Any
) -> BodyMember:
    wanted = {"from_on": SINCE, **values}
    who = person or organisation.person()
    return bodies.add_member(body=of, person=who, duty=duty, **wanted, by=BY)


def seated(
    unit: Procuratorate,
    chair: Person,
    others: int = 8,
    plan: str = "procuratorial_committee",
) -> Body:
    """A body with its chair and as many others."""
    made = body(unit, plan)
    member(made, chair, Duty.CHAIR, seniority=1)
    for number in range(others):
        member(made, seniority=number + 2)
    return made


def item(of: Body, **values: Any) -> AgendaItem:
    """An item with all its papers."""
    scopes = catalogue.plan_of(of).scope
    wording = {
        "title": "审议上半年办案质量情况",
        "summary": "汇报上半年办案质量情况,提请审议。",
        "scope": scopes[0].code,
    }
    people = {"person": None, "papers": PAPERS}
    people |= {
        k: values.pop(k)
        for k in ("person", "papers", "reporter", "matter")
        if k in values
    }
    return items.put(
        body=of,
        wording=Wording(**{**wording, **values}),
        bodies=catalogue.bodies(),
        **people,
        by=BY,
    )


def accepted(of: Body, **values: Any) -> AgendaItem:
    """An item that passed every review."""
    made = item(of, **values)
    for _ in catalogue.plan_of(of).reviews:
        made = items.review(
            item=made,
            result=ReviewResult.AGREED,
            opinion="",
            bodies=catalogue.bodies(),
            by=BY,
        )
    return made


def meeting(of: Body, held_on: date | None = None, **values: Any) -> Meeting:
    day = held_on or clock.today()
    chair = of.members.get(duty=Duty.CHAIR).person
    when = When(day, day)
    return meetings.call(body=of, when=when, **{"chair": chair, **values}, by=BY)


def scheduled(of: Body, held_on: date | None = None, **values: Any) -> AgendaItem:
    """An item on the agenda of a meeting of its own."""
    made = accepted(of, **values)
    return meetings.schedule(meeting=meeting(of, held_on), item=made, by=BY)


def vote(of: AgendaItem, *, is_open: bool = True) -> Vote:
    assert of.meeting is not None
    rule = catalogue.rule_in_force(of.body, of.meeting.held_on, of.scope)
    return votes.begin(
        item=of, proposal="同意汇报意见", rule=rule, is_open=is_open, by=BY
    )


def heard(
    of: Vote,
    voices: Sequence[Voice | None],
    marks: Mapping[int, Presence] | None = None,
) -> list[Heard]:
    """What is recorded of the members, the most senior (the chair) first."""
    seats = seats_of(of)
    return [
        Heard(
            seat.member_id,
            (marks or {}).get(place, Presence.PRESENT),
            voice,
            "与当事人有亲属关系" if marks and marks.get(place) == "recused" else "",
        )
        for place, (seat, voice) in enumerate(zip(seats, voices, strict=True))
    ]


def seats_of(of: Vote) -> list[Attendance]:
    return list(of.attendance.order_by("member__seniority"))


def recorded(
    of: AgendaItem,
    voices: str,
) -> Vote:
    """A counted vote. ``voices``, the chair's first: ``f`` for, ``a`` against, ``-``
    abstained, ``.`` absent, ``r`` recused.
    """
    begun = vote(of)
    known = {"f": Voice.FOR, "a": Voice.AGAINST, "-": Voice.ABSTAIN}
    marks = {
        place: Presence.ABSENT if sign == "." else Presence.RECUSED
        for place, sign in enumerate(voices)
        if sign in ".r"
    }
    told = heard(begun, [known.get(sign) for sign in voices], marks)
    begun = votes.record(vote=begun, version=begun.version, heard=told, by=BY)
    return votes.close(vote=begun, version=begun.version, by=BY)


def plan(owner: Person, due_on: date, **values: Any) -> TaskPlan:
    wanted = {
        "what": "制定整改方案",
        "how": "逐项列出问题和办法",
        "target": "一个月内问题清零",
        "measures": "每周通报进展",
        "responsibility": "逾期未办结的向会议说明",
    }
    return TaskPlan(owner, due_on, **{**wanted, **values})


def resolution(of: Vote, owner: Person, due_on: date) -> Resolution:
    return resolutions.make(
        vote=of, text="同意汇报意见,抓好整改。", tasks=[plan(owner, due_on)], by=BY
    )


def task(of: Vote, owner: Person, due_on: date) -> ResolutionTask:
    return resolution(of, owner, due_on).tasks.get()
