"""What the process of an objection does: freeze the sheet, correct and release it."""

from hengjian.appraisal.actions.freezing import (
    correct_sheet,
    freeze_sheet,
    release_sheet,
)
from hengjian.appraisal.faults import AppraisalFault
from hengjian.appraisal.models import ScoreSheet, SheetVersion
from hengjian.appraisal.objecting import (
    OF_THE_SHEET,
    corrections_of,
    facts_of,
    objection_of,
    scorer_of,
)
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.matters.models import Matter


@journal.action
def freeze(*, matter: Matter, by: Actor) -> ScoreSheet:
    """The act ``appraisal.freeze``: the sheet stays as it is while the objection is open.

    Raises ``AppraisalFault``: another person's sheet, a version that is not the present
    one, or what the form says of the sheet differs from what it is.
    """
    objection = objection_of(matter)
    sheet = objection.sheet
    if matter.registrant_id != sheet.person_id:
        raise AppraisalFault(
            Text("只能对自己的考评表提出异议", "one objects to one's own sheet alone"),
            status=403,
        )
    expected = facts_of(sheet) | {"scored_by": scorer_of(sheet) or None}
    told = {name: objection.values.get(name) for name in (*OF_THE_SHEET, "scored_by")}
    if {n: str(v) for n, v in told.items()} != {n: str(v) for n, v in expected.items()}:
        raise AppraisalFault(
            Text(
                "考评表已有新版本，或所填与考评表不符：请从自己的考评表重新提出",
                "the sheet has a newer version, or the form differs from it: object from"
                " your own sheet again",
            )
        )
    return freeze_sheet(sheet=sheet, reference=objection.reference, by=by)


@journal.action
def settle(*, matter: Matter, by: Actor) -> SheetVersion:
    """The act ``appraisal.settle``: correct as decided, then let the sheet go on.

    Returns the version that now counts. Raises ``AppraisalFault``.
    """
    objection = objection_of(matter)
    sheet, values = objection.sheet, objection.values
    if values.get("decision") == "adopted" and values.get("proposal") == "correct":
        correct_sheet(
            sheet=sheet,
            reference=objection.reference,
            values=corrections_of(values.get("corrections") or ""),
            reason=str(values.get("decision_words") or values.get("review_words")),
            by=by,
        )
    released = release_sheet(sheet=sheet, reference=objection.reference, by=by)
    return released.version
