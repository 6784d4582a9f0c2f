"""Ratings of people by people, on a rubric."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """The app of ratings."""

    name = "hengjian.ratings"
    verbose_name = "评议"
