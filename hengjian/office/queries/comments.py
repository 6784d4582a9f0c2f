"""What was said under what is posted, as the office reads it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hengjian.matters.models import Matter
from hengjian.office.models import Comment
from hengjian.office.plain_words import speaks_of_sealed


@dataclass(frozen=True)
class Said:
    """A comment with its answers; ``is_told``: its words may be read."""

    comment: Comment
    is_told: bool
    answers: tuple["Said", ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether somebody of the office has answered."""
        return bool(self.answers)


def said_of(matter: Matter) -> list[Said]:
    """The comments on a matter, the first one first, each with its answers.

    Asked at every reading: words on a case that was sealed since are not told.
    """
    found = list(
        Comment.objects.filter(matter=matter)
        .select_related("taken_down")
        .order_by("id")
    )
    answers: dict[int, list[Said]] = {}
    for each in found:
        if each.answers_id is not None:
            answers.setdefault(each.answers_id, []).append(_said(each))
    return [
        _said(each, tuple(answers.get(each.pk, ())))
        for each in found
        if each.answers_id is None
    ]


def comment_counts(matters: Iterable[int]) -> Counter[int]:
    """How many comments each of the matters has that are not taken down."""
    found = Comment.objects.filter(
        matter__in=list(matters), answers__isnull=True, taken_down__isnull=True
    )
    return Counter(found.order_by().values_list("matter_id", flat=True))


def is_taken_down(comment: Comment) -> bool:
    """Whether a person took it down."""
    return hasattr(comment, "taken_down")


def _said(comment: Comment, answers: tuple[Said, ...] = ()) -> Said:
    told = not is_taken_down(comment) and not speaks_of_sealed(comment.text)
    return Said(comment, told, answers)
