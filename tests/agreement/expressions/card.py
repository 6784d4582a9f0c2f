"""The card, parameters and rows over which random expressions are computed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from hengjian.engines.expressions.types import (
    ParameterHistory,
    ParameterValue,
    Scope,
    ValueType,
)


TEXT, INTEGER, DECIMAL = ValueType.TEXT, ValueType.INTEGER, ValueType.DECIMAL
DATE, DATETIME, BOOLEAN = ValueType.DATE, ValueType.DATETIME, ValueType.BOOLEAN

ITEMS = {
    "name": TEXT,
    "prosecution.charge": TEXT,
    "identity_number": TEXT,
    "outcome": TEXT,
    "persons": INTEGER,
    "months": INTEGER,
    "ratio": DECIMAL,
    "amount": DECIMAL,
    "accepted_on": DATE,
    "concluded_on": DATE,
    "detained_at": DATETIME,
    "heard_at": DATETIME,
    "is_minor": BOOLEAN,
    "is_local": BOOLEAN,
}
OUTCOMES = ("approved", "not_approved", "withdrawn")

ARROW_TYPES = {
    TEXT: pa.string(),
    INTEGER: pa.int64(),
    DECIMAL: pa.decimal128(24, 6),
    DATE: pa.date32(),
    DATETIME: pa.timestamp("us", "UTC"),
    BOOLEAN: pa.bool_(),
}
SCHEMA = pa.schema(
    [
        (name, pa.decimal128(18, 2) if name == "amount" else ARROW_TYPES[kind])
        for name, kind in ITEMS.items()
    ]
    + [("row_on", pa.date32())]
)


def _history(
    name: str, kind: ValueType, shape: str, *versions: tuple[str, Any]
) -> ParameterHistory:
    values = tuple(ParameterValue(date.fromisoformat(on), one) for on, one in versions)
    return ParameterHistory(name, kind, shape, values)


PARAMETERS = {
    history.name: history
    for history in (
        _history("days", INTEGER, "scalar", ("2019-01-01", 7), ("2022-07-01", 10)),
        _history("rate", DECIMAL, "scalar", ("2020-01-01", Decimal("0.25"))),
        _history(
            "share",
            DECIMAL,
            "scalar",
            ("2018-01-01", Fraction(2, 3)),
            ("2021-01-01", Decimal("0.5")),
            ("2023-01-01", 1),
        ),
        _history("begun_on", DATE, "scalar", ("2020-01-01", date(2020, 2, 29))),
        _history(
            "kinds",
            TEXT,
            "list",
            ("2019-01-01", ("approved", "盗窃", "o'clock")),
            ("2021-10-09", ()),
            ("2022-01-01", ("withdrawn",)),
        ),
        _history("sizes", INTEGER, "list", ("2019-01-01", (1, 2, 3))),
        _history("steps", DECIMAL, "list", ("2019-01-01", (Fraction(1, 3), 1, 2))),
        _history(
            "weights",
            DECIMAL,
            "map",
            ("2019-01-01", {"approved": Fraction(1, 7), "盗窃": Decimal("0.5")}),
            ("2021-01-01", {}),
            ("2022-01-01", {"approved": 2, "withdrawn": Fraction(1, 2)}),
        ),
        _history("points", INTEGER, "map", ("2019-01-01", {"approved": 3, "": 9})),
        _history("names", TEXT, "map", ("2019-01-01", {"approved": "批准"})),
    )
}

SCOPE = Scope(
    names=ITEMS,
    parameters=PARAMETERS,
    constants=frozenset({"period_start", "period_end", "as_of"}),
    choices={"outcome": frozenset(OUTCOMES)},
)

# A small alphabet makes random texts contain, start with and equal one another
CHARACTERS = "abAB xX%_'\\|0１9张三。😀\u3000\t\né"
texts = st.text(alphabet=CHARACTERS, max_size=6)
dates = st.dates() | st.dates(date(2018, 1, 1), date(2024, 12, 31))
moments = st.datetimes(
    # before 1902 the two zone tables differ in how they round Shanghai's sun time
    datetime(1902, 1, 1),  # noqa: DTZ001 (the zone is the next argument)
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
integers = st.integers(-50, 50) | st.integers(-(2**63), 2**63 - 1)
decimals = st.decimals(-1000, 1000, places=6) | st.decimals(-(10**17), 10**17, places=6)
amounts = st.decimals(0, 10**9, places=2)

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Right ones, and ones wrong in one way."""
    day = draw(st.dates(date(1850, 1, 1), date(2025, 1, 1)))
    front = f"110105{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    total = sum(w * int(digit) for w, digit in zip(WEIGHTS, front, strict=True))
    right = front + "10X98765432"[total % 11]
    wrong_digit = draw(st.sampled_from("0123456789xX"))
    place = draw(st.integers(0, 17))
    return draw(
        st.sampled_from(
            [right, right.lower(), right[:place] + wrong_digit + right[place + 1 :]]
        )
        | st.just(right[:-1])
        | texts
    )


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": texts,
    "prosecution.charge": texts | st.sampled_from(["盗窃", "诈骗", *OUTCOMES]),
    "identity_number": identity_numbers(),
    "outcome": st.sampled_from(OUTCOMES),
    "persons": integers,
    "months": st.integers(-30, 30),
    "ratio": decimals,
    "amount": amounts,
    "accepted_on": dates,
    "concluded_on": dates,
    "detained_at": moments,
    "heard_at": moments,
    "is_minor": st.booleans(),
    "is_local": st.booleans(),
    "row_on": st.dates(date(2018, 1, 1), date(2024, 12, 31)),
}

rows = st.lists(
    st.fixed_dictionaries(
        {name: st.none() | values for name, values in VALUES.items()}
    ),
    min_size=1,
    max_size=4,
)
