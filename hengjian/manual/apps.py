"""The manual inside the product."""

from django.apps import AppConfig


class ManualConfig(AppConfig):
    """The app of the manual."""

    name = "hengjian.manual"
    verbose_name = "帮助"
