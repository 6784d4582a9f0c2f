"""Imports of card files, and the rows they kept aside."""

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.jobs.models import Job
from hengjian.organisation.models import Procuratorate
from hengjian.packs.models import PackRelease
from hengjian.warehouse.models.card_table import CardTable
from hengjian.warehouse.models.sealing import without_sealed_rows


class ImportState(models.TextChoices):
    """How far an import is; between staged and live nothing of it is in force."""

    STAGED = "staged", "等待"
    LEASED = "leased", "处理中"
    COMMITTED = "committed", "已写入"
    LIVE = "live", "已生效"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


class Origin(models.TextChoices):
    """Where an import's cards come from."""

    FILE = "file", "文件"
    MATTERS = "matters", "本院办理的事项"


class Import(GuardedModel):
    """Cards on their way into their table: of a file, or of matters that changed."""

    origin = models.CharField(max_length=8, choices=Origin, default=Origin.FILE)

    # written into the table's commit, so that a commit can be told to be ours
    mark = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(CardTable, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=255)
    file_digest = models.CharField(max_length=64, db_index=True)
    file_bytes = models.BigIntegerField()
    sheet = models.CharField(max_length=255, blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # header -> item
    # whose cards they are, where the file does not say
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    # rows of procuratorates outside it are kept aside; none: nobody's are
    within = models.ForeignKey(
        Procuratorate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pack_release = models.ForeignKey(
        PackRelease, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    pack_digest = models.CharField(max_length=64, blank=True)
    job = models.OneToOneField(
        Job, models.SET_NULL, null=True, blank=True, related_name="card_import"
    )
    state = models.CharField(
        max_length=10, choices=ImportState, default=ImportState.STAGED, db_index=True
    )
    # everything that goes live with it has been written down
    prepared_at = models.DateTimeField(null=True, blank=True)

    rows_read = models.BigIntegerField(default=0)
    rows_new = models.BigIntegerField(default=0)
    rows_changed = models.BigIntegerField(default=0)
    rows_unchanged = models.BigIntegerField(default=0)
    rows_rejected = models.BigIntegerField(default=0)
    findings_raised = models.BigIntegerField(default=0)
    findings_closed = models.BigIntegerField(default=0)
    findings_reopened = models.BigIntegerField(default=0)
    header = models.JSONField(default=dict, blank=True)
    notices = models.JSONField(default=list, blank=True)  # [{zh, en}]

    # the version in force after it, with its pin; none before it is live
    version = models.BigIntegerField(null=True, blank=True)
    table_digest = models.CharField(max_length=64, blank=True)
    staged_by = models.CharField(max_length=200)
    staged_at = models.DateTimeField()
    live_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    fault_zh = models.TextField(blank=True)
    fault_en = models.TextField(blank=True)

    # the steps of an import that are not acts: how far it is, what it counted
    bookkeeping = models.Manager["Import"]()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="live")
                | (
                    models.Q(version__isnull=False)
                    & models.Q(live_at__isnull=False)
                    & ~models.Q(table_digest="")
                ),
                name="import_live_has_its_pin",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.file_name} {self.state}"

    @property
    def has_ended(self) -> bool:
        """Live, failed or cancelled."""
        return self.state in {
            ImportState.LIVE,
            ImportState.FAILED,
            ImportState.CANCELLED,
        }

    @property
    def incoming_file(self) -> Path:
        """The staged copy; gone once the import has ended."""
        suffix = Path(self.file_name).suffix.lower()
        return Path(settings.HENGJIAN_HOME) / "incoming" / f"{self.file_digest}{suffix}"


class ShownRows(models.Manager["RejectedRow"]):
    """Rows kept aside, but for those of persons whose record is sealed."""

    def get_queryset(self) -> Any:
        return without_sealed_rows(super().get_queryset())


class RejectedRow(models.Model):
    """One thing wrong in a row that an import kept aside.

    Not guarded: written before its import is live, which is the journaled act.
    """

    card_import = models.ForeignKey(
        Import, models.CASCADE, related_name="rejected_rows"
    )
    row = models.BigIntegerField()  # as a spreadsheet shows it
    item = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=200, blank=True)  # masked where personal
    rule = models.CharField(max_length=100)
    message_zh = models.TextField()
    message_en = models.TextField()

    objects = ShownRows()
    # with those of sealed persons: counted and cleared
    bookkeeping = models.Manager["RejectedRow"]()

    class Meta:
        ordering = ("row", "id")
        indexes = (
            models.Index(fields=["card_import", "row"], name="rejected_row_place"),
        )

    def __str__(self) -> str:
        return f"{self.card_import_id}:{self.row} {self.item} {self.rule}"


class RejectedOriginals(models.Model):
    """The rejected rows' cells as they stood in the file, sealed, for their correction."""

    card_import = models.OneToOneField(
        Import, models.CASCADE, primary_key=True, related_name="rejected_originals"
    )
    data_key = models.ForeignKey("DataKey", models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "rejected originals"

    def __str__(self) -> str:
        return f"originals of {self.card_import_id}"
