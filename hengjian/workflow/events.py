"""Events of processes in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "workflow.process_started": Text("流程开始", "process started"),
    "workflow.task_completed": Text("流程环节办结", "task of a process completed"),
    "workflow.process_returned": Text("流程退回", "process returned"),
    "workflow.process_recalled": Text("流程撤回", "process recalled"),
    "workflow.process_woken": Text("流程定时到期", "timer of a process rang"),
    "workflow.values_changed": Text(
        "流程所用项目变更", "items that a process reads changed"
    ),
    "workflow.timers_recounted": Text(
        "日历变更，流程定时重算", "timers counted anew by another calendar"
    ),
    "workflow.process_moved": Text("流程换到新版", "process moved to a new release"),
}
