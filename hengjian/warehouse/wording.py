"""The words of the warehouse's codes, as its pages show them."""

from hengjian.lib.bilingual import Text
from hengjian.warehouse.models import (
    Finding,
    FindingState,
    ImportState,
    SealingKind,
)
from hengjian.warehouse.queries.told_findings import ToldFindings


DIMENSIONS = {
    "correct": Text("准确", "Correct"),
    "complete": Text("完整", "Complete"),
    "consistent": Text("一致", "Consistent"),
    "timely": Text("及时", "Timely"),
}
LEVELS = {
    "blocking": Text("强制", "Blocking"),
    "prompting": Text("提示", "Prompting"),
}
KINDS = {
    "missing": Text("漏填", "Missing"),
    "wrong": Text("错填", "Wrong"),
    "late": Text("迟填", "Late"),
    "invented": Text("假填", "Invented"),
    "careless": Text("乱填", "Careless"),
}
SEALING_KINDS: dict[str, Text] = {
    SealingKind.CRIMINAL_RECORD: Text(
        "未成年人犯罪记录(五年以下)", "criminal record of a minor (up to five years)"
    ),
    SealingKind.NON_PROSECUTION: Text(
        "未成年人不起诉、附条件不起诉记录",
        "non-prosecution of a minor, conditional or not",
    ),
    SealingKind.INQUIRY_AND_HELP: Text(
        "社会调查、帮教材料", "papers of social inquiry and help"
    ),
}
# law, article, mark (V: verified, M: to be confirmed): offered, a person confirms
SEALING_BASES: dict[str, tuple[str, str, str]] = {
    SealingKind.CRIMINAL_RECORD: ("中华人民共和国刑事诉讼法", "第286条", "V"),
    SealingKind.NON_PROSECUTION: ("未成年人犯罪记录封存的有关规定", "待核", "M"),
    SealingKind.INQUIRY_AND_HELP: ("未成年人犯罪记录封存的有关规定", "待核", "M"),
}
FINDING_STATES: dict[str, Text] = {
    FindingState.OPEN: Text("待处理", "Open"),
    FindingState.REOPENED: Text("重新打开", "Reopened"),
    FindingState.ANSWERED_CORRECTED: Text("已改正，待复查", "Corrected, to re-check"),
    FindingState.ANSWERED_EXPLAINED: Text("已说明", "Explained"),
    FindingState.CLOSED: Text("已办结", "Closed"),
}
FINDING_MARKS: dict[str, str] = {
    FindingState.OPEN: "amber",
    FindingState.REOPENED: "red",
    FindingState.ANSWERED_CORRECTED: "blue",
    FindingState.ANSWERED_EXPLAINED: "blue",
    FindingState.CLOSED: "green",
}
IMPORT_STATES: dict[str, Text] = {
    ImportState.STAGED: Text("等待", "Waiting"),
    ImportState.LEASED: Text("处理中", "Running"),
    ImportState.COMMITTED: Text("正在生效", "Going live"),
    ImportState.LIVE: Text("已生效", "Live"),
    ImportState.FAILED: Text("失败", "Failed"),
    ImportState.CANCELLED: Text("已取消", "Cancelled"),
}
IMPORT_MARKS: dict[str, str] = {
    ImportState.STAGED: "soft",
    ImportState.LEASED: "blue",
    ImportState.COMMITTED: "blue",
    ImportState.LIVE: "green",
    ImportState.FAILED: "red",
    ImportState.CANCELLED: "soft",
}
# why a row was kept aside, where it is not a check of the card
ROW_RULES = {
    "required": Text("必填项为空", "Required item empty"),
    "type": Text("格式不对", "Not of its type"),
    "code": Text("不在代码表内", "Not in its list"),
    "duplicate": Text("重复的行", "Repeated row"),
    "columns": Text("列数不对", "Cells do not fit the header"),
    "unit": Text("别的单位的案卡", "Another place's card"),
}


def message_of(finding: Finding) -> Text:
    """What is wrong."""
    return Text(finding.message_zh, finding.message_en)


def state_of(finding: Finding) -> Text:
    """Where it stands; an explanation that was confirmed is told apart."""
    if (
        finding.confirmed_on is not None
        and finding.state == FindingState.ANSWERED_EXPLAINED
    ):
        return Text("说明已认可", "Explanation confirmed")
    return FINDING_STATES[finding.state]


def mend_of(finding: Finding) -> Text:
    """What to do about it, as it may be told."""
    return ToldFindings().mend(finding)
