"""Examples of the actions on the journal itself."""

from functools import partial

from hengjian.audit.actors import System
from hengjian.audit.exporting import note_export
from tests.action_examples import Example


EXAMPLES: dict[str, Example] = {
    "hengjian.audit.exporting.note_export": lambda cast: partial(
        note_export, asked={"by": "chen"}, entries=3, by=System("test")
    ),
}
