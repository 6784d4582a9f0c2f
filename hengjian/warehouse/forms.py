"""Forms of the warehouse's pages."""

from typing import Any

from django import forms

from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Procuratorate
from hengjian.ui.templatetags.say import in_reader_language
from hengjian.warehouse.actions.findings import Answer
from hengjian.warehouse.actions.sealings import MARKS
from hengjian.warehouse.models import SealingKind


MOST_WORDS = 1000


class SayingForm(forms.Form):
    """A form whose faults are ours, in the reader's language."""

    FAULTS: dict[str, Text] = {}  # noqa: RUF012 (never changed)

    def first_fault(self) -> str:
        """What to mend first."""
        field = next(iter(self.errors), "")
        text = self.FAULTS.get(
            field, Text("请检查填写的内容", "check what you entered")
        )
        return in_reader_language(text)


class AnswerForm(SayingForm):
    """What a filler says of a finding."""

    FAULTS = {  # noqa: RUF012
        "answer": Text("请选择“已改正”或“说明”", "choose corrected or explained"),
        "reason": Text(
            "说明要写明理由(1000 字以内)", "an explanation needs its reason"
        ),
    }

    answer = forms.ChoiceField(choices=[(each.value, each.value) for each in Answer])
    reason = forms.CharField(max_length=MOST_WORDS, required=False)

    def clean(self) -> dict[str, Any]:
        """An explanation needs its reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        explained = cleaned.get("answer") == Answer.EXPLAINED
        if explained and not cleaned.get("reason", "").strip():
            self.add_error("reason", "required")
        return cleaned


class ReasonForm(SayingForm):
    """Why somebody does what they ask for."""

    FAULTS = {  # noqa: RUF012
        "reason": Text("请写明理由(1000 字以内)", "say the reason"),
    }

    reason = forms.CharField(max_length=MOST_WORDS)


class AssignForm(SayingForm):
    """Which findings are given to whom."""

    FAULTS = {  # noqa: RUF012
        "finding": Text("请先勾选问题", "tick the findings first"),
        "person": Text("请选择分派给谁", "choose to whom"),
    }

    finding = forms.TypedMultipleChoiceField(coerce=int)
    person = forms.IntegerField(min_value=1)

    def __init__(self, *args: Any, numbers: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["finding"].choices = [(n, n) for n in numbers if n.isdecimal()]  # type: ignore[attr-defined]


class FileForm(SayingForm):
    """A file of cards, what it holds, whose it is."""

    FAULTS = {  # noqa: RUF012
        "file": Text("请选择要导入的文件(xlsx 或 csv)", "choose a file (xlsx or csv)"),
        "card": Text("请选择是哪一种案卡", "choose the kind of card"),
        "unit": Text("请选择是哪个单位的案卡", "choose whose cards they are"),
    }

    file = forms.FileField(allow_empty_file=True, max_length=255)
    card = forms.ChoiceField()
    unit = forms.ModelChoiceField(
        Procuratorate.objects.none(), to_field_name="code", required=False
    )
    # ask about headers again although they were mapped before
    review = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        cards: list[str],
        units: Any,
        unit_required: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["card"].choices = [(name, name) for name in cards]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].required = unit_required


class SealForm(SayingForm):
    """Whose record is sealed, as what, from when, by which law."""

    FAULTS = {  # noqa: RUF012
        "card": Text("请选择案卡", "choose the card"),
        "key": Text("请填写案卡键", "enter the card's key"),
        "kind": Text("请选择封存种类", "choose what is sealed"),
        "law": Text("请写明法律依据", "say the law"),
        "article": Text("请写明条文", "say the article"),
        "sealed_on": Text("请填写封存日期", "enter the day from which it is sealed"),
        "reason": Text("请写明理由(1000 字以内)", "say the reason"),
    }

    card = forms.CharField(max_length=100)
    key = forms.CharField(max_length=400)
    unit = forms.CharField(max_length=20, required=False)
    kind = forms.ChoiceField(choices=SealingKind.choices)
    law = forms.CharField(max_length=200)
    article = forms.CharField(max_length=100)
    mark = forms.ChoiceField(choices=[(each, each) for each in MARKS])
    sealed_on = forms.DateField()
    whole_person = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=MOST_WORDS)


class LiftForm(SayingForm):
    """Why a sealing is lifted, and by which law."""

    FAULTS = {  # noqa: RUF012
        "reason": Text("请写明理由(1000 字以内)", "say the reason"),
        "basis": Text("请写明法律依据", "say the legal basis"),
    }

    reason = forms.CharField(max_length=MOST_WORDS)
    basis = forms.CharField(max_length=300)
