"""Pages about cards stand on the warehouse's home, packs and cast."""

from tests.unit.warehouse.conftest import home, lasting_people, people


__all__ = ["home", "lasting_people", "people"]
