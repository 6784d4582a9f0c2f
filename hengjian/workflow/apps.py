"""Processes that run, and their history."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The app of running processes."""

    name = "hengjian.workflow"
    verbose_name = "流程"
