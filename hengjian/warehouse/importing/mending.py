"""The mend of a finding in words, from the kind of fault and the items concerned."""

from hengjian.engines.pack_format.model import CaseCard, Check
from hengjian.lib.bilingual import Text


_ASKS = {
    "missing": Text("请补填", "Fill in"),
    "wrong": Text("请核对并改正", "Check and correct"),
    "late": Text(
        "请核对填录时间并说明迟填原因", "Check the dates and say why it is late"
    ),
    "invented": Text(
        "请按卷宗核对，如实填录", "Check against the file and fill in truly"
    ),
    "careless": Text("请认真核对并重新填录", "Check with care and fill in again"),
}


def concerned_items(check: Check, card: CaseCard) -> list[str]:
    """The card's own items that a check reads, in the card's order."""
    names = check.assertion.names
    return [name for name in card.items if name in names]


def mend(check: Check, card: CaseCard) -> Text:
    """What to do, naming the items: 请核对并改正:审结日期、受理日期。"""
    asked = _ASKS.get(check.kind, _ASKS["wrong"])
    labels = [card.items[name].label for name in concerned_items(check, card)]
    if not labels:
        return Text(f"{asked.zh}。", f"{asked.en}.")
    zh = "、".join(label.zh for label in labels)
    en = ", ".join(label.en for label in labels)
    return Text(f"{asked.zh}：{zh}。", f"{asked.en}: {en}.")
