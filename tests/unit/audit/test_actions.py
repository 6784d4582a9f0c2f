"""An action is one transaction with its entries."""

import pytest

from hengjian.audit import actions as journal
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry, JournalHead


pytestmark = pytest.mark.django_db

BY = System("test")


@journal.action
def do(*, by: System) -> None:
    journal.enter("thing.done", subject="thing:1", new={"a": 1})


def test_action_leaves_its_entry_with_the_next_number() -> None:
    do(by=BY)
    do(by=BY)

    first, second = JournalEntry.objects.all()
    assert (first.event, first.by, first.subject_id) == (
        "thing.done",
        "system:test",
        "1",
    )
    assert second.number == first.number + 1
    assert JournalHead.objects.get().link == second.link
