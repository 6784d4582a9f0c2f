"""Pages of the apps that have none: sign-in, organisation, jobs, journal."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """The app of administration."""

    name = "hengjian.administration"
    verbose_name = "管理"
