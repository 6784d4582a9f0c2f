"""What process monitoring says: levels, grounds, decisions, modes of review."""

from collections.abc import Mapping

from hengjian.lib.bilingual import Text
from hengjian.monitoring.models import Decision


LEVELS: Mapping[str, Text] = {
    "oral": Text("口头提示", "by word of mouth"),
    "written": Text("书面通知", "written notice"),
    "report": Text("通知并报检察长", "notice, reported to the chief"),
}
GROUNDS: Mapping[str, Text] = {
    "acceptance": Text("案件受理", "acceptance"),
    "limit": Text("办案期限", "time limits"),
    "compulsory_measure": Text("强制措施", "compulsory measures"),
    "property": Text("涉案财物", "property"),
    "document": Text("法律文书", "documents"),
    "litigation_rights": Text("诉讼权利保障", "rights of the parties"),
    "case_card": Text("案卡填录", "filling of cards"),
    "disclosure": Text("信息公开", "disclosure"),
    "other": Text("其他", "other"),
}
DECISIONS: Mapping[str, Text] = {
    Decision.OPEN: Text("待处理", "to be decided"),
    Decision.RAISED: Text("已监控", "raised"),
    Decision.SET_ASIDE: Text("不予监控", "set aside"),
}
# spans of the list; the first is what it opens with
SPANS: Mapping[str, Text] = {
    "waiting": Text("待处理", "To be decided"),
    "ended": Text("未处理已消除", "Ended undecided"),
    "raised": Text("已监控", "Raised"),
    "set_aside": Text("不予监控", "Set aside"),
    "all": Text("全部", "All"),
}
MODES: Mapping[str, Text] = {
    "random": Text("常规抽查", "Regular sampling"),
    "key": Text("重点评查", "Key cases"),
    "special": Text("专项评查", "Special review"),
}
PROMPT_ONLY = Text(
    "提示只供案件管理人员判断是否监控，不是结论，不计入任何人的考核。",
    "A prompt asks a person of case management to look; it is no verdict and enters "
    "nobody's appraisal.",
)
EXCLUSIONS: Mapping[str, Text] = {
    "sealed": Text("已封存", "sealed"),
    "drawn_before": Text("此前已抽过", "drawn before"),
}
WHY_DRAWN: Mapping[str, Text] = {
    "handler": Text("承办人保底", "least of its handler"),
    "stratum": Text("按层比例", "share of its stratum"),
}
