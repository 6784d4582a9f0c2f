"""Comment on what is posted, answer a comment, take one down: each once, never altered."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor, System
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters.faults import reason_given
from hengjian.matters.models import Matter, WorkItem
from hengjian.office.models import Comment, Posting, TakenDown
from hengjian.office.plain_words import words_given


UNNAMED = System("unnamed")


class CommentFault(UserFault):
    """The act does not fit the comment as it stands."""

    status = 409


@journal.action
def comment(*, matter: Matter, text: str, is_anonymous: bool, by: Actor) -> Comment:
    """Comment on something posted. Unnamed ones keep no name; the journal alone has it.

    Raises ``CommentFault`` where the matter is not posted; ``WordsNameSomebody`` and
    ``UserFault`` for words that the office may not read (``plain_words``).
    """
    said = words_given(text)
    if not Posting.objects.filter(matter=matter).exists():
        raise CommentFault(Text("这件事项没有公示", "this matter is not posted"))
    made = _written(matter, said, "" if is_anonymous else by.journal_name)
    journal.enter(
        "office.commented",
        subject=made,
        new={"matter": matter.pk, "is_anonymous": is_anonymous},
    )
    jobs.tell(
        event="office.commented",
        event_id=str(made.pk),
        payload={"comment": made.pk},
        by=UNNAMED if is_anonymous else by,
    )
    return made


@journal.action
def answer(*, comment: Comment, text: str, by: Actor) -> Comment:
    """Answer a comment with one's name; it may be answered more than once.

    Raises ``CommentFault`` for an answer and for what was taken down.
    """
    said = words_given(text)
    if comment.answers_id is not None or _is_down(comment):
        raise CommentFault(Text("这条不能答复", "this one is not to be answered"))
    made = _written(comment.matter, said, by.journal_name, comment)
    journal.enter(
        "office.comment_answered",
        subject=made,
        new={"matter": made.matter_id, "answers": comment.pk},
    )
    jobs.tell(
        event="office.comment_answered",
        event_id=str(made.pk),
        payload={"comment": made.pk},
        by=by,
    )
    return made


@journal.action
def take_down(*, comment: Comment, reason: str, by: Actor) -> TakenDown:
    """Take a comment or an answer down: its words stay and are shown to nobody.

    Who had a part in the matter does not judge what is said of it. Raises
    ``ReasonMissing``; ``CommentFault`` for them, for its writer, and a second time.
    """
    given = reason_given(reason)
    if _is_down(comment):
        raise CommentFault(Text("已经撤下", "it is taken down already"))
    if by.journal_name == comment.by or _had_a_part(comment.matter, by):
        raise CommentFault(
            Text(
                "经办、审批过这件事项的人和评论人不能撤下，请由其他人处理",
                "whoever had a part in the matter, or wrote it, does not take it down:"
                " let another look at it",
            )
        )
    made = TakenDown(
        comment=comment,
        reason=given,
        by=by.journal_name,
        taken_down_at=clock.now(),
    )
    made.save()
    journal.enter(
        "office.comment_taken_down",
        subject=made,
        new={"matter": comment.matter_id, "comment": comment.pk},
        detail={"reason": given},
    )
    return made


def _written(
    matter: Matter, text: str, by: str, answers: Comment | None = None
) -> Comment:
    made = Comment(
        matter=matter,
        procuratorate=matter.procuratorate,
        answers=answers,
        text=text,
        by=by,
        written_at=clock.now(),
        written_on=clock.today(),
    )
    made.save()
    return made


def _is_down(comment: Comment) -> bool:
    return TakenDown.objects.filter(comment=comment).exists()


def _had_a_part(matter: Matter, by: Actor) -> bool:
    """Whether somebody registered the matter or did a task of it."""
    person = getattr(by, "person_id", None)
    if person is not None and matter.registrant_id == person:
        return True
    return bool(
        WorkItem.objects.filter(matter=matter, done_by=by.journal_name).exists()
    )
