"""A responsibility sheet of thirty-two items: an example, no official list.

Twenty-six core items and six pieces of work, each split among the departments of an
office; aims and marks are invented and for the office to change. Rows are those of the
form of targets.
"""

from dataclasses import dataclass
from fractions import Fraction

from hengjian.engines.scoring.exact_words import in_figures
from hengjian.targets.form.columns import COLUMNS


FIRST, SECOND, THIRD = "第一检察部", "第二检察部", "第三检察部"
FOURTH, FIFTH = "第四检察部", "第五检察部"
CASES, POLITICAL, OFFICE = "案件管理部", "政治部", "办公室"
HANDLING = (FIRST, SECOND, THIRD, FOURTH, FIFTH)
SUM, RATIO, DONE = "合计", "分子分母合成", "全部完成"


@dataclass(frozen=True)
class Item:
    """One item; ``base``: what a rate is expected to be of, in each department."""

    title: str
    indicator: str
    aim: str
    marks: str
    departments: tuple[str, ...]
    base: int = 0
    measures: str = "每月核对，每季讲评"
    rubric: str = ""
    evidence: str = ""
    controlled: str = ""


LEVELS = "按期完成、成效明显：1；按期完成：4/5；逾期完成：1/2；未完成：0"
ITEMS: tuple[Item, ...] = (
    Item("案件质量评查", "quality_review_rate", "不低于5%", "3", HANDLING, 400),
    Item("优质案件", "excellent_case_rate", "不低于10%", "3", HANDLING, 40),
    Item("合格以上案件", "qualified_case_rate", "不低于98%", "3", HANDLING, 40),
    Item("不合格案件", "unqualified_case_rate", "不超过1%", "3", HANDLING, 40),
    Item(
        "流程监控整改", "monitoring_rectification_rate", "不低于95%", "3", (CASES,), 60
    ),
    Item(
        "监控通知书回复", "monitoring_notice_reply_rate", "不低于98%", "3", (CASES,), 20
    ),
    Item("超期办案", "overdue_cases", "不超过0件", "4", HANDLING),
    Item(
        "长期未结案件", "cases_pending_over_a_year", "不超过2件", "4", (FIRST, SECOND)
    ),
    Item("案卡填录差错", "case_card_error_rate", "不超过3%", "4", HANDLING, 900),
    Item("案卡迟填", "case_card_late_filling_rate", "不超过5%", "4", HANDLING, 900),
    Item("法律文书公开", "document_publication_rate", "不低于90%", "3", (CASES,), 300),
    Item("法律文书差错", "document_errors", "不超过10件", "3", (FIRST, SECOND)),
    Item("律师阅卷安排", "file_access_rate", "不低于98%", "3", (CASES,), 200),
    Item("涉案财物处理", "overdue_property", "不超过0件", "3", (CASES,)),
    Item("列席审判委员会", "committee_attendances", "不少于4次", "3", (FIRST,)),
    Item("院领导办案", "leader_handling_share", "不低于5%", "3", (FIRST,), 600),
    Item(
        "治理建议按期回复",
        "social_governance_reply_rate",
        "不低于95%",
        "3",
        (FOURTH,),
        20,
    ),
    Item(
        "治理建议采纳",
        "social_governance_adoption_rate",
        "不低于90%",
        "",
        (FOURTH,),
        20,
        controlled="否：是否采纳由被建议单位决定",
    ),
    Item(
        "检察建议按期回复",
        "suggestion_reply_on_time_rate",
        "不低于90%",
        "3",
        (FOURTH,),
        20,
    ),
    Item("检察建议回访", "suggestion_visit_rate", "不低于90%", "3", (FOURTH,), 20),
    Item(
        "纠正违法按期回复",
        "correction_reply_on_time_rate",
        "不低于90%",
        "3",
        (FIRST,),
        30,
    ),
    Item("纠正违法落实", "correction_in_deed_rate", "不低于85%", "3", (FIRST,), 30),
    Item("群众信访七日回复", "seven_day_reply_rate", "不低于99%", "4", (FIFTH,), 200),
    Item("群众信访三月答复", "three_month_reply_rate", "不低于99%", "4", (FIFTH,), 150),
    Item(
        "信访督办件办结",
        "supervised_matter_closing_rate",
        "不低于95%",
        "3",
        (FIFTH,),
        20,
    ),
    Item("司法救助按期决定", "assistance_on_time_rate", "不低于95%", "3", (FIFTH,), 20),
    Item("信息按期报送", "information_on_time_rate", "不低于90%", "3", (OFFICE,), 60),
    Item("督办事项按期完成", "task_on_time_rate", "不低于90%", "3", (OFFICE,), 40),
    Item("四周工作制落实", "month_summed_up_rate", "不低于95%", "3", (CASES,), 12),
    Item(
        "法治副校长进校园",
        "",
        "每名法治副校长每学期到校授课不少于一次",
        "3",
        (THIRD,),
        measures="学期初排课，学期末回访",
        rubric=LEVELS,
        evidence="授课计划、签到、学校反馈",
    ),
    Item(
        "检察开放日",
        "",
        "全年四次主题开放日，邀请代表委员和群众",
        "3",
        (OFFICE,),
        measures="每季一次，提前一月公告",
        rubric=LEVELS,
        evidence="方案、邀请名单、意见和答复",
    ),
    Item(
        "青年干警双导师培养",
        "",
        "新进干警都有业务、政治两名导师并完成年度计划",
        "4",
        (POLITICAL,),
        measures="年初结对，年中检查，年底评估",
        rubric=LEVELS,
        evidence="结对名册、培养计划、评估表",
    ),
)


def example_rows(year: int) -> list[list[str]]:
    """The sheet as rows of the form, the heads first."""
    rows = [[column.head.zh for column in COLUMNS]]
    for number, item in enumerate(ITEMS, start=1):
        for cells in _rows_of(str(number), item, year):
            rows.append([cells.get(column.name, "") for column in COLUMNS])
    return rows


def _rows_of(number: str, item: Item, year: int) -> list[dict[str, str]]:
    shared = {
        "title": item.title,
        "indicator": item.indicator,
        "aim": item.aim,
        "due_on": f"{year}-12-31",
        "measures": item.measures,
        "rubric": item.rubric,
        "evidence": item.evidence,
        "controlled": item.controlled,
    }
    many = len(item.departments)
    split = RATIO if item.base else DONE if item.rubric else SUM
    top = {
        **shared,
        "number": number,
        "department": item.departments[0],
        "base": str(item.base * many) if item.base else "",
        "marks": item.marks,
        "answerable": "检察长第一责任，分管副检察长直接领导责任",
        "split": split,
    }
    below = [
        {
            **shared,
            "number": f"{number}.{place}",
            "title": f"{item.title}（{department}）",
            "department": department,
            "base": str(item.base) if item.base else "",
            "aim": _part(item, many),
            "marks": item.marks,
            "answerable": "部门负责人负具体责任",
        }
        for place, department in enumerate(item.departments, start=1)
    ]
    return [top, *below]


def _part(item: Item, many: int) -> str:
    """What one department is asked: the rate itself, or its part of a quantity."""
    if item.base or item.rubric or many == 1:
        return item.aim
    sign = "不超过" if "不超过" in item.aim else "不少于"
    figure = item.aim.removeprefix(sign)
    number = figure.rstrip("件次")
    return f"{sign}{in_figures(Fraction(int(number), many))}{figure[len(number) :]}"
