"""States and duties of meetings in words, with the colour of their mark."""

from hengjian.engines.voting.ballots import Result, Voice
from hengjian.lib.bilingual import Text
from hengjian.meetings.models import (
    Answer,
    Duty,
    ItemState,
    MeetingState,
    Presence,
    ReferredTo,
    ReviewResult,
    TaskState,
    VoteState,
)


MEETING_STATES: dict[str, Text] = {
    MeetingState.CALLED: Text("已召集", "Called"),
    MeetingState.HELD: Text("已召开", "Held"),
    MeetingState.CANCELLED: Text("已取消", "Cancelled"),
}
ITEM_STATES: dict[str, Text] = {
    ItemState.IN_REVIEW: Text("会前审查中", "In review"),
    ItemState.RETURNED: Text("已退回补正", "Returned"),
    ItemState.SENT_ELSEWHERE: Text("已转送", "Sent elsewhere"),
    ItemState.ACCEPTED: Text("待上会", "Waits for a meeting"),
    ItemState.SCHEDULED: Text("已列入议程", "On an agenda"),
    ItemState.DECIDED: Text("已议决", "Decided"),
    ItemState.UNDECIDED: Text("未形成决定", "Not decided"),
    ItemState.REFERRED_UP: Text("已报请上级", "Referred up"),
    ItemState.WITHDRAWN: Text("已撤回", "Withdrawn"),
}
RESULTS: dict[str, Text] = {
    Result.PASSED: Text("通过", "Passed"),
    Result.NOT_PASSED: Text("不通过", "Not passed"),
    Result.NO_QUORUM: Text("不足法定人数", "No quorum"),
    Result.CHAIR_DECIDES: Text("由检察长决定", "The chief decides"),
}
VOTE_STATES: dict[str, Text] = {
    VoteState.TAKING: Text("表决中", "Being taken"),
    VoteState.CLOSED: Text("已计票", "Counted"),
    VoteState.CORRECTED: Text("已更正(作废)", "Corrected (void)"),
}
VOICES: dict[str, Text] = {
    Voice.FOR: Text("赞成", "For"),
    Voice.AGAINST: Text("反对", "Against"),
    Voice.ABSTAIN: Text("弃权", "Abstained"),
}
PRESENCES: dict[str, Text] = {
    Presence.PRESENT: Text("出席", "Present"),
    Presence.ABSENT: Text("缺席", "Absent"),
    Presence.RECUSED: Text("回避", "Recused"),
}
DUTIES: dict[str, Text] = {
    Duty.CHAIR: Text("主持人", "Chair"),
    Duty.DEPUTY_CHAIR: Text("副职", "Deputy chair"),
    Duty.FULL_TIME_MEMBER: Text("专职委员", "Full-time member"),
    Duty.MEMBER: Text("成员", "Member"),
    Duty.PRE_REVIEWER: Text("会前审查人", "Pre-reviewer"),
    Duty.SECRETARY: Text("会务人员", "Secretary"),
}
REVIEW_RESULTS: dict[str, Text] = {
    ReviewResult.AGREED: Text("同意上会", "Agreed"),
    ReviewResult.RETURNED: Text("退回补正", "Returned"),
    ReviewResult.SENT_ELSEWHERE: Text("转送其他会议", "Sent elsewhere"),
}
REFERRED_TO: dict[str, Text] = {
    ReferredTo.HIGHER_PROCURATORATE: Text(
        "上一级人民检察院", "the procuratorate above"
    ),
    ReferredTo.STANDING_COMMITTEE: Text(
        "本级人大常委会", "the standing committee of the people's congress"
    ),
}
TASK_STATES: dict[str, Text] = {
    TaskState.OPEN: Text("执行中", "Open"),
    TaskState.EXECUTED: Text("已执行，待反馈", "Executed, feedback due"),
    TaskState.FED_BACK: Text("已反馈，待审核", "Fed back, to be checked"),
    TaskState.CLOSED: Text("已办结", "Closed"),
}
REPORTING_WORDS: dict[str, Text] = {
    "weekly": Text("每周", "every week"),
    "daily": Text("每日", "every day"),
    "fortnightly": Text("每两周", "every two weeks"),
    "monthly": Text("每月", "every month"),
}
ANSWERS: dict[str, Text] = {
    Answer.WAITING: Text("未答复", "No answer"),
    Answer.COMES: Text("参加", "Comes"),
    Answer.AWAY: Text("请假", "Away"),
}
MARKS: dict[str, str] = {
    Answer.WAITING: "soft",
    Answer.COMES: "green",
    Answer.AWAY: "amber",
    MeetingState.CALLED: "blue",
    MeetingState.HELD: "green",
    MeetingState.CANCELLED: "soft",
    ItemState.IN_REVIEW: "amber",
    ItemState.RETURNED: "red",
    ItemState.SENT_ELSEWHERE: "soft",
    ItemState.ACCEPTED: "blue",
    ItemState.SCHEDULED: "blue",
    ItemState.DECIDED: "green",
    ItemState.UNDECIDED: "amber",
    ItemState.REFERRED_UP: "amber",
    ItemState.WITHDRAWN: "soft",
    Result.PASSED: "green",
    Result.NOT_PASSED: "red",
    Result.NO_QUORUM: "amber",
    Result.CHAIR_DECIDES: "blue",
    TaskState.OPEN: "blue",
    TaskState.EXECUTED: "amber",
    TaskState.FED_BACK: "amber",
    TaskState.CLOSED: "green",
}
