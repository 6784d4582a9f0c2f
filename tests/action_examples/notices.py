"""Examples of the actions on notices."""

from datetime import timedelta
from functools import partial

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices import actions, mail_actions
from hengjian.notices.mail_models import Mail, MailWish
from hengjian.notices.models import Kind
from tests.action_examples import Example
from tests.cast import Cast


BY = System("test")
MODULE = "hengjian.notices.actions"
TELLING = actions.Telling(
    Kind.JOB, "test:1", Text("任务没有完成。", "A job failed."), "/"
)


def _sent(cast: Cast) -> Cast:
    actions.send(telling=TELLING, to=[cast.chen], by=BY)
    return cast


def _old(cast: Cast) -> partial[object]:
    with clock.moved_to(clock.today() - timedelta(days=400)):
        _sent(cast)
    return partial(actions.forget_old, by=BY)


def _choose(cast: Cast) -> partial[object]:
    return partial(
        mail_actions.choose_mail,
        account=cast.chen,
        address="chen@example.org",
        wish=MailWish.ALL,
        by=cast.chen,
    )


def _wanted(cast: Cast) -> Cast:
    _choose(cast)()
    return _sent(cast)


def _make_mails(cast: Cast) -> partial[object]:
    _wanted(cast)
    return partial(mail_actions.make_mails, by=BY)


def _mail(cast: Cast) -> Mail:
    _wanted(cast)
    mail_actions.make_mails(by=BY)
    return Mail.objects.get()


_MAIL = "hengjian.notices.mail_actions"
EXAMPLES: dict[str, Example] = {
    f"{MODULE}.send": lambda cast: partial(
        actions.send, telling=TELLING, to=[cast.chen], by=BY
    ),
    f"{MODULE}.mark_read": lambda cast: partial(
        actions.mark_read, account=_sent(cast).chen, by=cast.chen
    ),
    f"{MODULE}.forget_old": _old,
    f"{_MAIL}.choose_mail": _choose,
    f"{_MAIL}.make_mails": _make_mails,
    f"{_MAIL}.begin_sending": lambda cast: partial(
        mail_actions.begin_sending, mail=_mail(cast), by=BY
    ),
    f"{_MAIL}.end_sending": lambda cast: partial(
        mail_actions.end_sending, mail=_mail(cast), by=BY
    ),
}
