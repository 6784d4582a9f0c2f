"""Makes the minutes of a meeting as a Word file in the office's own template.

Every number of a vote is bound to its vote, so that an edited copy can be held to it.
"""

import hashlib
import secrets
from collections.abc import Iterator
from decimal import Decimal

from hengjian.audit.actors import Actor
from hengjian.engines.documents.content import (
    Block,
    Heading,
    Number,
    Paper,
    Paragraph,
    Run,
)
from hengjian.engines.documents.word import write_word
from hengjian.meetings import catalogue, files
from hengjian.meetings.actions import minutes as acts
from hengjian.meetings.models import Attendance, Meeting, Minutes, Resolution, VoteState
from hengjian.meetings.queries.agenda import Counted, Point, agenda_of
from hengjian.meetings.wording import RESULTS, VOICES


def make(meeting: Meeting, *, by: Actor) -> Minutes:
    """Write the minutes and enter them. Raises ``MeetingFault`` before it is closed."""
    template = files.minutes_template()
    folder = files.minutes_folder()
    passing = folder / f".{secrets.token_hex(8)}.docx"
    try:
        write_word(paper_of(meeting), template, passing)
        digest = hashlib.sha256(passing.read_bytes()).hexdigest()
        stored = f"{digest}.docx"
        passing.replace(folder / stored)
    finally:
        passing.unlink(missing_ok=True)
    return acts.keep(
        meeting=meeting,
        stored_as=stored,
        digest=digest,
        template_digest=hashlib.sha256(template.read_bytes()).hexdigest(),
        by=by,
    )


def paper_of(meeting: Meeting) -> Paper:
    """What the minutes say."""
    office = meeting.body.procuratorate.name
    title = f"{office}\n{catalogue.name_of(meeting.body).zh}会议纪要"
    points = agenda_of(meeting)
    blocks: list[Block] = [
        _line(
            f"{meeting.year}年第{meeting.number}次会议于{_day(meeting)}"
            f"{f'在{meeting.place}' if meeting.place else ''}召开，"
            f"由{meeting.chair.name}主持。"
        )
    ]
    for place, point in enumerate(points, start=1):
        blocks += _point(place, point)
    return Paper(
        title,
        tuple(blocks),
        {"issuer": office, "signature": office, "issued_on": _day(meeting)},
    )


def _point(place: int, point: Point) -> Iterator[Block]:
    yield Heading(f"{place}. {point.item.title}")
    if point.item.reporter is not None:
        yield _line(f"{point.item.reporter.name}汇报。")
    counted = point.standing
    if counted is None or counted.vote.state != VoteState.CLOSED:
        yield _line("本次会议未表决。")
        return
    yield _line(f"提付表决：{counted.vote.proposal}")
    yield _people(counted)
    yield Paragraph(_numbers(counted))
    yield _line(f"依据：{counted.basis.zh}。{counted.reason.zh}。")
    if counted.vote.consulted_opinion:
        names = "、".join(each["name"] for each in counted.vote.consulted_with)
        yield _line(f"检察长与{names}商量：{counted.vote.consulted_opinion}")
    for seat in counted.minority:
        if seat.view:
            yield _line(f"{seat.member.person.name}的不同意见：{seat.view}")
    resolution = Resolution.objects.filter(vote=counted.vote).first()
    if resolution is not None:
        yield _line(f"决议：{resolution.text}")


def _people(counted: Counted) -> Paragraph:
    told = f"出席：{_names(counted.present)}。"
    if counted.absent:
        told += f"缺席：{_names(counted.absent)}。"
    if counted.recused:
        told += f"回避：{_names(counted.recused)}。"
    return _line(told)


def _names(seats: list[Attendance]) -> str:
    return "、".join(seat.member.person.name for seat in seats) or "无"


def _numbers(counted: Counted) -> tuple[Run, ...]:
    vote = counted.vote
    runs: list[Run] = [f"组成人员{vote.members}人，"]
    for name, word, value in (
        ("present", "出席", vote.present),
        ("for", VOICES["for"].zh, vote.ayes),
        ("against", VOICES["against"].zh, vote.noes),
        ("abstain", VOICES["abstain"].zh, vote.abstentions),
    ):
        number = Number(
            f"vote-{vote.pk}-{name}",
            str(value),
            Decimal(value or 0),
            {"vote": str(vote.pk), "part": name},
        )
        unit = "人" if name == "present" else "票"
        runs += [word, number, f"{unit},"]
    runs.append(f"结果：{RESULTS[vote.result].zh}。")
    return tuple(runs)


def _line(text: str) -> Paragraph:
    return Paragraph((text,))


def _day(meeting: Meeting) -> str:
    day = meeting.held_on
    return f"{day.year}年{day.month}月{day.day}日"
