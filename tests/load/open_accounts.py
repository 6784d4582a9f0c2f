"""Opens a hundred sign-ins in the running city: ``python -m tests.load.open_accounts``.

Prints them as JSON, one role after another as an office is made up: handlers most, then
case managers, then analysts and leaders. All have the demo's password, hashed once.
"""

import json
import sys
from collections.abc import Iterator

import django


HANDLERS, MANAGERS, READERS = 50, 30, 20


def main() -> None:
    django.setup()
    from hengjian.access.actions import accounts, grants
    from hengjian.access.passwords import hashed
    from hengjian.audit.actors import System
    from hengjian.demo.accounts import PASSWORD, SINCE

    by = System("test")
    password_hash = hashed(PASSWORD, None)
    opened = []
    for number, (kind, role, person, unit) in enumerate(_people()):
        account = accounts.open_account(
            username=f"load-{number:03}",
            password_hash=password_hash,
            person=person,
            must_change_password=False,
            by=by,
        )
        grants.grant(account=account, role=role, from_on=SINCE, unit=unit, by=by)
        opened.append({"username": account.username, "kind": kind, "unit": unit.code})
    json.dump({"password": PASSWORD, "people": opened}, sys.stdout)


def _people() -> Iterator[tuple[str, str, object, object]]:
    """Kind, role, person, procuratorate of each: handlers are who has most findings."""
    from django.db.models import Count

    from hengjian.demo.city.places import CITY_CODE
    from hengjian.organisation.models import Procuratorate
    from hengjian.warehouse.models import Finding

    inside = Procuratorate.objects.filter(code__startswith=CITY_CODE[:4])
    places = list(inside.order_by("level", "code"))
    with_findings = (
        Finding.objects.filter(person__account__isnull=True, person__isnull=False)
        .values("person")
        .annotate(many=Count("id"))
        .order_by("-many", "person")[:HANDLERS]
    )
    for each in with_findings:
        first = (
            Finding.objects.filter(person=each["person"])
            .select_related("person", "procuratorate")
            .order_by("id")
            .first()
        )
        yield "handler", "procurator", first.person, first.procuratorate
    for number in range(HANDLERS + MANAGERS - len(with_findings)):
        yield "manager", "case_manager", None, places[number % len(places)]
    for number in range(READERS):
        role = "leader" if number % 2 else "analyst"
        yield "reader", role, None, places[0]


if __name__ == "__main__":
    main()
