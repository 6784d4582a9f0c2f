"""Release a notice of days off; move the open limits that it moves."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from hengjian.access.models import Account
from hengjian.audit import act
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.calendars import queries
from hengjian.calendars.listing import list_moved
from hengjian.calendars.models import CalendarRelease
from hengjian.calendars.open_limits import Moving, OpenLimits
from hengjian.engines.deadlines.work_calendar import YearNotice
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling


RELEASED = "calendars.released"
_WORDS = {
    "title": Text("标题", "the title"),
    "document_number": Text("文号", "the document number"),
    "source": Text("来源", "the source"),
    "reason": Text("理由", "the reason"),
}


class CannotReleaseNotice(UserFault):
    """The notice lacks its title, a reason, or is no longer what was looked at."""


@dataclass(frozen=True)
class Described:
    """What a notice is called and where it is published."""

    title: str
    document_number: str = ""
    source: str = ""


@journal.action
def release(
    *,
    notice: YearNotice,
    described: Described,
    by: Actor,
    reason: str = "",
    seen: int | None = None,
) -> CalendarRelease:
    """Release a year's notice; a later one for the same year corrects it, with a reason.

    ``seen`` is the newest release (0: none) that stood when the effects were looked at.
    What is in force already changes nothing. Raises ``CannotReleaseNotice``.
    """
    newest = queries.releases().select_for_update().first()
    if seen is not None and seen != (newest.pk if newest else 0):
        raise _overtaken()
    made = _prepared(notice, described, reason, by)
    corrected = queries.release_in_force(notice.year)
    if corrected is not None:
        if corrected.digest == made.digest:
            journal.nothing_changed()
            return corrected
        made.number = corrected.number + 1
    _refuse_incomplete(made)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        # somebody else released the year's same number a moment ago
        raise _overtaken() from None
    act.forget(queries.IN_FORCE)
    journal.enter(
        "calendars.notice_released",
        subject=made,
        old={"number": corrected.number, "digest": corrected.digest}
        if corrected
        else None,
        new={
            "year": made.year,
            "number": made.number,
            "title": made.title,
            "document_number": made.document_number,
            "days_off": len(made.days_off),
            "make_up_days": len(made.make_up_days),
            "digest": made.digest,
        },
        detail={"reason": made.reason} if made.reason else None,
    )
    years = sorted({day.year for day in notice.days_off | notice.make_up_days})
    jobs.tell(event=RELEASED, event_id=str(made.pk), payload={"years": years}, by=by)
    return made


@journal.action
def move_limits(
    *,
    release: CalendarRelease,
    limits: OpenLimits,
    moving: Sequence[Moving],
    by: Actor,
) -> int:
    """Move open limits of one kind; each is listed, the entry carries their digest."""
    moved = limits.move(moving)
    if not moved:
        journal.nothing_changed()
        return 0
    list_moved(release, limits.kind, moved)
    journal.enter(
        "calendars.limits_moved",
        subject=release,
        new={
            "kind": limits.kind,
            "limits": len(moved),
            "digest": moved_digest(moved),
        },
    )
    return len(moved)


@journal.action
def tell_handlers(*, tellings: Sequence[tuple[Telling, Account]], by: Actor) -> int:
    """Tell handlers what became of their limits, each in words of their own."""
    told = sum(
        notices.send(telling=telling, to=[account], by=by)
        for telling, account in tellings
    )
    if not told:
        journal.nothing_changed()
    return told


def moved_digest(moved: Sequence[Moving]) -> str:
    """SHA-256 over ``subject before after`` of each limit, one on a line, in order."""
    lines = (f"{each.subject} {each.due_before} {each.due_after}\n" for each in moved)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def check(*, notice: YearNotice, described: Described, reason: str) -> None:
    """Raise ``CannotReleaseNotice`` for what ``release`` would refuse; writes nothing."""
    made = _prepared(notice, described, reason, System("calendars"))
    corrected = queries.release_in_force(notice.year)
    if corrected is not None and corrected.digest != made.digest:
        made.number = corrected.number + 1
    _refuse_incomplete(made)


def _prepared(
    notice: YearNotice, described: Described, reason: str, by: Actor
) -> CalendarRelease:
    days_off = _listed(notice, notice.days_off)
    make_up_days = _listed(notice, notice.make_up_days)
    title = described.title.strip()
    told = [
        notice.year,
        title,
        described.document_number.strip(),
        described.source.strip(),
        days_off,
        make_up_days,
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return CalendarRelease(
        year=notice.year,
        number=1,
        title=title,
        document_number=described.document_number.strip(),
        source=described.source.strip(),
        days_off=days_off,
        make_up_days=make_up_days,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        reason=reason.strip(),
        released_at=clock.now(),
        by=by.journal_name,
    )


def _overtaken() -> CannotReleaseNotice:
    return CannotReleaseNotice(
        Text(
            "刚有人发布了新的放假安排，请重新预览",
            "somebody released a notice meanwhile: look at the effects again",
        ),
        status=409,
    )


def _listed(notice: YearNotice, days: frozenset[date]) -> list[list[str]]:
    return [[day.isoformat(), notice.names.get(day, "")] for day in sorted(days)]


def _refuse_incomplete(made: CalendarRelease) -> None:
    if not made.title:
        raise CannotReleaseNotice(
            Text("请写明通知的标题", "give the title of the notice")
        )
    if made.number > 1 and not made.reason:
        raise CannotReleaseNotice(
            Text(
                f"{made.year} 年已有放假安排，请写明更正的理由",
                f"a notice for {made.year} is in force: say why it is corrected",
            )
        )
    for name, words in _WORDS.items():
        if not getattr(made, name).isprintable():
            raise CannotReleaseNotice(
                Text(
                    f"{words.zh}里有看不见的字符",
                    f"{words.en} holds characters that cannot be seen",
                )
            )
        longest = getattr(made._meta.get_field(name), "max_length", 0)
        if len(getattr(made, name)) > longest:
            raise CannotReleaseNotice(
                Text(
                    f"{words.zh}不超过 {longest} 字",
                    f"{words.en} has {longest} characters at most",
                )
            )
