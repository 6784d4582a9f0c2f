"""What tasks are called that no schedule names: those that listen and those asked for."""

from hengjian.lib.bilingual import Text


TASK_TITLES: dict[str, Text] = {
    f"hengjian.{path}": title
    for path, title in {
        "honours.telling.vetoes.tell_the_person": Text(
            "通知一票否决", "Tell of a veto"
        ),
        "honours.telling.ballots.tell_the_members": Text(
            "通知评选投票", "Ask members to vote on nominees"
        ),
        "appraisal.tasks.compute_round": Text("计算考评表", "Compute score sheets"),
        "appraisal.tasks.try_scheme": Text("试算考核方案", "Try a scheme of appraisal"),
        "calendars.tasks.reproject": Text(
            "按新日历重算期限", "Count limits by the new calendar"
        ),
        "documents.telling.passing.tell_of_paper": Text(
            "通知收文待阅", "Tell of a paper to be read"
        ),
        "indicators.listening.compute_after_import": Text(
            "导入后重新统计", "Compute after an import"
        ),
        "indicators.listening.compute_after_matters": Text(
            "事项变动后重新统计", "Compute after matters changed"
        ),
        "indicators.listening.keep_back_anew": Text(
            "重新确定不显示的数值", "Settle anew what is kept back"
        ),
        "indicators.tasks.compute_run": Text("运行统计", "Run indicators"),
        "indicators.tasks.raise_signals": Text("产生异动提示", "Raise signals"),
        "ledger.tasks.settle_adoptions": Text(
            "信息采用记分", "Settle adoptions of information items"
        ),
        "ledger.telling.listening.tell_of_answer": Text(
            "通知疑问的答复", "Tell of a question's answer"
        ),
        "ledger.telling.listening.tell_of_entry": Text(
            "通知记分", "Tell of an entry of the ledger"
        ),
        "ledger.telling.listening.tell_of_question": Text(
            "通知对记分的疑问", "Tell of a question on an entry"
        ),
        "limits.tasks.count_after_import": Text(
            "导入后重算期限", "Count limits after an import"
        ),
        "matters.release_tasks.move_running": Text(
            "在办事项换版", "Move running matters to the newest release"
        ),
        "matters.release_tasks.try_moving": Text(
            "试换在办事项", "Try to move running matters"
        ),
        "matters.telling.gates.tell_of_gate": Text(
            "通知廉政关口", "Tell of an integrity gate"
        ),
        "matters.telling.listening.follow_process": Text(
            "随流程打开任务", "Open tasks as the process goes"
        ),
        "matters.telling.listening.tell_of_extension": Text(
            "通知延期", "Tell of more time"
        ),
        "matters.telling.listening.tell_of_supervision": Text(
            "通知督办", "Tell of supervision"
        ),
        "matters.telling.listening.tell_of_urging": Text("通知催办", "Tell of urging"),
        "meetings.telling.listening.tell_of_half_year": Text(
            "通知下级院的半年总结", "Tell of a half-year from below"
        ),
        "meetings.telling.listening.tell_of_meeting": Text(
            "通知会议", "Tell of a meeting"
        ),
        "meetings.telling.listening.tell_of_minutes": Text(
            "通知会议纪要", "Tell of minutes"
        ),
        "meetings.telling.listening.tell_of_objection": Text(
            "通知对纪要的异议", "Tell of an objection to minutes"
        ),
        "meetings.telling.listening.tell_of_open_task": Text(
            "通知议决后待补的任务", "Tell of a task that the resolution left open"
        ),
        "meetings.telling.listening.tell_of_return": Text(
            "通知议题退回", "Tell of an item sent back"
        ),
        "monitoring.tasks.check_after_import": Text(
            "导入后核对监控规则", "Ask the rules of monitoring after an import"
        ),
        "notices.tasks.deliver_mail": Text("发送邮件", "Send a mail"),
        "office.telling.comments.tell_of_answer": Text(
            "通知评论的答复", "Tell of an answer to a comment"
        ),
        "office.telling.comments.tell_of_comment": Text(
            "通知公示事项的评论", "Tell of a comment on what is posted"
        ),
        "office.telling.stock.tell_of_low_stock": Text(
            "通知库存不足", "Tell of low stock"
        ),
        "publication.tasks.make_report": Text("编制报告", "Make a report"),
        "targets.telling.listening.tell_of_decision": Text(
            "通知目标审批结果", "Tell what was decided on a target"
        ),
        "targets.telling.listening.tell_of_hand_in": Text(
            "通知目标报送齐了", "Tell that all targets are handed in"
        ),
        "targets.telling.listening.tell_of_proposal": Text(
            "通知目标提请待审批", "Tell of a proposal on a target"
        ),
        "targets.telling.listening.tell_of_report": Text(
            "通知目标报告待评价", "Tell of a report to be assessed"
        ),
        "warehouse.overlays.taking_up.take_up_cards": Text(
            "按导入的新案卡提示或登记事项", "Offer or register matters of new cards"
        ),
        "warehouse.overlays.listening.answer_matters": Text(
            "按导入的案卡办结任务", "Answer tasks by imported cards"
        ),
        "warehouse.tasks.run_import": Text("导入案卡", "Import cards"),
        "warehouse.tasks.search_sealed": Text(
            "查找封存人员的案卡", "Search for cards of sealed persons"
        ),
        "warehouse.tasks.take_changed_matters": Text(
            "把事项变动写入案卡", "Write what changed of matters into cards"
        ),
        "workbench.telling.findings.tell_of_assignment": Text(
            "通知分派的问题", "Tell of findings assigned"
        ),
        "workbench.telling.imports.tell_of_import": Text(
            "通知导入结果", "Tell of an import"
        ),
        "workbench.telling.imports.tell_of_matter_cards": Text(
            "通知事项案卡的问题", "Tell of findings on matters' cards"
        ),
        "workbench.telling.jobs.tell_of_failed_job": Text(
            "通知失败的任务", "Tell of a failed job"
        ),
        "workbench.telling.signals.tell_of_signals": Text(
            "通知异动提示", "Tell of signals"
        ),
    }.items()
}
