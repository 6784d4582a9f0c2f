"""Forms of the pages of indicators."""

from django import forms

from hengjian.lib.bilingual import Text
from hengjian.ui.templatetags.say import in_reader_language


class NamedTableForm(forms.Form):
    """What a table that names several places is for, who gets it, which places."""

    indicator = forms.CharField(max_length=100)
    period = forms.CharField(max_length=20)
    units = forms.MultipleChoiceField(choices=())
    purpose = forms.CharField(max_length=500)
    recipient = forms.CharField(max_length=200)

    def __init__(self, *args: object, codes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        units = self.fields["units"]
        assert isinstance(units, forms.MultipleChoiceField)  # noqa: S101 (declared so)
        units.choices = [(code, code) for code in codes]

    def fault(self) -> str:
        """What is missing, in words; empty where nothing is."""
        said = {
            "units": Text("请至少选两个单位。", "Choose two places at least."),
            "purpose": Text("请写明用途。", "Say the purpose."),
            "recipient": Text("请写明接收人。", "Say who is to receive it."),
        }
        missing = [said[name] for name in said if name in self.errors]
        return " ".join(in_reader_language(text) for text in missing)


class CutOffForm(forms.Form):
    """From which month on a month of statistics ends on which day, and why."""

    from_month = forms.RegexField(r"^[0-9]{4}-(0[1-9]|1[0-2])$")
    day = forms.IntegerField(min_value=1, max_value=31)
    basis = forms.CharField(max_length=500)

    def fault(self) -> Text:
        """What is missing or wrong; the first of it."""
        said = {
            "from_month": Text("月份应写作 2026-01。", "A month reads 2026-01."),
            "day": Text("截止日应为 1 至 31。", "The day lies between 1 and 31."),
            "basis": Text("请写明依据。", "Say which paper says so."),
        }
        return next(text for name, text in said.items() if name in self.errors)
