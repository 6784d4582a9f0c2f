"""What a release may not change of the one before: types of items, meanings of codes."""

from hengjian.engines.pack_format.model import Pack
from hengjian.lib.bilingual import Text


def broken_promises(before: Pack, after: Pack) -> list[Text]:
    """Everything that ``after`` changes although it was released; empty is well."""
    return [*_items(before, after), *_choices(before, after), *_codes(before, after)]


def _items(before: Pack, after: Pack) -> list[Text]:
    if before.card is None or after.card is None:
        return []
    found = []
    for name, item in before.card.items.items():
        new = after.card.items.get(name)
        if new is not None and new.type is not item.type:
            found.append(
                Text(
                    f"案卡项目“{name}”已按 {item.type} 发布，不能改为 {new.type}:"
                    "请另起新名",
                    f"item {name} was released as {item.type} and cannot become"
                    f" {new.type}: give it a new name",
                )
            )
    return found


def _choices(before: Pack, after: Pack) -> list[Text]:
    if before.card is None or after.card is None:
        return []
    found = []
    for name, item in before.card.items.items():
        new = after.card.items.get(name)
        gone = set(item.choices) - set(new.choices) if new is not None else set()
        for code in sorted(gone):
            found.append(
                Text(
                    f"案卡项目“{name}”的代码“{code}”已发布，不能删去",
                    f"code {code} of item {name} was released and cannot be taken away",
                )
            )
    return found


def _codes(before: Pack, after: Pack) -> list[Text]:
    owners = {each.code: name for name, each in before.indicators.items() if each.code}
    found = []
    for name, each in after.indicators.items():
        owner = owners.get(each.code, name)
        if owner != name:
            found.append(
                Text(
                    f"指标代码 {each.code} 已属于“{owner}”，不能再用于“{name}”",
                    f"indicator code {each.code} is {owner}'s and cannot be {name}'s",
                )
            )
    return found
