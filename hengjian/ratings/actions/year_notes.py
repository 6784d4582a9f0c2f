"""Acts on what somebody gathers of the own year: written, removed, handed in."""

from dataclasses import dataclass
from datetime import date

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.files import KeptPaper
from hengjian.organisation.models import Person
from hengjian.ratings.faults import BallotFault, RatingFault
from hengjian.ratings.models import YearNote


@dataclass(frozen=True)
class Wording:
    """What a note says."""

    happened_on: date
    title: str
    text: str = ""


@journal.action
def write_note(
    *, person: Person, wording: Wording, paper: KeptPaper | None = None, by: Actor
) -> YearNote:
    """Write a note of one's own year. The journal keeps that, not what it says.

    Raises ``BallotFault`` without a title or for a day to come.
    """
    if not wording.title.strip() or wording.happened_on > clock.today():
        raise BallotFault(
            Text("请写标题；日期不晚于今天。", "Give a title, and a day not to come.")
        )
    note = YearNote(
        person=person,
        happened_on=wording.happened_on,
        title=wording.title.strip()[:100],
        text=wording.text.strip()[:1000],
        file_name=paper.name if paper else "",
        stored_as=paper.stored_as if paper else "",
        digest=paper.digest if paper else "",
        written_on=clock.today(),
    )
    note.save()
    journal.enter(
        "ratings.year_note_written", subject=note, new={"file": note.digest or None}
    )
    return note


@journal.action
def remove_note(*, note: YearNote, by: Actor) -> None:
    """Remove a note that is not handed in. Raises ``RatingFault``."""
    if note.handed_in_on is not None:
        raise RatingFault(
            Text("已交出的材料不能删除。", "What is handed in cannot be removed.")
        )
    journal.enter(
        "ratings.year_note_removed", subject=note, old={"file": note.digest or None}
    )
    note.delete()


@journal.action
def hand_in(*, person: Person, year: int, by: Actor) -> int:
    """Hand in what was gathered of a year: from now on the appraisal office sees it.

    Returns how many notes. Raises ``RatingFault`` where nothing is left to hand in.
    """
    left = YearNote.objects.filter(
        person=person, happened_on__year=year, handed_in_on__isnull=True
    )
    numbers = sorted(left.values_list("pk", flat=True))
    if not numbers:
        raise RatingFault(Text("没有还没交出的材料。", "Nothing is left to hand in."))
    YearNote.objects.filter(pk__in=numbers).update(handed_in_on=clock.today())
    journal.enter(
        "ratings.year_handed_in",
        subject=person,
        new={"year": year, "notes": numbers},
    )
    return len(numbers)
