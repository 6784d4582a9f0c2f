"""Events of meetings in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "meetings.body_set_up": Text("设立会议", "body set up"),
    "meetings.body_member_added": Text("增加组成人员", "member added"),
    "meetings.body_member_ended": Text("免去组成人员", "membership ended"),
    "meetings.body_rule_set": Text("制定本院表决规则", "own voting rule set"),
    "meetings.item_put": Text("提请议题", "item put"),
    "meetings.item_paper_added": Text("增加议题材料", "paper added to an item"),
    "meetings.item_put_again": Text("补正后重新提请", "item put again"),
    "meetings.item_withdrawn": Text("撤回议题", "item withdrawn"),
    "meetings.item_reviewed": Text("会前审查议题", "item reviewed"),
    "meetings.item_sent_elsewhere": Text("议题转送其他会议", "item sent elsewhere"),
    "meetings.meeting_called": Text("召集会议", "meeting called"),
    "meetings.item_scheduled": Text("列入议程", "item put on the agenda"),
    "meetings.item_unscheduled": Text("移出议程", "item taken off the agenda"),
    "meetings.meeting_cancelled": Text("取消会议", "meeting cancelled"),
    "meetings.meeting_closed": Text("会议结束", "meeting closed"),
    "meetings.vote_begun": Text("开始表决", "vote begun"),
    "meetings.vote_recorded": Text("记录表决", "vote recorded"),
    "meetings.chair_consulted": Text("记录与副检察长商量", "consultation recorded"),
    "meetings.vote_closed": Text("计票", "vote closed"),
    "meetings.vote_corrected": Text("更正表决", "vote corrected"),
    "meetings.item_referred_up": Text("报请上级决定", "item referred up"),
    "meetings.referral_answered": Text("上级答复", "referral answered"),
    "meetings.minutes_made": Text("生成会议纪要", "minutes made"),
    "meetings.resolution_made": Text("形成决议", "resolution made"),
    "meetings.task_progressed": Text("报告执行进展", "progress told"),
    "meetings.task_executed": Text("报告执行完毕", "task executed"),
    "meetings.task_fed_back": Text("填写执行情况反馈表", "feedback given"),
    "meetings.task_sent_back": Text("退回反馈表", "feedback sent back"),
    "meetings.task_closed": Text("反馈审核通过", "task closed"),
}
