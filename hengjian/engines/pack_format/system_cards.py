"""Cards that the platform itself keeps; measures may count them like any other.

Their items are published: a pack may rely on them, so none is ever removed or changed.
"""

from collections.abc import Mapping

from hengjian.engines.pack_format.model import CaseCard, Item, ItemType, Place
from hengjian.lib.bilingual import Text


_PLACE = Place("_system", 1)


def _item(name: str, kind: ItemType, zh: str, en: str, **more: object) -> Item:
    return Item(name, Text(zh, en), kind, _PLACE, **more)  # type: ignore[arg-type]


def _card(name: str, key: str, items: tuple[Item, ...], partition: str) -> CaseCard:
    return CaseCard(
        name=name,
        grain="event",
        key=(key,),
        items={item.name: item for item in items},
        place=_PLACE,
        unit="procuratorate",
        department="department",
        handler="person",
        partition_date=partition,
    )


FINDING = _card(
    "_system.finding",
    "finding",
    (
        _item(
            "finding", ItemType.TEXT, "问题编号", "Number of the finding", required=True
        ),
        _item("card", ItemType.TEXT, "案卡(业务包名)", "Card (name of the pack)"),
        _item("rule", ItemType.TEXT, "规则名", "Name of the rule"),
        _item(
            "level",
            ItemType.CHOICE,
            "级别",
            "Level",
            choices={
                "blocking": Text("强制", "blocking"),
                "prompting": Text("提示", "prompting"),
            },
        ),
        _item(
            "dimension",
            ItemType.CHOICE,
            "质量维度",
            "Dimension of quality",
            choices={
                "correct": Text("准确", "correct"),
                "complete": Text("完整", "complete"),
                "consistent": Text("一致", "consistent"),
                "timely": Text("及时", "timely"),
            },
        ),
        _item(
            "kind",
            ItemType.CHOICE,
            "差错种类",
            "Kind of error",
            choices={
                "missing": Text("漏填", "missing"),
                "wrong": Text("错填", "wrong"),
                "late": Text("迟填", "late"),
                "invented": Text("假填", "invented"),
                "careless": Text("乱填", "careless"),
            },
        ),
        _item(
            "state",
            ItemType.CHOICE,
            "状态",
            "State",
            choices={
                "open": Text("待处理", "open"),
                "answered": Text("已答复", "answered"),
                "closed": Text("已办结", "closed"),
            },
        ),
        _item("procuratorate", ItemType.UNIT, "院", "Procuratorate"),
        _item("department", ItemType.DEPARTMENT, "部门", "Department"),
        _item("person", ItemType.PERSON, "填录人", "Person who filled the card"),
        _item("found_on", ItemType.DATE, "发现之日", "Found on", required=True),
        _item("due_on", ItemType.DATE, "限期", "Due on"),
        _item("answered_on", ItemType.DATE, "答复之日", "Answered on"),
        _item("closed_on", ItemType.DATE, "办结之日", "Closed on"),
    ),
    "found_on",
)

APPOINTMENT = _card(
    "_system.appointment",
    "appointment",
    (
        _item("appointment", ItemType.TEXT, "任职编号", "Number", required=True),
        _item("person", ItemType.PERSON, "人员", "Person"),
        _item("procuratorate", ItemType.UNIT, "院", "Procuratorate"),
        _item("department", ItemType.DEPARTMENT, "部门", "Department"),
        _item("post", ItemType.TEXT, "岗位", "Post"),
        _item(
            "is_quota_procurator", ItemType.BOOLEAN, "员额检察官", "Quota procurator"
        ),
        _item("is_leader", ItemType.BOOLEAN, "院领导", "Leader of the procuratorate"),
        _item("started_on", ItemType.DATE, "任职之日", "Started on", required=True),
        _item("ended_on", ItemType.DATE, "离任之日", "Ended on"),
    ),
    "started_on",
)

SYSTEM_CARDS: Mapping[str, CaseCard] = {
    card.name: card for card in (FINDING, APPOINTMENT)
}
