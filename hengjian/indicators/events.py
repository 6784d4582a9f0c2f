"""Events of indicators in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "indicators.run_asked": Text("要求运行统计", "run asked for"),
    "indicators.run_done": Text("统计运行完成", "run done"),
    "indicators.run_failed": Text("统计运行失败", "run failed"),
    "indicators.cut_off_set": Text("设定统计截止日", "cut-off day set"),
    "indicators.cut_off_withdrawn": Text("撤回统计截止日", "cut-off day taken back"),
    "indicators.values_cited": Text("引用数值", "values cited"),
    "indicators.signals_raised": Text("提出异动提示", "signals raised"),
    "indicators.signal_explained": Text("说明异动", "signal explained"),
    "indicators.signals_lapsed": Text("异动提示失效", "signals lapsed"),
    "indicators.policy_refused": Text("按政策拒绝", "refused by policy"),
    "indicators.places_compared": Text("制作多院具名表", "named table of places made"),
}
