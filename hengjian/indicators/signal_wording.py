"""What kinds of signals are called."""

from hengjian.engines.statistics.gaming.signal import Kind
from hengjian.lib.bilingual import Text


RUN_RULE = "run_rule"
KINDS: dict[str, Text] = {
    RUN_RULE: Text("超出自身波动", "beyond the own noise"),
    Kind.BUNCHING: Text("紧贴期限", "bunching at a limit"),
    Kind.LOW_TARGET: Text("目标偏低", "target set low"),
    Kind.WITHDRAWAL: Text("撤回代替不起诉", "withdrawal for non-prosecution"),
    Kind.CUT_OFF_SPIKE: Text("截止日前集中", "spike before the cut-off"),
    Kind.SHRINKING_DENOMINATOR: Text("分母缩小", "shrinking denominator"),
    Kind.CATEGORY_SHIFT: Text("类别转移", "shift between categories"),
    Kind.LATE_EDITS: Text("截止后修改", "edits after the cut-off"),
    Kind.RATCHET: Text("数量停在一处", "held at one level"),
    Kind.COUNTER_INDICATOR: Text("反向指标变差", "counter-indicator worse"),
    Kind.ONE_PERSONS_SHARE: Text("集中在一人", "one person's share"),
}


def kind_label(kind: str) -> Text:
    """The kind in words; its own name where it is not known."""
    return KINDS.get(kind, Text.same(kind))
