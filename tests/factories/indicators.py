"""Runs whose values are written by hand, so that a test can say what a page should show."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow as pa

from hengjian.audit.actors import System
from hengjian.indicators import run_inputs
from hengjian.indicators.actions import runs
from hengjian.indicators.computing_run import RunResult
from hengjian.indicators.models import Run
from hengjian.indicators.run_file import SCHEMA, write_run_file
from hengjian.packs import queries as packs


BY = System("test")
AS_OF = date(2026, 10, 26)
PINS = {"arrest_review": {"table": "t", "version": 1, "digest": "d"}}


def value(
    indicator: str,
    period: str,
    numerator: int | None = None,
    denominator: int | None = None,
    *,
    number: str | None = None,
    unit: str = "429900",
    kind: str = "month",
    level: str = "procuratorate",
    department: str = "",
    flags: str = "",
) -> dict[str, Any]:
    """One row; a share of counts computes its own value in percent."""
    if number is not None:
        found = Decimal(number)
    elif numerator is not None and denominator:
        exact = Decimal(numerator * 100) / denominator
        found = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    else:
        found = None
    return {
        "kind": kind,
        "level": level,
        "unit": unit,
        "department": department,
        "indicator": indicator,
        "period": period,
        "numerator": None if numerator is None else Decimal(numerator),
        "denominator": None if denominator is None else Decimal(denominator),
        "value": found,
        "flags": flags,
    }


def course(
    indicator: str, counts: Mapping[str, tuple[int, int]], **more: Any
) -> list[dict[str, Any]]:
    """A share's months: period → (numerator, denominator)."""
    return [value(indicator, month, n, d, **more) for month, (n, d) in counts.items()]


def table_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)


def asked(**given: Any) -> Run:
    """A run that was asked for and not yet computed."""
    wanted = {
        "first_month": "2024-11",
        "last_month": "2026-10",
        "as_of": AS_OF,
        "pins": PINS,
        "packs": {name: r.digest for name, r in packs.current_releases().items()},
        "cutoff": [],
        "organisation_digest": run_inputs.pinned_organisation(),
        "policy_digest": "",
        **given,
    }
    return runs.ask(**wanted, by=BY, as_job=False)


def result(rows: Iterable[Mapping[str, Any]]) -> RunResult:
    """What a computation would hand over: the values in their file."""
    name, digest, count = write_run_file([table_of(rows)])
    return RunResult(name, digest, count, 1, ())


def run(rows: Iterable[Mapping[str, Any]], **given: Any) -> Run:
    """A finished run with exactly these values."""
    return runs.finish(run=asked(**given), result=result(rows), by=BY)
