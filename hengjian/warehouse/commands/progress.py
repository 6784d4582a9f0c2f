"""A progress bar on a terminal's standard error; nothing where nobody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hengjian.engines.tables.options import Progress
from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


@contextmanager
def shown() -> Iterator[Progress]:
    """A function ``(done, total, what)`` that draws while the block runs."""
    if not sys.stderr.isatty():
        yield lambda done, total, doing: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task("", total=None)

        def draw(done: int, total: int, doing: Text) -> None:
            bar.update(
                row,
                completed=done,
                total=total or None,
                description=doing.in_language(language()),
            )

        yield draw
