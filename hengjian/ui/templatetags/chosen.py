"""The words of stored choices in English: models keep their Chinese labels alone."""

from django import template

from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


register = template.Library()

ENGLISH = {
    # levels of procuratorates
    "最高人民检察院": "Supreme People's Procuratorate",
    "省级院": "province",
    "市级院": "city",
    "县级院": "county",
    # signals, facts, trial runs, rounds
    "待说明": "open",
    "已说明": "explained",
    "已失效": "lapsed",
    "待核对": "to be checked",
    "已核对": "checked",
    "未通过": "refused",
    "已撤回": "withdrawn",
    "等待": "waiting",
    "完成": "done",
    "失败": "failed",
    "进行中": "open",
    "已关闭": "closed",
    # how a bonus is divided
    "按得分": "by score",
    "按等次倍数": "by the multiple of the grade",
    "得分乘等次倍数": "by score times the multiple of the grade",
}


@register.filter
def chosen(label: str) -> str:
    """``{{ place.get_level_display|chosen }}``: the label in the reader's language."""
    words = str(label)
    return in_reader_language(Text(words, ENGLISH.get(words, words)))
