"""Addresses of the pages of targets."""

from django.urls import path

from hengjian.targets.views import (
    bringing,
    cards,
    changes,
    core,
    ending,
    months,
    sheet,
    target,
    target_acts,
    tree,
)


app_name = "targets"
urlpatterns = [
    path("targets/", tree.page, name="tree"),
    path("targets/sheet/", sheet.page, name="sheet"),
    path("targets/months/", months.page, name="months"),
    path("targets/changes/", changes.page, name="changes"),
    path("targets/core/", core.page, name="core"),
    path("targets/results/", ending.results, name="results"),
    path("targets/<int:number>/", target.page, name="target"),
    path("targets/<int:number>/cards/", cards.page, name="cards"),
    path("targets/<int:number>/change/", target_acts.change, name="change"),
    path("targets/<int:number>/remove/", target_acts.remove, name="remove"),
    path("targets/<int:number>/amend/", target_acts.amend, name="amend"),
    path("targets/<int:number>/end/", ending.end_target, name="end-target"),
    path("targets/<int:number>/report/", target_acts.report, name="report"),
    path("targets/<int:number>/assess/", target_acts.assess, name="assess"),
    path("targets/<int:number>/below/", target_acts.add_below, name="add-below"),
    path("targets/plans/<int:number>/end/", ending.end_plan, name="end-plan"),
    path("targets/plans/<int:number>/hand-in/", tree.hand_in, name="hand-in"),
    path("targets/plans/<int:number>/values/", tree.take_values, name="take-values"),
    path("targets/plans/<int:number>/propose/", changes.propose, name="propose"),
    path("targets/plans/<int:number>/import/", bringing.page, name="bring"),
    path(
        "targets/plans/<int:number>/import/confirm/",
        bringing.confirm,
        name="bring-confirm",
    ),
    path("targets/plans/<int:number>/form/", bringing.form, name="form"),
    path("targets/plans/<int:number>/core/", core.choose, name="choose-core"),
    path("targets/changes/<int:number>/decide/", changes.decide, name="decide"),
]
