"""The app of targets: what a year asks of whom, and how far it has come."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    """The app of targets."""

    name = "hengjian.targets"
    verbose_name = "目标"
