"""Calendars are asked by the warehouse: its home, packs and cast."""

from tests.unit.warehouse.conftest import home, people


__all__ = ["home", "people"]
