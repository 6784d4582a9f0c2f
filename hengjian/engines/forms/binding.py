"""``bind``: a form, the card's values, and what somebody typed, held against the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from hengjian.engines.deadlines.work_calendar import DEFAULT, WorkCalendar
from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.row import compile_row
from hengjian.engines.forms.bound import BoundField, BoundForm, BoundSection, Remark
from hengjian.engines.forms.cells import (
    Stored,
    Value,
    as_stored,
    as_typed,
    from_stored,
    in_words,
    read_typed,
)
from hengjian.engines.forms.computing import Parameters, context_of, with_computed
from hengjian.engines.pack_format.form_model import Form, FormField, FormSection
from hengjian.engines.pack_format.model import CaseCard, Item, ItemType
from hengjian.engines.tables.conversion.problem import Problem
from hengjian.engines.tables.marks import MARKED_WORDS, mark_in_words
from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Rules:
    """What a form is held against: the card, its parameters, the calendar, the day."""

    card: CaseCard
    as_of: date
    parameters: Parameters = field(default_factory=dict)
    calendar: WorkCalendar = DEFAULT
    me: str = ""  # the filler, by staff number


def bind(
    form: Form,
    rules: Rules,
    values: Mapping[str, Stored],
    typed: Mapping[str, str] | None = None,
    *,
    judged: bool = True,
    proposed: bool = True,
) -> BoundForm:
    """Bind a form to stored values and, where somebody filled it, to what was typed.

    Without ``typed`` nothing is judged: the form is shown as it would be opened. With it
    each text is read as an import would read it; fields that are not shown are left
    empty; then required items, the checks that concern the form, and computed items.
    Not ``judged``: what somebody is still typing, to show what follows from it. Not
    ``proposed``: to be read, without the day or the filler where nothing is filled.
    """
    return _Binding(
        form, rules, values, typed, judged=judged, proposed=proposed
    ).bound()


class _Binding:
    def __init__(
        self,
        form: Form,
        rules: Rules,
        values: Mapping[str, Stored],
        typed: Mapping[str, str] | None,
        *,
        judged: bool = True,
        proposed: bool = True,
    ) -> None:
        self.form, self.rules, self.typed = form, rules, typed
        self.is_judged = judged and typed is not None
        self.is_proposed = proposed and typed is None
        self.card = rules.card
        self.zone = ZoneInfo(self.card.timezone)
        self.problems: dict[str, Text] = {}
        self.row: dict[str, Value] = {
            name: from_stored(values.get(name), item)
            for name, item in self.card.items.items()
        }

    def bound(self) -> BoundForm:
        if self.typed is not None:
            self._take(self.typed)
        elif self.is_proposed:
            self._propose()
        self._compute()
        shown = self._shown()
        if self.typed is not None:
            shown = self._without_hidden(shown)
        remarks = self._remarks() if self.is_judged else ()
        sections = tuple(
            self._section(each, shown, remarks) for each in self.form.sections
        )
        return BoundForm(
            form=self.form,
            sections=sections,
            row=self.row,
            filled={
                each.item: as_stored(self.row[each.item])
                for each in self.form.fields
                if self._is_filled(each) or self._is_put_in(each)
            },
            remarks=remarks,
        )

    def _is_computed(self, item: Item) -> bool:
        return item.derive is not None or item.limit is not None

    def _is_filled(self, each: FormField) -> bool:
        item = self.card.items.get(each.item)
        return item is not None and not each.read_only and not self._is_computed(item)

    def _is_put_in(self, each: FormField) -> bool:
        """A read-only item that the platform fills when the form is filled."""
        return bool(each.read_only and each.otherwise) and each.item in self.row

    def _otherwise(self, each: FormField) -> Value:
        wanted = {"today": self.rules.as_of, "me": self.rules.me or None}
        found: Value = wanted.get(each.otherwise)
        item = self.card.items.get(each.item)
        if item is None or (found is not None and not _fits(found, item)):
            return None
        return found

    def _propose(self) -> None:
        for each in self.form.fields:
            if self._is_filled(each) and self.row[each.item] is None:
                self.row[each.item] = self._otherwise(each)

    def _take(self, typed: Mapping[str, str]) -> None:
        for each in self.form.fields:
            if self._is_put_in(each):
                self.row[each.item] = self._otherwise(each)
            if not self._is_filled(each):
                continue
            item = self.card.items[each.item]
            found = read_typed(typed.get(each.item, ""), item, self.zone)
            if isinstance(found, Problem):
                self.problems[each.item] = found.message
                found = None
            elif isinstance(found, str) and mark_in_words(found):
                self.problems[each.item] = MARKED_WORDS
                found = None
            self.row[each.item] = found

    def _compute(self) -> None:
        rules = self.rules
        self.row = with_computed(
            self.row, self.card, rules.parameters, rules.calendar, rules.as_of
        )

    def _holds(self, expression: Expression | None) -> bool:
        """Whether a condition holds; an unknown one does not."""
        if expression is None:
            return True
        context = context_of(self.card, self.row, self.rules.as_of)
        return compile_row(expression, self.rules.parameters)(self.row, context) is True

    def _shown(self) -> frozenset[str]:
        return frozenset(
            each.item
            for section in self.form.sections
            if self._holds(section.shown_when)
            for each in section.fields
            if self._holds(each.shown_when)
        )

    def _without_hidden(self, shown: frozenset[str]) -> frozenset[str]:
        """Empty what is not shown; that may hide more, until nothing more hides."""
        while True:
            hidden = [
                each.item
                for each in self.form.fields
                if (self._is_filled(each) or self._is_put_in(each))
                and each.item not in shown
                and (self.row[each.item] is not None or each.item in self.problems)
            ]
            if not hidden:
                return shown
            for name in hidden:
                self.row[name] = None
                self.problems.pop(name, None)
            self._compute()
            shown &= self._shown()

    def _is_required(self, each: FormField, item: Item) -> bool:
        if not self._is_filled(each):
            return False
        if each.required_when is not None:
            return item.required or self._holds(each.required_when)
        return item.required if each.required is None else each.required

    def _remarks(self) -> tuple[Remark, ...]:
        """The card's checks that read an item of this form and fail; unknown passes."""
        on_form = {each.item for each in self.form.fields}
        remarks = []
        for check in self.card.checks:
            names = check.assertion.names
            concerned = tuple(sorted(names & on_form))
            # a check that reads a linked card is asked when cards come together
            if not concerned or not names <= self.card.items.keys():
                continue
            context = context_of(self.card, self.row, self.rules.as_of)
            asked = compile_row(check.assertion, self.rules.parameters)
            if asked(self.row, context) is False:
                remarks.append(
                    Remark(check.name, check.level, check.message, concerned)
                )
        return tuple(remarks)

    def _section(
        self, section: FormSection, shown: frozenset[str], remarks: tuple[Remark, ...]
    ) -> BoundSection:
        rows = tuple(
            tuple(
                self._field(each, shown, remarks)
                for each in row
                if each.item in self.card.items
            )
            for row in section.rows
        )
        is_shown = any(each.is_shown for row in rows for each in row)
        return BoundSection(section, rows, is_shown)

    def _field(
        self, each: FormField, shown: frozenset[str], remarks: tuple[Remark, ...]
    ) -> BoundField:
        item = self.card.items[each.item]
        value = self.row[each.item]
        is_shown = each.item in shown
        is_required = is_shown and self._is_required(each, item)
        faults = []
        if self.is_judged and each.item in self.problems:
            faults.append(self.problems[each.item])
        elif self.is_judged and is_required and value is None:
            faults.append(_missing(item))
        text = as_typed(value, item, self.zone)
        if self.typed is not None and self._is_filled(each) and is_shown:
            text = self.typed.get(each.item, "")
        return BoundField(
            field=each,
            item=item,
            text=text,
            value=value,
            is_shown=is_shown,
            is_required=is_required,
            is_read_only=not self._is_filled(each),
            in_words=in_words(value, item, self.zone),
            faults=tuple(faults),
            prompts=tuple(r.message for r in remarks if each.item in r.items),
        )


def _fits(value: Value, item: Item) -> bool:
    wanted = date if item.type is ItemType.DATE else str
    return isinstance(value, wanted)


def _missing(item: Item) -> Text:
    return Text(
        f"“{item.label.zh}”是必填项，请补填",
        f'"{item.label.en}" is required: fill it in',
    )
