"""Random rows of the three cards, with every type and many unknowns."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from tests.agreement.indicators.packs import CHARGES


FIRST = date(2024, 11, 20)
DAYS = 160
PLACES = ("420101", "420102", "420201", "110000", "odd")
TEXT, DAY, WHOLE = pa.string(), pa.date32(), pa.int64()
ARREST_SCHEMA = pa.schema(
    {
        "number": TEXT,
        "case_number": TEXT,
        "identity__match": TEXT,
        "procuratorate": TEXT,
        "department": TEXT,
        "handler": TEXT,
        "persons": WHOLE,
        "charge": TEXT,
        "outcome": TEXT,
        "accepted_on": DAY,
        "concluded_on": DAY,
        "seen_at": pa.timestamp("us", "UTC"),
        "amount": pa.decimal128(18, 2),
        "share": pa.decimal128(24, 6),
        "is_minor": pa.bool_(),
    }
)
PROSECUTION_SCHEMA = pa.schema(
    {
        "number": TEXT,
        "identity__match": TEXT,
        "case_number": TEXT,
        "procuratorate": TEXT,
        "outcome": TEXT,
        "accepted_on": DAY,
        "days": WHOLE,
    }
)
TRIAL_SCHEMA = pa.schema(
    {"number": TEXT, "prosecution": TEXT, "months": WHOLE, "sentenced_on": DAY}
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))
moments = st.builds(
    lambda day, second: (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        + timedelta(seconds=second, microseconds=second)
    ),
    days,
    st.integers(0, 86_399),
)
places = maybe(st.sampled_from(PLACES))
people = maybe(st.sampled_from(["Chen", "Liu", "Zhou"]))
identities = maybe(st.sampled_from(["p1", "p2", "p3", "p4"]))
cases = maybe(st.sampled_from(["c1", "c2", "c3"]))

arrests = st.fixed_dictionaries(
    {
        "case_number": cases,
        "identity__match": identities,
        "procuratorate": places,
        "department": maybe(st.sampled_from(["d1", "d2"])),
        "handler": people,
        "persons": maybe(st.integers(-1, 3)),
        "charge": maybe(st.sampled_from(CHARGES)),
        "outcome": maybe(st.sampled_from(["approved", "refused", "withdrawn"])),
        "accepted_on": days,
        "concluded_on": maybe(days),
        "seen_at": maybe(moments),
        "amount": maybe(st.integers(-30_000, 30_000).map(lambda n: Decimal(n) / 100)),
        "share": maybe(
            st.integers(-(10**7), 10**7).map(lambda n: Decimal(n).scaleb(-6))
        ),
        "is_minor": maybe(st.booleans()),
    }
)
prosecutions = st.fixed_dictionaries(
    {
        "identity__match": identities,
        "case_number": cases,
        "procuratorate": places,
        "outcome": maybe(st.sampled_from(["prosecuted", "dropped"])),
        "accepted_on": days,
        "days": maybe(st.integers(0, 5)),
    }
)
trials = st.fixed_dictionaries(
    {
        "prosecution": maybe(st.sampled_from(["0", "1", "2"])),
        "months": maybe(st.integers(0, 12)),
        "sentenced_on": maybe(days),
    }
)


def table(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows with their numbers, as a card table."""
    numbered = [{"number": str(n), **row} for n, row in enumerate(rows)]
    columns = {
        name: pa.array([row[name] for row in numbered], schema.field(name).type)
        for name in schema.names
    }
    return pa.table(columns)


card_tables = st.fixed_dictionaries(
    {
        "arrest": st.lists(arrests, max_size=14).map(lambda r: table(r, ARREST_SCHEMA)),
        "prosecution": st.lists(prosecutions, max_size=7).map(
            lambda r: table(r, PROSECUTION_SCHEMA)
        ),
        "trial": st.lists(trials, max_size=4).map(lambda r: table(r, TRIAL_SCHEMA)),
    }
)
