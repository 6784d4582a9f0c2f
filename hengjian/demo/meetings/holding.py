"""Holds the meetings of the invented city, each on its own day, by the usual actions."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.demo.accounts import SIGN_INS
from hengjian.demo.meetings.seats import OFFICE, Staff, set_up
from hengjian.demo.meetings.sessions import COMMITTEE, SESSIONS, Session, Task
from hengjian.engines.documents.content import Paper, Paragraph
from hengjian.engines.documents.word import write_word
from hengjian.engines.voting.ballots import Voice
from hengjian.lib import clock
from hengjian.meetings import catalogue, files, making_minutes
from hengjian.meetings.actions import (
    half_years,
    items,
    meetings,
    minutes,
    referrals,
    resolutions,
    votes,
)
from hengjian.meetings.actions.items import Wording
from hengjian.meetings.actions.meetings import When
from hengjian.meetings.actions.resolutions import TaskPlan
from hengjian.meetings.actions.votes import Heard
from hengjian.meetings.files import KeptPaper
from hengjian.meetings.models import (
    AgendaItem,
    Body,
    Meeting,
    Presence,
    ReferredTo,
    Resolution,
    ResolutionTask,
    ReviewResult,
    TaskState,
    Vote,
)
from hengjian.meetings.queries.half_year import HalfYear, summary_of


SUMMED_UP_ON = date(2026, 7, 6)
WAITING_SINCE = date(2026, 10, 1)
VOICES = {"f": Voice.FOR, "a": Voice.AGAINST, "-": Voice.ABSTAIN}
PARTS = {
    "request_form": "议题提请表",
    "report": "汇报材料",
    "case_review_report": "案件审查报告",
}


def hold(*, by: Actor) -> int:
    """Set the bodies up and hold their meetings; nothing where it was done before."""
    if Body.objects.exists() or not _has_office():
        return 0
    staff = Staff.of_the_city()
    bodies = set_up(staff, by=by)
    papers = _papers()
    before: AgendaItem | None = None
    for session in SESSIONS:
        before = _Held(staff, bodies[session.body], session, papers, by).hold(before)
    _waiting(staff, bodies, papers, by)
    _sum_up(bodies.values())
    return len(SESSIONS)


def _sum_up(bodies: Iterable[Body]) -> None:
    """The first half-year of each body that met goes to the office above."""
    office = Account.objects.get(username=OFFICE)
    half = HalfYear(SUMMED_UP_ON.year, 1)
    with clock.moved_to(SUMMED_UP_ON):
        for body in bodies:
            if body.procuratorate.parent_id is None:
                continue
            if summary_of(body, half, SUMMED_UP_ON).meetings:
                half_years.send_up(
                    body=body, half=half, words="上半年会议工作总结", by=office
                )


def _has_office() -> bool:
    return any(each.username == OFFICE for each in SIGN_INS) and (
        Account.objects.filter(username=OFFICE).exists()
    )


def _papers() -> list[KeptPaper]:
    """One short Word file for each required paper, the same for every item."""
    kept = []
    with TemporaryDirectory() as folder:
        for part, title in PARTS.items():
            file = Path(folder) / f"{title}.docx"
            facts = {"issuer": "示例", "signature": "示例", "issued_on": ""}
            text = Paragraph(("示例材料，内容为虚构。",))
            write_word(Paper(title, (text,), facts), files.minutes_template(), file)
            kept.append(files.take_in(file.name, [file.read_bytes()], part))
    return kept


class _Held:
    """One session on its way: item, reviews, meeting, vote, what followed."""

    def __init__(
        self,
        staff: Staff,
        body: Body,
        session: Session,
        papers: list[KeptPaper],
        by: Actor,
    ) -> None:
        self.staff, self.body, self.session = staff, body, session
        self.papers, self.by = papers, by

    def hold(self, before: AgendaItem | None) -> AgendaItem:
        """From the item to what followed; ``before`` is the item put off."""
        day = self.session.held_on
        with clock.moved_to(day - timedelta(days=10)):
            item = before if self.session.again else None
            if item is None:
                item = reviewed(put(self._wording(), self, self.by), self.by)
            meeting = call(self.body, day, self.staff, self.by)
            item = meetings.schedule(meeting=meeting, item=item, by=self.by)
        with clock.moved_to(day):
            vote = self._vote(item)
            resolution = self._resolution(vote)
            meeting = meetings.close(meeting=meeting, by=self.by)
            made = making_minutes.make(meeting, by=self.by)
            # the newest wait for the chair; who leafs back finds them confirmed
            if day < WAITING_SINCE:
                minutes.confirm(minutes=made, person=meeting.chair, by=self.by)
        self._refer(vote)
        if resolution is not None:
            self._follow(resolution)
        item.refresh_from_db()
        return item

    def _wording(self) -> Wording:
        session = self.session
        return Wording(
            session.title,
            f"{session.title}，提请会议审议。",
            session.scope,
            bool(session.case_number),
            session.case_number,
            session.is_restricted,
        )

    def _vote(self, item: AgendaItem) -> Vote:
        session = self.session
        rule = catalogue.rule_in_force(self.body, session.held_on, session.scope)
        vote = votes.begin(item=item, proposal="同意汇报意见", rule=rule, by=self.by)
        if session.consulted:
            vote = votes.consult(
                vote=vote,
                deputies=self.staff.deputies,
                opinion=session.consulted,
                by=self.by,
            )
        if session.corrected_from:
            wrong = self._count(vote, session.corrected_from)
            reason = "第七位成员实为弃权，误记为反对"
            vote = votes.correct(vote=wrong, reason=reason, by=self.by)
        return self._count(vote, session.voices)

    def _count(self, vote: Vote, voices: str) -> Vote:
        seats = list(vote.attendance.order_by("member__seniority"))
        has_quorum = voices.count(".") <= len(voices) // 2
        heard = [
            self._heard(seat.member_id, place, len(seats), sign, has_quorum)
            for place, (seat, sign) in enumerate(zip(seats, voices, strict=True))
        ]
        vote = votes.record(vote=vote, version=vote.version, heard=heard, by=self.by)
        return votes.close(vote=vote, version=vote.version, by=self.by)

    def _heard(
        self, member: int, place: int, seats: int, sign: str, has_quorum: bool
    ) -> Heard:
        if sign in ".r":
            is_away = sign == "."
            return Heard(
                member,
                Presence.ABSENT if is_away else Presence.RECUSED,
                reason="出差" if is_away else "涉及本人考核",
            )
        return Heard(
            member,
            voice=VOICES[sign] if has_quorum else None,
            view=self.session.views.get(place, ""),
            spoke=seats - place,
        )

    def _resolution(self, vote: Vote) -> Resolution | None:
        if not vote.is_adopted or self.session.referred_to:
            return None
        plans = [self._plan(task) for task in self.session.tasks]
        text = (
            f"同意{self.session.title.removeprefix('审议')}的汇报意见，由有关部门落实。"
        )
        return resolutions.make(vote=vote, text=text, tasks=plans, by=self.by)

    def _plan(self, task: Task) -> TaskPlan:
        return TaskPlan(
            owner=self.staff.heads[task.head],
            due_on=task.due_on,
            what=task.what,
            how="部门负责人牵头，逐项落实",
            target="按期完成，不留尾项",
            measures="每两周向会务人员报告进展",
            responsibility="逾期的在下次会议上说明",
        )

    def _follow(self, resolution: Resolution) -> None:
        """What no matter follows is told, executed and fed back on the task itself."""
        planned = {task.what: task for task in self.session.tasks}
        for standing in resolution.tasks.filter(matter__isnull=True).order_by("pk"):
            plan = planned[standing.what]
            if plan.progress:
                with clock.moved_to(self.session.held_on + timedelta(days=14)):
                    resolutions.tell_progress(
                        task=standing, text=plan.progress, by=self.by
                    )
            if plan.executed_on is None:
                continue
            with clock.moved_to(plan.executed_on):
                resolutions.execute(
                    task=standing, executed_on=plan.executed_on, by=self.by
                )

    def _refer(self, vote: Vote) -> None:
        session = self.session
        if not session.referred_to:
            return
        on = session.held_on + timedelta(days=2)
        with clock.moved_to(on):
            referral = referrals.refer_up(
                vote=vote,
                to=ReferredTo(session.referred_to),
                reason=session.views[0],
                referred_on=on,
                by=self.by,
            )
        if session.answered_on is not None:
            with clock.moved_to(session.answered_on):
                referrals.answer(
                    referral=referral,
                    answer="同意多数意见，依法提出抗诉。",
                    answered_on=session.answered_on,
                    by=self.by,
                )


def put(wording: Wording, held: _Held, by: Actor, papers: int = 3) -> AgendaItem:
    """Put an item in the name of the head of a department."""
    parts = held.papers[: papers if wording.is_case else min(papers, 2)]
    person = held.staff.heads[held.session.head]
    return items.put(
        body=held.body,
        wording=wording,
        papers=parts,
        bodies=catalogue.bodies(),
        person=person,
        by=by,
    )


def reviewed(item: AgendaItem, by: Actor, steps: int = 2) -> AgendaItem:
    """Let an item pass its first reviews."""
    for _ in range(steps):
        item = items.review(
            item=item,
            result=ReviewResult.AGREED,
            opinion="材料齐全，属于议事范围",
            bodies=catalogue.bodies(),
            by=by,
        )
    return item


def call(body: Body, day: date, staff: Staff, by: Actor) -> Meeting:
    """Call a meeting for a day."""
    when = When(day, day - timedelta(days=3), place="第一会议室")
    return meetings.call(body=body, when=when, chair=staff.chief, by=by)


def feed_back(*, by: Actor) -> int:
    """The feedback forms of what was executed by a while ago: filled in and checked."""
    office = Account.objects.filter(username=OFFICE).first()
    executed = ResolutionTask.objects.filter(
        state=TaskState.EXECUTED, feedback_due_on__lt=clock.today()
    ).order_by("executed_on", "pk")
    done = 0
    for task in executed if office is not None else ():
        if task.executed_on is None:
            continue
        day = task.executed_on + timedelta(days=3)
        with clock.moved_to(day):
            told = resolutions.feed_back(
                task=task, feedback="已按决议全部执行，台账已归档。", by=by
            )
        with clock.moved_to(day + timedelta(days=1)):
            resolutions.close_task(task=told, by=office)
        done += 1
    return done


def _waiting(
    staff: Staff, bodies: dict[str, Body], papers: list[KeptPaper], by: Actor
) -> None:
    """What waits today: two in review, one that lacks a paper and one sent to the wrong
    body, one that waits for a meeting, one on the agenda of the next.
    """
    today = clock.today()

    def ready(head: str, title: str, scope: str = "committee_guidance") -> _Held:
        session = Session(today, COMMITTEE, head, title, scope, "")
        return _Held(staff, bodies[COMMITTEE], session, papers, by)

    for_chief = ready("case_management", "审议第三季度业务数据分析研判报告")
    reviewed(put(for_chief._wording(), for_chief, by), by, steps=1)
    lacking = ready("fifth", "审议公益诉讼专项监督方案")
    put(lacking._wording(), lacking, by, papers=1)
    elsewhere = ready("political", "研究年度表彰推荐人选", "group_personnel")
    put(elsewhere._wording(), elsewhere, by)
    waits = ready("first", "审议轻罪治理工作指引")
    reviewed(put(waits._wording(), waits, by), by)
    scheduled = ready("third", "审议刑事执行检察专项工作情况")
    item = reviewed(put(scheduled._wording(), scheduled, by), by)
    meeting = call(bodies[COMMITTEE], today + timedelta(days=8), staff, by)
    meetings.schedule(meeting=meeting, item=item, by=by)
