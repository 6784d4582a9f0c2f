"""The roles that accounts are granted, and the permissions that each one holds."""

from dataclasses import dataclass

from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text


P = Permission


@dataclass(frozen=True)
class Role:
    """A role: its name, what it is in both languages, what it may do."""

    name: str
    title: Text
    description: Text
    permissions: frozenset[Permission]
    # the three administrators: no case content, and no two of them in one account
    is_administrator: bool = False


def _role(
    name: str,
    title: Text,
    description: Text,
    *permissions: Permission,
    administrator: bool = False,
) -> Role:
    return Role(name, title, description, frozenset(permissions), administrator)


_MATTERS = (P.MATTER_READ, P.MATTER_REGISTER, P.MATTER_HANDLE)
_DOCUMENTS = (P.DOCUMENT_READ,)
_STEERING = (
    P.MATTER_ALLOCATE,
    P.MATTER_SUPERVISE,
    P.MATTER_CHANGE,
    *_DOCUMENTS,
)
# whoever works here is appraised, and sees what it is done by and what came of it
_APPRAISED = (
    P.HONOUR_READ,
    P.LEDGER_READ,
    P.TARGET_READ,
    P.TARGET_REPORT,
    P.RATING_GIVE,
    P.YEAR_KEEP,
    P.SHEET_READ,
)
_EVERYONE = (
    P.ORGANISATION_READ,
    P.TOKEN_MAKE,
    P.PACK_READ,
    P.CALENDAR_READ,
    P.BODY_READ,
    P.POSTING_READ,
    P.POSTING_COMMENT,
    P.STORE_READ,
    *_APPRAISED,
    *_MATTERS,
)
_READER = (*_EVERYONE, P.INDICATOR_READ, P.REPORT_READ, P.MEETING_READ)
_SEALING = (P.SEALING_READ, P.SEALING_CHANGE, P.SEALED_CARD_OPEN)
_HANDLER = (
    *_READER,
    P.CARD_READ,
    P.FINDING_READ,
    P.FINDING_ANSWER,
    P.AGENDA_ITEM_PUT,
)

ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        _role(
            "system_administrator",
            Text("系统管理员", "System administrator"),
            Text(
                "维护机构、日历、会议表决规则、后台任务和备份；看不到案件内容，不能授权。",
                "Keeps organisation, calendars, voting rules, jobs and backups; sees no"
                " case content and grants nothing.",
            ),
            P.ORGANISATION_READ,
            P.ORGANISATION_CHANGE,
            P.CALENDAR_READ,
            P.CALENDAR_CHANGE,
            P.JOB_READ,
            P.JOB_CHANGE,
            P.SYSTEM_READ,
            P.BACKUP_MAKE,
            P.PACK_READ,
            P.TOKEN_MAKE,
            P.BODY_READ,
            P.BODY_RULE_CHANGE,
            administrator=True,
        ),
        _role(
            "security_administrator",
            Text("安全管理员", "Security administrator"),
            Text(
                "开立账号、授予角色；看不到案件内容，不能查看留痕。",
                "Opens accounts and grants roles; sees no case content and does not read"
                " the journal.",
            ),
            P.ORGANISATION_READ,
            P.ACCOUNT_READ,
            P.ACCOUNT_CHANGE,
            P.ROLE_GRANT,
            P.CALENDAR_READ,
            P.TOKEN_MAKE,
            administrator=True,
        ),
        _role(
            "audit_administrator",
            Text("审计管理员", "Audit administrator"),
            Text(
                "查看并核对留痕；看不到案件内容，不能改动任何设置。",
                "Reads and verifies the journal; sees no case content and changes"
                " nothing.",
            ),
            P.ORGANISATION_READ,
            P.ACCOUNT_READ,
            P.JOURNAL_READ,
            P.JOURNAL_VERIFY,
            P.SYSTEM_READ,
            P.CALENDAR_READ,
            P.TOKEN_MAKE,
            administrator=True,
        ),
        _role(
            "case_manager",
            Text("案件管理人员", "Case manager"),
            Text(
                "导入案卡、分派和复核问题、运行统计、编制报告、发布业务包。",
                "Imports cards, assigns and re-checks findings, runs indicators, makes"
                " reports, releases packs.",
            ),
            *_HANDLER,
            *_STEERING,
            P.DOCUMENT_TEMPLATE_CHANGE,
            P.CARD_IMPORT,
            P.FINDING_ANSWER_FOR_OTHERS,
            P.FINDING_ASSIGN,
            P.PROMPT_READ,
            P.PROMPT_DECIDE,
            P.REVIEW_DRAW,
            P.INDICATOR_RUN,
            P.CARDS_BEHIND_READ,
            P.EXPORT_MAKE,
            P.REPORT_MAKE,
            P.PACK_RELEASE,
            P.POLICY_CHANGE,
            P.PERSONAL_ITEM_UNMASK,
            *_SEALING,
            P.JOB_READ,
        ),
        _role(
            "analyst",
            Text("分析研判人员", "Analyst"),
            Text(
                "运行统计、反查案卡、编制报告。",
                "Runs indicators, opens values to their cards, makes reports.",
            ),
            *_READER,
            P.CARD_READ,
            P.FINDING_READ,
            P.INDICATOR_RUN,
            P.CARDS_BEHIND_READ,
            P.EXPORT_MAKE,
            P.REPORT_MAKE,
            P.JOB_READ,
        ),
        _role(
            "leader",
            Text("院领导", "Leader"),
            Text(
                "查看全院指标、案卡质量和报告，审签报告。",
                "Sees the office's indicators, card quality and reports; signs off.",
            ),
            *_READER,
            P.CARD_READ,
            P.FINDING_READ,
            P.PROMPT_READ,
            P.CARDS_BEHIND_READ,
            P.EXPORT_MAKE,
            P.REPORT_SIGN,
            P.HONOUR_NOMINATE,
            P.HONOUR_DECIDE,
            P.VETO_DECIDE,
            P.TARGET_APPROVE,
            P.LEDGER_READ_ALL,
            P.POINTS_CONFIRM,
            P.PAYMENT_LIST_READ,
            P.PAYMENT_LIST_APPROVE,
            P.AGENDA_ITEM_PUT,
            *_STEERING,
            P.MATTER_EXTEND,
            P.POSTING_ANSWER,
        ),
        _role(
            "chief",
            Text("检察长", "Chief procurator"),
            Text("只能由检察长决定的事项。", "What only the chief decides."),
            *_READER,
            P.SHEET_READ_ALL,
            P.APPRAISAL_DECIDE,
        ),
        _role(
            "legal_policy",
            Text("法律政策研究人员", "Legal and policy researcher"),
            Text("审核文书的法律和政策。", "Reviews papers for law and policy."),
            *_READER,
        ),
        _role(
            "inspector",
            Text("检务督察人员", "Inspector"),
            Text(
                "调查案件管理部门移送的司法责任线索，记录惩戒委员会的意见；只办这两项任务，"
                "看不到案卡；看自己的考评和积分。",
                "Inquires into what case management hands over on accountability and"
                " notes the disciplinary committee's opinion: these tasks alone, no"
                " case cards; sees the own appraisal and points.",
            ),
            P.ORGANISATION_READ,
            P.CALENDAR_READ,
            P.PACK_READ,
            P.TOKEN_MAKE,
            *_APPRAISED,
            P.MATTER_READ,
            P.MATTER_HANDLE,
        ),
        _role(
            "department_head",
            Text("部门负责人", "Department head"),
            Text(
                "查看本部门案卡、指标和问题，分派问题。",
                "Sees the department's cards, indicators and findings; assigns them.",
            ),
            *_HANDLER,
            P.FINDING_ANSWER_FOR_OTHERS,
            P.FINDING_ASSIGN,
            P.PROMPT_READ,
            P.CARDS_BEHIND_READ,
            P.EXPORT_MAKE,
            *_STEERING,
            P.HONOUR_NOMINATE,
            P.VETO_PROPOSE,
            P.TARGET_DRAFT,
            P.TARGET_REPORT_FOR_OTHERS,
            P.MATTER_EXTEND,
            P.MATTER_HANDLE_FOR_OTHERS,
        ),
        _role(
            "procurator",
            Text("检察官", "Procurator"),
            Text(
                "查看并答复自己案卡的问题，查看指标。",
                "Sees and answers the findings on one's own cards; sees indicators.",
            ),
            *_HANDLER,
        ),
        _role(
            "juvenile_procurator",
            Text("未检检察官", "Juvenile procurator"),
            Text(
                "同检察官，并可封存未成年人记录、解除封存、查阅已封存案卡。",
                "As a procurator; seals the records of minors, lifts sealings and opens"
                " sealed cards.",
            ),
            *_HANDLER,
            *_SEALING,
        ),
        _role(
            "clerk",
            Text("书记员、内勤", "Clerk"),
            Text(
                "查看案卡、答复问题、导出清单。",
                "Sees cards, answers findings, exports lists.",
            ),
            *_HANDLER,
            *_DOCUMENTS,
            P.FINDING_ANSWER_FOR_OTHERS,
            P.TARGET_REPORT_FOR_OTHERS,
            P.EXPORT_MAKE,
        ),
        _role(
            "office_staff",
            Text("办公室人员", "Office staff"),
            Text(
                "办理本院用品、车辆、文件传阅等机关事务，督办事项。",
                "Looks after supplies, vehicles and papers of the office; follows tasks"
                " up.",
            ),
            *_EVERYONE,
            *_STEERING,
            P.DOCUMENT_TEMPLATE_CHANGE,
            P.STORE_CHANGE,
            P.POSTING_ANSWER,
            P.PAYMENT_LIST_READ,
            P.PAYMENT_LIST_PREPARE,
            P.MATTER_HANDLE_FOR_OTHERS,
            P.TARGET_REPORT_FOR_OTHERS,
            P.EXPORT_MAKE,
        ),
        _role(
            "meeting_office",
            Text("会务人员(检委办等)", "Meeting office"),
            Text(
                "召集会议、登记表决、督办决议、维护组成人员；只办登记了自己的会议。",
                "Calls meetings, records votes, follows resolutions up, keeps members;"
                " only for bodies that name them.",
            ),
            *_EVERYONE,
            P.MEETING_READ,
            P.MEETING_HOLD,
            P.AGENDA_ITEM_PUT,
            P.BODY_MEMBER_CHANGE,
            P.EXPORT_MAKE,
        ),
        _role(
            "branch_secretary",
            Text("党支部书记", "Party branch secretary"),
            Text(
                "为本支部党员提出记分，由另一人确认。",
                "Proposes points for the members of the own branch; another confirms.",
            ),
            *_EVERYONE,
            P.POINTS_PROPOSE,
            P.HONOUR_NOMINATE,
            P.EXPORT_MAKE,
        ),
        _role(
            "appraisal_office",
            Text("考核办工作人员", "Appraisal office"),
            Text(
                "办理目标、评议、考核的日常工作；看不到案件内容。",
                "Looks after targets, ratings and appraisal; sees no case content.",
            ),
            *_EVERYONE,
            *_STEERING,
            P.MEETING_READ,
            P.AGENDA_ITEM_PUT,
            P.INDICATOR_READ,
            P.RATING_HOLD,
            P.HONOUR_HOLD,
            P.HONOUR_NOMINATE,
            P.VETO_PROPOSE,
            P.TARGET_DRAFT,
            P.TARGET_REVIEW,
            P.TARGET_REPORT_FOR_OTHERS,
            P.LEDGER_READ_ALL,
            P.LEDGER_RULE_CHANGE,
            P.POINTS_CONFIRM,
            P.PAYMENT_LIST_READ,
            P.PAYMENT_LIST_PREPARE,
            P.SHEET_READ_ALL,
            P.APPRAISAL_PREPARE,
            P.FACT_CONFIRM,
            P.EXPORT_MAKE,
        ),
        _role(
            "appraisal_committee",
            Text("检察官考评委员会委员", "Procurator appraisal committee"),
            Text(
                "审定检察官的考核等次和异议，查看考核公平性。",
                "Decides on procurators' grades and objections; sees how fairly a"
                " scheme works.",
            ),
            *_EVERYONE,
            *_DOCUMENTS,
            P.MEETING_READ,
            P.FAIRNESS_READ,
            P.SHEET_READ_ALL,
            P.FACT_CONFIRM,
            P.APPRAISAL_DECIDE,
            P.EXPORT_MAKE,
        ),
    )
}
