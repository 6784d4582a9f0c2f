"""What the addresses of targets, appraisal, ratings, honours and the ledger speak of."""

from hengjian.appraisal.actions.fairness_signals import raise_signals
from hengjian.appraisal.fairness_seeing import Seen
from hengjian.appraisal.models import FairnessSignal
from hengjian.appraisal.models.fairness_signal import About
from hengjian.lib.bilingual import Text
from tests.action_examples import appraisal_office as of_office
from tests.action_examples import ledger as of_ledger
from tests.cast import Cast
from tests.factories import appraisal, honours, ratings, targets


APPRAISAL_FILLED: dict[str, dict[str, str]] = {
    "/appraisal/department-sheets/": {"number": "department_sheet", "place": "one"},
    "/appraisal/absences/": {"number": "granted_absence"},
    "/appraisal/ballots/": {"number": "grade_ballot"},
    "/api/appraisal/schemes/": {"number": "appraisal_scheme"},
    "/api/appraisal/rounds/": {"number": "appraisal_round"},
    "/api/appraisal/facts/": {"number": "appraisal_fact"},
    "/api/appraisal/ballots/": {"number": "grade_ballot"},
    "/api/appraisal/department-sheets/": {"number": "department_sheet"},
}
WORDS = Text("请看“案件质量”一项", "please look at the item “Quality”")
LEDGER_FILLED: dict[str, dict[str, str]] = {
    "/ledger/accounts/": {"number": "ledger_account"},
    "/ledger/entries/": {"number": "ledger_entry"},
    "/ledger/questions/": {"number": "entry_question"},
    "/ledger/rules/": {"number": "ledger_rule"},
    "/ledger/proposals/": {"number": "entry_proposal"},
    "/ledger/payments/": {"number": "payment_list"},
    "/api/ledger/": {"number": "ledger_entry"},
    **APPRAISAL_FILLED,
}


def appraisal_objects(cast: Cast) -> dict[str, object]:
    """An object for each parameter, all of them in Jiangcheng."""
    return {
        **_ratings(cast),
        **_targets(cast),
        **_appraisal(cast),
        **_honours(cast),
        **_ledger(cast),
    }


def _honours(cast: Cast) -> dict[str, object]:
    """A round in its notice with an objection, an award of another, a pair, a veto."""
    given = honours.walked(cast, "awarded", back=3)
    award = given.award.pk
    objected = honours.walked(cast, "objected")
    return {
        "honour_round": objected.round.pk,
        "candidate": objected.chen.pk,
        "honour_objection": objected.objection.pk,
        "honour_award": award,
        "mentor_pair": honours.pair(cast).pk,
        "veto": honours.proposed_veto(cast).pk,
    }


def _targets(cast: Cast) -> dict[str, object]:
    """Adopted targets of the year with an amendment that waits."""
    plan = targets.adopted(cast)
    proposal = targets.amendment(plan, by=cast.lin)
    return {
        "target_plan": plan.pk,
        "target": targets.target(plan, "1.1").pk,
        "target_proposal": proposal.pk,
    }


def _appraisal(cast: Cast) -> dict[str, object]:
    """A closed year with a bonus, an open month with a fact that waits, a draft."""
    office = appraisal.office(cast)
    return {
        "score_sheet": office.sheet.pk,
        "appraisal_scheme": office.closed.scheme_id,
        "dry_run": office.tried.pk,
        "appraisal_round": office.closed.pk,
        "appraisal_fact": office.waiting.pk,
        "bonus_pool": office.pool.pk,
        "fairness_signal": _asked(office).pk,
        "grade_ballot": of_office.put_of(cast, office.closed)().pk,
        "granted_absence": of_office.entered_absence(cast).pk,
        "department_sheet": _department_sheet(cast),
    }


def _department_sheet(cast: Cast) -> object:
    """A sheet of the first department, by a scheme for departments."""
    month = of_office.departments_month(cast)
    appraisal.carry_round(month, by=appraisal.BY)
    return month.department_sheets.get(department=cast.first_department).pk


def _asked(office: appraisal.Office) -> FairnessSignal:
    """Something asked of Chen about his closed sheet, not answered."""
    seen = [Seen(office.sheet.person.number, About.ONE_ITEM, "quality", WORDS)]
    [found] = raise_signals(round_=office.closed, seen=seen, by=appraisal.BY)
    return found


def _ratings(cast: Cast) -> dict[str, object]:
    """A named round of the first department that everybody handed in, released."""
    released = ratings.released_round(cast)
    return {
        "rating_round": released.pk,
        "rated_person": cast.person(cast.lin).pk,
        "year_note": ratings.year_note(cast).pk,
        "year": 2026,
    }


def _ledger(cast: Cast) -> dict[str, object]:
    """Entries of Chen's, a question, a proposal and a payment list of Jiangcheng."""
    question, proposal = of_ledger.asked(cast), of_ledger.proposed(cast)
    return {
        "ledger_account": question.entry.account_id,
        "ledger_entry": question.entry_id,
        "entry_question": question.pk,
        "ledger_rule": proposal.rule_id,
        "entry_proposal": proposal.pk,
        "payment_list": of_ledger.drawn(cast).pk,
    }
