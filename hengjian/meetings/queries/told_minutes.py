"""Minutes made before a sealing still tell of the case: they are not handed out.

They can be made anew, without that item, even when they were confirmed; who held the
meeting then confirms the new ones.
"""

from django.db.models import Q

from hengjian.engines.documents.reading_back import read_paper
from hengjian.lib.bilingual import Text
from hengjian.meetings import files
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import AgendaItem, Meeting, Minutes
from hengjian.meetings.queries.unsealed import unsealed


def withheld_minutes(meeting: Meeting) -> frozenset[int]:
    """The numbers of the minutes that tell of an item whose case is sealed."""
    hidden = _sealed_words(meeting)
    if not hidden:
        return frozenset()
    return frozenset(
        each.number for each in meeting.minutes.all() if _tells(each, hidden)
    )


def is_tellable(minutes: Minutes) -> bool:
    """Whether the minutes say nothing of a case sealed since. Asked at every opening."""
    hidden = _sealed_words(minutes.meeting)
    return not hidden or not _tells(minutes, hidden)


def require_tellable(minutes: Minutes) -> None:
    """Refuse minutes that tell of a sealed case. Raises ``MeetingFault``."""
    if not is_tellable(minutes):
        raise MeetingFault(
            Text(
                "这份纪要生成之后有案件被封存，不再提供。请重新生成纪要。",
                "A case in these minutes was sealed after they were made: they are not"
                " handed out. Make the minutes anew.",
            )
        )


def _sealed_words(meeting: Meeting) -> set[str]:
    """Titles and case numbers of the meeting's items whose case is sealed."""
    here = Q(meeting=meeting) | Q(votes__meeting=meeting)
    hidden = AgendaItem.objects.filter(here).exclude(
        pk__in=AgendaItem.objects.filter(unsealed()).values("pk")
    )
    told = hidden.values_list("title", "case_number")
    return {word for words in told for word in words if word}


def _tells(minutes: Minutes, words: set[str]) -> bool:
    """On the safe side: a file that cannot be read tells."""
    path = files.minutes_folder() / minutes.stored_as
    if not path.is_file():
        return True
    text = "\n".join(read_paper(path).passages)
    return any(word in text for word in words)
