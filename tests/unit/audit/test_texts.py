"""What the journal keeps of each kind of value."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePosixPath
from uuid import UUID

import pytest

from hengjian.audit.texts import journal_text
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


class Colour(Enum):
    """An enumeration."""

    RED = "red"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, "null"),
        (3, "3"),
        ("审结", '"审结"'),
        (date(2026, 10, 26), '"2026-10-26"'),
        (datetime(2026, 10, 26, 8, tzinfo=UTC), '"2026-10-26T08:00:00+00:00"'),
        (Decimal("0.10"), '"0.10"'),
        (Fraction(2, 3), '"2/3"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (PurePosixPath("a/b"), '"a/b"'),
        (Text("审结", "concluded"), '{"en":"concluded","zh":"审结"}'),
        (Colour.RED, '"red"'),
        ({"b", "a"}, '["a","b"]'),
        (Person(pk=7), '"7"'),
        ([date(2026, 1, 1)], '["2026-01-01"]'),
    ],
)
def test_value_is_kept_as_plain_json(value: object, kept: str) -> None:
    assert journal_text({"v": value}) == f'{{"v":{kept}}}'


def test_nothing_is_kept_as_nothing() -> None:
    assert journal_text(None) == journal_text({}) == ""


def test_thing_without_a_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        journal_text({"v": object()})
