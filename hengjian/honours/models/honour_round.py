"""One round of an honour: from its criteria to who holds it."""

from datetime import date

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter
from hengjian.meetings.models import Body
from hengjian.organisation.models import Procuratorate


class Stage(models.TextChoices):
    """Where a round stands; the same as the open task of its matter."""

    NOMINATE = "nominate", "提名"
    VOTE = "vote", "表决"
    NOTICE = "notice", "公示"
    DECIDE = "decide", "决定"
    CERTIFY = "certify", "颁发"
    DONE = "done", "已颁发"
    ENDED = "ended", "未评出"


STAGES = {
    Stage.NOMINATE: Text("提名", "nomination"),
    Stage.VOTE: Text("表决", "vote"),
    Stage.NOTICE: Text("公示", "public notice"),
    Stage.DECIDE: Text("决定", "decision"),
    Stage.CERTIFY: Text("颁发证书", "certificates"),
    Stage.DONE: Text("已颁发", "awarded"),
    Stage.ENDED: Text("未评出", "nobody awarded"),
}
UNDER_WAY = (Stage.NOMINATE, Stage.VOTE, Stage.NOTICE, Stage.DECIDE, Stage.CERTIFY)


class HonourRound(GuardedModel):
    """One round of one honour in one procuratorate, never across several.

    ``criteria`` is ``{code: value}`` as in force on the round's last day, kept with their
    reference and digest: a later change moves no round. ``notice_steps`` are the steps of
    the count of the public notice: ``[{"date", "zh", "en", "rule"}]``.
    """

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="honour_round")
    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="honour_rounds"
    )
    honour = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.NOMINATE)

    criteria = models.JSONField()
    criteria_from = models.DateField()
    criteria_basis_zh = models.CharField(max_length=300)
    criteria_basis_en = models.CharField(max_length=300)
    criteria_digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField(null=True, blank=True)

    # the body whose members vote, and since when
    voting_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+"
    )
    voting_from_on = models.DateField(null=True, blank=True)

    notice_from_on = models.DateField(null=True, blank=True)
    notice_until_on = models.DateField(null=True, blank=True)
    notice_steps = models.JSONField(default=list)

    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_words = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["procuratorate", "honour", "period"],
                condition=~models.Q(stage="ended"),
                name="honour_round_once_a_period",
            ),
            models.CheckConstraint(
                name="honour_round_notice_both_days",
                condition=models.Q(
                    notice_from_on__isnull=True, notice_until_on__isnull=True
                )
                | models.Q(notice_until_on__gte=models.F("notice_from_on")),
            ),
            models.CheckConstraint(
                name="honour_round_body_and_day",
                condition=models.Q(
                    voting_body__isnull=True, voting_from_on__isnull=True
                )
                | models.Q(voting_body__isnull=False, voting_from_on__isnull=False),
            ),
            models.CheckConstraint(
                name="honour_round_decided_by_and_on",
                condition=models.Q(decided_by="", decided_on__isnull=True)
                | (~models.Q(decided_by="") & models.Q(decided_on__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=["procuratorate", "-id"], name="honour_round_of_place"),
            models.Index(
                fields=["stage", "notice_until_on"], name="honour_round_in_notice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.honour} {self.period}"

    @property
    def stage_text(self) -> Text:
        """The stage in both languages."""
        return STAGES[Stage(self.stage)]

    @property
    def criteria_basis(self) -> Text:
        """Where the criteria stand."""
        return Text(self.criteria_basis_zh, self.criteria_basis_en)

    @property
    def is_under_way(self) -> bool:
        """Whether somebody still has something to do."""
        return self.stage in UNDER_WAY

    def notice_is_over(self, today: date) -> bool:
        """Whether the last day of the notice is past."""
        return self.notice_until_on is not None and today > self.notice_until_on
