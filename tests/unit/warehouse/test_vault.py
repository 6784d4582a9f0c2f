"""The vault on the database: written in bulk, in force by version, erased by key."""

import pyarrow as pa
import pytest

from hengjian.audit import appending
from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.lib.keyring import KeyMissing, Keyring
from hengjian.warehouse import card_layout, data_keys, vault_rows
from hengjian.warehouse.actions import vault
from hengjian.warehouse.actions.vault import ReasonMissing
from hengjian.warehouse.data_keys import KeyDestroyed
from hengjian.warehouse.models import CardTable, DataKey, Import, VaultBlob
from hengjian.warehouse.vault_cipher import Algorithm, NotOpened
from hengjian.warehouse.vault_rows import Sealable


pytestmark = pytest.mark.django_db

BY = System("test")
ONE = card_layout.key_digest("A1|1")
TWO = card_layout.key_digest("B1|1")


@pytest.fixture(autouse=True)
def keyring(settings, tmp_path) -> Keyring:
    settings.KEYRING = Keyring(tmp_path / "keys")
    data_keys._opened.cache_clear()
    return settings.KEYRING


@pytest.fixture
def card_import() -> Import:
    [table] = CardTable.bookkeeping.bulk_create([CardTable(name="arrest_review")])
    [made] = Import.bookkeeping.bulk_create(
        [
            Import(
                table=table,
                file_name="cards.xlsx",
                file_digest="0" * 64,
                file_bytes=1,
                staged_by="system:test",
                staged_at=clock.now(),
            )
        ]
    )
    return made


def write(card_import: Import, version: int, scope: str = "2025", **texts: str) -> None:
    keys = {"one": "A1|1", "two": "B1|1"}
    sealable = Sealable(
        card_layout.key_digests(pa.array([keys[name] for name in texts])),
        pa.array(list(texts.values())),
    )
    list(vault_rows.write(card_import, version, {scope: sealable}))


def test_payload_is_found_from_its_version_on(card_import: Import):
    write(card_import, 3, one="first", two="other")
    write(card_import, 5, one="second")
    table = card_import.table

    assert vault_rows.payloads_at(table, 2, [ONE, TWO]) == {}
    assert vault_rows.payloads_at(table, 4, [ONE, TWO]) == {ONE: "first", TWO: "other"}
    assert vault_rows.payloads_at(table, 9, [ONE, TWO]) == {ONE: "second", TWO: "other"}


def test_no_plain_text_stands_in_the_database(card_import: Import):
    write(card_import, 1, one="110101199003070011")

    blob = VaultBlob.objects.get()

    assert b"110101199003070011" not in bytes(blob.sealed)
    assert card_layout.key_digest("A1|1") == bytes(blob.card_digest)


@pytest.mark.parametrize("field", ["card_digest", "from_version"])
def test_blob_moved_to_another_card_or_version_does_not_open(
    card_import: Import, field: str
):
    write(card_import, 1, one="text")
    moved = {"card_digest": TWO, "from_version": 2}[field]
    VaultBlob.objects.update(**{field: moved})

    with pytest.raises(NotOpened):
        vault_rows.payloads_at(card_import.table, 9, [ONE, TWO])


def test_leftovers_above_the_pointer_are_removed(card_import: Import):
    write(card_import, 1, one="kept")
    write(card_import, 2, one="dead")

    removed = vault_rows.clear_above(card_import.table, 1)

    assert removed == 1
    assert vault_rows.payloads_at(card_import.table, 9, [ONE]) == {ONE: "kept"}


def test_many_blobs_are_written_and_found(card_import: Import):
    keys = [str(number) for number in range(25_000)]
    texts = [f"payload {key}" for key in keys]
    sealable = Sealable(card_layout.key_digests(pa.array(keys)), pa.array(texts))

    steps = list(vault_rows.write(card_import, 1, {"2025": sealable}))

    assert sum(steps) == VaultBlob.objects.count() == 25_000
    digests = [card_layout.key_digest(key) for key in keys[::100]]
    found = vault_rows.payloads_at(card_import.table, 1, digests)
    assert found == dict(zip(digests, texts[::100], strict=True))


def test_sm4_is_used_where_the_setting_says_so(card_import: Import, settings):
    settings.VAULT_CIPHER = "sm4-gcm"

    write(card_import, 1, one="text")

    assert DataKey.objects.get().algorithm == Algorithm.SM4
    assert vault_rows.payloads_at(card_import.table, 1, [ONE]) == {ONE: "text"}


def test_blobs_stay_readable_when_the_cipher_setting_changes(
    card_import: Import, settings
):
    write(card_import, 1, one="text")
    settings.VAULT_CIPHER = "sm4-gcm"

    write(card_import, 2, "2026", two="later")

    found = vault_rows.payloads_at(card_import.table, 2, [ONE, TWO])
    assert found == {ONE: "text", TWO: "later"}
    assert set(DataKey.objects.values_list("algorithm", flat=True)) == set(Algorithm)


def test_rotation_wraps_keys_anew_and_touches_no_blob(card_import: Import, keyring):
    write(card_import, 1, one="text")
    sealed = bytes(VaultBlob.objects.get().sealed)

    assert vault.rotate_master_key(by=BY) == 1
    (keyring.folder / "vault_master_1").unlink()
    keyring._cached.clear()
    data_keys._opened.cache_clear()

    assert bytes(VaultBlob.objects.get().sealed) == sealed
    assert vault_rows.payloads_at(card_import.table, 1, [ONE]) == {ONE: "text"}
    assert JournalEntry.objects.get().event == "warehouse.master_key_rotated"


def test_lost_master_key_is_a_fault_and_never_made_again(
    card_import: Import, keyring: Keyring
):
    write(card_import, 1, one="text")
    (keyring.folder / "vault_master_1").unlink()
    keyring._cached.clear()
    data_keys._opened.cache_clear()

    with pytest.raises(KeyMissing):
        vault_rows.payloads_at(card_import.table, 1, [ONE])


def test_destroyed_key_erases_what_it_sealed_and_nothing_else(card_import: Import):
    write(card_import, 1, "2024", one="old")
    write(card_import, 1, "2025", two="new")
    old = DataKey.objects.get(scope="2024")

    vault.destroy_data_key(data_key=old, reason="保存期限届满", by=BY)

    assert vault_rows.payloads_at(card_import.table, 1, [TWO]) == {TWO: "new"}
    with pytest.raises(KeyDestroyed):
        vault_rows.payloads_at(card_import.table, 1, [ONE])
    assert DataKey.objects.get(pk=old.pk).wrapped is None
    assert JournalEntry.objects.get().event == "warehouse.data_key_destroyed"


def test_year_of_a_destroyed_key_gets_a_new_one_when_cards_come_again(
    card_import: Import,
):
    write(card_import, 1, one="old")
    vault.destroy_data_key(data_key=DataKey.objects.get(), reason="x", by=BY)

    write(card_import, 2, one="again")

    assert vault_rows.payloads_at(card_import.table, 2, [ONE]) == {ONE: "again"}
    assert DataKey.objects.filter(destroyed_at__isnull=True).count() == 1


def test_erased_card_is_gone_at_every_version_and_journaled(card_import: Import):
    write(card_import, 1, one="first", two="other")
    write(card_import, 2, one="second")

    removed = vault.erase_card(
        table=card_import.table, card_key="A1|1", reason="封存", by=BY
    )

    assert removed == 2
    found = vault_rows.payloads_at(card_import.table, 9, [ONE, TWO])
    assert found == {TWO: "other"}
    assert "first" not in JournalEntry.objects.get().detail


def test_erasing_without_a_reason_is_refused(card_import: Import):
    write(card_import, 1, one="text")
    table, key = card_import.table, DataKey.objects.get()

    with pytest.raises(ReasonMissing):
        vault.destroy_data_key(data_key=key, reason=" ", by=BY)
    with pytest.raises(ReasonMissing):
        vault.erase_card(table=table, card_key="A1|1", reason="", by=BY)

    assert vault_rows.payloads_at(table, 1, [ONE]) == {ONE: "text"}


@pytest.mark.parametrize("act", ["rotate", "destroy", "erase"])
def test_failing_journal_leaves_the_vault_as_it_was(
    card_import: Import, act: str, monkeypatch
):
    write(card_import, 1, one="text")
    key = DataKey.objects.get()
    before = (key.master, bytes(key.wrapped))

    def refuse(drafts):
        raise RuntimeError("no journal")

    monkeypatch.setattr(appending, "append", refuse)
    acts = {
        "rotate": lambda: vault.rotate_master_key(by=BY),
        "destroy": lambda: vault.destroy_data_key(data_key=key, reason="x", by=BY),
        "erase": lambda: vault.erase_card(
            table=card_import.table, card_key="A1|1", reason="x", by=BY
        ),
    }

    with pytest.raises(RuntimeError, match="no journal"):
        acts[act]()

    key.refresh_from_db()
    assert (key.master, bytes(key.wrapped)) == before
    assert vault_rows.payloads_at(card_import.table, 1, [ONE]) == {ONE: "text"}
