"""Addresses of the ledger."""

from django.urls import path

from hengjian.ledger.views import (
    account,
    branches,
    department_awards,
    entry,
    ledger,
    mine,
    payments,
    proposals,
    quantities,
    rule_changes,
    rules,
)


app_name = "ledger"
urlpatterns = [
    path("points/", mine.page, name="mine"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/accounts/<int:number>/", account.page, name="account"),
    path("ledger/entries/<int:number>/", entry.page, name="entry"),
    path("ledger/entries/<int:number>/reverse/", entry.reverse, name="reverse-entry"),
    path("ledger/entries/<int:number>/ask/", entry.ask, name="ask-about-entry"),
    path("ledger/questions/<int:number>/", entry.answer, name="answer-question"),
    path("ledger/rules/", rules.page, name="rules"),
    path("ledger/rules/new/", rule_changes.new, name="new-rule"),
    path("ledger/rules/<int:number>/", rule_changes.renew, name="renew-rule"),
    path("ledger/rules/circle/", rule_changes.show_to, name="set-circle"),
    path("ledger/branches/", branches.page, name="branches"),
    path("ledger/branches/set/", branches.set_branch, name="set-branch"),
    path("ledger/branches/member/", branches.set_member, name="set-branch-member"),
    path("ledger/proposals/", proposals.page, name="proposals"),
    path("ledger/proposals/new/", proposals.propose, name="propose"),
    path("ledger/proposals/award/", department_awards.propose, name="propose-award"),
    path("ledger/proposals/<int:number>/", proposals.decide, name="decide-proposal"),
    path("ledger/payments/", payments.page, name="payments"),
    path("ledger/payments/new/", payments.draw, name="draw-payment"),
    path("ledger/payments/<int:number>/", payments.one, name="payment"),
    path("ledger/payments/<int:number>/act/", payments.act, name="act-on-payment"),
    path("ledger/quantities/", quantities.page, name="quantities"),
    path("ledger/quantities/ask/", quantities.ask, name="ask-to-explain"),
]
