"""The journal's own keys, from the keyring of the installation."""

from functools import cache

from django.conf import settings

from hengjian.engines.chain.links import Linker


@cache
def _linker(key: bytes) -> Linker:
    return Linker(key)


def journal_linker() -> Linker:
    """The linker under the journal key."""
    return _linker(settings.KEYRING.key("journal_key"))
