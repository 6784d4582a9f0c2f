"""Personal items of matters: sealed under a key for each matter, wrapped by the vault's."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from hengjian.lib import sealing
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.sealing import Algorithm
from hengjian.matters.models import Matter, PersonalValues


_MASTER = re.compile(r"vault_master_(\d+)")


class PersonalValuesErased(UserFault):
    """The key was destroyed: what it sealed is gone."""

    status = 410


def keep(matter: Matter, values: Mapping[str, Any]) -> None:
    """Seal a matter's personal values, inside an action; the key is made at first use."""
    held = PersonalValues.objects.filter(matter=matter).first()
    if held is None:
        algorithm, master = Algorithm(settings.VAULT_CIPHER), newest_master()
        key = sealing.new_key(algorithm)
        held = PersonalValues(matter=matter, algorithm=algorithm, master=master)
        held.wrapped = sealing.seal(
            algorithm, master_key(algorithm, master), key, _bound(matter, b"key")
        )
    else:
        key = _key(held)
    text = json.dumps(dict(values), ensure_ascii=False, sort_keys=True).encode()
    held.sealed = sealing.seal(
        Algorithm(held.algorithm), key, text, _bound(matter, b"values")
    )
    held.save()


def opened(matter: Matter) -> dict[str, Any]:
    """A matter's personal values; empty where there are none.

    Raises ``PersonalValuesErased``; ``NotOpened`` for another master key.
    """
    held = PersonalValues.objects.filter(matter=matter).first()
    if held is None:
        return {}
    text = sealing.unseal(_key(held), bytes(held.sealed), _bound(matter, b"values"))
    found: dict[str, Any] = json.loads(text)
    return found


def wrap_anew(held: PersonalValues) -> None:
    """Wrap a matter's key by the newest master; what it sealed is not touched.

    Raises ``PersonalValuesErased``; ``NotOpened`` where the old master is gone.
    """
    key, algorithm = _key(held), Algorithm(held.algorithm)
    held.master = newest_master()
    held.wrapped = sealing.seal(
        algorithm, master_key(algorithm, held.master), key, _bound(held.matter, b"key")
    )


def _key(held: PersonalValues) -> bytes:
    if held.wrapped is None:
        raise PersonalValuesErased(
            Text(
                "这件事项的个人信息已经销毁。",
                "The personal items of this matter were erased.",
            )
        )
    master = master_key(Algorithm(held.algorithm), held.master)
    return sealing.unseal(master, bytes(held.wrapped), _bound(held.matter, b"key"))


def master_key(algorithm: Algorithm, number: int) -> bytes:
    """The vault's master key of a number."""
    key: bytes = settings.KEYRING.key(f"vault_master_{number}")
    return sealing.master_key(algorithm, key)


def newest_master() -> int:
    """The number of the newest master key; 1 in a new installation."""
    numbers = [
        int(found[1])
        for name in settings.KEYRING.made()
        if (found := _MASTER.fullmatch(name))
    ]
    return max(numbers, default=1)


def _bound(matter: Matter, what: bytes) -> bytes:
    return b"matter\n" + str(matter.pk).encode() + b"\n" + what
