"""Events of notices in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "notices.notices_sent": Text("发出消息提醒", "notices sent"),
    "notices.notices_read": Text("消息标为已读", "notices read"),
    "notices.mail_chosen": Text("选择邮件提醒", "e-mail chosen"),
    "notices.mails_made": Text("生成提醒邮件", "mails made"),
    "notices.mail_begun": Text("开始发送邮件", "mail begun"),
    "notices.mail_sent": Text("邮件已发出", "mail sent"),
    "notices.mail_failed": Text("邮件未发出", "mail failed"),
    "notices.old_notices_forgotten": Text("清理旧消息", "old notices forgotten"),
}
