"""A process that takes what changed of matters and dies where ``HENGJIAN_DIES_AT`` says."""

import django


django.setup()

from hengjian.warehouse.matter_cards import taking  # noqa: E402


if __name__ == "__main__":
    taking.take_all()
