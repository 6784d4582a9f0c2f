"""A meeting as the API tells it."""

from hengjian.meetings import api_schemas as out
from hengjian.meetings.models import Meeting


def meeting_out(each: Meeting) -> out.MeetingOut:
    """A meeting as the API tells it."""
    return out.MeetingOut(
        id=each.pk,
        body=each.body.plan,
        procuratorate=each.body.procuratorate.code,
        number=f"{each.year}-{each.number}",
        held_on=each.held_on,
        chair=each.chair.name,
        state=each.state,
    )
