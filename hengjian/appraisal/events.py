"""Events of appraisal in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "appraisal.scheme_begun": Text("起草考核方案", "scheme begun"),
    "appraisal.scheme_written": Text("修改考核方案", "scheme written"),
    "appraisal.scheme_adopted": Text("通过考核方案", "scheme adopted"),
    "appraisal.scheme_closed": Text("停用考核方案", "scheme closed"),
    "appraisal.never_scored_refused": Text(
        "拒绝不得考核的项目", "an item that is never scored refused"
    ),
    "appraisal.dry_run_asked": Text("提出试算", "dry run asked for"),
    "appraisal.dry_run_done": Text("试算完成", "dry run done"),
    "appraisal.dry_run_failed": Text("试算失败", "dry run failed"),
    "appraisal.dry_run_read": Text("阅读试算结果", "dry run read"),
    "appraisal.round_opened": Text("开始一期考核", "period of appraisal opened"),
    "appraisal.round_closed": Text("关闭一期考核", "period of appraisal closed"),
    "appraisal.computing_asked": Text("提出计算考评表", "computing asked for"),
    "appraisal.sheets_computed": Text("计算考评表", "score sheets computed"),
    "appraisal.sheets_unchanged": Text("重算考评表无变化", "score sheets unchanged"),
    "appraisal.department_sheets_computed": Text(
        "计算部门考评表", "departments' sheets computed"
    ),
    "appraisal.sheet_frozen": Text("异议冻结考评表", "sheet frozen for an objection"),
    "appraisal.sheet_released": Text("解除考评表冻结", "sheet released"),
    "appraisal.sheet_corrected": Text("异议更正考评表", "sheet corrected"),
    "appraisal.fact_entered": Text("填报考核事实", "fact entered"),
    "appraisal.facts_entered": Text("填报一批考核事实", "list of facts entered"),
    "appraisal.facts_confirmed": Text("核对一批考核事实", "list of facts confirmed"),
    "appraisal.fact_decided": Text("核对考核事实", "fact confirmed or refused"),
    "appraisal.fact_withdrawn": Text("撤回考核事实", "fact withdrawn"),
    "appraisal.absence_entered": Text("登记经批准的缺勤", "granted absence entered"),
    "appraisal.absence_decided": Text("核对经批准的缺勤", "granted absence decided"),
    "appraisal.absence_withdrawn": Text(
        "撤回经批准的缺勤", "granted absence withdrawn"
    ),
    "appraisal.grades_put": Text("等次提交表决", "grades put to the vote"),
    "appraisal.another_grade_put": Text(
        "另一等次提交表决", "another grade put to the vote"
    ),
    "appraisal.grades_voted": Text("等次表决", "voted on grades"),
    "appraisal.grades_counted": Text("等次计票", "votes on grades counted"),
    "appraisal.grades_decided": Text("决定等次", "grades decided"),
    "appraisal.bonus_split": Text("分配绩效奖金", "bonus split"),
    "appraisal.bonus_cancelled": Text("作废奖金分配", "bonus cancelled"),
    "appraisal.fairness_asked": Text(
        "考评表有疑处先问本人(只记条数)", "people asked about their sheets (how many)"
    ),
    "appraisal.fairness_answered": Text("本人作出说明", "the person answered"),
    "appraisal.fairness_lapsed": Text(
        "公平性提示到期抹去", "prompts lapsed and erased"
    ),
}
