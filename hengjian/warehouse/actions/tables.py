"""Acts on card tables that change no card: created, widened by a pack's release."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.warehouse.card_store import Snapshot
from hengjian.warehouse.models import NO_VERSION, CardTable
from hengjian.warehouse.table_leases import Held


@journal.action
def open_table(*, name: str, by: Actor) -> CardTable:
    """The row of a card's table, made at first use; its files come with an import."""
    table, made = CardTable.objects.get_or_create(name=name)
    if made:
        journal.enter("warehouse.table_opened", subject=table, new={"name": name})
    else:
        journal.nothing_changed()
    return table


@journal.action
def point_to(*, holding: Held, snapshot: Snapshot, by: Actor) -> CardTable:
    """Move the pointer over a commit that changed columns only, or created the table.

    Raises ``LeaseLost``.
    """
    holding.fence()
    table = CardTable.objects.select_for_update().get(pk=holding.table.pk)
    is_new = table.current_version == NO_VERSION
    move_pointer(table, snapshot)
    journal.enter(
        "warehouse.table_created" if is_new else "warehouse.table_widened",
        subject=table,
        new={"version": snapshot.version, "columns": len(snapshot.columns)},
    )
    return table


def move_pointer(table: CardTable, snapshot: Snapshot) -> None:
    """Write a version and its digest into the table's row; inside an action."""
    table.table_id = snapshot.table_id
    table.current_version = snapshot.version
    table.current_digest = snapshot.digest
    table.cards = snapshot.rows
    table.changed_at = clock.now()
    table.save(
        update_fields=[
            "table_id",
            "current_version",
            "current_digest",
            "cards",
            "changed_at",
        ]
    )
