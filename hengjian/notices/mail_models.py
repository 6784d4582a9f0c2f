"""E-mail about notices: who wants it, and every mail with what became of it."""

from django.db import models

from hengjian.access.models import Account
from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text


class MailWish(models.TextChoices):
    """Which notices somebody wants a mail about."""

    NONE = "none", "不发"
    URGENT = "urgent", "只发要先办的"
    ALL = "all", "都发"


MAIL_WISHES = {
    MailWish.NONE: Text("不发邮件", "no mail"),
    MailWish.URGENT: Text("只有要先办的消息才发", "of urgent notices alone"),
    MailWish.ALL: Text("有新消息就发", "of every notice"),
}


class MailChoice(GuardedModel):
    """What one account chose; ``after`` is the last notice before the choice."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="mail_choice")
    address = models.EmailField(max_length=200, blank=True)
    wish = models.CharField(max_length=10, choices=MailWish, default=MailWish.NONE)
    after = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("account_id",)

    def __str__(self) -> str:
        return f"{self.account_id} {self.wish}"


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", "待发"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发"
    FAILED = "failed", "未发出"


class Mail(GuardedModel):
    """One mail about the notices up to ``up_to``; it holds no word of them.

    ``sending`` is written before the server is asked: a mail of which nobody knows
    whether it went out is not sent again.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="mails")
    address = models.EmailField(max_length=200)
    up_to = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=MailState, default=MailState.WAITING
    )
    attempts = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["account", "up_to"], name="mail_once"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} up to {self.up_to}"
