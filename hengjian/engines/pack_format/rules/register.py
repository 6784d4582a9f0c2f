"""Every rule that a pack must keep, in one visible list."""

from collections.abc import Callable, Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.model import Fault, Pack


Rule = Callable[[Draft, Mapping[str, Pack]], Iterator[Fault]]

RULES: tuple[Rule, ...] = ()
