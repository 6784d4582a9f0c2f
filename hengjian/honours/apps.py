"""Honours, and the vetoes that stand against them."""

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    """The app of honours and vetoes."""

    name = "hengjian.honours"
    verbose_name = "评先评优"
