"""Schemes of appraisal, their dry runs, score sheets, grades and bonus pools."""

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """The app of appraisal."""

    name = "hengjian.appraisal"
    verbose_name = "考核"
