"""Events of office services in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "office.posted": Text("公示", "posted"),
    "office.article_changed": Text("库存品目登记", "article of the store entered"),
    "office.stock_moved": Text("库存变动", "stock moved"),
    "office.stock_reversed": Text("库存冲正", "stock entry reversed"),
}
