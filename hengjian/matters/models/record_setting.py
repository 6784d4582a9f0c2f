"""Whose record the matters of a kind are, where an office says otherwise than the pack."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate


class RecordOf(models.TextChoices):
    """Where the record of a matter is kept."""

    NATIONAL = "national", "全国系统"
    HERE = "here", "本平台"


RECORDS = {
    RecordOf.NATIONAL: Text("全国系统", "the national system"),
    RecordOf.HERE: Text("本平台", "this platform"),
}


class RecordSetting(GuardedModel):
    """From a day on, an office (and those below it) keeps the record of a kind so.

    Only added to; of two for one office the later day holds, of one day the later row.
    """

    procuratorate = models.ForeignKey(Procuratorate, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=100)
    record_of = models.CharField(max_length=8, choices=RecordOf)
    from_on = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_on", "-id")
        indexes = (
            models.Index(fields=["kind", "procuratorate"], name="record_setting_place"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.procuratorate_id} {self.record_of} {self.from_on}"

    @property
    def words(self) -> Text:
        """Where the record is kept, in both languages."""
        return RECORDS[RecordOf(self.record_of)]
