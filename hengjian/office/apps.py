"""The office services: what is posted to the staff, and the store of supplies."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The app of office services."""

    name = "hengjian.office"
    verbose_name = "机关事务"
