"""What may not be done at a meeting, and why."""

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class MeetingFault(UserFault):
    """What was asked does not fit where the thing stands."""

    status = 409


class RecordedMeanwhile(MeetingFault):
    """Somebody else has recorded this vote since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "这次表决刚被别人记录过，您的记录没有保存。请刷新后核对再记。",
                "Somebody has recorded this vote meanwhile; yours was not kept. Reload and"
                " compare before recording again.",
            )
        )


class NotYourDuty(MeetingFault):
    """The role allows it, but the account holds no duty in that body; journaled."""

    is_refusal = True


class CaseRefused(MeetingFault):
    """A case was put to a body that never takes one; the message names where it goes."""

    status = 422
    is_refusal = True


class TaskIncomplete(MeetingFault):
    """A task lacks who, what, how, target, measures, limit or responsibility."""

    status = 422
