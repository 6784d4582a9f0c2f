"""Run in a restored installation: prints what stands there, as JSON."""

import json
import sys

import django


django.setup()

from hengjian.audit.actors import System  # noqa: E402
from hengjian.audit.models import JournalEntry  # noqa: E402
from hengjian.audit.verifying import verify  # noqa: E402
from hengjian.indicators import computing_run  # noqa: E402
from hengjian.indicators.models import Run  # noqa: E402
from hengjian.organisation.actions import people  # noqa: E402
from hengjian.warehouse import vault_rows  # noqa: E402
from hengjian.warehouse.data_keys import KeyDestroyed  # noqa: E402
from hengjian.warehouse.models import CardTable, Import, VaultBlob  # noqa: E402


def personal() -> str:
    """What the vault still gives: the text of a card, or why there is none."""
    table = CardTable.objects.get(name="arrest_review")
    digests = {
        bytes(each.card_digest) for each in VaultBlob.objects.filter(table=table)
    }
    try:
        return str(vault_rows.payloads_at(table, table.current_version, digests))
    except KeyDestroyed:
        return "destroyed"


run = Run.objects.get()
again = computing_run.compute(run, lambda done, total, text: None)
people.add(number="NEW", name="孙红", by=System("test"))  # numbers go on
json.dump(
    {
        "digests": [again.digest, run.result_digest],
        "imports": list(Import.objects.order_by("id").values_list("state", flat=True)),
        "cards": CardTable.objects.get(name="arrest_review").cards,
        "personal": personal(),
        "events": list(JournalEntry.objects.values_list("event", flat=True)),
        "faults": [each.message.en for each in verify().faults],
    },
    sys.stdout,
)
