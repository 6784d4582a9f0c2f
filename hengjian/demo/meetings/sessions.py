"""Ten meetings of half a year, as data: what was put, who voted how, what followed."""

from dataclasses import dataclass, field
from datetime import date


COMMITTEE = "procuratorial_committee"
GROUP = "party_leadership_group"
OFFICE_MEETING = "office_meeting"
APPRAISAL = "procurator_appraisal_committee"


@dataclass(frozen=True)
class Task:
    """What a resolution asks of the head of a department; ``until``: executed, fed back…"""

    head: str
    what: str
    due_on: date
    executed_on: date | None = None
    is_closed: bool = False
    progress: str = ""


@dataclass(frozen=True)
class Session:
    """One item voted on. ``voices``, the chair's first: f for, a against, - abstained,
    . absent, r recused.
    """

    held_on: date
    body: str
    head: str
    title: str
    scope: str
    voices: str
    case_number: str = ""
    is_restricted: bool = False
    views: dict[int, str] = field(default_factory=dict)
    consulted: str = ""
    referred_to: str = ""
    answered_on: date | None = None
    again: bool = False  # the item of the session before, which was not decided
    corrected_from: str = ""  # what was recorded first, wrongly
    tasks: tuple[Task, ...] = ()


SESSIONS = (
    Session(
        date(2026, 4, 8),
        COMMITTEE,
        "case_management",
        "审议第一季度案件质量评查情况",
        "committee_guidance",
        "fffffffa.",
        views={7: "建议扩大评查范围后再通报"},
        tasks=(
            Task(
                "case_management",
                "组织第二季度专项评查",
                date(2026, 6, 30),
                date(2026, 6, 18),
                is_closed=True,
            ),
        ),
    ),
    Session(
        date(2026, 4, 15),
        GROUP,
        "office",
        "审议全年重点工作任务安排",
        "group_plans",
        "ffffff.",
        tasks=(
            Task(
                "political",
                "制定业务培训计划",
                date(2026, 9, 30),
                progress="计划初稿已征求各部门意见",
            ),
        ),
    ),
    Session(
        date(2026, 5, 6),
        OFFICE_MEETING,
        "office",
        "调整上半年调研工作计划",
        "office_adjustments",
        "ffffffffffff",
        consulted="同意调整，由办公室重新排定时间",
        tasks=(
            Task(
                "office",
                "印发调整后的调研计划",
                date(2026, 5, 20),
                date(2026, 5, 15),
                is_closed=True,
            ),
        ),
    ),
    Session(
        date(2026, 5, 20),
        COMMITTEE,
        "second",
        "审议一起重大疑难案件的处理意见",
        "committee_cases",
        "ffff.....",
        case_number="衡泽检二部受〔2026〕0108号",
        is_restricted=True,
    ),
    Session(
        date(2026, 6, 10),
        COMMITTEE,
        "second",
        "审议一起重大疑难案件的处理意见",
        "committee_cases",
        "ffffaa...",
        again=True,
        views={4: "事实尚需补充", 5: "法律适用有不同认识"},
    ),
    Session(
        date(2026, 6, 24),
        GROUP,
        "political",
        "研究中层岗位轮换方案",
        "group_personnel",
        "fffffff",
        is_restricted=True,
    ),
    Session(
        date(2026, 7, 15),
        APPRAISAL,
        "political",
        "审议第二季度检察官平时考核结果",
        "appraisal_grades",
        "ffffr",
        is_restricted=True,
        tasks=(
            Task(
                "political",
                "书面通知考核结果并告知复核途径",
                date(2026, 7, 31),
                date(2026, 7, 29),
                is_closed=True,
            ),
        ),
    ),
    Session(
        date(2026, 8, 12),
        COMMITTEE,
        "third",
        "审议一起案件提出抗诉的意见",
        "committee_cases",
        "affffff..",
        case_number="衡泽检三部受〔2026〕0231号",
        is_restricted=True,
        views={0: "抗诉理由尚不充分，依规则报请上一级院决定"},
        referred_to="higher_procuratorate",
        answered_on=date(2026, 9, 2),
    ),
    Session(
        date(2026, 9, 9),
        OFFICE_MEETING,
        "case_management",
        "通报案卡填录情况并部署整改",
        "office_reports",
        "ffffffffffff",
        consulted="各部门限期整改，案件管理部每周通报",
        tasks=(
            Task(
                "first",
                "清理本部门逾期未改的案卡问题",
                date(2026, 10, 10),
                progress="已清理七成",
            ),
            Task("second", "完善案卡填录内部复核", date(2026, 10, 25)),
            Task(
                "case_management",
                "每周通报案卡整改进度",
                date(2026, 10, 15),
                date(2026, 10, 13),
            ),
        ),
    ),
    Session(
        date(2026, 10, 14),
        COMMITTEE,
        "fourth",
        "审议未成年人检察工作规程",
        "committee_guidance",
        "ffffff-a.",
        corrected_from="ffffffaa.",
        tasks=(Task("fourth", "按审议意见修改规程并印发", date(2026, 11, 13)),),
    ),
)
