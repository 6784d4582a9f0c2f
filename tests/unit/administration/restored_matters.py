"""Run in a restored installation: prints how matters and their cards stand, as JSON."""

import json
import sys
from dataclasses import asdict

import django


django.setup()

from hengjian.warehouse.matter_cards import reconciling, taking  # noqa: E402


before = reconciling.reconcile("supply_request")
taken = taking.take_all()
after = reconciling.reconcile("supply_request")
json.dump(
    {
        "before": {**asdict(before), "agrees": before.agrees},
        "taken": taken,
        "after": {**asdict(after), "agrees": after.agrees},
    },
    sys.stdout,
)
