"""Bodies, their meetings, what they decide and what becomes of it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The app of meetings."""

    name = "hengjian.meetings"
    verbose_name = "会议"
