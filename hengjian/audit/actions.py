"""The one door for writing: an action, its transaction, its entries in the journal.

``from hengjian.audit import actions as journal``; decorate with ``@journal.action`` and
call ``journal.enter(...)`` inside.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models, transaction

from hengjian.audit import act, appending
from hengjian.audit.act import coming_from, origin
from hengjian.audit.texts import Personal, journal_text
from hengjian.lib import clock


__all__ = [
    "ACTIONS",
    "ActionWithoutEntry",
    "EnteredOutsideAction",
    "Personal",
    "action",
    "coming_from",
    "enter",
    "nothing_changed",
    "origin",
]

P = ParamSpec("P")
R = TypeVar("R")

EVENT = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")

# every action of the product by its dotted name, for the tests that hold them all
ACTIONS: dict[str, Callable[..., Any]] = {}


class EnteredOutsideAction(RuntimeError):
    """``enter`` was called outside every action."""


class ActionWithoutEntry(RuntimeError):
    """An action ended without an entry and without saying that nothing changed."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an action: keyword-only ``by=``, one transaction, its entries.

    The outermost action opens the transaction and, as its last statements, locks the
    chain's head and writes the entries; actions called inside join it. An exception
    rolls everything back, entries included. An inner action whose exception is caught
    loses its own changes and entries only.
    """
    parameter = inspect.signature(function).parameters.get("by")
    if parameter is None or parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
        raise TypeError(f"{function.__qualname__} needs a keyword-only parameter by=")
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        running = act.current()
        if running is not None:
            return _joined(running, function, *args, **kwargs)
        with (
            act.opened() as opened,
            transaction.atomic(durable=True),
            connection.execute_wrapper(opened.pending.first),
        ):
            result = _joined(opened, function, *args, **kwargs)
            opened.pending.write()
            if not opened.drafts and not opened.nothing_changed:
                raise ActionWithoutEntry(name)
            # last: whoever holds the head makes every other writer wait
            appending.append(opened.drafts)
        return result

    ACTIONS[name] = carried_out
    return carried_out


def _joined(
    running: act.Act, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    entered_before = len(running.drafts)
    running.actors.append(kwargs["by"])  # type: ignore[arg-type]
    nested = len(running.actors) > 1
    try:
        if not nested:
            return function(*args, **kwargs)
        with transaction.atomic():
            return function(*args, **kwargs)
    except BaseException:
        del running.drafts[entered_before:]
        running.pending.forget()
        running.found.clear()  # what was looked up may have been rolled back
        raise
    finally:
        running.actors.pop()


def enter(
    event: str,
    *,
    subject: models.Model | str,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Enter one event in the journal of the act under way.

    ``event`` reads ``noun.past_verb`` (``matter.closed``); ``subject`` is a saved object
    or a text ``type:id``; ``old``, ``new`` and ``detail`` are plain values, personal ones
    wrapped in ``Personal``.
    """
    running = act.current()
    if running is None:
        raise EnteredOutsideAction(event)
    if not EVENT.fullmatch(event):
        raise ValueError(f"{event!r} does not read noun.past_verb")
    subject_type, subject_id = _subject(subject)
    actor = running.actors[-1]
    # who acts for another is named with that other one
    stood_for = getattr(actor, "acting_for", None)
    if stood_for is not None:
        detail = {**(detail or {}), "acting_for": stood_for.journal_name}
    running.drafts.append(
        act.Draft(
            at=clock.now(),
            event=event,
            by=actor.journal_name,
            subject_type=subject_type,
            subject_id=subject_id,
            origin=act.origin()[:200],
            old=journal_text(old),
            new=journal_text(new),
            detail=journal_text(detail),
        )
    )


def nothing_changed() -> None:
    """Say that this action found everything as asked and wrote nothing."""
    running = act.current()
    if running is None:
        raise EnteredOutsideAction("nothing_changed")
    running.nothing_changed = True


def _subject(subject: models.Model | str) -> tuple[str, str]:
    if isinstance(subject, str):
        kind, _, identity = subject.partition(":")
        return kind, identity[:200]
    if subject.pk is None:
        raise ValueError(f"{subject!r} is not saved yet")
    return subject._meta.label_lower, str(subject.pk)
