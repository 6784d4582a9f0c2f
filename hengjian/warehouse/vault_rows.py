"""The vault's rows: sealed and written in bulk, found by card and version.

Rows are written before their import is live, in short transactions; the pointer of the
table decides which are in force, and ``clear_above`` removes those of a dead import.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from hengjian.warehouse import bulk_rows, data_keys, vault_cipher
from hengjian.warehouse.models import CardTable, DataKey, Import, VaultBlob
from hengjian.warehouse.row_digests import BYTES
from hengjian.warehouse.vault_cipher import Algorithm


CHUNK = 10_000  # some 30 ms in one transaction
_LOOKED_UP = 500  # keys in one query
_COLUMNS = (
    "table_id",
    "from_version",
    "data_key_id",
    "card_import_id",
    "card_digest",
    "sealed",
)


@dataclass(frozen=True)
class Sealable:
    """Payloads to be sealed: the digests of their cards (n × 16 bytes) and their texts.

    With ``rows`` only those of these positions: a year's of an import, without a copy.
    """

    digests: np.ndarray
    texts: pa.Array
    rows: np.ndarray | None = None

    @cached_property
    def positions(self) -> np.ndarray:
        """Which of the payloads are meant, in the order of the vault's index.

        It keeps inserting fast when the vault is large.
        """
        rows = np.arange(len(self.texts)) if self.rows is None else self.rows
        first = self.digests[rows, :8].copy().view(">u8").reshape(-1)
        ordered: np.ndarray = rows[np.argsort(first)]
        return ordered

    def __len__(self) -> int:
        return len(self.texts) if self.rows is None else len(self.rows)


def write(
    card_import: Import, version: int, payloads: Mapping[str, Sealable]
) -> Iterator[int]:
    """Seal and write payloads by scope; yields how many rows each step wrote.

    An empty payload is written too: it hides an older one.
    """
    for scope, sealable in payloads.items():
        data_key = data_keys.living_key(card_import.table, scope)
        for start in range(0, len(sealable), CHUNK):
            part = sealable.positions[start : start + CHUNK]
            digests = sealable.digests[part].tobytes()
            texts = sealable.texts.take(pa.array(part)).cast(pa.binary()).to_pylist()
            rows = _sealed_rows(card_import, version, data_key, digests, texts)
            bulk_rows.insert_values(VaultBlob, _COLUMNS, rows)
            yield len(rows)


def clear_above(table: CardTable, version: int) -> int:
    """Remove what dead imports left above a version; returns the number of rows."""
    removed, _ = VaultBlob.objects.filter(
        table=table, from_version__gt=version
    ).delete()
    return removed


def payloads_at(
    table: CardTable, version: int, digests: Iterable[bytes]
) -> dict[bytes, str]:
    """The payloads of cards as they were at a version; cards without one are left out."""
    found: dict[bytes, str] = {}
    keys: dict[int, bytes] = {}
    remaining = iter(digests)
    while chunk := list(islice(remaining, _LOOKED_UP)):
        rows = (
            VaultBlob.objects.filter(
                table=table, card_digest__in=chunk, from_version__lte=version
            )
            .order_by("from_version")
            .values_list("card_digest", "from_version", "data_key_id", "sealed")
        )
        newest = {bytes(row[0]): row for row in rows}
        for digest, (_, from_version, key_id, sealed) in newest.items():
            if key_id not in keys:
                data_key = DataKey.objects.select_related("table").get(pk=key_id)
                keys[key_id] = data_keys.opened(data_key)
            bound = bound_to(table.name, digest, from_version)
            text = vault_cipher.unseal(keys[key_id], bytes(sealed), bound)
            found[digest] = text.decode()
    return found


def bound_to(table: str, digest: bytes, version: int) -> bytes:
    """What a blob is bound to: its table, card and version."""
    return table.encode() + b"\n" + digest + version.to_bytes(8, "big")


def _sealed_rows(
    card_import: Import,
    version: int,
    data_key: DataKey,
    digests: bytes,
    texts: list[bytes],
) -> list[tuple[Any, ...]]:
    table = card_import.table
    cards = [digests[at : at + BYTES] for at in range(0, len(digests), BYTES)]
    prefix, suffix = table.name.encode() + b"\n", version.to_bytes(8, "big")
    bound = [prefix + card + suffix for card in cards]
    key = data_keys.opened(data_key)
    sealed = vault_cipher.seal_many(
        Algorithm(data_key.algorithm), key, zip(texts, bound, strict=True)
    )
    common = (table.pk, version, data_key.pk, card_import.pk)
    return [(*common, card, blob) for card, blob in zip(cards, sealed, strict=True)]
