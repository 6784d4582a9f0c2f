"""Who a door is open to where no permission is asked for."""

from enum import StrEnum

from hengjian.lib.bilingual import Text


class Who(StrEnum):
    """Everybody, whoever is signed in, or the machine's own account."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed_in"
    KEY_OWNER = "key_owner"


LABELS: dict[Who, Text] = {
    Who.ANYBODY: Text("无需登录", "anybody"),
    Who.SIGNED_IN: Text("已登录即可", "whoever is signed in"),
    Who.KEY_OWNER: Text("服务器上密钥的属主", "the owner of the keys on the machine"),
}
