"""Events of office services in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "office.posted": Text("公示", "posted"),
    "office.commented": Text("评论公示事项", "posted matter commented on"),
    "office.comment_answered": Text("答复评论", "comment answered"),
    "office.comment_taken_down": Text("撤下评论", "comment taken down"),
    "office.month_posted": Text("公示月度记录", "record of a month posted"),
    "office.article_changed": Text("库存品目登记", "article of the store entered"),
    "office.stock_moved": Text("库存变动", "stock moved"),
    "office.stock_reversed": Text("库存冲正", "stock entry reversed"),
}
