"""Sealing: what goes in comes out, and nothing else opens."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengjian.warehouse import personal_payload, vault_cipher
from hengjian.warehouse.vault_cipher import Algorithm, NotOpened


both = pytest.mark.parametrize("algorithm", list(Algorithm))


@both
def test_sealed_text_opens_under_its_key_and_binding(algorithm: Algorithm):
    key = vault_cipher.new_key(algorithm)

    sealed = vault_cipher.seal(algorithm, key, "张三".encode(), b"card 1")

    assert vault_cipher.unseal(key, sealed, b"card 1").decode() == "张三"
    assert "张三".encode() not in sealed


@both
def test_sealed_text_moved_to_another_card_does_not_open(algorithm: Algorithm):
    key = vault_cipher.new_key(algorithm)
    sealed = vault_cipher.seal(algorithm, key, b"text", b"card 1")

    with pytest.raises(NotOpened):
        vault_cipher.unseal(key, sealed, b"card 2")


@both
def test_sealed_text_under_another_key_does_not_open(algorithm: Algorithm):
    key, other = vault_cipher.new_key(algorithm), vault_cipher.new_key(algorithm)
    sealed = vault_cipher.seal(algorithm, key, b"text", b"card 1")

    with pytest.raises(NotOpened):
        vault_cipher.unseal(other, sealed, b"card 1")


@both
def test_one_changed_bit_anywhere_does_not_open(algorithm: Algorithm):
    key = vault_cipher.new_key(algorithm)
    sealed = vault_cipher.seal(algorithm, key, b"text", b"card 1")

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(NotOpened):
            vault_cipher.unseal(key, bytes(changed), b"card 1")


@both
def test_same_text_is_never_sealed_the_same_way_twice(algorithm: Algorithm):
    key = vault_cipher.new_key(algorithm)

    sealed = set(vault_cipher.seal_many(algorithm, key, [(b"text", b"card")] * 50))

    assert len(sealed) == 50


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x09" + bytes(40), b"\x02" * 20])
def test_what_was_never_sealed_does_not_open(sealed: bytes):
    with pytest.raises(NotOpened):
        vault_cipher.unseal(bytes(32), sealed, b"card 1")


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["name", "identity_number", "address", "born_on"]), st.text()
    )
)
def test_payload_gives_back_every_item(items: dict[str, str]):
    payload = personal_payload.payload_of(items)

    assert personal_payload.values(payload) == items


@settings(deadline=None)
@given(st.lists(st.tuples(st.none() | st.text(), st.none() | st.text()), min_size=1))
def test_payloads_made_by_column_and_by_card_agree(rows):
    table = pa.table(
        {
            "name": pa.array([row[0] for row in rows], pa.string()),
            "address": pa.array([row[1] for row in rows], pa.string()),
        }
    )

    by_column = personal_payload.payloads(table, ["name", "address"])

    by_card = [
        personal_payload.payload_of(
            {
                k: v
                for k, v in zip(("name", "address"), row, strict=True)
                if v is not None
            }
        )
        for row in rows
    ]
    assert by_column.to_pylist() == by_card


def test_fingerprint_changes_with_the_payload_and_with_the_key():
    first, second = b"k" * 32, b"l" * 32

    made = personal_payload.fingerprints(pa.array(["a", "b", ""]), first).to_pylist()

    assert made[0] != made[1]
    assert made[2] is None
    assert personal_payload.fingerprints(pa.array(["a"]), second)[0].as_py() != made[0]
