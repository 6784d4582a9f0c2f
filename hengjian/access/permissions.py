"""What may be done, noun first, and how each permission is called."""

from enum import StrEnum

from hengjian.lib.bilingual import Text


class Permission(StrEnum):
    """One thing that somebody may do."""

    ORGANISATION_READ = "organisation.read"
    ORGANISATION_CHANGE = "organisation.change"
    ACCOUNT_READ = "account.read"
    ACCOUNT_CHANGE = "account.change"
    ROLE_GRANT = "role.grant"
    TOKEN_MAKE = "token.make"  # noqa: S105 (a permission's name)
    JOURNAL_READ = "journal.read"
    JOURNAL_VERIFY = "journal.verify"
    JOB_READ = "job.read"
    JOB_CHANGE = "job.change"
    PACK_READ = "pack.read"
    PACK_RELEASE = "pack.release"
    CALENDAR_READ = "calendar.read"
    CALENDAR_CHANGE = "calendar.change"
    POLICY_CHANGE = "policy.change"
    SYSTEM_READ = "system.read"
    BACKUP_MAKE = "backup.make"
    CARD_READ = "card.read"
    CARD_IMPORT = "card.import"
    PERSONAL_ITEM_UNMASK = "personal_item.unmask"
    SEALING_READ = "sealing.read"
    SEALING_CHANGE = "sealing.change"
    SEALED_CARD_OPEN = "sealed_card.open"
    FINDING_READ = "finding.read"
    FINDING_ANSWER = "finding.answer"
    FINDING_ANSWER_FOR_OTHERS = "finding.answer_for_others"
    FINDING_ASSIGN = "finding.assign"
    INDICATOR_READ = "indicator.read"
    INDICATOR_RUN = "indicator.run"
    CARDS_BEHIND_READ = "cards_behind.read"
    EXPORT_MAKE = "export.make"
    PROMPT_READ = "prompt.read"
    PROMPT_DECIDE = "prompt.decide"
    REVIEW_DRAW = "review.draw"
    REPORT_READ = "report.read"
    REPORT_MAKE = "report.make"
    REPORT_SIGN = "report.sign"
    BODY_READ = "body.read"
    BODY_MEMBER_CHANGE = "body_member.change"
    BODY_RULE_CHANGE = "body_rule.change"
    MATTER_READ = "matter.read"
    MATTER_REGISTER = "matter.register"
    MATTER_HANDLE = "matter.handle"
    MATTER_HANDLE_FOR_OTHERS = "matter.handle_for_others"
    MATTER_ALLOCATE = "matter.allocate"
    MATTER_SUPERVISE = "matter.supervise"
    MATTER_EXTEND = "matter.extend"
    MATTER_CHANGE = "matter.change"
    DOCUMENT_READ = "document.read"
    DOCUMENT_TEMPLATE_CHANGE = "document_template.change"
    POSTING_READ = "posting.read"
    POSTING_COMMENT = "posting.comment"
    POSTING_ANSWER = "posting.answer"
    STORE_READ = "store.read"
    STORE_CHANGE = "store.change"
    MEETING_READ = "meeting.read"
    MEETING_HOLD = "meeting.hold"
    AGENDA_ITEM_PUT = "agenda_item.put"
    HONOUR_READ = "honour.read"
    HONOUR_NOMINATE = "honour.nominate"
    HONOUR_HOLD = "honour.hold"
    HONOUR_DECIDE = "honour.decide"
    VETO_PROPOSE = "veto.propose"
    VETO_DECIDE = "veto.decide"
    LEDGER_READ = "ledger.read"
    LEDGER_READ_ALL = "ledger.read_all"
    LEDGER_RULE_CHANGE = "ledger_rule.change"
    POINTS_PROPOSE = "points.propose"
    POINTS_CONFIRM = "points.confirm"
    PAYMENT_LIST_READ = "payment_list.read"
    PAYMENT_LIST_PREPARE = "payment_list.prepare"
    PAYMENT_LIST_APPROVE = "payment_list.approve"
    TARGET_READ = "target.read"
    TARGET_DRAFT = "target.draft"
    TARGET_REVIEW = "target.review"
    TARGET_APPROVE = "target.approve"
    TARGET_REPORT = "target.report"
    TARGET_REPORT_FOR_OTHERS = "target.report_for_others"
    RATING_GIVE = "rating.give"
    RATING_HOLD = "rating.hold"
    FAIRNESS_READ = "fairness.read"
    YEAR_KEEP = "year.keep"
    SHEET_READ = "sheet.read"
    SHEET_READ_ALL = "sheet.read_all"
    APPRAISAL_PREPARE = "appraisal.prepare"
    FACT_CONFIRM = "fact.confirm"
    APPRAISAL_DECIDE = "appraisal.decide"


P = Permission
LABELS: dict[Permission, Text] = {
    P.ORGANISATION_READ: Text("查看机构人员", "see the organisation"),
    P.ORGANISATION_CHANGE: Text("维护机构人员", "change the organisation"),
    P.ACCOUNT_READ: Text("查看账号", "see accounts"),
    P.ACCOUNT_CHANGE: Text("开立、停用账号", "open and close accounts"),
    P.ROLE_GRANT: Text("授予、收回角色", "grant and end roles"),
    P.TOKEN_MAKE: Text("为自己生成令牌", "make tokens for oneself"),
    P.JOURNAL_READ: Text("查看留痕", "read the journal"),
    P.JOURNAL_VERIFY: Text("核对留痕链", "verify the journal"),
    P.JOB_READ: Text("查看后台任务", "see jobs"),
    P.JOB_CHANGE: Text("取消、重试后台任务", "cancel and retry jobs"),
    P.PACK_READ: Text("查看业务包", "see packs"),
    P.PACK_RELEASE: Text("发布业务包", "release packs"),
    P.CALENDAR_READ: Text("查看工作日历", "see calendars"),
    P.CALENDAR_CHANGE: Text("维护工作日历", "change calendars"),
    P.POLICY_CHANGE: Text("维护政策口径", "change policy profiles"),
    P.SYSTEM_READ: Text("查看系统状态", "see the system's state"),
    P.BACKUP_MAKE: Text("备份与恢复", "back up and restore"),
    P.CARD_READ: Text("查看案卡", "see case cards"),
    P.CARD_IMPORT: Text("导入案卡", "import case cards"),
    P.PERSONAL_ITEM_UNMASK: Text("查看个人信息原文", "see personal items unmasked"),
    P.SEALING_READ: Text("查看封存登记", "see the register of sealings"),
    P.SEALING_CHANGE: Text("封存记录、解除封存", "seal records and lift sealings"),
    P.SEALED_CARD_OPEN: Text("查阅已封存案卡", "open sealed cards"),
    P.FINDING_READ: Text("查看案卡问题", "see findings"),
    P.FINDING_ANSWER: Text("答复自己案卡的问题", "answer findings on one's own cards"),
    P.FINDING_ANSWER_FOR_OTHERS: Text(
        "代他人答复案卡问题", "answer findings on others' cards"
    ),
    P.FINDING_ASSIGN: Text("分派、复核案卡问题", "assign and re-check findings"),
    P.INDICATOR_READ: Text("查看指标", "see indicators"),
    P.INDICATOR_RUN: Text("运行统计", "run indicators"),
    P.CARDS_BEHIND_READ: Text("反查数值背后的案卡", "open a value to its cards"),
    P.EXPORT_MAKE: Text("导出", "export"),
    P.PROMPT_READ: Text("查看流程监控提示", "see prompts of process monitoring"),
    P.PROMPT_DECIDE: Text("决定是否流程监控", "decide on prompts of monitoring"),
    P.REVIEW_DRAW: Text("抽取评查案件", "draw cases for review"),
    P.REPORT_READ: Text("查看分析报告", "see reports"),
    P.REPORT_MAKE: Text("编制分析报告", "make reports"),
    P.REPORT_SIGN: Text("审签分析报告", "sign reports off"),
    P.BODY_READ: Text("查看会议组成和规则", "see bodies, their members and rules"),
    P.BODY_MEMBER_CHANGE: Text("维护会议组成人员", "change the members of bodies"),
    P.BODY_RULE_CHANGE: Text("制定本院表决规则", "set an office's own voting rules"),
    P.MATTER_READ: Text("查看事项", "see matters"),
    P.MATTER_REGISTER: Text("登记事项", "register matters"),
    P.MATTER_HANDLE: Text("办理自己的任务", "do one's own tasks"),
    P.MATTER_HANDLE_FOR_OTHERS: Text("代他人办理任务", "do others' tasks"),
    P.MATTER_ALLOCATE: Text("分派、转办任务", "allocate and delegate tasks"),
    P.MATTER_SUPERVISE: Text("催办、督办事项", "urge and supervise matters"),
    P.MATTER_EXTEND: Text("审批延长期限", "decide on longer limits"),
    P.MATTER_CHANGE: Text(
        "中止、终止、重开、合并、移送、归档事项",
        "suspend, end, reopen, merge, transfer and archive matters",
    ),
    P.DOCUMENT_READ: Text("查看文书登记簿", "see the registers of documents"),
    P.DOCUMENT_TEMPLATE_CHANGE: Text(
        "更换文书模板、设定本院代字",
        "change templates of documents and the office's mark",
    ),
    P.POSTING_COMMENT: Text("评论公示事项", "comment on what is posted"),
    P.POSTING_ANSWER: Text(
        "答复、撤下评论，公示月度记录",
        "answer comments and take them down, post a month's record",
    ),
    P.POSTING_READ: Text("查看机关事务公示", "see what is posted"),
    P.STORE_READ: Text("查看库存", "see the store"),
    P.STORE_CHANGE: Text("登记库存、入库发放", "keep the store"),
    P.MEETING_READ: Text("查看会议和议题", "see meetings and items"),
    P.MEETING_HOLD: Text("办理会务", "do the office work of meetings"),
    P.AGENDA_ITEM_PUT: Text("提请议题", "put items before bodies"),
    P.HONOUR_READ: Text("查看评先评优", "see honours and their rounds"),
    P.HONOUR_NOMINATE: Text("提名评优对象", "nominate for honours"),
    P.HONOUR_HOLD: Text("办理评先评优", "do the office work of honours"),
    P.HONOUR_DECIDE: Text("决定荣誉", "decide on honours"),
    P.VETO_PROPOSE: Text("提出一票否决", "propose vetoes"),
    P.VETO_DECIDE: Text("决定一票否决", "decide on vetoes"),
    P.LEDGER_READ: Text(
        "查看自己的积分和公开的台账", "see one's points and lists shown"
    ),
    P.LEDGER_READ_ALL: Text("查看全院积分台账", "see the whole ledger of an office"),
    P.LEDGER_RULE_CHANGE: Text(
        "设定积分奖励规则和公开范围",
        "set rules of points and awards, and who sees them",
    ),
    P.POINTS_PROPOSE: Text("提出党员记分", "propose points of members"),
    P.POINTS_CONFIRM: Text(
        "确认记分、冲正、答复疑问", "confirm points, reverse, answer questions"
    ),
    P.PAYMENT_LIST_READ: Text("查看发放清单", "see payment lists"),
    P.PAYMENT_LIST_PREPARE: Text(
        "编制、复核发放清单，登记发放", "draw and check payment lists, enter payments"
    ),
    P.PAYMENT_LIST_APPROVE: Text("批准发放清单", "approve payment lists"),
    P.TARGET_READ: Text("查看目标", "see targets"),
    P.TARGET_DRAFT: Text(
        "拟定本部门目标、提请调整和新增",
        "draft the department's targets, propose amendments and unplanned work",
    ),
    P.TARGET_REVIEW: Text("汇总审核目标、导入目标表", "review and import targets"),
    P.TARGET_APPROVE: Text(
        "批准目标调整和新增工作", "approve amendments and unplanned work"
    ),
    P.TARGET_REPORT: Text("报告本人目标的进展", "report on one's own targets"),
    P.TARGET_REPORT_FOR_OTHERS: Text(
        "报告本部门目标的进展", "report on the department's targets"
    ),
    P.RATING_GIVE: Text("参加评议", "rate colleagues where one is asked to"),
    P.RATING_HOLD: Text("组织评议", "open rounds of ratings and see their results"),
    P.FAIRNESS_READ: Text("查看考核公平性", "see how fairly a scheme works"),
    P.YEAR_KEEP: Text("记自己的一年", "keep one's own year"),
    P.SHEET_READ: Text("查看自己的考评表", "see one's own score sheet"),
    P.SHEET_READ_ALL: Text("查看全部考评表", "see everybody's score sheets"),
    P.APPRAISAL_PREPARE: Text(
        "起草考核方案、试算、填报事实、计算考评表",
        "draw up schemes, try them, enter facts, compute sheets",
    ),
    P.FACT_CONFIRM: Text("核对考核事实", "confirm facts of appraisal"),
    P.APPRAISAL_DECIDE: Text(
        "通过方案、关闭考核期、登记等次和奖金",
        "adopt schemes, close rounds, enter grades and bonuses",
    ),
}
