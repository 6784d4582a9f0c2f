"""Authenticated encryption of what is kept secret: AES-256-GCM, or SM4-GCM by setting.

A sealed text is one byte for the algorithm, twelve random bytes, the ciphertext and its
tag of sixteen. Whoever opens it names what it is bound to (its associated data); a blob
that was moved elsewhere, or changed by one bit, does not open.
"""

import os
from collections.abc import Iterable, Iterator
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class Algorithm(StrEnum):
    """The two ciphers; the names stand in settings and beside every data key."""

    AES = "aes-256-gcm"
    SM4 = "sm4-gcm"

    @property
    def key_bytes(self) -> int:
        """Length of a key."""
        return 32 if self is Algorithm.AES else 16


_MARKS = {Algorithm.AES: b"\x01", Algorithm.SM4: b"\x02"}
_BY_MARK = {mark[0]: algorithm for algorithm, mark in _MARKS.items()}
_NONCE = 12
_NONCES_AT_ONCE = 512
_TAG = 16


class NotOpened(UserFault):
    """A sealed text does not open: other key, other place, or changed."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            Text(
                "密文无法解开：密钥不符，或数据被移动、改动过。",
                "A sealed text does not open: another key, or the data was moved or"
                " changed.",
            )
        )


def new_key(algorithm: Algorithm) -> bytes:
    """A random key."""
    return os.urandom(algorithm.key_bytes)


def master_key(algorithm: Algorithm, key: bytes) -> bytes:
    """The part of an installation's 32-byte key that the algorithm uses."""
    return key[: algorithm.key_bytes]


def key_for(sealed: bytes, key: bytes) -> bytes:
    """The part of a 32-byte key that opens a sealed text; raises ``NotOpened``."""
    algorithm = _BY_MARK.get(sealed[0]) if sealed else None
    if algorithm is None:
        raise NotOpened
    return master_key(algorithm, key)


def seal(algorithm: Algorithm, key: bytes, text: bytes, bound_to: bytes) -> bytes:
    """Encrypt one text."""
    return next(seal_many(algorithm, key, [(text, bound_to)]))


def seal_many(
    algorithm: Algorithm, key: bytes, texts: Iterable[tuple[bytes, bytes]]
) -> Iterator[bytes]:
    """Encrypt many texts, each with what it is bound to, under one key."""
    mark = _MARKS[algorithm]
    if algorithm is Algorithm.AES:
        encrypt = AESGCM(key).encrypt
        for nonce, (text, bound_to) in zip(_nonces(), texts, strict=False):
            yield mark + nonce + encrypt(nonce, text, bound_to)
        return
    cipher = algorithms.SM4(key)
    for nonce, (text, bound_to) in zip(_nonces(), texts, strict=False):
        encryptor = Cipher(cipher, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound_to)
        sealed = encryptor.update(text) + encryptor.finalize()
        yield mark + nonce + sealed + encryptor.tag


def _nonces() -> Iterator[bytes]:
    """Random numbers without end: the system is asked for one, then for many at once."""
    together = 1
    while True:
        random = os.urandom(_NONCE * together)
        for at in range(0, len(random), _NONCE):
            yield random[at : at + _NONCE]
        together = _NONCES_AT_ONCE


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Decrypt one text; raises ``NotOpened``."""
    algorithm = _BY_MARK.get(sealed[0]) if sealed else None
    if algorithm is None or len(sealed) < 1 + _NONCE + _TAG:
        raise NotOpened
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        if algorithm is Algorithm.AES:
            return AESGCM(key).decrypt(nonce, body, bound_to)
        decryptor = Cipher(
            algorithms.SM4(key), modes.GCM(nonce, body[-_TAG:])
        ).decryptor()
        decryptor.authenticate_additional_data(bound_to)
        return decryptor.update(body[:-_TAG]) + decryptor.finalize()
    except (InvalidTag, ValueError) as failure:
        raise NotOpened from failure
