"""Examples of the actions on matters."""

from collections.abc import Callable
from functools import partial

from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import filling
from hengjian.matters.actions import (
    allocating,
    arriving,
    asking_beside,
    bulk,
    completing,
    ending,
    extending,
    following,
    joining,
    keys,
    moving_back,
    moving_release,
    noting,
    opening,
    pausing,
    pressing,
    recording,
    registering,
    taking,
    unmasking,
)
from hengjian.matters.kinds import kind_named
from hengjian.matters.models import Matter, RecordOf, WorkItem
from hengjian.packs import actions as packs
from hengjian.workflow import actions as workflow
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import matters as make


BY = System("test")


def _request(cast: Cast) -> Matter:
    return make.matter("supply_request", cast.chen)


def _item(cast: Cast) -> WorkItem:
    return make.item(_request(cast), "check_stock")


def _register(cast: Cast) -> Callable[[], object]:
    kind = make.kind("supply_request")
    bound = filling.registration(
        kind, cast.jiangcheng, cast.first_department, cast.chen, make.SUPPLIES
    )
    return partial(
        registering.register,
        kind=kind,
        bound=bound,
        unit=cast.jiangcheng,
        department=cast.first_department,
        registrant=cast.chen.person,
        by=cast.chen,
    )


def _complete(cast: Cast) -> Callable[[], object]:
    item = _item(cast)
    bound = filling.task_form(item, cast.chen, {"in_stock": "是"})
    return partial(completing.complete, item=item, bound=bound, version=1, by=cast.chen)


def _correct(cast: Cast) -> Callable[[], object]:
    matter = _request(cast)
    bound = filling.registration(
        make.kind("supply_request"),
        cast.jiangcheng,
        cast.first_department,
        cast.chen,
        make.SUPPLIES | {"quantity": "3"},
    )
    return partial(
        completing.correct, matter=matter, bound=bound, version=1, reason="写错", by=BY
    )


def _decided(cast: Cast) -> Matter:
    """A request whose stock was looked into by Chen; a leader is to decide."""
    matter = _request(cast)
    make.done(matter, "check_stock", cast.chen, in_stock="否")
    matter.refresh_from_db()
    return matter


def _send_back(cast: Cast) -> Callable[[], object]:
    item = make.item(_decided(cast), "decide")
    return partial(
        moving_back.send_back, item=item, element="check_stock", reason="补充", by=BY
    )


def _recall(cast: Cast) -> Callable[[], object]:
    item = _decided(cast).work_items.get(element="check_stock")
    return partial(moving_back.recall, item=item, reason="填错", by=cast.chen)


def _answer(cast: Cast) -> Callable[[], object]:
    asked = asking_beside.countersign(
        item=_item(cast), person=cast.person(cast.lin), words="请会签", by=BY
    )
    return partial(asking_beside.answer, item=asked, words="同意", by=cast.lin)


def _resume(cast: Cast) -> Callable[[], object]:
    matter = _request(cast)
    pausing.suspend(matter=matter, reason="等报价", by=BY)
    return partial(pausing.resume, matter=matter, by=BY)


def _decide_extension(cast: Cast) -> Callable[[], object]:
    asked = extending.ask_extension(
        item=_item(cast), length="2 working_days", reason="盘点", by=cast.chen
    )
    return partial(extending.decide_extension, extension=asked, granted=True, by=BY)


def _closed(cast: Cast) -> Matter:
    matter: Matter = ending.close(matter=_decided(cast), reason="不再需要", by=BY)
    return matter


def _follow(cast: Cast) -> Callable[[], object]:
    matter = _decided(cast)
    assert matter.process is not None
    workflow.move(
        process=matter.process, to_element="check_stock", reason="定时", by=BY
    )
    return partial(following.follow, matter=matter, by=BY)


def _petition(cast: Cast) -> Matter:
    return make.matter("petition", cast.chen)


def _settle_record(cast: Cast) -> Callable[[], object]:
    return partial(
        recording.settle_record,
        kind=make.kind("petition"),
        unit=cast.jiangcheng,
        record_of=RecordOf.HERE,
        from_on=clock.today(),
        reason="未接入全国系统",
        by=BY,
    )


def _open_month(cast: Cast) -> Callable[[], object]:
    make.release_kinds()
    packs.release(prepared=packs.prepare([make.PACKS / "monthly_cycle"]), by=BY)
    kind = kind_named("monthly_cycle")
    month = opening.month_of(clock.today(), 1)
    bound = opening.bound_for(kind, cast.jiangcheng, month, {})
    return partial(
        opening.open_month,
        kind=kind,
        bound=bound,
        unit=cast.jiangcheng,
        month=month,
        by=BY,
    )


EXAMPLES: dict[str, Example] = {
    "hengjian.matters.actions.recording.settle_record": _settle_record,
    "hengjian.matters.actions.arriving.arrive": lambda cast: partial(
        arriving.arrive,
        matter=_petition(cast),
        card="complaint",
        values={"procedural_replied_on": clock.today().isoformat()},
        source=Text("导入 1", "import 1"),
        by=BY,
    ),
    "hengjian.matters.actions.registering.register": _register,
    "hengjian.matters.actions.completing.complete": _complete,
    "hengjian.matters.actions.completing.correct": _correct,
    "hengjian.matters.actions.allocating.allocate": lambda cast: partial(
        allocating.allocate, item=_item(cast), person=cast.person(cast.lin), by=BY
    ),
    "hengjian.matters.actions.bulk.allocate_all": lambda cast: partial(
        bulk.allocate_all, items=[_item(cast)], person=cast.person(cast.lin), by=BY
    ),
    "hengjian.matters.actions.allocating.claim": lambda cast: partial(
        allocating.claim, item=_item(cast), person=cast.person(cast.lin), by=cast.lin
    ),
    "hengjian.matters.actions.allocating.delegate": lambda cast: partial(
        allocating.delegate,
        item=_item(cast),
        person=cast.person(cast.lin),
        reason="出差",
        by=BY,
    ),
    "hengjian.matters.actions.allocating.recuse": lambda cast: partial(
        allocating.recuse,
        matter=_request(cast),
        person=cast.person(cast.lin),
        reason="亲属关系",
        by=BY,
    ),
    "hengjian.matters.actions.moving_back.send_back": _send_back,
    "hengjian.matters.actions.moving_back.recall": _recall,
    "hengjian.matters.actions.asking_beside.countersign": lambda cast: partial(
        asking_beside.countersign,
        item=_item(cast),
        person=cast.person(cast.lin),
        words="请会签",
        by=BY,
    ),
    "hengjian.matters.actions.asking_beside.assist": lambda cast: partial(
        asking_beside.assist,
        item=_item(cast),
        person=cast.person(cast.lin),
        words="请协助盘点",
        by=BY,
    ),
    "hengjian.matters.actions.asking_beside.answer": _answer,
    "hengjian.matters.actions.pressing.urge": lambda cast: partial(
        pressing.urge, item=_item(cast), by=BY
    ),
    "hengjian.matters.actions.pressing.urge_all": lambda cast: partial(
        pressing.urge_all, items=[_item(cast)], by=BY
    ),
    "hengjian.matters.actions.pressing.supervise": lambda cast: partial(
        pressing.supervise, matter=_request(cast), reason="领导关注", by=BY
    ),
    "hengjian.matters.actions.pausing.suspend": lambda cast: partial(
        pausing.suspend, matter=_request(cast), reason="等报价", by=BY
    ),
    "hengjian.matters.actions.pausing.resume": _resume,
    "hengjian.matters.actions.extending.ask_extension": lambda cast: partial(
        extending.ask_extension,
        item=_item(cast),
        length="2 working_days",
        reason="盘点",
        by=cast.chen,
    ),
    "hengjian.matters.actions.extending.decide_extension": _decide_extension,
    "hengjian.matters.actions.ending.close": lambda cast: partial(
        ending.close, matter=_request(cast), reason="不再需要", by=BY
    ),
    "hengjian.matters.actions.ending.reopen": lambda cast: partial(
        ending.reopen, matter=_closed(cast), reason="仍需要", by=BY
    ),
    "hengjian.matters.actions.ending.archive": lambda cast: partial(
        ending.archive, matter=_closed(cast), by=BY
    ),
    "hengjian.matters.actions.moving_release.move": lambda cast: partial(
        moving_release.move,
        matter=_request(cast),
        to=make.kind("supply_request"),
        by=BY,
    ),
    "hengjian.matters.actions.noting.note": lambda cast: partial(
        noting.note, matter=_request(cast), words="已电话沟通", by=BY
    ),
    "hengjian.matters.actions.joining.link": lambda cast: partial(
        joining.link, matter=_request(cast), to=_request(cast), by=BY
    ),
    "hengjian.matters.actions.joining.merge": lambda cast: partial(
        joining.merge, matter=_request(cast), into=_request(cast), reason="重复", by=BY
    ),
    "hengjian.matters.actions.joining.transfer": lambda cast: partial(
        joining.transfer, matter=_request(cast), to=cast.donghu, reason="属地", by=BY
    ),
    "hengjian.matters.actions.following.follow": _follow,
    "hengjian.matters.actions.keys.wrap_all_anew": lambda cast: (
        _petition(cast),
        partial(keys.wrap_all_anew, by=BY),
    )[1],
    "hengjian.matters.actions.keys.erase": lambda cast: partial(
        keys.erase, matters=[_petition(cast).pk], reason="期满", by=BY
    ),
    "hengjian.matters.actions.unmasking.unmask": lambda cast: partial(
        unmasking.unmask, matter=_petition(cast), reason="核对身份", by=BY
    ),
    "hengjian.matters.actions.opening.open_month": _open_month,
    "hengjian.matters.actions.taking.take_anew": lambda cast: partial(
        taking.take_anew, matters=[_request(cast).pk], by=BY
    ),
    "hengjian.matters.actions.taking.take_all_anew": lambda cast: partial(
        taking.take_all_anew, kind=_request(cast).kind, by=BY
    ),
}
