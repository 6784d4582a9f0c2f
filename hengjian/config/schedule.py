"""What happens at which time; the only place where it is said."""

from datetime import time

from hengjian.jobs.schedule import Daily, Every, Scheduled
from hengjian.lib.bilingual import Text


SCHEDULE: tuple[Scheduled, ...] = (
    Scheduled(
        "journal_checkpoint",
        "hengjian.jobs.tasks.checkpoint_journal",
        Every(minutes=60),
        Text("留痕链检查点", "journal checkpoint"),
    ),
    Scheduled(
        "journal_verification",
        "hengjian.jobs.tasks.verify_journal",
        Daily(time(3, 30)),
        Text("核对留痕链", "journal verification"),
    ),
    Scheduled(
        "old_jobs",
        "hengjian.jobs.tasks.prune_jobs",
        Daily(time(4)),
        Text("清理旧任务", "forget old jobs"),
    ),
    Scheduled(
        "ended_sessions",
        "hengjian.access.tasks.forget_sessions",
        Daily(time(4, 15)),
        Text("清理已结束的会话", "forget ended sessions"),
    ),
    Scheduled(
        "import_recovery",
        "hengjian.warehouse.tasks.recover_imports",
        Every(minutes=10),
        Text("恢复中断的导入", "recover imports that were cut off"),
    ),
    Scheduled(
        "matter_cards",
        "hengjian.warehouse.tasks.take_matters",
        Every(minutes=1),
        Text("事项变化写入案卡表", "take what changed of matters into their cards"),
    ),
    Scheduled(
        "abandoned_files",
        "hengjian.warehouse.upkeep.forget_abandoned_files",
        Daily(time(4, 30)),
        Text("清理未导入的上传文件", "remove uploads that were never imported"),
    ),
    Scheduled(
        "withheld_numbers",
        "hengjian.indicators.tasks.work_out_withheld",
        Every(minutes=5),
        Text("推算不予显示的数字", "work out what is kept back"),
    ),
    Scheduled(
        "standing_run",
        "hengjian.indicators.tasks.standing_run",
        Every(minutes=10),
        Text("案卡有变化时重新统计", "compute anew when cards have changed"),
    ),
    Scheduled(
        "signals_lapsed",
        "hengjian.indicators.tasks.let_signals_lapse",
        Daily(time(5)),
        Text("到期的异动提示失效", "let signals lapse"),
    ),
    Scheduled(
        "matters_due",
        "hengjian.matters.telling.reminding.remind_of_limits",
        Daily(time(7, 10)),
        Text("提醒快到期和逾期的任务", "remind of tasks due and late"),
    ),
    Scheduled(
        "opened_by_calendar",
        "hengjian.matters.calendar_tasks.open_by_calendar",
        Daily(time(6, 30)),
        Text("按日历开启当月事项", "open what opens by the calendar"),
    ),
    Scheduled(
        "resolution_tasks_due",
        "hengjian.meetings.telling.reminding.remind_of_tasks",
        Daily(time(7, 20)),
        Text("提醒快到期和逾期的决议任务", "remind of tasks of resolutions"),
    ),
    Scheduled(
        "findings_due",
        "hengjian.workbench.telling.findings.remind_of_due",
        Daily(time(7)),
        Text("提醒快到期的案卡问题", "remind of findings about to be due"),
    ),
    Scheduled(
        "mails_of_notices",
        "hengjian.notices.tasks.make_mails",
        Every(minutes=5),
        Text("给选择了邮件提醒的人发邮件", "mail those who chose to be told"),
    ),
    Scheduled(
        "timers_of_processes",
        "hengjian.workflow.tasks.wake_due",
        Every(minutes=1),
        Text("流程定时到期", "timers of processes ring"),
    ),
    Scheduled(
        "limits_counted",
        "hengjian.limits.tasks.count_stale",
        Every(minutes=10),
        Text(
            "案卡、业务包有变化时重算期限", "count limits anew when something changed"
        ),
    ),
    Scheduled(
        "cards_monitored",
        "hengjian.monitoring.tasks.check_every_card",
        Daily(time(6, 30)),
        Text("按监控规则核对案卡", "ask the rules of monitoring of every card"),
    ),
    Scheduled(
        "base_points",
        "hengjian.ledger.tasks.enter_base_points",
        Daily(time(6)),
        Text("记入当期基础分", "enter base points of the period"),
    ),
    Scheduled(
        "adoptions_settled",
        "hengjian.ledger.tasks.settle_adoptions",
        Daily(time(6, 10)),
        Text("信息采用记分", "settle adoptions of information items"),
    ),
    Scheduled(
        "ledger_verification",
        "hengjian.ledger.tasks.verify_ledger",
        Daily(time(3, 45)),
        Text("台账与留痕比对", "compare the ledger with the journal"),
    ),
    Scheduled(
        "limit_warnings",
        "hengjian.limits.warning.warn_of_limits",
        Daily(time(7)),
        Text("提醒快到期和已超期的期限", "warn of limits about to end and late"),
    ),
    Scheduled(
        "ratings_ended",
        "hengjian.ratings.tasks.end_rounds",
        Daily(time(2, 10)),
        Text("匿名评议计数、到期公布", "count ballots, release rounds that closed"),
    ),
    Scheduled(
        "fairness_looked_at",
        "hengjian.appraisal.fairness_tasks.look_at_fairness",
        Daily(time(5, 20)),
        Text(
            "考评表先问本人、到期抹去",
            "ask people about their sheets, let prompts lapse",
        ),
    ),
    Scheduled(
        "old_notices",
        "hengjian.notices.tasks.forget_old_notices",
        Daily(time(4, 15)),
        Text("清理旧消息", "forget old notices"),
    ),
)
