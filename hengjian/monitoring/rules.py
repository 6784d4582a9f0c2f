"""The rules in force, by their full names."""

from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.packs import queries as packs


def rules_in_force() -> dict[str, MonitoringRule]:
    """Full name → rule, of every released pack."""
    return {
        rule.full_name: rule
        for pack in packs.current().loaded.packs.values()
        for rule in pack.monitoring.values()
    }


def monitored_cards() -> list[str]:
    """The cards that some rule reads, in the packs' order."""
    read = {rule.card for rule in rules_in_force().values()}
    return [name for name in packs.current().loaded.packs if name in read]
