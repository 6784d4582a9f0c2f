"""Hands one mail to the office's server: a few words and a link, nobody's data."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from hengjian.notices.mail_models import Mail


SECONDS = 20  # a server that says nothing for so long has not taken the mail
SUBJECT = "衡鉴：您有新消息 / Hengjian: new notices"


class NotTaken(Exception):
    """The server did not take the mail; it may be tried again."""


def is_on() -> bool:
    """Whether this installation sends mail at all."""
    return bool(settings.MAIL_HOST and settings.MAIL_FROM)


def hand_over(mail: Mail) -> None:
    """Send it. Raises ``NotTaken`` with what the server said."""
    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=settings.MAIL_HOST,
        port=settings.MAIL_PORT,
        username=settings.MAIL_USER or None,
        password=settings.MAIL_PASSWORD or None,
        use_tls=settings.MAIL_SECURITY == "starttls",
        use_ssl=settings.MAIL_SECURITY == "tls",
        timeout=SECONDS,
    )
    message = EmailMessage(
        subject=SUBJECT,
        body=words_of(mail),
        from_email=settings.MAIL_FROM,
        to=[mail.address],
        connection=connection,
        # the same mail keeps its name, whoever asks the server again
        headers={"Message-ID": f"<mail-{mail.pk}@{_domain()}>"},
    )
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(_short(error)) from error


def words_of(mail: Mail) -> str:
    """What the mail says: how many, whether urgent, where to read them."""
    urgent_zh = "，其中有要先办的" if mail.is_urgent else ""
    urgent_en = ", some of them urgent" if mail.is_urgent else ""
    link = f"{settings.MAIL_LINK.rstrip('/')}/notices/" if settings.MAIL_LINK else ""
    lines = [
        f"您在衡鉴有 {mail.count} 条新消息{urgent_zh}。请登录查看。",
        f"You have {mail.count} new notices in Hengjian{urgent_en}.",
        link,
        "",
        "消息内容不在邮件里。要停收，请在“消息”页更改。",
        "The mail does not hold their content. To stop it, change your choice there.",
    ]
    return "\n".join(line for line in lines if line is not None)


def _domain() -> str:
    return settings.MAIL_FROM.rpartition("@")[2].strip("> ") or "localhost"


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
