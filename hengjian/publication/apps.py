"""Reports, and later postings, comments and releases."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The app of publication."""

    name = "hengjian.publication"
    verbose_name = "公示与报告"
