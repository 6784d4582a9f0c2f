"""Events of limits in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "limits.limits_counted": Text("计算期限", "limits counted"),
    "limits.warnings_noted": Text("记下已提醒的期限", "warnings of limits noted"),
}
