"""Events of ratings in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "ratings.rubric_adopted": Text("启用评议表", "rubric taken into use"),
    "ratings.round_opened": Text("发起评议", "round of ratings opened"),
    "ratings.given": Text("提交具名评议", "named rating handed in"),
    "ratings.ballots_counted": Text(
        "收到匿名评议(只记份数)", "anonymous ballots came in (their number)"
    ),
    "ratings.round_released": Text("公布评议结果", "results of ratings released"),
    "ratings.round_cancelled": Text("作废评议", "round of ratings cancelled"),
    "ratings.urns_sealed_anew": Text("用新密钥重封票箱", "urns sealed by a new key"),
    "ratings.year_note_written": Text(
        "记一笔年度材料", "note of one's own year written"
    ),
    "ratings.year_note_removed": Text("删除年度材料", "note of one's own year removed"),
    "ratings.year_handed_in": Text("交出年度材料", "notes of one's own year handed in"),
}
