"""Events of targets in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "targets.plan_begun": Text("开始拟定年度目标", "targets of a year begun"),
    "targets.drafted": Text("目标拟定", "targets drafted"),
    "targets.handed_in": Text("部门报送目标", "department handed its targets in"),
    "targets.submitted": Text("目标提交审核", "targets put under review"),
    "targets.returned": Text("目标退回拟定", "targets returned to drafting"),
    "targets.adopted": Text("目标审定", "targets adopted"),
    "targets.change_proposed": Text(
        "提请调整、新增或终止目标", "amendment, unplanned work or end proposed"
    ),
    "targets.change_decided": Text(
        "审批调整、新增或终止目标", "amendment, unplanned work or end decided"
    ),
    "targets.plan_ended": Text("结束年度目标", "targets of a year ended"),
    "targets.values_taken": Text("取数入目标进展", "values of a run taken as progress"),
    "targets.reported": Text("报告目标进展", "progress reported"),
    "targets.assessed": Text("按标准评价", "described work assessed by its rubric"),
    "targets.core_items_chosen": Text("选定核心项目", "core items chosen"),
    "targets.refused": Text(
        "拒绝不得考核的指标", "an indicator that may never be a target refused"
    ),
}
