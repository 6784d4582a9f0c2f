"""What may be done, noun first; and the roles that hold these permissions."""

from dataclasses import dataclass
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
    STORE_READ = "store.read"
    STORE_CHANGE = "store.change"
    MEETING_READ = "meeting.read"
    MEETING_HOLD = "meeting.hold"
    AGENDA_ITEM_PUT = "agenda_item.put"


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
    P.POSTING_READ: Text("查看机关事务公示", "see what is posted"),
    P.STORE_READ: Text("查看库存", "see the store"),
    P.STORE_CHANGE: Text("登记库存、入库发放", "keep the store"),
    P.MEETING_READ: Text("查看会议和议题", "see meetings and items"),
    P.MEETING_HOLD: Text("办理会务", "do the office work of meetings"),
    P.AGENDA_ITEM_PUT: Text("提请议题", "put items before bodies"),
}


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
_EVERYONE = (
    P.ORGANISATION_READ,
    P.TOKEN_MAKE,
    P.PACK_READ,
    P.CALENDAR_READ,
    P.BODY_READ,
    P.POSTING_READ,
    P.STORE_READ,
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
            P.AGENDA_ITEM_PUT,
            *_STEERING,
            P.MATTER_EXTEND,
        ),
        _role(
            "chief",
            Text("检察长", "Chief procurator"),
            Text("只能由检察长决定的事项。", "What only the chief decides."),
            *_READER,
        ),
        _role(
            "legal_policy",
            Text("法律政策研究人员", "Legal and policy researcher"),
            Text("审核文书的法律和政策。", "Reviews papers for law and policy."),
            *_READER,
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
            P.MATTER_HANDLE_FOR_OTHERS,
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
    )
}
