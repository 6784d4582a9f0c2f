"""Who sits in a body, from when until when."""

from django.db import models

from hengjian.audit.guarded import GuardedModel
from hengjian.meetings.models.body import Body
from hengjian.organisation.models import Person


class Duty(models.TextChoices):
    """What somebody does in a body."""

    CHAIR = "chair", "主持人"
    DEPUTY_CHAIR = "deputy_chair", "副职"
    FULL_TIME_MEMBER = "full_time_member", "专职委员"
    MEMBER = "member", "成员"
    PRE_REVIEWER = "pre_reviewer", "会前审查人"
    SECRETARY = "secretary", "会务人员"


# the duties whose holders are members; the others sit by
VOTING = (Duty.CHAIR, Duty.DEPUTY_CHAIR, Duty.FULL_TIME_MEMBER, Duty.MEMBER)


class BodyMember(GuardedModel):
    """One duty of one person. ``seniority``: 1 is the most senior and speaks last."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="body_duties")
    duty = models.CharField(max_length=20, choices=Duty, default=Duty.MEMBER)
    seniority = models.PositiveSmallIntegerField(default=100)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("body_id", "seniority", "pk")
        constraints = (
            models.CheckConstraint(
                name="body_member_ends_after_it_begins",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=models.Q(duty="chair", until_on__isnull=True),
                name="body_one_lasting_chair",
            ),
            models.UniqueConstraint(
                fields=["body", "person", "duty"],
                condition=models.Q(until_on__isnull=True),
                name="body_duty_once_while_it_lasts",
            ),
        )
        indexes = (models.Index(fields=["person", "body"], name="body_member_person"),)

    def __str__(self) -> str:
        return f"{self.person} · {self.get_duty_display()}"
