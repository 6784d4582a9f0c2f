"""A training page on invented numbers: how rankings worked, and why they ended."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The app of the training page; it has no models and reads none."""

    name = "hengjian.training"
    verbose_name = "培训"
