"""An import from its file to its cards being in force.

Read the file; hold the table; compare and check; write everything down; one commit; one
short transaction that turns it all on. Whatever dies in between, ``recovering`` either
rolls forward what was committed or clears what was not.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from hengjian.audit.actors import Actor
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.tables.card_table import CardTable as ReadCards
from hengjian.engines.tables.options import Progress, ReadOptions
from hengjian.engines.tables.reading import read_cards
from hengjian.jobs.context import JobCancelled
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import (
    card_merge,
    card_store,
    data_keys,
    definitions,
    table_leases,
)
from hengjian.warehouse.actions import imports
from hengjian.warehouse.card_merge import Merge
from hengjian.warehouse.card_store import Snapshot, StoredFile, StoreFault
from hengjian.warehouse.definitions import Definition
from hengjian.warehouse.importing import (
    balancing,
    carrying,
    linking,
    placing,
    planning,
    preparing,
    recovering,
)
from hengjian.warehouse.importing.preparing import Prepared
from hengjian.warehouse.importing.stopping import forget_file
from hengjian.warehouse.importing.time_limit import finding_due_on
from hengjian.warehouse.models import CardTable, FindingState, Import, ImportState
from hengjian.warehouse.queries.header_mappings import remembered_mapping
from hengjian.warehouse.seams import Seam, pass_by
from hengjian.warehouse.table_leases import Held


WAIT_FOR_TABLE_SECONDS = 60.0
MARKED_SECRET = 403  # status of the fault that the reader raises
Complete = Callable[[Import], None]
ChangedFiles = tuple[list[StoredFile], list[StoredFile]]  # added, removed

_CHECKING = Text("核查", "checking")
_SEALING = Text("加密个人信息", "sealing personal items")
_WRITING = Text("写入案卡表", "writing the card table")


@dataclass(frozen=True)
class Taken:
    """Matters whose cards are written: rows of ``MatterCard`` to be, keys that leave."""

    rows: Sequence[Mapping[str, Any]]
    leaving: Sequence[str]


@dataclass(frozen=True)
class Run:
    """One attempt at an import: for whom, how progress is told, what ends its job."""

    card_import: Import
    definition: Definition
    options: ReadOptions
    by: Actor
    progress: Progress
    complete: Complete | None
    # where the cards are those of matters: which, and what leaves the table
    taken: Taken | None = None


def run(
    card_import: Import,
    *,
    by: Actor,
    progress: Progress = lambda done, total, doing: None,
    complete: Complete | None = None,
) -> Import:
    """Carry an import through; returns it live, or live already.

    Raises ``UserFault`` for a file that cannot be used (the import has failed then),
    ``TableBusy``, ``Tampered``; anything else leaves it to be run again.
    """
    pass_by(Seam.STAGED)
    try:
        return _carry_through(card_import, by, progress, complete)
    except (table_leases.TableBusy, StoreFault):
        raise  # not the file's fault
    except JobCancelled:
        _give_up(card_import, partial(imports.cancel, by=by), by)
        raise
    except UserFault as fault:
        if fault.status == MARKED_SECRET:
            imports.note_secret_file(
                file_name=card_import.file_name,
                file_digest=card_import.file_digest,
                card=card_import.table.name,
                by=by,
            )
        _give_up(card_import, partial(imports.fail, fault=fault.message, by=by), by)
        raise


def _carry_through(
    card_import: Import, by: Actor, progress: Progress, complete: Complete | None
) -> Import:
    if card_import.state != ImportState.STAGED:  # an attempt before this one died
        with _table_of(card_import) as holding:
            recovering.recover(holding, by=by)
        card_import.refresh_from_db()
    if card_import.has_ended:
        return card_import
    attempt = _prepared_run(card_import, by, progress, complete)
    file, card = card_import.incoming_file, attempt.definition.card
    waiting = [read_cards(file, card, attempt.options)]
    pass_by(Seam.READ)
    with _table_of(card_import) as holding:
        recovering.recover(holding, by=by)
        card_import.refresh_from_db()
        if not card_import.has_ended:
            card_import = write(attempt, waiting, holding)
    pass_by(Seam.LIVE)
    forget_file(card_import)
    return card_import


def _give_up(card_import: Import, end: Callable[..., Import], by: Actor) -> None:
    """Clear what was written down, say why it ended, forget the file."""
    with _table_of(card_import) as holding:
        recovering.recover(holding, by=by)
        card_import.refresh_from_db()
        if not card_import.has_ended:
            end(card_import=card_import)
    forget_file(card_import)


def _table_of(card_import: Import) -> AbstractContextManager[Held]:
    return table_leases.held(card_import.table, wait_seconds=WAIT_FOR_TABLE_SECONDS)


def _prepared_run(
    card_import: Import, by: Actor, progress: Progress, complete: Complete | None
) -> Run:
    definition = definitions.in_force(card_import.table.name)
    unit = card_import.procuratorate.code if card_import.procuratorate else None
    remembered = remembered_mapping(card_import.table.name, unit or "")
    options = ReadOptions(
        sheet=card_import.sheet or None,
        mapping={**remembered, **card_import.mapping},
        unit_code=unit,
        match_key=data_keys.match_key(),
        parameters=definition.parameters,
        calendar=calendar_in_force(),
        progress=progress,
    )
    return Run(card_import, definition, options, by, progress, complete)


def write(attempt: Run, waiting: list[ReadCards], holding: Held) -> Import:
    """Write the only element of ``waiting``; taken out, so that it can be let go.

    The table is held and recovered. Raises ``LeaseLost``, ``Tampered``.
    """
    card_import, by = attempt.card_import, attempt.by
    read = waiting.pop()
    Import.bookkeeping.filter(pk=card_import.pk).update(
        state=ImportState.LEASED,
        pack_digest=attempt.definition.release.digest,
        pack_release=attempt.definition.release,
    )
    pass_by(Seam.LEASED)
    table = CardTable.objects.get(pk=card_import.table_id)
    base = placing.base_version(table)
    if base is not None:
        read = carrying.carried_over(read, table, base, attempt.options)
    attempt.progress(0, read.rows_read, _CHECKING)
    with linking.OtherCards(attempt.definition) as others, _Writer() as writer:
        checked = planning.check(
            others, read, card_import.within, keeps_all=attempt.taken is not None
        )
        read = replace(read, table=read.table.schema.empty_table())
        base = placing.with_columns(
            holding, base, checked.stored.incoming.rows.schema, card_import, by=by
        )
        merge = card_merge.compare(base, checked.stored.incoming)
        if attempt.taken is not None:
            merge = card_merge.without(merge, attempt.taken.leaving)
        files = writer.begin(merge)
        prepared = planning.plan(others, card_import, read, checked, merge)
        if attempt.taken is not None:
            prepared = replace(prepared, matter_cards=attempt.taken.rows)
        pass_by(Seam.CHECKED)
        holding.renew()
        _prepare(attempt, prepared, holding)
        attempt.progress(0, read.rows_read, _WRITING)
        changed = files.result()
        _weigh(attempt, merge, changed, prepared)
    snapshot = _commit(attempt, merge, changed, holding)
    return imports.go_live(
        card_import=card_import,
        holding=holding,
        snapshot=snapshot,
        due_on=finding_due_on(clock.today()),
        complete=attempt.complete,
        by=by,
    )


def _prepare(attempt: Run, prepared: Prepared, holding: Held) -> None:
    total = sum(len(each) for each in prepared.payloads.values())
    done = 0
    for written in preparing.write(attempt.card_import, prepared):
        done += written
        attempt.progress(done, total, _SEALING)
        holding.renew()


def _weigh(
    attempt: Run, merge: Merge, changed: ChangedFiles, prepared: Prepared
) -> None:
    """Balances are asked of the files as they will stand, before they are anybody's."""
    weighed = balancing.weigh(
        attempt.card_import, attempt.definition, merge, changed, prepared.touched
    )
    judged = weighed.judged
    preparing.add(
        attempt.card_import,
        judged,
        weighed.counts,
        {
            "findings_raised": len(judged.raised),
            "findings_closed": judged.count(FindingState.CLOSED),
            "findings_reopened": judged.count(FindingState.REOPENED),
        },
    )


class _Writer:
    """Writes the next version's files while the rest is worked out and written down.

    They are nobody's until the commit names them.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *raised: object) -> None:
        self._thread.shutdown(wait=True)

    def begin(self, merge: Merge) -> Future[ChangedFiles]:
        """Begin writing; nothing where the merge changes nothing."""
        if merge.changes_nothing:
            return self._thread.submit(lambda: ([], []))
        return self._thread.submit(card_merge.write, merge)


def _commit(attempt: Run, merge: Merge, files: ChangedFiles, holding: Held) -> Snapshot:
    pass_by(Seam.FILES_WRITTEN)
    if merge.changes_nothing:
        return merge.base
    added, removed = files
    holding.renew()
    version = card_store.commit_files(
        merge.base,
        merge.incoming.rows.schema,
        added=added,
        removed=removed,
        import_id=attempt.card_import.mark.hex,
        written_at_ms=int(clock.machine_now().timestamp() * 1000),
    )
    pass_by(Seam.COMMITTED)
    Import.bookkeeping.filter(pk=attempt.card_import.pk).update(
        state=ImportState.COMMITTED
    )
    return card_store.open_version(merge.base.location, version)
