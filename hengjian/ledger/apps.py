"""The ledger: points and awards, entered once, corrected only by reversing."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The app of the ledger."""

    name = "hengjian.ledger"
    verbose_name = "积分台账"
