"""An import killed between any two steps: nothing half done, and run again it completes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hengjian.jobs.models import Job, JobState
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.warehouse import card_files, card_store, incoming, vault_rows
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing import recovering, running
from hengjian.warehouse.importing.recovering import Tampered
from hengjian.warehouse.models import (
    CardTable,
    Finding,
    FindingChange,
    Import,
    ImportState,
    RejectedRow,
    RuleCount,
    TouchedCell,
    VaultBlob,
)
from hengjian.warehouse.seams import KILLED, Seam
from tests import child
from tests.unit.warehouse.card_files_in import (
    BY,
    arrest_csv,
    card,
    import_bytes,
    prosecution_csv,
    written,
)


pytestmark = pytest.mark.usefixtures("lasting_people")

SCRIPT = str(Path(__file__).with_name("dying_import.py"))
FIRST = arrest_csv(
    card("A1", outcome=""),  # raises a finding
    card("A2"),
)
SECOND = arrest_csv(
    card("A1"),  # mended: closes the finding
    card("A2", suspect="李四"),  # a personal item changed
    card("A3", outcome=""),  # new, with a finding
    card("A4", concluded_on="2020-01-01"),  # kept aside
)

State = dict[str, Any]


def visible() -> State:
    """What a user can see: cards, their personal items, findings, ended imports."""
    table = CardTable.objects.filter(name="arrest_review").first()
    if table is None or table.current_version < 1:
        return {"cards": [], "personal": {}, "findings": {}, "live": 0}
    snapshot = card_store.open_version(table.location, table.current_version)
    rows = [r for p in snapshot.paths for r in card_files.read_rows(p).to_pylist()]
    digests = {bytes(b.card_digest) for b in VaultBlob.objects.filter(table=table)}
    personal = vault_rows.payloads_at(table, table.current_version, digests)
    return {
        "cards": sorted((row["case_number"], row["outcome"]) for row in rows),
        "personal": sorted(text.split("suspect")[1] for text in personal.values()),
        "findings": {f.card_key: f.state for f in Finding.objects.all()},
        "live": Import.objects.filter(state=ImportState.LIVE).count(),
    }


BEFORE = {
    "cards": [("A1", None), ("A2", "approved")],
    "personal": ["\x1f张三\x1e"] * 2,
    "findings": {"A1|1": "open"},
    "live": 1,
}
AFTER = {
    "cards": [("A1", "approved"), ("A2", "approved"), ("A3", None)],
    "personal": sorted(["\x1f张三\x1e", "\x1f李四\x1e", "\x1f张三\x1e"]),
    "findings": {"A1|1": "closed", "A3|1": "open"},
    "live": 2,
}


def die_at(seam: Seam, what: str) -> None:
    died = child.start(
        SCRIPT,
        what,
        HENGJIAN_DIES_AT=seam,
        HENGJIAN_TODAY="2026-10-26",
    )
    assert died.wait(timeout=120) == KILLED


def count_of_everything(card_import: Import) -> dict[str, int]:
    return {
        "rejected": RejectedRow.objects.filter(card_import=card_import).count(),
        "rules": RuleCount.objects.filter(card_import=card_import).count(),
        "touched": TouchedCell.objects.filter(card_import=card_import).count(),
        "changes": FindingChange.objects.filter(card_import=card_import).count(),
        "blobs": VaultBlob.objects.filter(card_import=card_import).count(),
    }


BEYOND_COMMIT = {Seam.LIVE}
FIRST_ONLY = {Seam.TABLE_CREATED}


@pytest.mark.parametrize("seam", [s for s in Seam if s not in FIRST_ONLY])
def test_import_killed_at_a_seam_shows_all_or_nothing_and_completes(
    seam: Seam, tmp_path: Path
):
    import_bytes(FIRST, "first.csv")
    path = written(tmp_path, SECOND, "second.csv")

    die_at(seam, str(path))

    assert visible() == (AFTER if seam in BEYOND_COMMIT else BEFORE)
    again = imports.stage(
        file=incoming.keep(path.name, [SECOND]),
        card="arrest_review",
        as_job=False,
        by=BY,
    )
    done = running.run(again, by=BY)
    repeated = seam in BEYOND_COMMIT
    assert visible() == {**AFTER, "live": 3 if repeated else 2}
    second = Import.objects.filter(state=ImportState.LIVE).order_by("pk")[1]
    assert count_of_everything(second) == {
        "rejected": 1,
        "rules": 4,
        "touched": 1,
        "changes": 1,
        "blobs": 2,
    }
    assert not Import.objects.exclude(state=ImportState.LIVE).exists()
    assert done.state == ImportState.LIVE
    table = CardTable.objects.get(name="arrest_review")
    assert card_store.commits_above(table.location, table.current_version) == []


@pytest.mark.parametrize("seam", [Seam.TABLE_CREATED, Seam.COMMITTED])
def test_first_import_of_a_card_killed_while_its_table_is_made_completes(
    seam: Seam, tmp_path: Path
):
    path = written(tmp_path, FIRST)

    die_at(seam, str(path))

    assert visible()["cards"] == []
    import_bytes(FIRST)
    assert visible() == BEFORE


def test_recovery_alone_rolls_a_committed_import_forward(tmp_path: Path):
    import_bytes(FIRST, "first.csv")
    die_at(Seam.COMMITTED, str(written(tmp_path, SECOND)))

    recovered = recovering.recover_all(by=BY)

    assert recovered == ["arrest_review"]
    assert visible() == AFTER
    assert recovering.recover_all(by=BY) == []


def test_recovery_clears_what_was_not_committed(tmp_path: Path):
    import_bytes(FIRST, "first.csv")
    die_at(Seam.PREPARED, str(written(tmp_path, SECOND)))
    dead = Import.objects.get(state=ImportState.LEASED)
    assert count_of_everything(dead)["blobs"] == 2

    recovering.recover_all(by=BY)

    assert set(count_of_everything(dead).values()) == {0}
    assert Finding.bookkeeping.count() == 1
    dead.refresh_from_db()
    assert dead.state == ImportState.STAGED
    assert visible() == BEFORE


def test_other_import_comes_first_after_a_crash_and_nothing_is_mixed(tmp_path: Path):
    import_bytes(FIRST, "first.csv")
    die_at(Seam.FILES_WRITTEN, str(written(tmp_path, SECOND)))

    import_bytes(arrest_csv(card("A9")), "other.csv")

    assert visible()["cards"] == [*BEFORE["cards"], ("A9", "approved")]
    import_bytes(SECOND, "second.csv")
    assert visible()["cards"] == [*AFTER["cards"], ("A9", "approved")]
    assert visible()["personal"] == sorted([*AFTER["personal"], "\x1f张三\x1e"])


def test_commit_that_no_import_made_is_refused_as_tampering(tmp_path: Path):
    import deltalake

    import_bytes(FIRST, "first.csv")
    table = CardTable.objects.get(name="arrest_review")
    deltalake.DeltaTable(table.location).delete("outcome = 'approved'")

    with pytest.raises(Tampered):
        import_bytes(SECOND, "second.csv")

    assert visible()["cards"] == BEFORE["cards"]


def test_tampered_table_does_not_keep_others_from_recovering(tmp_path: Path):
    import deltalake

    import_bytes(FIRST, "first.csv")
    die_at(Seam.COMMITTED, str(written(tmp_path, SECOND)))
    import_bytes(
        prosecution_csv("P1", "110101199003070011", "起诉"), card="prosecution_review"
    )
    CardTable.bookkeeping.filter(name="prosecution_review").update(name="a_table")
    other = CardTable.objects.get(name="a_table")
    other.location.with_name("prosecution_review").rename(other.location)
    deltalake.DeltaTable(other.location).delete("outcome = 'prosecuted'")

    with pytest.raises(Tampered):
        recovering.recover_all(by=BY)

    assert visible() == {**AFTER, "live": 3}


def test_forged_commit_with_the_mark_of_an_ended_import_is_tampering():
    import deltalake

    done = import_bytes(FIRST, "first.csv")
    table = CardTable.objects.get(name="arrest_review")
    forged = deltalake.CommitProperties(
        custom_metadata={"hengjian.import": done.mark.hex, "hengjian.step": "cards"}
    )
    deltalake.DeltaTable(table.location).delete(
        "outcome = 'approved'", commit_properties=forged
    )

    with pytest.raises(Tampered):
        recovering.recover_all(by=BY)


def test_worker_killed_in_an_import_leaves_it_to_another_worker(tmp_path: Path):
    import_bytes(FIRST, "first.csv")
    kept = incoming.keep("second.csv", [SECOND])
    staged = imports.stage(file=kept, card="arrest_review", by=BY)

    die_at(Seam.COMMITTED, "--worker")
    Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))
    Worker().run_until_empty()

    staged.refresh_from_db()
    assert staged.state == ImportState.LIVE
    assert staged.job.state == JobState.DONE
    assert staged.job.result["new"] == 1
    assert visible() == AFTER
