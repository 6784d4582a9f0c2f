"""What an account is told: one sentence in both languages, and where to go."""

from django.db import models

from hengjian.access.models import Account
from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.notices.mail_models import Mail as Mail
from hengjian.notices.mail_models import MailChoice as MailChoice


class Kind(models.TextChoices):
    """What a notice is about."""

    IMPORT = "import", "导入"
    FINDING = "finding", "案卡问题"
    SIGNAL = "signal", "异动提示"
    JOB = "job", "后台任务"
    LIMIT = "limit", "期限"
    MEETING = "meeting", "会议"
    PAPER = "paper", "收文"
    APPRAISAL = "appraisal", "考核与积分"


KINDS = {
    Kind.IMPORT: Text("导入", "Imports"),
    Kind.FINDING: Text("案卡问题", "Findings"),
    Kind.SIGNAL: Text("异动提示", "Signals"),
    Kind.JOB: Text("后台任务", "Jobs"),
    Kind.LIMIT: Text("期限", "Time limits"),
    Kind.MEETING: Text("会议", "Meetings"),
    Kind.PAPER: Text("收文", "Papers received"),
    Kind.APPRAISAL: Text("考核与积分", "Appraisal and points"),
}


class Notice(GuardedModel):
    """One notice; it says counts and places, never what stands in a card."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    sentence_zh = models.CharField(max_length=500)
    sentence_en = models.CharField(max_length=500)
    # a page of ours; what it shows is decided there, when it is opened
    address = models.CharField(max_length=500)
    is_urgent = models.BooleanField(default=False)
    # what it tells of: told again, it stays one notice
    key = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["account", "key"], name="notice_once"),
        )
        indexes = (models.Index(fields=["account", "read_at"], name="notice_unread"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.key}"

    @property
    def sentence(self) -> Text:
        """The sentence in both languages."""
        return Text(self.sentence_zh, self.sentence_en)

    @property
    def kind_text(self) -> Text:
        """What it is about, in both languages."""
        return KINDS[Kind(self.kind)]
