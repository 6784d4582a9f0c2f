"""What can be wrong with an act on a document."""

from collections.abc import Sequence

from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class DocumentFault(UserFault):
    """The act does not fit the document as it stands."""

    status = 409


class KeptElsewhere(DocumentFault):
    """The national system keeps the record: no number, seal or service is made here."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "这件事项的正式文书在全国检察业务应用系统制作，本平台只出草稿，不编号、"
                "不用印、不送达。",
                "The national system keeps the record of this matter: here are drafts"
                " only, without number, seal or service.",
            )
        )


class NotReady(DocumentFault):
    """Something that the document needs is not there yet."""

    status = 422

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        words = "、".join(missing)
        super().__init__(
            Text(
                f"还不能签发，缺少：{words}",
                f"it cannot be issued yet, missing: {', '.join(missing)}",
            )
        )


class ValuesDisagree(DocumentFault):
    """The file says something else than the matter, and no reason was given."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            Text(
                f"有 {count} 处与事项不一致：改正后再签发，或写明理由。",
                f"{count} places disagree with the matter: correct them, or give a"
                " reason.",
            )
        )


class DocumentErased(UserFault):
    """The key was destroyed: what it sealed is gone."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            Text("这份文书的内容已经销毁。", "The content of this document was erased.")
        )


def reason_given(reason: str) -> str:
    """The reason without its edges. Raises ``UserFault`` for none."""
    found = reason.strip()
    if not found:
        raise UserFault(Text("请写明理由。", "Say why."))
    refuse_marked_words(found)
    return found[:2000]
