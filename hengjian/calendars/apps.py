"""Working days by the notices that were released."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """The app of calendars."""

    name = "hengjian.calendars"
    verbose_name = "工作日历"
