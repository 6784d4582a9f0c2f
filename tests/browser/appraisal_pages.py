"""The pages of targets, appraisal, ratings, honours and the ledger, as they are opened."""

from tests.browser.row import Row


APPRAISAL_PAGES: dict[str, tuple[Row, ...]] = {
    "appraisal:objections": (
        Row("procurator", "/appraisal/objections/"),
        Row("appraisal", "/appraisal/objections/"),
    ),
    "appraisal:object": (
        Row(
            "procurator",
            "/appraisal/objections/",
            r"/appraisal/objections/new/\d+/",
        ),
    ),
    "appraisal:objection": (
        Row("procurator", "/appraisal/objections/", r"/appraisal/objections/\d+/"),
        Row("appraisal", "/appraisal/objections/", r"/appraisal/objections/\d+/"),
    ),
    "appraisal:fairness": (Row("committee", "/appraisal/fairness/"),),
    "appraisal:fairness-of": (
        Row("committee", "/appraisal/fairness/", r"/appraisal/fairness/\d+/"),
    ),
    "appraisal:fairness-people": (
        Row(
            "committee",
            "/appraisal/fairness/",
            r"/appraisal/fairness/\d+/",
            r"/appraisal/fairness/\d+/people/",
        ),
    ),
    "appraisal:prompts": (Row("procurator", "/appraisal/prompts/"),),
    "appraisal:my-cases": (Row("procurator", "/appraisal/my-year/cases/?year=2026"),),
    "appraisal:my-year": (
        Row("procurator", "/appraisal/my-year/"),
        Row("clerk", "/appraisal/my-year/"),
    ),
    "appraisal:handed-in-year": (
        Row("appraisal", "/appraisal/objections/", r"/appraisal/years/\d+/\d+/"),
    ),
    "appraisal:mine": (Row("procurator", "/appraisal/"), Row("clerk", "/appraisal/")),
    "appraisal:sheet": (
        Row("procurator", "/appraisal/", r"/appraisal/sheets/\d+/"),
        Row("committee", "/appraisal/rounds/1/", r"/appraisal/sheets/\d+/"),
    ),
    "appraisal:sheet-cards": (
        Row(
            "procurator",
            "/appraisal/",
            r"/appraisal/sheets/\d+/",
            r"/appraisal/sheets/\d+/cards/\d+/\?version=\d+",
        ),
    ),
    "appraisal:department-sheet": (
        Row("procurator", "/appraisal/", r"/appraisal/department-sheets/\d+/"),
        Row("committee", "/appraisal/rounds/4/", r"/appraisal/department-sheets/\d+/"),
    ),
    "appraisal:department-cards": (
        Row(
            "committee",
            "/appraisal/rounds/4/",
            r"/appraisal/department-sheets/\d+/",
            r"/appraisal/department-sheets/\d+/cards/\d+/\?version=\d+",
        ),
    ),
    "appraisal:absences": (
        Row("appraisal", "/appraisal/absences/"),
        Row("committee", "/appraisal/absences/"),
    ),
    "appraisal:ballot": (
        Row("committee", "/appraisal/rounds/1/", r"/appraisal/ballots/\d+/"),
    ),
    "appraisal:schemes": (
        Row("appraisal", "/appraisal/schemes/"),
        Row("procurator", "/appraisal/schemes/"),
    ),
    "appraisal:new-scheme": (Row("appraisal", "/appraisal/schemes/new/"),),
    "appraisal:scheme": (
        Row("appraisal", "/appraisal/schemes/", r"/appraisal/schemes/\d+/"),
        Row("procurator", "/appraisal/schemes/2/"),
    ),
    "appraisal:edit-scheme": (Row("appraisal", "/appraisal/schemes/3/edit/"),),
    "appraisal:dry-run": (
        Row("appraisal", "/appraisal/schemes/2/", r"/appraisal/dry-runs/\d+/"),
    ),
    "appraisal:round": (
        Row("committee", "/appraisal/schemes/1/", r"/appraisal/rounds/\d+/"),
        Row("appraisal", "/appraisal/schemes/2/", r"/appraisal/rounds/\d+/"),
    ),
    "appraisal:facts": (Row("committee", "/appraisal/rounds/3/facts/"),),
    "appraisal:bonus": (
        Row("committee", "/appraisal/rounds/1/", r"/appraisal/bonus/\d+/"),
    ),
    "ledger:mine": (Row("procurator", "/points/"),),
    "targets:tree": (
        Row("head", "/targets/"),
        Row("clerk", "/targets/?standing=behind"),
        Row("appraisal", "/targets/"),
    ),
    "targets:sheet": (Row("clerk", "/targets/sheet/"), Row("chief", "/targets/sheet/")),
    "targets:months": (
        Row("clerk", "/targets/months/"),
        Row("head", "/targets/months/?whole=1"),
    ),
    "targets:changes": (
        Row("head", "/targets/changes/"),
        Row("deputy", "/targets/changes/"),
    ),
    "targets:cards": (Row("head", "/targets/", r"/targets/\d+/cards/\?month=\d+-\d+"),),
    "targets:results": (
        Row("clerk", "/targets/results/"),
        Row("county-chief", "/targets/results/"),
    ),
    "targets:core": (
        Row("clerk", "/targets/core/"),
        Row("appraisal", "/targets/core/"),
    ),
    "targets:target": (
        Row("head", "/targets/", r"/targets/\d+/"),
        Row("appraisal", "/targets/", r"/targets/\d+/"),
    ),
    "targets:bring": (Row("appraisal", "/targets/", r"/targets/plans/\d+/import/"),),
    "ledger:ledger": (
        Row("appraisal", "/ledger/"),
        Row("appraisal", "/ledger/?by=person"),
        Row("clerk", "/ledger/?purpose=information_points"),
    ),
    "ledger:account": (Row("appraisal", "/ledger/", r"/ledger/accounts/\d+/"),),
    "ledger:entry": (
        Row("appraisal", "/ledger/", r"/ledger/entries/\d+/"),
        Row("procurator", "/points/", r"/ledger/entries/\d+/"),
    ),
    "ledger:rules": (
        Row("appraisal", "/ledger/rules/"),
        Row("clerk", "/ledger/rules/"),
    ),
    "ledger:new-rule": (Row("appraisal", "/ledger/rules/new/"),),
    "ledger:branches": (
        Row("appraisal", "/ledger/branches/"),
        Row("clerk", "/ledger/branches/"),
    ),
    "ledger:proposals": (
        Row("head", "/ledger/proposals/"),
        Row("appraisal", "/ledger/proposals/?state=open"),
    ),
    "ledger:payments": (Row("appraisal", "/ledger/payments/"),),
    "ledger:payment": (
        Row("appraisal", "/ledger/payments/", r"/ledger/payments/\d+/"),
        Row("county-chief", "/ledger/payments/", r"/ledger/payments/\d+/"),
    ),
    "ledger:quantities": (
        Row("appraisal", "/ledger/quantities/?month=2026-09"),
        Row("clerk", "/ledger/quantities/?month=2026-09"),
    ),
    "ratings:ratings": (Row("appraisal", "/ratings/"), Row("clerk", "/ratings/")),
    "ratings:new-round": (Row("appraisal", "/ratings/new/"),),
    "ratings:new-rubric": (Row("appraisal", "/ratings/rubrics/new/"),),
    "ratings:round": (
        Row("appraisal", "/ratings/", r"/ratings/1/"),
        Row("appraisal", "/ratings/", r"/ratings/2/"),
        Row("appraisal", "/ratings/", r"/ratings/3/"),
    ),
    "ratings:rate": (Row("clerk", "/ratings/", r"/ratings/\d+/rate/"),),
    "ratings:person": (
        Row("clerk", "/ratings/", r"/ratings/\d+/people/\d+/"),
        Row("appraisal", "/ratings/1/", r"/ratings/1/people/\d+/"),
    ),
    "training:training": (Row("case-manager", "/training/"),),
    "honours:honours": (Row("appraisal", "/honours/"), Row("clerk", "/honours/")),
    "honours:round": (
        Row("appraisal", "/honours/", r"/honours/rounds/\d+/"),
        Row("procurator", "/honours/", r"/honours/rounds/\d+/"),
    ),
    "honours:pairs": (Row("appraisal", "/honours/pairs/"),),
    "honours:vetoes": (Row("appraisal", "/honours/vetoes/"),),
    "honours:propose-veto": (Row("appraisal", "/honours/vetoes/propose/"),),
    "honours:veto": (Row("appraisal", "/honours/vetoes/", r"/honours/vetoes/\d+/"),),
}
