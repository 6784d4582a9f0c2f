"""Events of calendars in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "calendars.notice_released": Text("发布放假安排", "notice of days off released"),
    "calendars.limits_moved": Text("按新日历重算期限", "limits moved by a notice"),
}
