"""Events of process monitoring in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "monitoring.cards_checked": Text(
        "按监控规则核对案卡", "cards checked by the rules"
    ),
    "monitoring.prompts_raised": Text(
        "由监控提示登记流程监控", "prompts raised as a matter"
    ),
    "monitoring.prompt_set_aside": Text("监控提示不予监控", "prompt set aside"),
    "monitoring.prompt_taken_up": Text("监控提示重新处理", "prompt taken up again"),
    "monitoring.cases_drawn": Text("抽取评查案件", "cases drawn for review"),
    "monitoring.draw_cancelled": Text("作废评查抽取", "draw cancelled"),
    "monitoring.review_registered": Text(
        "由抽取登记案件评查", "review of a drawn case registered"
    ),
}
