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
