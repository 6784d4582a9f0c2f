"""A person's columns of a table are kept, changed and forgotten; each is journaled."""

import json

import pytest

from hengjian.access.actions import column_choices
from hengjian.access.faults import AccountFault
from hengjian.access.models import ColumnChoice
from hengjian.audit.models import JournalEntry
from tests.cast import Cast
from tests.pages.asking import events_since, last_entry


def keep(cast: Cast, *columns: str, table: str = "imports") -> ColumnChoice | None:
    return column_choices.keep(
        account=cast.chen, table=table, columns=columns, by=cast.chen
    )


def test_choice_is_kept_once_for_each_table(cast: Cast):
    keep(cast, "file", "state")
    keep(cast, "file")
    keep(cast, "due", table="findings")

    kept = {each.table: each.columns for each in ColumnChoice.objects.all()}
    assert kept == {"imports": ["file"], "findings": ["due"]}
    entry = JournalEntry.objects.filter(event="access.columns_chosen").first()
    assert entry is not None
    assert json.loads(entry.new) == {"columns": ["file", "state"]}


def test_same_choice_again_is_not_journaled(cast: Cast):
    keep(cast, "file")
    before = last_entry()

    assert keep(cast, "file") is None
    assert events_since(before) == []


def test_forgotten_choice_is_gone(cast: Cast):
    keep(cast, "file")

    column_choices.forget(account=cast.chen, table="imports", by=cast.chen)
    before = last_entry()
    column_choices.forget(account=cast.chen, table="imports", by=cast.chen)

    assert not ColumnChoice.objects.exists()
    assert events_since(before) == []


@pytest.mark.parametrize(
    "columns", [["<script>"], ["a" * 101], [f"c{n}" for n in range(301)]]
)
def test_what_is_no_column_is_refused(cast: Cast, columns: list[str]):
    with pytest.raises(AccountFault):
        keep(cast, *columns)
    assert not ColumnChoice.objects.exists()


def test_tables_beyond_the_most_are_refused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(column_choices, "MOST_TABLES", 1)
    keep(cast, "file")

    with pytest.raises(AccountFault, match="最多"):
        keep(cast, "due", table="findings")
