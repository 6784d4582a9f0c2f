"""The intake check of an item: what is asked of the engine, what is kept of its answer."""

from collections.abc import Sequence
from typing import Any

from hengjian.engines.voting.intake import IntakeFinding, IntakeKind, Proposed
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import CaseRefused
from hengjian.meetings.models import AgendaItem
from hengjian.organisation.models import Person
from hengjian.organisation.queries import main_appointment_on


def proposed(item: AgendaItem, parts: set[str]) -> Proposed:
    """The item as the check asks for it; ``parts`` are the papers that are there."""
    return Proposed(
        item.body.plan,
        item.scope,
        item.is_case,
        frozenset(parts - {""}),
        _post_of(item.put_by_person),
    )


def _post_of(person: Person | None) -> str:
    sitting = main_appointment_on(person, clock.today()) if person else None
    return str(sitting.post.kind) if sitting is not None else ""


def refuse_case(found: Sequence[IntakeFinding]) -> None:
    """Raise ``CaseRefused`` where the body never takes a case, with the basis."""
    for each in found:
        if each.kind is IntakeKind.CASE_REFUSED:
            basis = each.basis.in_words() if each.basis else Text("", "")
            raise CaseRefused(
                Text(
                    f"{each.text.zh}。依据：{basis.zh}",
                    f"{each.text.en}. Basis: {basis.en}",
                )
            )


def as_json(found: Sequence[IntakeFinding]) -> list[dict[str, Any]]:
    """What was found, as the item keeps it."""
    return [
        {
            "kind": each.kind.value,
            "zh": each.text.zh,
            "en": each.text.en,
            "send_to": each.send_to,
            "basis_zh": each.basis.in_words().zh if each.basis else "",
            "basis_en": each.basis.in_words().en if each.basis else "",
        }
        for each in found
    ]
