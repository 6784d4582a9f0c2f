"""Examples of the actions of honours and vetoes."""

from decimal import Decimal
from functools import partial

from hengjian.audit.actors import System
from hengjian.documents import issue_course
from hengjian.documents.actions import drafting
from hengjian.documents.source import kind_in
from hengjian.engines.voting.ballots import Voice
from hengjian.honours import certifying
from hengjian.honours.actions import (
    balloting,
    deciding,
    keeping,
    nominating,
    noticing,
    opening,
    vetoing,
    voting,
)
from hengjian.lib import clock
from hengjian.matters import papers
from hengjian.matters.kinds import kind_named
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import honours as make
from tests.factories import matters


BY = System("test")
ACTIONS = "hengjian.honours.actions"


def _open_round(cast: Cast) -> partial[object]:
    """A matter that no round was opened for yet."""
    matters.release_kinds(("honour_selection",))
    matter = matters.matter("supply_request", cast.chen)
    matter.release = kind_named("honour_selection").release
    today = clock.today()
    matter.values = {"honour": "pioneer_post", "period": make.quarter_before(today)}
    return partial(opening.open_round, matter=matter, by=BY)


def _begin(cast: Cast) -> partial[object]:
    made = make.walked(cast, "voting")
    body = make.seated(cast)
    return partial(balloting.begin, honour_round=made.round, body=body, by=BY)


def _begun(cast: Cast) -> make.Round:
    made = make.walked(cast, "voting")
    balloting.begin(honour_round=made.round, body=make.seated(cast), by=BY)
    return made


def _cast(cast: Cast) -> partial[object]:
    made = _begun(cast)
    return partial(
        balloting.cast,
        honour_round=made.round,
        voices={made.chen.pk: Voice.FOR},
        by=cast.liu,
    )


def _mark_absent(cast: Cast) -> partial[object]:
    made = _begun(cast)
    member = make.seated(cast).members.order_by("pk")[1]
    return partial(
        balloting.mark_absent,
        honour_round=made.round,
        member=member,
        reason="出差",
        by=BY,
    )


def _close_vote(cast: Cast) -> partial[object]:
    made = make.walked(cast, "voting")
    make.voted(made, cast)
    return partial(voting.close_vote, honour_round=made.round, by=BY)


def _keep_certificate(cast: Cast) -> partial[object]:
    award = make.walked(cast, "awarded").award
    source = papers.source_of(award.round.matter)
    document = drafting.make(
        source=source,
        kind=kind_in(source.release, certifying.CERTIFICATE),
        by=cast.liu,
    )
    issued = issue_course.issue(document=document, source=source, by=cast.liu)
    return partial(deciding.keep_certificate, award=award, document=issued, by=BY)


def _marks(cast: Cast) -> partial[object]:
    made = make.walked(cast, "opened", "skill_contest")
    return partial(
        keeping.enter_marks,
        honour_round=made.round,
        person=cast.person(cast.chen),
        marks=Decimal(90),
        record="评分表第一号",
        by=BY,
    )


def _decide(cast: Cast) -> partial[object]:
    made = make.walked(cast, "deciding")
    return partial(
        deciding.decide, honour_round=made.round, chosen=[made.chen.pk], by=BY
    )


EXAMPLES: dict[str, Example] = {
    f"{ACTIONS}.opening.open_round": _open_round,
    f"{ACTIONS}.opening.compute": lambda cast: partial(
        opening.compute, honour_round=make.walked(cast, "opened").round, by=BY
    ),
    f"{ACTIONS}.nominating.nominate": lambda cast: partial(
        nominating.nominate,
        candidate=make.walked(cast, "opened").chen,
        words="带头办案",
        by=BY,
    ),
    f"{ACTIONS}.nominating.close_nomination": lambda cast: partial(
        nominating.close_nomination,
        honour_round=make.walked(cast, "nominated").round,
        by=BY,
    ),
    f"{ACTIONS}.balloting.begin": _begin,
    f"{ACTIONS}.balloting.cast": _cast,
    f"{ACTIONS}.balloting.mark_absent": _mark_absent,
    f"{ACTIONS}.voting.close_vote": _close_vote,
    f"{ACTIONS}.noticing.raise_objection": lambda cast: partial(
        noticing.raise_objection,
        candidate=make.walked(cast, "notice").chen,
        words="有一案超期",
        by=BY,
    ),
    f"{ACTIONS}.noticing.answer_objection": lambda cast: partial(
        noticing.answer_objection,
        objection=make.walked(cast, "objected").objection,
        answer="已核实，不成立",
        is_upheld=False,
        by=BY,
    ),
    f"{ACTIONS}.noticing.close_notice": lambda cast: partial(
        noticing.close_notice, honour_round=make.walked(cast, "over").round, by=BY
    ),
    f"{ACTIONS}.deciding.decide": _decide,
    f"{ACTIONS}.deciding.keep_certificate": _keep_certificate,
    f"{ACTIONS}.deciding.withdraw": lambda cast: partial(
        deciding.withdraw,
        award=make.walked(cast, "awarded").award,
        reason="事迹不实",
        by=BY,
    ),
    f"{ACTIONS}.keeping.pair": lambda cast: partial(make.pair, cast),
    f"{ACTIONS}.keeping.end_pair": lambda cast: partial(
        keeping.end_pair, pair=make.pair(cast), until_on=clock.today(), by=BY
    ),
    f"{ACTIONS}.keeping.enter_marks": _marks,
    f"{ACTIONS}.vetoing.propose": lambda cast: partial(make.proposed_veto, cast),
    f"{ACTIONS}.vetoing.hear": lambda cast: partial(
        vetoing.hear, veto=make.proposed_veto(cast), words="没有意见", by=cast.chen
    ),
    f"{ACTIONS}.vetoing.decide": lambda cast: partial(
        vetoing.decide,
        veto=make.heard_veto(cast),
        stands=True,
        words="事实清楚",
        by=cast.liu,
    ),
    f"{ACTIONS}.vetoing.lift": lambda cast: partial(
        vetoing.lift, veto=make.standing_veto(cast), reason="已复核", by=BY
    ),
}
