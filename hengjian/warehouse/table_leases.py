"""One writer for each card table: taken, renewed, taken over from the dead, fenced."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse.models import CardTable, Lease


_PAUSE_SECONDS = 0.2


class TableBusy(UserFault):
    """Another import writes the table; ask again later."""

    status = 409


class LeaseLost(RuntimeError):
    """Another process has taken the table over; what this one wrote will not go live."""


@dataclass(frozen=True)
class Held:
    """Proof of holding a table: worth something only while its token is the newest."""

    table: CardTable
    token: int

    def renew(self) -> None:
        """Hold on; raises ``LeaseLost``."""
        if not _mine(self).update(until=_until()):
            raise LeaseLost(self.table.name)

    def fence(self) -> None:
        """In the transaction that moves the pointer: raises ``LeaseLost`` if taken over."""
        lease = Lease.objects.select_for_update().get(table=self.table)
        if lease.token != self.token or not lease.holder:
            raise LeaseLost(self.table.name)


@contextmanager
def held(table: CardTable, *, wait_seconds: float = 0) -> Iterator[Held]:
    """Hold a table for a block; raises ``TableBusy`` when it stays taken."""
    holding = _take(table, wait_seconds)
    try:
        yield holding
    finally:
        _mine(holding).update(holder="", until=None)


def this_process() -> str:
    """Who this is: machine, process and when the process began."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def _take(table: CardTable, wait_seconds: float) -> Held:
    give_up = time.monotonic() + wait_seconds
    while True:
        token = _try_to_take(table)
        if token is not None:
            return Held(table, token)
        if time.monotonic() >= give_up:
            raise TableBusy(
                Text(
                    f"案卡表“{table.name}”正在导入另一个文件，请稍后再试。",
                    f"another file is being imported into “{table.name}”: "
                    "try again later.",
                )
            )
        time.sleep(_PAUSE_SECONDS)


def _try_to_take(table: CardTable) -> int | None:
    with transaction.atomic():
        Lease.objects.get_or_create(table=table)
        lease = Lease.objects.select_for_update().get(table=table)
        if lease.holder and not _is_dead(lease):
            return None
        lease.holder = this_process()
        lease.token += 1
        lease.until = _until()
        lease.save(update_fields=["holder", "token", "until"])
        return lease.token


def _is_dead(lease: Lease) -> bool:
    """Expired, or of a process of this machine that is gone."""
    if lease.until is None or lease.until < clock.machine_now():
        return True
    host, _, rest = lease.holder.partition(":")
    pid, _, began = rest.partition(":")
    return host == socket.gethostname() and _began(int(pid)) != began


def _began(pid: int) -> str:
    """When a process began, in the kernel's ticks; "" when there is none.

    A number alone would not do: numbers of processes come round again.
    """
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    return told.rpartition(")")[2].split()[19]


def _mine(holding: Held) -> QuerySet[Lease]:
    return Lease.objects.filter(table=holding.table, token=holding.token).exclude(
        holder=""
    )


def _until() -> datetime:
    return clock.machine_now() + timedelta(seconds=settings.IMPORT_LEASE_SECONDS)
