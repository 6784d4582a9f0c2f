"""Events of notices in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "notices.notices_sent": Text("发出消息提醒", "notices sent"),
    "notices.notices_read": Text("消息标为已读", "notices read"),
    "notices.old_notices_forgotten": Text("清理旧消息", "old notices forgotten"),
}
