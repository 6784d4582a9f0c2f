"""The commands of matters and of the card tables that they become."""

from hengjian.access.permissions import Permission
from hengjian.config.command import Command, Group
from hengjian.config.who import Who
from hengjian.lib.bilingual import Text


P = Permission

MATTERS = Group(
    Text("事项", "matters"),
    {
        "register": Command(
            "hengjian.matters.commands.register",
            Text("登记事项", "register a matter"),
            needs=P.MATTER_REGISTER,
        ),
        "register-from": Command(
            "hengjian.warehouse.commands.matters_from_cards",
            Text("按案卡成批登记事项", "register matters for imported cards"),
            needs=P.MATTER_REGISTER,
        ),
        "list": Command(
            "hengjian.matters.commands.listing",
            Text("列出事项", "list matters"),
            needs=P.MATTER_READ,
        ),
        "show": Command(
            "hengjian.matters.commands.show",
            Text("查看一件事项", "show a matter"),
            needs=P.MATTER_READ,
        ),
        "record-of": Command(
            "hengjian.matters.commands.record_of",
            Text("确定记录归属", "settle whose record a kind is"),
            needs=P.PACK_RELEASE,
        ),
        "migrate": Command(
            "hengjian.matters.commands.migrate",
            Text("在办事项换到新版", "move running matters to a new release"),
            needs=P.PACK_RELEASE,
        ),
    },
)
WAREHOUSE = Group(
    Text("案卡表", "the card tables"),
    {
        "verify": Command(
            "hengjian.warehouse.commands.warehouse_verify",
            Text("核对各版本与文件", "versions, files and vault against the record"),
            needs=Who.KEY_OWNER,
        ),
        "rotate": Command(
            "hengjian.warehouse.commands.warehouse_rotate",
            Text("更换主密钥", "change the master key"),
            needs=Who.KEY_OWNER,
        ),
        "recover": Command(
            "hengjian.warehouse.commands.warehouse_recover",
            Text("崩溃后恢复", "bring tables in line after a crash"),
            needs=Who.KEY_OWNER,
        ),
        "matters": Command(
            "hengjian.warehouse.commands.matter_cards",
            Text("核对事项与案卡", "hold matters against their cards"),
            needs=Who.KEY_OWNER,
        ),
    },
)
