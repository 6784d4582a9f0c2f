"""Acts on notices: sent, read, forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices.models import Kind, Notice


# a read notice is a courtesy, not a record: the journal keeps what happened
READ_KEPT = timedelta(days=90)
UNREAD_KEPT = timedelta(days=365)


class AddressElsewhere(ValueError):
    """A notice leads to a page of ours, by its path."""


@dataclass(frozen=True)
class Telling:
    """What is told: ``key`` names the matter, ``address`` is a path of ours."""

    kind: Kind
    key: str
    sentence: Text
    address: str
    is_urgent: bool = False


@journal.action
def send(*, telling: Telling, to: Iterable[Account], by: Actor) -> int:
    """Tell accounts something; who was told of the same key before is passed over.

    Returns how many were told. Raises ``AddressElsewhere``.
    """
    if not telling.address.startswith("/") or telling.address.startswith("//"):
        raise AddressElsewhere(telling.address)
    wanted = {account.pk: account for account in to if account.is_active}
    known = Notice.objects.filter(key=telling.key, account__in=wanted)
    told = set(known.values_list("account_id", flat=True))
    fresh = [account for number, account in wanted.items() if number not in told]
    if not fresh:
        journal.nothing_changed()
        return 0
    at = clock.now()
    Notice.objects.bulk_create(
        Notice(
            account=account,
            kind=telling.kind,
            sentence_zh=telling.sentence.zh,
            sentence_en=telling.sentence.en,
            address=telling.address,
            is_urgent=telling.is_urgent,
            key=telling.key,
            made_at=at,
        )
        for account in fresh
    )
    journal.enter(
        "notices.notices_sent",
        subject=f"notices.notice:{telling.key}",
        detail={
            "kind": telling.kind.value,
            "to": sorted(account.username for account in fresh),
        },
    )
    return len(fresh)


@journal.action
def mark_read(
    *, account: Account, numbers: Iterable[int] | None = None, by: Actor
) -> int:
    """Mark notices of an account read, all of them without numbers; returns how many.

    Numbers of others' notices are passed over as if they were not there.
    """
    unread = Notice.objects.filter(account=account, read_at__isnull=True)
    if numbers is not None:
        unread = unread.filter(pk__in=list(numbers))
    count = unread.update(read_at=clock.now())
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter("notices.notices_read", subject=account, detail={"notices": count})
    return count


@journal.action
def forget_old(*, by: Actor) -> int:
    """Forget notices read three months ago and those nobody read in a year."""
    now = clock.now()
    read = Notice.objects.filter(read_at__lt=now - READ_KEPT)
    unread = Notice.objects.filter(read_at__isnull=True, made_at__lt=now - UNREAD_KEPT)
    count = read.delete()[0] + unread.delete()[0]
    if not count:
        journal.nothing_changed()
        return 0
    journal.enter(
        "notices.old_notices_forgotten", subject="notices:", detail={"notices": count}
    )
    return count
