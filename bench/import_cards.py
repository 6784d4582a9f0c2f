"""Import of 300,000 cards, from file to in force, beside merely reading the file."""

from pathlib import Path
from typing import Any

from bench.export_files import CARDS, COLUMNS, PACK, export_file
from bench.measuring import Rounds, in_own_process
from bench.own_home import own_home, release_packs
from bench.tables import seconds, table, times


TITLE = "import of 300,000 cards (xlsx, csv): every check, personal items encrypted"


def run() -> str:
    """For each kind of file: the fastest reader, then the whole import."""
    rows = []
    said = ""
    for suffix, reader in (("xlsx", _read_xlsx), ("csv", _read_csv)):
        file = export_file(suffix)
        merely = in_own_process(f"{suffix}: merely reading", reader, file)
        whole = in_own_process(f"{suffix}: import", _import, file, limit_seconds=300)
        for timed in (merely, whole):
            rows.append(
                [
                    timed.name,
                    timed.failed or seconds(timed.median),
                    times(timed.median, merely.median),
                    seconds(timed.cpu),
                    times(timed.cpu, merely.cpu),
                    f"{timed.peak_mib:,.0f} MiB",
                ]
            )
        if whole.result:
            said += (
                f"\n\n{suffix} ({file.stat().st_size / 2**20:.0f} MiB): {whole.result}."
            )
    head = (
        f"{CARDS:,} cards of {PACK}, {COLUMNS} columns; reading: fastexcel to Arrow, "
        "DuckDB's csv reader to Arrow with every column as text (median of 3); the import "
        "(one round) types, derives, checks, digests, encrypts and stores them and is in "
        "force at its end.\n\n"
    )
    header = [
        "what",
        "time",
        "× reading",
        "processor time",
        "× reading",
        "peak memory",
    ]
    return head + table(header, rows) + said


def _read_xlsx(rounds: Rounds, file: Path) -> int:
    import fastexcel

    read = rounds.time(
        lambda: fastexcel.read_excel(file).load_sheet(0, dtypes="string").to_arrow(), 3
    )
    return int(read.num_rows)


def _read_csv(rounds: Rounds, file: Path) -> int:
    import duckdb

    engine = duckdb.connect()
    engine.execute("SET enable_progress_bar = false")
    read = rounds.time(
        lambda: engine.read_csv(str(file), all_varchar=True).to_arrow_table(), 3
    )
    return int(read.num_rows)


def _import(rounds: Rounds, file: Path) -> Any:
    with own_home():
        release_packs()
        from hengjian.audit.actors import System
        from hengjian.warehouse import incoming
        from hengjian.warehouse.actions import imports
        from hengjian.warehouse.importing import running

        by = System("bench")

        def bring() -> Any:
            staged = imports.stage(
                file=incoming.keep_path(file), card=PACK, as_job=False, by=by
            )
            return running.run(staged, by=by)

        done = rounds.time(bring, 1)
        return (
            f"{done.state}, {done.rows_new:,} new, {done.rows_rejected:,} kept aside, "
            f"{done.findings_raised:,} findings"
        )
