"""Matters handled here, from registration to the archive."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The app of matters."""

    name = "hengjian.matters"
    verbose_name = "事项"
