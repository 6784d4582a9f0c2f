"""Notices to accounts, inside the product."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app of notices."""

    name = "hengjian.notices"
    verbose_name = "消息提醒"
