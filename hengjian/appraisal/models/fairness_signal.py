"""A prompt about one person's sheet: the person is asked first; it enters no sheet."""

from django.db import models

from hengjian.appraisal.models.round import AppraisalRound
from hengjian.appraisal.models.sheet_version import SheetVersion
from hengjian.audit.guarded import GuardedModel
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person


class About(models.TextChoices):
    """What was seen."""

    ONE_ITEM = "one_item", "一项拉开总分"
    RATING_APART = "rating_apart", "评议与其他各项相差远"
    NOTHING_KNOWN = "nothing_known", "没有记录按零分算"


ABOUT = {
    About.ONE_ITEM: Text("一项拉开总分", "one item makes the difference"),
    About.RATING_APART: Text("评议与其他各项相差远", "rating far from the rest"),
    About.NOTHING_KNOWN: Text("没有记录按零分算", "no record, counted as zero"),
}


class FairnessSignal(GuardedModel):
    """One prompt. Its person alone sees it until answered or until ``answer_until`` is
    past; then the appraisal committee as well. On ``lapses_on`` its words, figures and
    answer are erased; what stays keeps it from being raised twice.

    Nothing of appraisal refers to it: sheets are computed without it.
    """

    class State(models.TextChoices):
        ASKED = "asked", "请本人先看"
        ANSWERED = "answered", "本人已说明"
        LAPSED = "lapsed", "已失效"

    round = models.ForeignKey(AppraisalRound, models.PROTECT, related_name="+")
    version = models.ForeignKey(SheetVersion, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    about = models.CharField(max_length=20, choices=About)
    item = models.CharField(max_length=100)
    sentence_zh = models.TextField(blank=True)
    sentence_en = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    raised_on = models.DateField()
    answer_until = models.DateField()
    lapses_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("round_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "person", "about", "item"], name="fairness_signal_once"
            ),
            models.CheckConstraint(
                name="fairness_signal_erased_when_lapsed",
                condition=~models.Q(state="lapsed")
                | models.Q(sentence_zh="", sentence_en="", answer=""),
            ),
            models.CheckConstraint(
                name="fairness_signal_answered_on_a_day",
                condition=~models.Q(state="answered")
                | (models.Q(answered_on__isnull=False) & ~models.Q(answer="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.about} {self.pk}"

    @property
    def sentence(self) -> Text:
        """What was seen, in both languages."""
        return Text(self.sentence_zh, self.sentence_en)

    @property
    def about_text(self) -> Text:
        """The kind of it, in both languages."""
        return ABOUT[About(self.about)]
