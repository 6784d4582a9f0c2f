"""Acts on e-mail about notices: chosen, made, being sent, sent, failed."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.audit.texts import Personal
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.notices.mail_models import Mail, MailChoice, MailState, MailWish
from hengjian.notices.models import Notice


DELIVER = "hengjian.notices.tasks.deliver_mail"
NOT_KNOWN = "it is not known whether the server took it"


@journal.action
def choose_mail(
    *, account: Account, address: str, wish: MailWish, by: Actor
) -> MailChoice:
    """Choose which notices one wants a mail about, and where to. Raises ``UserFault``."""
    address = address.strip()
    if wish != MailWish.NONE:
        try:
            validate_email(address)
        except ValidationError:
            raise UserFault(
                Text("请填写正确的邮箱地址。", "Give a right e-mail address.")
            ) from None
    choice = MailChoice.objects.filter(account=account).first()
    if choice is not None and (choice.address, choice.wish) == (address, wish):
        journal.nothing_changed()
        return choice
    choice = choice or MailChoice(account=account)
    choice.address, choice.wish = address[:200], wish
    last = Notice.objects.filter(account=account).aggregate(last=Max("pk"))["last"]
    choice.after = last or 0  # what came before is not mailed
    choice.save()
    journal.enter(
        "notices.mail_chosen",
        subject=account,
        new={"wish": wish, "address": Personal(address)},
    )
    return choice


@journal.action
def make_mails(*, by: Actor) -> int:
    """Make a mail for everybody who wants one and has notices since the last.

    Returns how many; each is delivered by a job of its own.
    """
    made = 0
    wanting = MailChoice.objects.exclude(wish=MailWish.NONE).select_related("account")
    for choice in wanting.order_by("account_id"):
        mail = _mail_for(choice)
        if mail is None:
            continue
        mail.save()
        jobs.enqueue(
            task=DELIVER, payload={"mail_id": mail.pk}, by=by, key=f"mail:{mail.pk}"
        )
        made += 1
    if not made:
        journal.nothing_changed()
        return 0
    journal.enter("notices.mails_made", subject="notices.mail:", detail={"mails": made})
    return made


def _mail_for(choice: MailChoice) -> Mail | None:
    if not choice.account.is_active:
        return None
    last = Mail.objects.filter(account=choice.account).aggregate(last=Max("up_to"))
    since = max(choice.after, last["last"] or 0)
    fresh = Notice.objects.filter(
        account=choice.account, pk__gt=since, read_at__isnull=True
    )
    if choice.wish == MailWish.URGENT:
        fresh = fresh.filter(is_urgent=True)
    found = list(fresh.values_list("pk", "is_urgent"))
    if not found:
        return None
    return Mail(
        account=choice.account,
        address=choice.address,
        up_to=max(number for number, _ in found),
        count=len(found),
        is_urgent=any(urgent for _, urgent in found),
        made_at=clock.now(),
    )


@journal.action
def begin_sending(*, mail: Mail, by: Actor) -> Mail | None:
    """Say that a mail is about to be handed to the server; None: it is not to be sent.

    One that was being sent when its process died is not sent again: nobody knows.
    """
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    if mail.state == MailState.SENDING:
        mail.state, mail.fault, mail.ended_at = (
            MailState.FAILED,
            NOT_KNOWN,
            clock.now(),
        )
        mail.save()
        journal.enter("notices.mail_failed", subject=mail, detail={"fault": NOT_KNOWN})
        return None
    if mail.state == MailState.SENT or mail.fault == NOT_KNOWN:
        journal.nothing_changed()
        return None
    mail.state, mail.attempts = MailState.SENDING, mail.attempts + 1
    mail.save()
    journal.enter("notices.mail_begun", subject=mail, new={"attempts": mail.attempts})
    return mail


@journal.action
def end_sending(*, mail: Mail, fault: str = "", by: Actor) -> Mail:
    """Say what became of a mail; a ``fault`` lets the job try again."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    mail.state = MailState.FAILED if fault else MailState.SENT
    mail.fault, mail.ended_at = fault[:300], clock.now()
    mail.save()
    journal.enter(
        "notices.mail_failed" if fault else "notices.mail_sent",
        subject=mail,
        new={"notices": mail.count},
        detail={"fault": mail.fault} if fault else None,
    )
    return mail
