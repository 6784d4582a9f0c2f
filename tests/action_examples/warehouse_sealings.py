"""Examples of the actions on sealings."""

import uuid
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from hengjian.audit.actors import System
from hengjian.warehouse import card_layout
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.actions.sealings import Basis
from hengjian.warehouse.models import SealedCard, Sealing, SealingKind
from hengjian.warehouse.sealing.resolving import Covered, Resolved
from tests.action_examples import Example
from tests.action_examples.warehouse import sealed
from tests.cast import Cast


BY = System("test")
MODULE = "hengjian.warehouse.actions.sealings"
DAY = date(2026, 3, 2)


def _sealing(cast: Cast) -> Callable[[], Any]:
    digest = card_layout.key_digest("A1|1").hex()
    card = Covered(sealed().pk, digest, False, "429900", DAY, DAY)
    return partial(
        sealings.seal,
        resolved=Resolved("0" * 32, (card,), ()),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=cast.jiangcheng,
        sealed_on=DAY,
        reason="判处三年",
        by=BY,
    )


def _standing(cast: Cast) -> Sealing:
    made: Sealing = _sealing(cast)()
    return made


def _searched_later(cast: Cast) -> Sealing:
    made: Sealing = partial(_sealing(cast), search_later=True)()
    return made


def _card(cast: Cast) -> SealedCard:
    return SealedCard.objects.get(sealing=_standing(cast))


def _told(cast: Cast) -> dict[str, Any]:
    table = sealed()
    digest = card_layout.key_digest("A1|1").hex()
    return {
        "mark": str(uuid.uuid4()),
        "kind": "criminal_record",
        "unit": cast.jiangcheng.code,
        "person": "",
        "law": "中华人民共和国刑事诉讼法",
        "article": "第286条",
        "article_mark": "V",
        "sealed_on": "2026-03-02",
        "reason": "判处三年",
        "by": "system:test",
        "cards": [[table.name, digest, False, "429900", None, None]],
        "rows": [],
    }


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.seal": _sealing,
    f"{MODULE}.enqueue_search": lambda cast: partial(
        sealings.enqueue_search, sealing=_standing(cast), by=BY
    ),
    f"{MODULE}.finish_search": lambda cast: partial(
        sealings.finish_search,
        sealing=_searched_later(cast),
        found=Resolved("0" * 32, (), ()),
        by=BY,
    ),
    f"{MODULE}.lift": lambda cast: partial(
        sealings.lift,
        sealing=_standing(cast),
        reason="发现漏罪",
        basis="第286条第二款",
        by=BY,
    ),
    f"{MODULE}.open_card": lambda cast: partial(
        sealings.open_card, card=_card(cast), reason="再犯查询", by=BY
    ),
    f"{MODULE}.seal_again": lambda cast: partial(
        sealings.seal_again, number="1", told=_told(cast), by=BY
    ),
}
