"""Events of ratings in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "rating.rubric_adopted": Text("启用评议表", "rubric taken into use"),
    "rating.round_opened": Text("发起评议", "round of ratings opened"),
    "rating.given": Text("提交具名评议", "named rating handed in"),
    "rating.ballots_counted": Text(
        "收到匿名评议(只记份数)", "anonymous ballots came in (their number)"
    ),
    "rating.round_released": Text("公布评议结果", "results of ratings released"),
    "rating.round_cancelled": Text("作废评议", "round of ratings cancelled"),
    "rating.urns_sealed_anew": Text("用新密钥重封票箱", "urns sealed by a new key"),
    "year.note_written": Text("记一笔年度材料", "note of one's own year written"),
    "year.note_removed": Text("删除年度材料", "note of one's own year removed"),
    "year.handed_in": Text("交出年度材料", "notes of one's own year handed in"),
}
