"""Data keys of the vault: made, wrapped by a master key of the keyring, opened."""

import re
from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, transaction

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import vault_cipher
from hengjian.warehouse.models import CardTable, DataKey
from hengjian.warehouse.vault_cipher import Algorithm


MATCH_KEY = "match_key"
FINGERPRINT_KEY = "vault_fingerprint_key"
_MASTER = re.compile(r"vault_master_(\d+)")


class KeyDestroyed(UserFault):
    """The data key was destroyed: what it sealed is erased."""

    status = 410


def match_key() -> bytes:
    """Keys the digests by which the same person is found on several cards."""
    return bytes(settings.KEYRING.key(MATCH_KEY))


def fingerprint_key() -> bytes:
    """Keys the digests by which a change of personal items is seen."""
    return bytes(settings.KEYRING.key(FINGERPRINT_KEY))


def current_master() -> int:
    """The number of the newest master key; 1 in a new installation."""
    numbers = [
        int(found[1])
        for name in settings.KEYRING.made()
        if (found := _MASTER.fullmatch(name))
    ]
    return max(numbers, default=1)


def living_key(table: CardTable, scope: str) -> DataKey:
    """The table's data key for a scope, made at first use."""
    found = DataKey.objects.filter(
        table=table, scope=scope, destroyed_at__isnull=True
    ).first()
    if found is not None:
        return found
    algorithm = Algorithm(settings.VAULT_CIPHER)
    master = current_master()
    key = vault_cipher.new_key(algorithm)
    try:
        with transaction.atomic():
            return DataKey.bookkeeping.bulk_create(
                [
                    DataKey(
                        table=table,
                        scope=scope,
                        algorithm=algorithm,
                        master=master,
                        wrapped=wrapped(key, algorithm, master, table.name, scope),
                        made_at=clock.now(),
                    )
                ]
            )[0]
    except IntegrityError:  # another process made it a moment ago
        return DataKey.objects.get(table=table, scope=scope, destroyed_at__isnull=True)


def opened(data_key: DataKey) -> bytes:
    """The key itself. Raises ``KeyDestroyed``; ``NotOpened`` for a foreign master key."""
    if data_key.wrapped is None:
        raise KeyDestroyed(
            Text(
                "这些个人信息的密钥已经销毁，内容已不可恢复。",
                "The key of these personal items was destroyed: they are erased.",
            )
        )
    return _opened(
        bytes(data_key.wrapped),
        Algorithm(data_key.algorithm),
        data_key.master,
        data_key.table.name,
        data_key.scope,
    )


def wrapped(
    key: bytes, algorithm: Algorithm, master: int, table: str, scope: str
) -> bytes:
    """A data key sealed by a master key, bound to its table and scope."""
    return vault_cipher.seal(
        algorithm, _master_key(algorithm, master), key, _bound(table, scope)
    )


@lru_cache(maxsize=512)
def _opened(
    sealed: bytes, algorithm: Algorithm, master: int, table: str, scope: str
) -> bytes:
    return vault_cipher.unseal(
        _master_key(algorithm, master), sealed, _bound(table, scope)
    )


def _master_key(algorithm: Algorithm, master: int) -> bytes:
    key: bytes = settings.KEYRING.key(f"vault_master_{master}")
    return vault_cipher.master_key(algorithm, key)


def _bound(table: str, scope: str) -> bytes:
    return f"data key\n{table}\n{scope}".encode()
