"""The first page of the day."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The app of the workbench."""

    name = "hengjian.workbench"
    verbose_name = "工作台"
