"""The form of a matter of process monitoring, filled from prompts, before it is registered."""

from collections.abc import Mapping, Sequence

from hengjian.access.models import Account
from hengjian.engines.forms.bound import BoundForm
from hengjian.lib.bilingual import Text
from hengjian.limits.wording import basis_in_words, key_parts
from hengjian.matters import filling
from hengjian.matters.kinds import Kind, kind_named
from hengjian.monitoring.actions.prompts import Place
from hengjian.monitoring.faults import MonitoringFault
from hengjian.monitoring.models import Prompt
from hengjian.monitoring.queries.detail import facts_in_words
from hengjian.monitoring.queries.telling import Told, told


KIND = "process_monitoring"
ORDER = ("oral", "written", "report")


def bound_form(
    prompts: Sequence[Prompt], place: Place, typed: Mapping[str, str], by: Account
) -> tuple[Kind, BoundForm]:
    """The form filled from the prompts; what a person typed goes before.

    Raises ``NoSuchKind``; ``MonitoringFault`` where no prompt was chosen or nobody of
    the office is known to handle the card.
    """
    if not prompts:
        raise MonitoringFault(Text("没有选定提示", "no prompt was chosen"))
    if prompts[0].person is None:
        raise MonitoringFault(
            Text(
                "案卡上的承办人没有对应到本院人员，请先核对机构人员",
                "the card's handler is matched to nobody of the office: look at the"
                " organisation first",
            )
        )
    kind = kind_named(KIND)
    given = {name: text for name, text in typed.items() if text.strip()}
    texts = {**proposed(prompts), **given}
    bound = filling.registration(kind, place.unit, place.department, by, texts)
    return kind, bound


def proposed(prompts: Sequence[Prompt]) -> dict[str, str]:
    """What the prompts say, as texts of the form of registration."""
    rows = told(prompts)
    person = prompts[0].person
    laws = [prompt.limit for prompt in prompts if prompt.limit]
    basis = [
        basis_in_words(row.rule.basis).zh for row in rows if row.rule and row.rule.basis
    ]
    level = max((prompt.level for prompt in prompts), key=ORDER.index)
    return {
        "source": "rule",
        "case_card": _joined(row.card.zh for row in rows),
        "case_number": _joined(key_parts(prompt.card_key)[0] for prompt in prompts),
        "handler": person.number if person is not None else "",
        "monitored_department": prompts[0].department_text,
        "ground": prompts[0].ground,
        "level": level,
        "limit_number": _joined(laws),
        "rule_names": _joined(prompt.rule for prompt in prompts),
        "found": "\n".join(_found(row) for row in rows),
        "basis": _joined(basis),
    }


def _found(row: Told) -> str:
    prompt = row.prompt
    message = row.label
    if row.rule is not None and row.rule.message is not None:
        message = row.rule.message
    values = [f"{read.label.zh} {read.value.zh}" for read in facts_in_words(prompt)]
    if prompt.due_on is not None:
        values.append(f"期限届满 {prompt.due_on}")
    number = key_parts(prompt.card_key)[0]
    version = f"案卡表第 {prompt.version} 版"
    return f"{number}：{message.zh}({'，'.join([*values, version])})"


def _joined(texts: object) -> str:
    return "、".join(dict.fromkeys(str(text) for text in texts if text))  # type: ignore[attr-defined]
