"""The elements of our own in a drawing: ``<h:task/>``, ``<h:lane/>``, ``<h:label/>``."""

from dataclasses import dataclass, field

from lxml import etree

from hengjian.engines.process.drawing import NAMESPACE
from hengjian.engines.process.refusals import Refusals
from hengjian.lib.bilingual import Text


# what may stand in each; the reference page is written from it
KNOWN: dict[str, dict[str, Text]] = {
    "task": {
        "form": Text("任务打开的表单", "the form that the task opens"),
        "role": Text(
            "办理角色；不写则为泳道的角色", "who does it; else the lane's role"
        ),
        "limit": Text(
            "适用的期限，或写明到期日的案卡项",
            "the limit that runs while it is open, or the item that holds its last day",
        ),
        "limit_from": Text(
            "期限起算日所在的案卡项；不写则自任务开始起算",
            "the date item from which the limit counts; else the day the task opens",
        ),
        "act": Text("服务任务调用的办理动作", "the act that a service task calls"),
        "fills": Text(
            "由它填写的案卡项目，以空格分隔",
            "the card's items that it fills, separated by spaces",
        ),
        "document": Text(
            "办完时拟出的文书(documents.yaml)",
            "the document of documents.yaml that is drafted when it is done",
        ),
        "needs_document": Text(
            "须先签发的文书；未签发不能办完",
            "the document that must be issued before it can be done",
        ),
        "answered_by": Text(
            "由全国系统导入即告办结的案卡项目，以空格分隔",
            "the items whose arrival from the national record closes it",
        ),
    },
    "lane": {"role": Text("泳道的角色", "the lane's role")},
    "label": {"en": Text("英文名称", "the name in English")},
}


@dataclass
class Extensions:
    """What one ``extensionElements`` says."""

    task: dict[str, str] = field(default_factory=dict)
    lane: dict[str, str] = field(default_factory=dict)
    english: str = ""


def read_extensions(node: "etree._Element", refusals: Refusals) -> Extensions:
    """The known elements; anything of another maker is refused."""
    found = Extensions()
    for child in node:
        tag = etree.QName(child)
        if tag.namespace != NAMESPACE or tag.localname not in KNOWN or len(child):
            refusals.add(
                child,
                Text(
                    f"不认识的扩展“{tag.localname}”",
                    f"the extension “{tag.localname}” is not known",
                ),
                _one_of(list(KNOWN)),
                rule="drawing_extension",
            )
            continue
        values = _values(child, tag.localname, refusals)
        if tag.localname == "label":
            found.english = values.get("en", "")
        elif tag.localname == "task":
            found.task = values
        else:
            found.lane = values
    return found


def _values(node: "etree._Element", name: str, refusals: Refusals) -> dict[str, str]:
    values = {}
    for key, value in node.attrib.items():
        if key in KNOWN[name]:
            values[str(key)] = str(value).strip()
            continue
        refusals.add(
            node,
            Text(f"<h:{name}> 没有“{key}”", f"<h:{name}> has no “{key}”"),
            _one_of(list(KNOWN[name])),
            rule="drawing_extension",
        )
    return values


def _one_of(names: list[str]) -> Text:
    return Text(f"可用：{'、'.join(names)}", f"one of: {', '.join(names)}")
