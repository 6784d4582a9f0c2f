"""The commands of the ledger."""

from hengjian.access.permissions import Permission
from hengjian.config.command import Command, Group
from hengjian.config.who import Who
from hengjian.lib.bilingual import Text


P = Permission

LEDGER = Group(
    Text("积分台账", "the ledger of points and awards"),
    {
        "verify": Command(
            "hengjian.ledger.commands.verify",
            Text("台账与留痕比对", "compare the ledger with the journal"),
            needs=Who.KEY_OWNER,
        ),
        "rules": Command(
            "hengjian.ledger.commands.rules",
            Text("列出或设定规则", "list or set its rules"),
            needs=P.LEDGER_RULE_CHANGE,
        ),
        "show": Command(
            "hengjian.ledger.commands.show",
            Text("列出一个人的记分", "list a person's entries"),
            needs=P.LEDGER_READ,
        ),
    },
)
