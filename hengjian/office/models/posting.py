"""What is posted: only ever added to."""

import hashlib
import json

from django.db import models

from hengjian.audit.added_to import AddedTo
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.organisation.models import Department, Procuratorate


class Part(models.TextChoices):
    """Which half of a matter is posted."""

    REQUEST = "request", "申请"
    ANSWER = "answer", "答复"


PARTS = {Part.REQUEST: Text("申请", "request"), Part.ANSWER: Text("答复", "answer")}


class Posting(AddedTo):
    """A request or an answer as it was posted; its digest stands in the journal.

    ``content`` is a list of ``{"item", "zh", "en", "value_zh", "value_en"}``.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="postings")
    part = models.CharField(max_length=8, choices=Part)
    kind = models.CharField(max_length=100)
    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    posted_at = models.DateTimeField()
    posted_on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=["procuratorate", "part", "-id"], name="posting_of_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} {self.part}"

    @property
    def part_text(self) -> Text:
        """Which half, in both languages."""
        return PARTS[Part(self.part)]

    def counted_digest(self) -> str:
        """SHA-256 (hex) of what is stored now: the same as when it was posted."""
        text = json.dumps(
            [self.matter_id, self.part, self.posted_on.isoformat(), self.content],
            ensure_ascii=False,
            sort_keys=True,
        )
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_as_posted(self) -> bool:
        """Whether the stored content agrees with its digest."""
        return self.counted_digest() == self.digest
