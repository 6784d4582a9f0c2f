"""What follows an issued document: its seal, and how it was served."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.documents.models.document import Document
from hengjian.lib.bilingual import Text


class SealUse(GuardedModel):
    """The office's seal, put on paper and recorded here."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="seal_use")
    on = models.DateField()
    seal = models.CharField(max_length=100)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("document_id",)

    def __str__(self) -> str:
        return f"{self.document_id} {self.seal}"


class ServiceHow(models.TextChoices):
    """Ways of service."""

    IN_PERSON = "in_person", "直接送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    LEFT = "left", "留置送达"
    ENTRUSTED = "entrusted", "委托送达"
    PUBLIC_NOTICE = "public_notice", "公告送达"


SERVICE_WAYS = {
    ServiceHow.IN_PERSON: Text("直接送达", "in person"),
    ServiceHow.POST: Text("邮寄送达", "by post"),
    ServiceHow.ELECTRONIC: Text("电子送达", "electronically"),
    ServiceHow.LEFT: Text("留置送达", "left there"),
    ServiceHow.ENTRUSTED: Text("委托送达", "by another office"),
    ServiceHow.PUBLIC_NOTICE: Text("公告送达", "by public notice"),
}


class Service(GuardedModel):
    """One service of a document; ``sealed_to`` says to whom, encrypted.

    ``receipt_on``: the day on the receipt; none where there is none yet.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="services")
    how = models.CharField(max_length=20, choices=ServiceHow)
    on = models.DateField()
    sealed_to = models.BinaryField()
    receipt_on = models.DateField(null=True, blank=True)
    was_read_out = models.BooleanField(default=False)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.document_id} {self.how} {self.on}"

    @property
    def how_text(self) -> Text:
        """The way, in both languages."""
        return SERVICE_WAYS[ServiceHow(self.how)]
