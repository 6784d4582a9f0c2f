"""Papers that came from outside (收文): registered, kept sealed, passed on to people."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.documents.models.document import Document
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person, Procuratorate


class ReceivedKind(models.TextChoices):
    """What came."""

    REPLY = "reply", "回复"
    OBJECTION = "objection", "异议"
    LETTER = "letter", "来函"
    DECISION = "decision", "决定、裁判文书"
    OPINION = "opinion", "意见"
    MATERIAL = "material", "材料"


RECEIVED_KINDS = {
    ReceivedKind.REPLY: Text("回复", "reply"),
    ReceivedKind.OBJECTION: Text("异议", "objection"),
    ReceivedKind.LETTER: Text("来函", "letter"),
    ReceivedKind.DECISION: Text("决定、裁判文书", "decision or judgment"),
    ReceivedKind.OPINION: Text("意见", "opinion"),
    ReceivedKind.MATERIAL: Text("材料", "material"),
}
ANSWERS = frozenset({ReceivedKind.REPLY, ReceivedKind.OBJECTION})
"""What may answer a paper that was served."""


class ReceivedPaper(GuardedModel):
    """One paper from outside that belongs to a matter.

    Numbered by office and year without gaps; the number stays taken when the entry is
    withdrawn. ``sender`` is a unit's name; a person's, the title and the file's name lie
    in ``sealed_words``, and the file under ``stored_as``, encrypted under a key of the
    paper's own. ``digest`` is of the readable file.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="received_papers"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    matter = models.PositiveBigIntegerField()
    matter_kind = models.CharField(max_length=100)
    matter_number = models.CharField(max_length=40)
    is_restricted = models.BooleanField(default=False)

    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=ReceivedKind)
    answers = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    sender = models.CharField(max_length=200, blank=True)
    sender_number = models.CharField(max_length=100, blank=True)
    dated_on = models.DateField()
    received_on = models.DateField()
    pages = models.PositiveSmallIntegerField()

    algorithm = models.CharField(max_length=20)
    master = models.PositiveIntegerField()
    wrapped = models.BinaryField(null=True)
    sealed_words = models.BinaryField()
    stored_as = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    registered_by = models.CharField(max_length=200)
    registered_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "year", "serial"],
                name="received_paper_number_once",
            ),
            models.CheckConstraint(
                name="received_paper_withdrawn_with_reason",
                condition=models.Q(withdrawn_by="", withdrawn_at__isnull=True)
                | (
                    ~models.Q(withdrawn_by="")
                    & ~models.Q(withdrawal_reason="")
                    & models.Q(withdrawn_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="received_paper_dated_before",
                condition=models.Q(dated_on__lte=models.F("received_on")),
            ),
        )
        indexes = (
            models.Index(fields=["matter", "-id"], name="received_paper_of_matter"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def kind_text(self) -> Text:
        """What came, in both languages."""
        return RECEIVED_KINDS[ReceivedKind(self.kind)]

    @property
    def is_withdrawn(self) -> bool:
        """Whether the entry was a mistake."""
        return self.withdrawn_at is not None


class PassedPaper(GuardedModel):
    """A received paper passed on to somebody, who says when they have read it."""

    paper = models.ForeignKey(ReceivedPaper, models.PROTECT, related_name="passed")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    passed_by = models.CharField(max_length=200)
    passed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("paper_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["paper", "person"], name="passed_paper_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper_id} {self.person_id}"
