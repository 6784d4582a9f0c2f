"""One example of every action, by its dotted name: prepares, and returns the call.

A module per app, each with ``EXAMPLES``. The example must change something.
"""

import importlib
import pkgutil
from collections.abc import Callable

from tests.cast import Cast


Example = Callable[[Cast], Callable[[], object]]


def examples() -> dict[str, Example]:
    """The examples of every app."""
    found: dict[str, Example] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= importlib.import_module(f"{__name__}.{module.name}").EXAMPLES
    return found
