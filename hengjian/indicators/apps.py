"""Runs, values, comparisons, drill-down, signals."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The app of indicators."""

    name = "hengjian.indicators"
    verbose_name = "指标"
