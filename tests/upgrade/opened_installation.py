"""Run in an upgraded installation: opens pages, computes its run again; prints JSON."""

import json
import sys

import django


django.setup()

from django.test import Client  # noqa: E402

from hengjian.access.models import Account  # noqa: E402
from hengjian.indicators import computing_run, run_inputs  # noqa: E402
from hengjian.indicators.models import Run  # noqa: E402
from hengjian.warehouse.models import Finding  # noqa: E402


BACKEND = "hengjian.access.backend.AccountBackend"
QUARTER = "unit=990102&kind=quarter&period=2026-Q3"
INDICATOR = "/data/indicators/non_arrest_rate/"
PAGES = {
    "case-manager": (
        "/",
        "/search/?q=不捕",
        "/notices/",
        "/imports/",
        "/imports/1/",
        "/quality/",
        f"/quality/findings/{Finding.objects.order_by('id').first().pk}/",
        "/quality/rules/",
        f"/data/?{QUARTER}",
        f"{INDICATOR}?{QUARTER}",
        f"{INDICATOR}cards/?{QUARTER}",
        "/data/signals/?state=all",
        "/organisation/990102/",
        "/analysis/",
        "/help/",
    ),
    "system": ("/", "/jobs/", "/system/"),
    "security": ("/", "/accounts/", "/accounts/clerk/"),
    "audit": ("/", "/journal/", "/journal/1/"),
}


def opened() -> dict[str, int]:
    """Every page's status, as somebody who signed in before the upgrade is known."""
    found = {}
    for who, addresses in PAGES.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(Account.objects.get(username=who), backend=BACKEND)
        for address in addresses:
            found[f"{who} {address}"] = client.get(address).status_code
    return found


run = Run.objects.order_by("id").first()
again = computing_run.carry_out(
    run_inputs.inputs_of(run), lambda done, total, text: None
)
statuses = opened()
json.dump(
    {
        "pages": statuses,
        "digests": [again.digest, run.result_digest],
        "values": again.values,
    },
    sys.stdout,
)
