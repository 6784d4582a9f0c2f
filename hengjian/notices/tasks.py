"""Upkeep of notices, run by the schedule."""

from typing import Any

from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.notices import actions, mail_actions, mailing
from hengjian.notices.mail_models import Mail


@task
def forget_old_notices(context: JobContext) -> dict[str, Any]:
    """Forget what was read long ago."""
    return {"forgotten": actions.forget_old(by=System("notices"))}


@task
def make_mails(context: JobContext) -> dict[str, Any]:
    """Make mails for those who want them; nothing where mail is not set up."""
    if not mailing.is_on():
        return {"mails": 0}
    return {"mails": mail_actions.make_mails(by=System("notices"))}


@task(attempts=5)
def deliver_mail(context: JobContext, mail_id: int) -> dict[str, Any]:
    """Hand one mail to the server, once; what the server refuses is tried again."""
    by = System("notices")
    mail = mail_actions.begin_sending(mail=Mail.objects.get(pk=mail_id), by=by)
    if mail is None:
        return {"mail": mail_id}
    try:
        mailing.hand_over(mail)
    except mailing.NotTaken as fault:
        mail_actions.end_sending(mail=mail, fault=str(fault), by=by)
        raise
    mail_actions.end_sending(mail=mail, by=by)
    return {"mail": mail_id}
