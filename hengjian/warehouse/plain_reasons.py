"""A gentle check of typed reasons: they stay in the journal and should name nobody."""

import re
from collections.abc import Iterable

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.warehouse import card_layout, personal_payload, vault_rows
from hengjian.warehouse.data_keys import KeyDestroyed
from hengjian.warehouse.models import NO_VERSION, CardTable


# eighteen places, the last a check digit; or the fifteen of before
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)")
_SHORTEST_NAME = 2


class ReasonNamesSomebody(UserFault):
    """A typed reason holds an identity number, or a personal value of its card."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            Text(
                "理由会长期保存在留痕中。其中似有证件号码或此案卡当事人的姓名等信息，"
                "请改写后再提交(例如“核对审结日期”)。已填写的内容没有丢失。",
                "Reasons are kept in the journal. This one seems to hold an identity number"
                " or a personal value of the card: put it in other words (“to check the"
                " date of conclusion”). Nothing you typed is lost.",
            )
        )


def require_plain(
    reason: str, table: CardTable | None = None, keys: Iterable[str] = ()
) -> None:
    """Ask to rephrase a reason that names the person of one of the cards.

    Read before the act, outside its transaction. Raises ``ReasonNamesSomebody``; what
    cannot be opened any more is not looked into.
    """
    said = reason.replace(" ", "")
    if _IDENTITY_NUMBER.search(said):
        raise ReasonNamesSomebody
    if not said or table is None or table.current_version == NO_VERSION:
        return
    digests = {card_layout.key_digest(key) for key in keys}
    try:
        found = vault_rows.payloads_at(table, table.current_version, digests)
    except KeyDestroyed:
        return
    for payload in found.values():
        for value in personal_payload.values(payload).values():
            if len(value) >= _SHORTEST_NAME and value.replace(" ", "") in said:
                raise ReasonNamesSomebody
