"""What documents hold, encrypted: a key for each, wrapped by the vault's master key."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from hengjian.documents.faults import DocumentErased
from hengjian.documents.models import Document, ReceivedPaper
from hengjian.lib import sealing
from hengjian.lib.sealing import Algorithm


FACTS, FOUND, TO, WORDS = "facts", "found", "service_to", "received_words"
"""What a sealed text is bound to."""

Holder = Document | ReceivedPaper
"""What has a key of its own."""

_KEY = b"document\nkey"

_MASTER = re.compile(r"vault_master_(\d+)")


def give_key(document: Holder) -> None:
    """Make the key of a new document or paper; before anything of it is sealed."""
    algorithm, master = Algorithm(settings.VAULT_CIPHER), _newest_master()
    document.algorithm, document.master = algorithm, master
    key = sealing.new_key(algorithm)
    document.wrapped = sealing.seal(algorithm, _master(algorithm, master), key, _KEY)


def wrap_anew(document: Holder) -> None:
    """Wrap the key by the newest master; nothing that it sealed is touched.

    Raises ``DocumentErased``; ``NotOpened`` where the old master is gone.
    """
    key, algorithm = _key(document), Algorithm(document.algorithm)
    document.master = _newest_master()
    document.wrapped = sealing.seal(
        algorithm, _master(algorithm, document.master), key, _KEY
    )


def seal_json(document: Holder, what: str, content: Mapping[str, Any]) -> bytes:
    """A JSON object sealed under the document's key."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return seal_bytes(document, what, text)


def open_json(document: Holder, what: str, sealed: bytes) -> dict[str, Any]:
    """What ``seal_json`` sealed. Raises ``DocumentErased``, ``NotOpened``."""
    found: dict[str, Any] = json.loads(open_bytes(document, what, sealed))
    return found


def seal_bytes(document: Holder, what: str, content: bytes) -> bytes:
    """Bytes sealed under the document's key, bound to what they are."""
    return sealing.seal(
        Algorithm(document.algorithm), _key(document), content, _bound(what)
    )


def open_bytes(document: Holder, what: str, sealed: bytes) -> bytes:
    """What ``seal_bytes`` sealed."""
    return sealing.unseal(_key(document), bytes(sealed), _bound(what))


def _key(document: Holder) -> bytes:
    if document.wrapped is None:
        raise DocumentErased
    algorithm = Algorithm(document.algorithm)
    master = _master(algorithm, document.master)
    return sealing.unseal(master, bytes(document.wrapped), _KEY)


def _bound(what: str) -> bytes:
    return b"document\n" + what.encode()


def _master(algorithm: Algorithm, number: int) -> bytes:
    key: bytes = settings.KEYRING.key(f"vault_master_{number}")
    return sealing.master_key(algorithm, key)


def _newest_master() -> int:
    numbers = [
        int(found[1])
        for name in settings.KEYRING.made()
        if (found := _MASTER.fullmatch(name))
    ]
    return max(numbers, default=1)
