"""Examples of the actions on packs."""

from functools import partial

from hengjian.audit.actors import System
from hengjian.lib.bilingual import Text
from hengjian.packs import actions
from tests.action_examples import Example


EXAMPLES: dict[str, Example] = {
    "hengjian.packs.actions.release": lambda cast: partial(
        actions.release,
        prepared=[
            actions.Prepared("loans", Text("借阅", "Loans"), "0" * 64, b"", 0),
        ],
        by=System("test"),
    ),
}
