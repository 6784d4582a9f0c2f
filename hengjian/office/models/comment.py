"""Comments under what is posted, their answers, and those that were taken down."""

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.matters.models import Matter
from hengjian.organisation.models import Procuratorate


class Comment(AddedTo):
    """A comment on something posted, or the office's answer to one.

    ``answers`` names the comment that is answered; an answer is never anonymous. ``by`` is
    empty where the writer wished to stay unnamed: the journal alone knows then.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="comments")
    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    text = models.TextField()
    by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_on = models.DateField()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=["procuratorate", "written_on"], name="comment_of_month"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answers__isnull=True) | ~models.Q(by=""),
                name="comment_answer_is_signed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.written_on}"

    @property
    def is_anonymous(self) -> bool:
        """Whether the writer wished to stay unnamed."""
        return not self.by


class TakenDown(AddedTo):
    """A comment that a person took down, and why; its words stay, and are not shown."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="taken_down")
    reason = models.CharField(max_length=2000)
    by = models.CharField(max_length=200)
    taken_down_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.comment_id)
