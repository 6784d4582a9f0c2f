"""Digests of many texts agree with those of each by itself, keyed or not."""

import hashlib
import hmac

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.warehouse import card_layout, row_digests


KEY = bytes(range(32))


@pytest.fixture(autouse=True, scope="module")
def all_at_once():
    """Every number of texts counts as many."""
    patch = pytest.MonkeyPatch()
    patch.setattr(row_digests, "_FEW", -1)
    yield
    patch.undo()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(), max_size=20))
def test_digests_made_at_once_are_those_of_each_text(texts: list[str]):
    made = row_digests.digests(pa.array(texts, pa.string()))

    assert [row.tobytes() for row in made] == [row_digests.digest(t) for t in texts]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(), max_size=20))
def test_keyed_digests_made_at_once_are_hmac_of_each_text(texts: list[str]):
    made = row_digests.keyed_digests(pa.array(texts, pa.string()), KEY)

    expected = [
        hmac.new(KEY, t.encode(), hashlib.sha256).hexdigest()[:32] for t in texts
    ]
    assert made.to_pylist() == expected


def test_digest_never_changes():
    assert row_digests.digest("A1|1").hex() == "ea2a9d4ff55da0d6ce56b5dc42833b43"


def test_key_numbers_are_the_first_half_of_the_digests():
    digests = row_digests.digests(pa.array(["A1|1", "B1|1"]))

    numbers = card_layout.key_numbers(digests)

    halves = [row.tobytes()[:8] for row in digests]
    assert numbers.tolist() == [int.from_bytes(h, "big", signed=True) for h in halves]
