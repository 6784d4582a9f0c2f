"""An example of the action that enters refusals."""

from functools import partial

from hengjian.access.actions import refusals
from tests.action_examples import Example


EXAMPLES: dict[str, Example] = {
    "hengjian.access.actions.refusals.note": lambda cast: partial(
        refusals.note,
        door="GET warehouse:quality",
        asked="/quality/",
        why="finding.read",
        by=cast.audit_administrator,
    ),
}
