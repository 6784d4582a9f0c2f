"""After a crash: what was committed is rolled forward, what was not is cleared away."""

from uuid import UUID

from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.warehouse import card_store, table_leases
from hengjian.warehouse.actions import imports, tables
from hengjian.warehouse.card_store import LoggedCommit, StoreFault
from hengjian.warehouse.importing import preparing
from hengjian.warehouse.importing.time_limit import finding_due_on
from hengjian.warehouse.models import CardTable, Import, ImportState
from hengjian.warehouse.table_leases import Held


class Tampered(StoreFault):
    """A card table holds commits that no import of ours made: nobody may use them."""


def recover_all(*, by: Actor) -> list[str]:
    """Recover every table that nobody holds; returns the names of those recovered.

    Raises ``Tampered`` for the first such table, after all others were seen to.
    """
    recovered = []
    tampered: StoreFault | None = None
    for table in CardTable.objects.all():
        try:
            with table_leases.held(table) as holding:
                if recover(holding, by=by):
                    recovered.append(table.name)
        except table_leases.TableBusy:
            continue
        except StoreFault as fault:
            tampered = tampered or fault
    if tampered is not None:
        raise tampered
    return recovered


def recover(holding: Held, *, by: Actor) -> bool:
    """Bring a held table and its imports in line; returns whether there was need to.

    Raises ``Tampered``.
    """
    table = CardTable.objects.get(pk=holding.table.pk)
    found = False
    for commit in card_store.commits_above(table.location, table.current_version):
        _roll_forward(holding, commit, by)
        found = True
    dead = list(
        Import.objects.filter(
            table=table, state__in=(ImportState.LEASED, ImportState.COMMITTED)
        )
    )
    if dead:
        table.refresh_from_db()
        preparing.clear(table, dead)
        keys = [card_import.pk for card_import in dead]
        Import.bookkeeping.filter(pk__in=keys).update(state=ImportState.STAGED)
    return found or bool(dead)


def _roll_forward(holding: Held, commit: LoggedCommit, by: Actor) -> None:
    location = holding.table.location
    card_import = _import_of(commit, holding.table)
    if commit.step == "cards" and not _awaits_commit(card_import, commit):
        raise _tampered(holding.table, commit)
    snapshot = card_store.open_version(location, commit.version)
    if commit.step in {"create", "schema"}:
        tables.point_to(holding=holding, snapshot=snapshot, by=by)
        return
    imports.go_live(
        card_import=card_import,
        holding=holding,
        snapshot=snapshot,
        due_on=finding_due_on(clock.today()),
        by=by,
    )


def _import_of(commit: LoggedCommit, table: CardTable) -> Import:
    try:
        mark = UUID(commit.import_id)
    except ValueError:
        raise _tampered(table, commit) from None
    card_import = Import.objects.filter(mark=mark, table=table).first()
    if card_import is None or commit.step not in {"create", "schema", "cards"}:
        raise _tampered(table, commit)
    return card_import


def _awaits_commit(card_import: Import, commit: LoggedCommit) -> bool:
    return (
        not card_import.has_ended
        and card_import.prepared_at is not None
        and card_import.version == commit.version
    )


def _tampered(table: CardTable, commit: LoggedCommit) -> Tampered:
    return Tampered(
        Text(
            f"案卡表“{table.name}”出现了不属于任何导入的第 {commit.version} 版，"
            "可能被人改动过。已停止使用该版本，请安全管理员查明。",
            f"card table “{table.name}” has a version {commit.version} that belongs to "
            "no import: somebody may have changed it. It is not used; the security "
            "administrator must find out.",
        )
    )
