"""Notices for tests."""

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.lib.bilingual import Text
from hengjian.notices import actions
from hengjian.notices.models import Kind, Notice


def notice(account: Account, key: str = "test:1", **values: object) -> Notice:
    wanted = {
        "kind": Kind.IMPORT,
        "sentence": Text("导入 7 已生效。", "Import 7 is in force."),
        "address": "/imports/7/",
        **values,
    }
    telling = actions.Telling(key=key, **wanted)  # type: ignore[arg-type]
    actions.send(telling=telling, to=[account], by=System("test"))
    return Notice.objects.get(account=account, key=key)
