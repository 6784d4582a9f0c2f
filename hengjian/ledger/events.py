"""Events of the ledger in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "ledger.account_opened": Text("开立台账账户", "account of the ledger opened"),
    "ledger.entered": Text("台账记入", "entered in the ledger"),
    "ledger.reversed": Text("台账冲正", "entry of the ledger reversed"),
    "ledger.rule_set": Text("设定积分奖励规则", "rule of points or awards set"),
    "ledger.circle_set": Text("设定公开范围", "circle of publication set"),
    "ledger.points_proposed": Text("提出记分", "points proposed"),
    "ledger.points_confirmed": Text("确认记分", "points confirmed"),
    "ledger.points_refused": Text("不予记分", "points refused"),
    "ledger.question_asked": Text("对记分提出疑问", "entry of the ledger questioned"),
    "ledger.question_answered": Text("答复记分疑问", "question on an entry answered"),
    "ledger.payment_drawn": Text("编制发放清单", "payment list drawn"),
    "ledger.payment_checked": Text("复核发放清单", "payment list checked"),
    "ledger.payment_approved": Text("批准发放清单", "payment list approved"),
    "ledger.payment_paid": Text("登记已发放", "payment list paid"),
    "ledger.payment_withdrawn": Text("撤销发放清单", "payment list withdrawn"),
    "ledger.adoption_settled": Text("信息采用记分", "adoption of an item settled"),
    "ledger.shortfall_asked": Text("要求说明完成情况", "shortfall to be explained"),
    "ledger.branch_set": Text("登记党支部", "Party branch entered"),
    "ledger.member_set": Text("登记支部党员", "member of a branch entered"),
    "ledger.member_left": Text("支部党员转出", "member left a branch"),
}
