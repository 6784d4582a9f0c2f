"""The columns of the form in which offices hand in their targets."""

from dataclasses import dataclass

from hengjian.engines.targets.model import Split
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Column:
    """One column: how it is headed, and what else offices call it."""

    name: str
    head: Text
    also: tuple[str, ...] = ()
    required: bool = False


COLUMNS = (
    Column("number", Text("序号", "No."), ("编号",), required=True),
    Column(
        "title", Text("项目", "Item"), ("工作项目", "目标项目", "任务"), required=True
    ),
    Column("indicator", Text("指标", "Indicator"), ("指标代码",)),
    Column("aim", Text("目标值", "Aim"), ("目标", "目标要求"), required=True),
    Column("base", Text("预计基数", "Expected base"), ("预计分母",)),
    Column("department", Text("责任部门", "Department"), ("牵头部门",), required=True),
    Column("person", Text("责任人", "Person"), ()),
    Column("due_on", Text("时限", "Due"), ("完成时限",), required=True),
    Column("marks", Text("分值", "Marks"), ("满分",)),
    Column("measures", Text("措施", "Measures"), ("工作措施",)),
    Column("answerable", Text("责任要求", "Responsibility"), ("责任",)),
    Column("split", Text("下级合成方式", "Made up by"), ("合成方式",)),
    Column("weight", Text("权重", "Weight"), ()),
    Column("shares", Text("分担份额", "Shares"), ("份额",)),
    Column("rubric", Text("评价标准", "Rubric"), ("评分标准",)),
    Column("evidence", Text("所需证据", "Evidence"), ("佐证材料",)),
    Column("controlled", Text("能否左右", "Controlled"), ()),
)

SPLIT_WORDS = {
    Split.SUM: Text("合计", "sum"),
    Split.WEIGHTED: Text("加权", "weighted"),
    Split.RATIO_OF_SUMS: Text("分子分母合成", "ratio of sums"),
    Split.ALL_DONE: Text("全部完成", "all done"),
}
