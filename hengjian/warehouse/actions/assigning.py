"""Several findings given to one person at once."""

import uuid
from collections.abc import Iterable

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Person
from hengjian.organisation.queries import appointments_on
from hengjian.warehouse.actions import findings as acts
from hengjian.warehouse.models import Finding, FindingState


class NotThere(UserFault):
    """The person does not sit where the card is handled."""


@journal.action
def assign_all(*, findings: Iterable[Finding], person: Person, by: Actor) -> int:
    """Give each finding to the person, all or none; returns how many changed hands.

    Each leaves its own entry, so that its history is whole. Closed ones are passed over.
    Raises ``NotThere`` where the person sits today in no post of a finding's place.
    """
    journal.nothing_changed()
    places = set(
        appointments_on(clock.today())
        .filter(person=person)
        .values_list("procuratorate_id", flat=True)
    )
    changed = 0
    for finding in findings:
        if finding.procuratorate_id not in places:
            raise NotThere(
                Text(
                    f"{person.name}不在 {finding.procuratorate or finding.unit_code} 任职，"
                    "不能分派",
                    f"{person.name} does not work at"
                    f" {finding.procuratorate or finding.unit_code}",
                )
            )
        if finding.state == FindingState.CLOSED or finding.person_id == person.pk:
            continue
        acts.assign(finding=finding, person=person, by=by)
        changed += 1
    if changed:
        jobs.tell(
            event="warehouse.findings_assigned",
            event_id=uuid.uuid4().hex,
            payload={"person": person.pk, "findings": changed},
            by=by,
        )
    return changed
