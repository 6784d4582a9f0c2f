"""A file of a document, as it was kept: the drafted one, an edited one, the issued one."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.documents.models.document import Document
from hengjian.lib.bilingual import Text


class Origin(models.TextChoices):
    """Where a file came from."""

    MADE = "made", "系统拟制"
    EDITED = "edited", "上传修改稿"
    ISSUED = "issued", "签发稿"


ORIGINS = {
    Origin.MADE: Text("系统拟制", "made here"),
    Origin.EDITED: Text("上传的修改稿", "edited copy"),
    Origin.ISSUED: Text("签发稿", "as issued"),
}


class DocumentVersion(GuardedModel):
    """One Word file, kept encrypted; ``digest`` is of the readable file.

    ``sealed_found`` holds what its check found, ``disagreeing`` how much of it disagrees.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin)
    stored_as = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sealed_found = models.BinaryField(default=bytes)
    disagreeing = models.PositiveIntegerField(default=0)
    kept_by = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=["document", "number"], name="document_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"

    @property
    def origin_text(self) -> Text:
        """Where it came from, in both languages."""
        return ORIGINS[Origin(self.origin)]
