"""A document of a matter: drafted, issued under its number, perhaps withdrawn."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Procuratorate
from hengjian.packs.models import PackRelease


NATIONAL = "national"
"""``record_of`` of a matter whose record the national system keeps."""


class DocumentState(models.TextChoices):
    """What became of a document."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已签发"
    WITHDRAWN = "withdrawn", "已作废"


STATES = {
    DocumentState.DRAFT: Text("草稿", "draft"),
    DocumentState.ISSUED: Text("已签发", "issued"),
    DocumentState.WITHDRAWN: Text("已作废", "withdrawn"),
}


class Document(GuardedModel):
    """One document.

    Matters stand above: ``matter`` is the key of one, with what its row in a register
    shows. ``sealed_facts`` holds, encrypted under the document's own key, the values it
    was made of and to whom it goes; the key is wrapped by the vault's master. A number
    once given is never given again, whatever becomes of the document.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="documents"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    release = models.ForeignKey(PackRelease, models.PROTECT, related_name="+")
    matter = models.PositiveBigIntegerField()
    matter_kind = models.CharField(max_length=100)
    matter_number = models.CharField(max_length=40)
    record_of = models.CharField(max_length=10, default="here")
    is_restricted = models.BooleanField(default=False)

    kind = models.CharField(max_length=100)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=DocumentState, default=DocumentState.DRAFT
    )
    series = models.CharField(max_length=100, blank=True)
    year = models.PositiveIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=80, blank=True)

    algorithm = models.CharField(max_length=20)
    master = models.PositiveIntegerField()
    wrapped = models.BinaryField(null=True)
    sealed_facts = models.BinaryField()

    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    # why it was issued although its numbers disagree
    issuing_reason = models.TextField(blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    reply_due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "series", "year", "serial"],
                condition=models.Q(serial__isnull=False),
                name="document_number_once",
            ),
            models.CheckConstraint(
                name="document_national_is_draft",
                condition=~models.Q(record_of=NATIONAL)
                | models.Q(
                    state__in=["draft", "withdrawn"],
                    serial__isnull=True,
                    issued_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="document_issued_by_and_at",
                condition=models.Q(issued_by="", issued_at__isnull=True)
                | (~models.Q(issued_by="") & models.Q(issued_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="document_issued_when_issued",
                condition=~models.Q(state="issued") | ~models.Q(issued_by=""),
            ),
            models.CheckConstraint(
                name="document_withdrawn_with_reason",
                condition=~models.Q(state="withdrawn")
                | (~models.Q(withdrawn_by="") & ~models.Q(withdrawal_reason="")),
            ),
            models.CheckConstraint(
                name="document_numbered_when_issued",
                condition=models.Q(serial__isnull=True, number="")
                | (
                    models.Q(serial__isnull=False, issued_at__isnull=False)
                    & ~models.Q(number="")
                ),
            ),
        )
        indexes = (
            models.Index(fields=["matter", "-id"], name="document_of_matter"),
            models.Index(
                fields=["procuratorate", "year", "series", "serial"],
                name="document_of_register",
            ),
        )

    def __str__(self) -> str:
        return self.number or f"{self.kind} #{self.pk}"

    @property
    def title(self) -> Text:
        """What it is called, in both languages."""
        return Text(self.title_zh, self.title_en)

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return STATES[DocumentState(self.state)]

    @property
    def is_national(self) -> bool:
        """Whether the national system keeps the record: then it stays a draft."""
        return self.record_of == NATIONAL

    @property
    def is_draft(self) -> bool:
        return self.state == DocumentState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == DocumentState.ISSUED
