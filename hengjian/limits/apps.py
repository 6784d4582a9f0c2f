"""The limits of imported cards: counted after an import, shown on the limits board."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """The app of limits."""

    name = "hengjian.limits"
    verbose_name = "期限"
