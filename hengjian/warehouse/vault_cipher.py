"""The cipher of the vault: the installation's own, under the name the vault calls it by."""

from hengjian.lib.sealing import (
    Algorithm,
    NotOpened,
    master_key,
    new_key,
    seal,
    seal_many,
    unseal,
)


__all__ = [
    "Algorithm",
    "NotOpened",
    "master_key",
    "new_key",
    "seal",
    "seal_many",
    "unseal",
]
