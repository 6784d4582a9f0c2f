"""What can be wrong with an act of appraisal."""

from collections.abc import Sequence

from hengjian.engines.scoring.model import Problem
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class AppraisalFault(UserFault):
    """The act does not fit what it is done to as it stands."""

    status = 409


class NotTheirs(UserFault):
    """It does not exist or is not for this viewer; both read the same."""

    status = 404

    def __init__(self) -> None:
        super().__init__(Text("没有这份记录", "there is no such record"))


class SchemeFaults(UserFault):
    """Everything that is wrong with a scheme; each part leads to its place."""

    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            Text(
                "；".join(one.message.zh for one in problems),
                "; ".join(one.message.en for one in problems),
            ),
            where=".".join(str(step) for step in problems[0].part),
        )


class NeverScored(UserFault):
    """The never-scored list binds every scheme; the refusal is journaled."""

    status = 403
    is_journaled = True
    explained_at = "/policy/never-scored/"
