"""Process monitoring and the drawing of cases for review."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The app of process monitoring."""

    name = "hengjian.monitoring"
    verbose_name = "流程监控"
