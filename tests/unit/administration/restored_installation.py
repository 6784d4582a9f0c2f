"""Run in a restored installation: prints what stands there, as JSON."""

import json
import sys
from datetime import date

import django


django.setup()

from django.test import Client  # noqa: E402

from hengjian.access.roles import ROLES  # noqa: E402
from hengjian.audit.actors import System  # noqa: E402
from hengjian.audit.models import JournalEntry  # noqa: E402
from hengjian.audit.verifying import verify  # noqa: E402
from hengjian.config.door_table import operation_doors, page_doors  # noqa: E402
from hengjian.indicators import computing_run  # noqa: E402
from hengjian.indicators.models import Run  # noqa: E402
from hengjian.organisation.actions import people  # noqa: E402
from hengjian.organisation.models import Procuratorate  # noqa: E402
from hengjian.warehouse import vault_rows  # noqa: E402
from hengjian.warehouse.data_keys import KeyDestroyed  # noqa: E402
from hengjian.warehouse.models import CardTable, Import, VaultBlob  # noqa: E402
from hengjian.warehouse.queries.sealed import is_withheld  # noqa: E402
from tests.factories import access as make  # noqa: E402


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


def shown(signs: list[str]) -> list[str]:
    """Which signs of a person any page, operation or export tells who may see most."""
    if not signs:
        return []
    somebody = make.account(username="everybody")
    unit = Procuratorate.objects.get(code="429900")
    for name, role in ROLES.items():
        if not role.is_administrator:
            make.grant(somebody, name, unit, from_on=date(2024, 1, 1))
    client = Client(SERVER_NAME="localhost")
    client.force_login(somebody, backend="hengjian.access.backend.AccountBackend")
    told = []
    for door in (*page_doors(), *operation_doors()):
        if "GET" in door.methods and "<" not in door.name and "{" not in door.name:
            for query in ("", f"?q={signs[0][:2]}", "?scope=all", "?export=xlsx"):
                answer = client.get(door.name + query)
                told.append(b"".join(answer) if answer.streaming else answer.content)
    text = b"\n".join(told).decode("utf-8", "replace")
    return [sign for sign in signs if sign in text]


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
        "shown": shown(sys.argv[1:]),
        "sealed": [each for each in sys.argv[1:] if is_withheld(each, "arrest_review")],
        "faults": [each.message.en for each in verify().faults],
    },
    sys.stdout,
)
