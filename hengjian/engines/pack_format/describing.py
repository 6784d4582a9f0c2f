"""A pack told in words, in one language, for those who do not read YAML."""

from collections.abc import Iterator

from hengjian.engines.pack_format.model import (
    Check,
    Indicator,
    Item,
    ItemType,
    Link,
    Measure,
    Pack,
    Parameter,
    Reference,
    RolledCard,
)
from hengjian.lib.bilingual import Text


TYPES = {
    ItemType.TEXT: Text("文字", "text"),
    ItemType.INTEGER: Text("整数", "whole number"),
    ItemType.DECIMAL: Text("小数", "decimal"),
    ItemType.MONEY: Text("金额", "money"),
    ItemType.DATE: Text("日期", "date"),
    ItemType.DATETIME: Text("时刻", "date and time"),
    ItemType.BOOLEAN: Text("是否", "yes or no"),
    ItemType.CHOICE: Text("选项", "choice"),
    ItemType.UNIT: Text("院", "procuratorate"),
    ItemType.DEPARTMENT: Text("部门", "department"),
    ItemType.PERSON: Text("人员", "person"),
}
_WORDS = {
    "blocking": Text("强制", "blocking"),
    "prompting": Text("提示", "prompting"),
    "correct": Text("准确", "correct"),
    "complete": Text("完整", "complete"),
    "consistent": Text("一致", "consistent"),
    "timely": Text("及时", "timely"),
    "count": Text("数案卡", "count cards"),
    "count_distinct": Text("数不同的值", "count distinct values"),
    "sum": Text("合计", "sum"),
    "mean": Text("平均", "mean"),
    "median": Text("中位数", "median"),
    "quantile": Text("分位数", "quantile"),
    "min": Text("最小", "least"),
    "max": Text("最大", "greatest"),
    "up": Text("越高越好", "higher is better"),
    "down": Text("越低越好", "lower is better"),
    "neutral": Text("中性，只作报告", "neutral, reported only"),
    "band": Text("在参考区间内为好", "best inside its interval"),
    "start": Text("期初", "at the start of the period"),
    "end": Text("期末", "at the end of the period"),
    "in_use": Text("启用", "in use"),
    "analysis_only": Text("仅分析", "analysis only"),
    "retired": Text("停用", "retired"),
    "imported": Text("案卡来自文件", "cards come from files"),
    "handled": Text("事项在本平台办理", "matters are handled here"),
}
_MOST_CHOICES = 12


class Description:
    """Lines about a pack in one language."""

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language

    def lines(self) -> Iterator[str]:
        """The whole description, section by section."""
        yield from self._head()
        sections = (
            (Text("案卡项", "Items"), self._items()),
            (Text("连接", "Links"), self._links()),
            (Text("核对规则", "Checks"), self._checks()),
            (Text("汇总卡", "Rolled cards"), self._rolled_cards()),
            (Text("参数", "Parameters"), self._parameters()),
            (Text("度量", "Measures"), self._measures()),
            (Text("平衡关系", "Balances"), self._balances()),
            (Text("指标", "Indicators"), self._indicators()),
        )
        for title, lines in sections:
            content = list(lines)
            if content:
                yield ""
                yield f"{self._in(title)} ({len(content)})"
                yield from (f"  {line}" for line in content)

    def _in(self, text: Text) -> str:
        return text.in_language(self.language)

    def _pick(self, zh: str, en: str) -> str:
        return self._in(Text(zh, en))

    def _word(self, word: str) -> str:
        return self._in(_WORDS.get(word, Text.same(word)))

    def _head(self) -> Iterator[str]:
        pack = self.pack
        yield f"{self._in(pack.title)} ({pack.name})"
        yield f"  {self._word(pack.kind)}"
        if pack.effective_from is not None:
            yield "  " + self._pick(
                f"{pack.effective_from} 起用", f"in use from {pack.effective_from}"
            )
        for reference in pack.basis:
            yield "  " + self._pick("依据：", "basis: ") + self._reference(reference)
        if pack.card is not None:
            yield "  " + self._pick("键：", "key: ") + ", ".join(pack.card.key)

    def _reference(self, reference: Reference) -> str:
        parts = [self._in(reference.title), reference.article]
        if reference.note is not None:
            parts.append(self._in(reference.note))
        if reference.mark == "M":
            parts.append(self._pick("待核实", "to be confirmed"))
        return self._pick(",", ", ").join(part for part in parts if part)

    def _items(self) -> Iterator[str]:
        card = self.pack.card
        for item in card.items.values() if card is not None else ():
            yield f"{item.name} {self._in(item.label)}: {self._about_item(item)}"

    def _about_item(self, item: Item) -> str:
        parts = [self._in(TYPES[item.type])]
        if item.required:
            parts.append(self._pick("必填", "required"))
        if item.personal:
            parts.append(self._pick("个人信息", "personal"))
        if item.derive is not None:
            parts.append(
                self._pick("由下式算出 ", "computed as ") + item.derive.text.strip()
            )
        if item.limit is not None:
            parts.append(
                self._pick(
                    f"自 {item.limit.start} 起 {item.limit.length}",
                    f"{item.limit.length} from {item.limit.start}",
                )
            )
        if item.choices:
            parts.append(self._choices(item))
        if item.aliases:
            parts.append(
                self._pick("表头也可写 ", "headers too: ") + ", ".join(item.aliases)
            )
        return "; ".join(parts)

    def _choices(self, item: Item) -> str:
        shown = [
            f"{code} = {self._in(text)}"
            for code, text in list(item.choices.items())[:_MOST_CHOICES]
        ]
        more = len(item.choices) - len(shown)
        if more > 0:
            shown.append(self._pick(f"等 {len(item.choices)} 项", f"and {more} more"))
        return ", ".join(shown)

    def _links(self) -> Iterator[str]:
        card = self.pack.card
        for link in card.links.values() if card is not None else ():
            yield f"{link.name} → {link.to}: {self._about_link(link)}"

    def _about_link(self, link: Link) -> str:
        parts = [f"{here} = {there}" for here, there in link.on.items()]
        if link.where is not None:
            parts.append(link.where.text.strip())
        if link.order_by is not None:
            parts.append(
                self._pick(
                    f"按 {link.order_by} 取{'第一' if link.take == 'first' else '最后'}行",
                    f"the {link.take} by {link.order_by}",
                )
            )
        return "; ".join(parts)

    def _checks(self) -> Iterator[str]:
        card = self.pack.card
        for check in card.checks if card is not None else ():
            yield self._about_check(check)

    def _about_check(self, check: Check) -> str:
        return (
            f"{check.name} [{self._word(check.level)}, {self._word(check.dimension)}]: "
            f"{check.assertion.text.strip()} — {self._in(check.message)}"
        )

    def _rolled_cards(self) -> Iterator[str]:
        for card in self.pack.rolled_cards.values():
            yield self._about_rolled(card)

    def _about_rolled(self, card: RolledCard) -> str:
        items = ", ".join(
            f"{item.name} = {item.how}({item.of or ''})" for item in card.items.values()
        )
        by = ", ".join(card.key)
        return self._pick(
            f"{card.name}：由 {card.source} 按 {by} 汇总；{items}",
            f"{card.name}: from {card.source} by {by}; {items}",
        )

    def _parameters(self) -> Iterator[str]:
        for parameter in self.pack.parameters.values():
            yield self._about_parameter(parameter)

    def _about_parameter(self, parameter: Parameter) -> str:
        days = ", ".join(str(value.from_on) for value in parameter.history.values)
        label = f"{parameter.name} {self._in(parameter.label)}"
        return label + self._pick(f"：生效之日 {days}", f": in force from {days}")

    def _measures(self) -> Iterator[str]:
        for measure in self.pack.measures.values():
            yield f"{measure.name}: {self._about_measure(measure)}"

    def _about_measure(self, measure: Measure) -> str:
        parts = [self._word(measure.agg)]
        if measure.card != self.pack.name:
            parts.append(self._pick("案卡 ", "card ") + measure.card)
        if measure.of is not None:
            parts.append(measure.of.text.strip())
        if measure.q is not None:
            parts.append(f"q = {measure.q}")
        if measure.where is not None:
            parts.append(self._pick("只算 ", "only ") + measure.where.text.strip())
        if measure.dated_by is not None:
            parts.append(self._pick("归期按 ", "dated by ") + measure.dated_by)
        if measure.open is not None:
            opened = f"{measure.open.start} … {measure.open.until}"
            parts.append(
                self._pick("存量 ", "open ")
                + opened
                + f" {self._word(measure.at or '')}"
            )
        return "; ".join(parts)

    def _balances(self) -> Iterator[str]:
        for balance in self.pack.balances:
            yield (
                f"{balance.name} [{self._word(balance.level)}]: "
                f"{balance.left.text.strip()} = {balance.right.text.strip()}"
            )

    def _indicators(self) -> Iterator[str]:
        for indicator in self.pack.indicators.values():
            code = f"{indicator.code} " if indicator.code else ""
            yield f"{code}{self._in(indicator.label)} ({indicator.name})"
            yield from (f"  {part}" for part in self._about_indicator(indicator))

    def _about_indicator(self, indicator: Indicator) -> Iterator[str]:
        sentence = self._in(indicator.sentence)
        if sentence:
            yield sentence
        for dated in indicator.value:
            since = f" ({dated.from_on})" if dated.from_on is not None else ""
            yield f"= {dated.formula.text.strip()}{since}"
        yield self._pick(
            f"单位 {indicator.unit}，{indicator.decimals} 位小数，",
            f"unit {indicator.unit}, decimals: {indicator.decimals}, ",
        ) + self._word(indicator.direction)
        if indicator.scored == "never":
            yield self._pick("不得用于考核", "never scored")
        if indicator.read_with:
            yield self._pick("一并阅读：", "read with: ") + ", ".join(
                indicator.read_with
            )
        for valid in indicator.valid:
            yield f"{valid.from_on}: {self._word(valid.status)}"
        if indicator.source is not None:
            yield self._pick("出处：", "source: ") + self._reference(indicator.source)


def describe(pack: Pack, language: str) -> str:
    """The pack in words, in Chinese or English."""
    return "\n".join(Description(pack, language).lines()) + "\n"
