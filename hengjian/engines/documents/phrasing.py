"""Sentences with bound numbers in them: ``phrase("共{accepted}件", accepted=number)``."""

import string
from collections.abc import Iterable, Sequence

from hengjian.engines.documents.content import Bold, Number, Run


Part = Run | Sequence[Run]


def phrase(template: str, **parts: Part) -> tuple[Run, ...]:
    """The template as runs, each ``{name}`` replaced; KeyError for a missing name."""
    runs: list[Run] = []
    for words, name, _, _ in string.Formatter().parse(template):
        _add(runs, words)
        if name is not None:
            for run in _runs_of(parts[name]):
                _add(runs, run)
    return tuple(runs)


def joined(phrases: Iterable[Part], separator: str) -> tuple[Run, ...]:
    """Phrases one after another with a separator between them."""
    runs: list[Run] = []
    for position, part in enumerate(phrases):
        if position:
            _add(runs, separator)
        for run in _runs_of(part):
            _add(runs, run)
    return tuple(runs)


def _runs_of(part: Part) -> Sequence[Run]:
    return (part,) if isinstance(part, str | Number | Bold) else part


def _add(runs: list[Run], run: Run) -> None:
    if run == "":
        return
    if isinstance(run, str) and runs and isinstance(runs[-1], str):
        runs[-1] += run
    else:
        runs.append(run)
