"""What the author of an expression may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from hengjian.lib.bilingual import Text


# What other languages call a thing that this one has under another name
OTHER_NAMES = {
    "if": "case when … then … else … end",
    "iif": "case when … then … else … end",
    "ifnull": "coalesce(a, b)",
    "nvl": "coalesce(a, b)",
    "isnull": "a is null",
    "notnull": "a is not null",
    "len": "length(a)",
    "char_length": "length(a)",
    "substr": "substring(a, 1, 2)",
    "cast": "to_integer(a), to_text(a), date(a)",
    "try_cast": "to_integer(a), to_text(a), date(a)",
    "date_diff": "b - a, elapsed_days(a, b)",
    "datediff": "b - a, elapsed_days(a, b)",
    "date_add": "a + 30, add_months(a, 1)",
    "extract": "year(a), month(a), quarter(a)",
    "date_part": "year(a), month(a), quarter(a)",
    "today": "as_of",
    "now": "as_of",
    "current_date": "as_of",
    "current_timestamp": "as_of",
    "mod": "a % b",
    "min": "least(a, b)",
    "max": "greatest(a, b)",
    "max_by": "greatest(a, b)",
    "startswith": "starts_with(a, b)",
    "prefix": "starts_with(a, b)",
    "suffix": "ends_with(a, b)",
    "strip": "trim(a)",
    "ceiling": "ceil(a)",
    "regexp_matches": "like, starts_with(a, b), is_digits(a)",
    "regexp_full_match": "like, starts_with(a, b), is_digits(a)",
    "regexp_like": "like, starts_with(a, b), is_digits(a)",
    "ilike": "lower(a) like '…'",
    "dayofweek": "weekday(a)",
    "isodow": "weekday(a)",
}
AGGREGATES = {"count", "sum", "avg", "mean", "median", "quantile", "any_value", "list"}
AGGREGATES_STAND_ELSEWHERE = Text(
    "汇总写在 measures.yaml 的 agg", "aggregates stand in measures.yaml, as agg"
)


def nearest(name: str, known: Iterable[str]) -> Text | None:
    """Did you mean …? None where nothing is near."""
    # sorted: the answer must not depend on the order of a set
    matches = get_close_matches(name, sorted(set(known)), n=3, cutoff=0.65)
    if not matches:
        return None
    return Text(
        f"是否指 {'、'.join(matches)}？", f"did you mean {' or '.join(matches)}?"
    )


def instead_of(name: str, known: Iterable[str]) -> Text | None:
    """What stands in this language for a name of another, else the nearest name."""
    if name.lower() in AGGREGATES:
        return AGGREGATES_STAND_ELSEWHERE
    other = OTHER_NAMES.get(name.lower())
    if other is not None:
        return Text(f"可用 {other}", f"use {other}")
    return nearest(name.lower(), known)
