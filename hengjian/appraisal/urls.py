"""Addresses of appraisal."""

from django.urls import path

from hengjian.appraisal.views import (
    absences,
    ballots,
    bonuses,
    department_sheets,
    dry_runs,
    facts,
    fairness,
    fairness_people,
    mine,
    my_year,
    objections,
    rounds,
    schemes,
    sheet,
)


app_name = "appraisal"
_SCHEME = "appraisal/schemes/<int:number>/"
_ROUND = "appraisal/rounds/<int:number>/"
_DRY_RUN = "appraisal/dry-runs/<int:number>/"
_SHEET = "appraisal/sheets/<int:number>/"
_DEPARTMENT = "appraisal/department-sheets/<int:number>/"
_ABSENCE = "appraisal/absences/<int:number>/"
_BALLOT = "appraisal/ballots/<int:number>/"
_FACT = "appraisal/facts/<int:number>/"
_BONUS = "appraisal/bonus/<int:number>/"
_OBJECTION = "appraisal/objections/<int:number>/"
_NOTE = "appraisal/my-year/notes/<int:number>/"
_HANDED_IN = "appraisal/years/<int:person>/<int:year>/"
urlpatterns = [
    path("appraisal/", mine.page, name="mine"),
    path(_SHEET, sheet.page, name="sheet"),
    path(f"{_SHEET}cards/<int:place>/", sheet.cards, name="sheet-cards"),
    path(_DEPARTMENT, department_sheets.page, name="department-sheet"),
    path(
        f"{_DEPARTMENT}cards/<int:place>/",
        department_sheets.cards,
        name="department-cards",
    ),
    path("appraisal/absences/", absences.page, name="absences"),
    path("appraisal/absences/enter/", absences.enter, name="enter-absence"),
    path(f"{_ABSENCE}decide/", absences.decide, name="decide-absence"),
    path(f"{_ABSENCE}withdraw/", absences.withdraw, name="withdraw-absence"),
    path(_BALLOT, ballots.page, name="ballot"),
    path(f"{_BALLOT}another/", ballots.put_another, name="put-another-grade"),
    path(f"{_BALLOT}vote/", ballots.vote, name="vote-grades"),
    path(f"{_BALLOT}count/", ballots.count, name="count-ballot"),
    path(f"{_ROUND}ballot/", ballots.put, name="put-grades"),
    path("appraisal/objections/", objections.page, name="objections"),
    path("appraisal/objections/new/<int:number>/", objections.new, name="object"),
    path(_OBJECTION, objections.objection, name="objection"),
    path("appraisal/fairness/", fairness.page, name="fairness"),
    path("appraisal/fairness/<int:number>/", fairness.one, name="fairness-of"),
    path(
        "appraisal/fairness/<int:number>/people/",
        fairness_people.people,
        name="fairness-people",
    ),
    path("appraisal/prompts/", fairness_people.mine, name="prompts"),
    path(
        "appraisal/prompts/<int:number>/answer/",
        fairness_people.answer,
        name="answer-prompt",
    ),
    path("appraisal/my-year/", my_year.page, name="my-year"),
    path("appraisal/my-year/cases/", my_year.cases, name="my-cases"),
    path("appraisal/my-year/write/", my_year.write, name="write-year-note"),
    path("appraisal/my-year/hand-in/", my_year.hand_in, name="hand-in-year"),
    path(f"{_NOTE}remove/", my_year.remove, name="remove-year-note"),
    path(f"{_NOTE}file/", my_year.note_file, name="year-note-file"),
    path(_HANDED_IN, my_year.handed_in, name="handed-in-year"),
    path("appraisal/schemes/", schemes.page, name="schemes"),
    path("appraisal/schemes/new/", schemes.new, name="new-scheme"),
    path(_SCHEME, schemes.scheme, name="scheme"),
    path(f"{_SCHEME}edit/", schemes.edit, name="edit-scheme"),
    path(f"{_SCHEME}try/", schemes.ask_dry_run, name="ask-dry-run"),
    path(f"{_SCHEME}adopt/", schemes.adopt, name="adopt-scheme"),
    path(f"{_SCHEME}close/", schemes.close, name="close-scheme"),
    path(f"{_SCHEME}rounds/", rounds.open_round, name="open-round"),
    path(_DRY_RUN, dry_runs.page, name="dry-run"),
    path(f"{_DRY_RUN}read/", dry_runs.read, name="read-dry-run"),
    path(_ROUND, rounds.page, name="round"),
    path(f"{_ROUND}compute/", rounds.compute, name="compute-round"),
    path(f"{_ROUND}close/", rounds.close, name="close-round"),
    path(f"{_ROUND}grades/", rounds.decide_grades, name="decide-grades"),
    path(f"{_ROUND}facts/", facts.page, name="facts"),
    path(f"{_ROUND}facts/enter/", facts.enter, name="enter-fact"),
    path(f"{_ROUND}bonus/", bonuses.split, name="split-bonus"),
    path(f"{_FACT}decide/", facts.decide, name="decide-fact"),
    path(f"{_FACT}withdraw/", facts.withdraw, name="withdraw-fact"),
    path(_BONUS, bonuses.page, name="bonus"),
    path(f"{_BONUS}cancel/", bonuses.cancel, name="cancel-bonus"),
]
