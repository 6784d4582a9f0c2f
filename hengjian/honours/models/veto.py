"""A veto (一票否决): proposed by one person, decided by another, with its basis."""

from datetime import date

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


class VetoState(models.TextChoices):
    """Where a veto stands."""

    PROPOSED = "proposed", "已提出，待听取意见"
    HEARD = "heard", "已听取意见，待决定"
    DECIDED = "decided", "成立"
    REFUSED = "refused", "不成立"
    LIFTED = "lifted", "已解除"


VETO_STATES = {
    VetoState.PROPOSED: Text("已提出，待听取意见", "proposed, to be heard"),
    VetoState.HEARD: Text("已听取意见，待决定", "heard, to be decided"),
    VetoState.DECIDED: Text("成立", "stands"),
    VetoState.REFUSED: Text("不成立", "does not stand"),
    VetoState.LIFTED: Text("已解除", "lifted"),
}


class Veto(GuardedModel):
    """What bars a person from honours and the top grade for a span, and on what basis.

    Nothing computes one: it is proposed by a person, the one concerned is heard, another
    person decides. It lapses after ``until_on`` and is lifted by decision.
    """

    procuratorate = models.ForeignKey(
        Procuratorate, models.PROTECT, related_name="vetoes"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="vetoes")
    basis = models.CharField(max_length=200)
    article = models.CharField(max_length=200)
    reference = models.CharField(max_length=300)
    facts = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=VetoState, default=VetoState.PROPOSED
    )
    proposed_by = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    # until when the person may say what there is to say; then it may be decided
    hear_until_on = models.DateField()
    heard_words = models.TextField(blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_words = models.TextField(blank=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    lifting_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="veto_has_its_basis",
                condition=~models.Q(basis="")
                & ~models.Q(article="")
                & ~models.Q(reference="")
                & ~models.Q(facts=""),
            ),
            models.CheckConstraint(
                name="veto_ends_after_it_begins",
                condition=models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="veto_decided_by_another",
                condition=models.Q(decided_by="", decided_on__isnull=True)
                | (
                    ~models.Q(decided_by="")
                    & models.Q(decided_on__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                    & ~models.Q(decision_words="")
                ),
            ),
            models.CheckConstraint(
                name="veto_stands_by_a_decision",
                condition=~models.Q(state__in=["decided", "refused", "lifted"])
                | ~models.Q(decided_by=""),
            ),
            models.CheckConstraint(
                name="veto_lifted_with_reason",
                condition=~models.Q(state="lifted")
                | (
                    ~models.Q(lifted_by="")
                    & ~models.Q(lifting_reason="")
                    & models.Q(lifted_on__isnull=False)
                ),
            ),
        )
        indexes = (
            models.Index(fields=["person", "state"], name="veto_of_person"),
            models.Index(fields=["procuratorate", "-id"], name="veto_of_place"),
        )
        verbose_name_plural = "vetoes"

    def __str__(self) -> str:
        return f"{self.person} {self.basis}"

    @property
    def state_text(self) -> Text:
        """The state in both languages."""
        return VETO_STATES[VetoState(self.state)]

    @property
    def basis_text(self) -> str:
        """Document, article and reference in one line."""
        return f"{self.basis}{self.article}（{self.reference}）"

    def is_in_force(self, day: date) -> bool:
        """Whether it bars on a day: decided, and neither lapsed nor lifted by then."""
        if self.state not in (VetoState.DECIDED, VetoState.LIFTED):
            return False
        if self.lifted_on is not None and day >= self.lifted_on:
            return False
        return self.from_on <= day <= self.until_on
