"""What can be wrong with an act on a matter."""

from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class MatterFault(UserFault):
    """The act does not fit the matter as it stands."""

    status = 409


class NotFilled(UserFault):
    """The form is not filled as it must be; ``form`` says what is wrong where."""

    status = 422

    def __init__(self, form: BoundForm) -> None:
        self.form = form
        zh = ";".join(words.zh for _, words in form.faults)
        en = "; ".join(words.en for _, words in form.faults)
        super().__init__(Text(zh, en))


class NotYours(MatterFault):
    """Somebody who may see the matter asked for what is not theirs to do on it."""

    is_refusal = True


class ChangedMeanwhile(MatterFault):
    """Somebody else changed the matter since the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "打开表单以后别人改过这件事项，请核对后再提交。",
                "Somebody else changed the matter since the form was opened: look and"
                " submit again.",
            )
        )


class NoSuchKind(UserFault):
    """No released pack handles such matters."""

    status = 404


class ReasonMissing(UserFault):
    """The act needs a reason, or whatever it is about, in words."""

    def __init__(self, wanted: Text | None = None) -> None:
        super().__init__(wanted or Text("请写明理由。", "Say why."))


def reason_given(reason: str, wanted: Text | None = None) -> str:
    """The reason without its edges. Raises ``ReasonMissing``, which asks for ``wanted``."""
    found = reason.strip()
    if not found:
        raise ReasonMissing(wanted)
    refuse_marked_words(found)
    return found[:2000]
