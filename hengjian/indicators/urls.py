"""Addresses of the pages of indicators."""

from django.urls import path

from hengjian.indicators.views import (
    cards,
    cut_offs,
    indicator,
    overview,
    places_compared,
    policy_pages,
    signals,
)


app_name = "indicators"
urlpatterns = [
    path("policy/", policy_pages.overview, name="policy"),
    path("policy/never-scored/", policy_pages.never_scored, name="never-scored"),
    path("policy/<slug:use>/", policy_pages.use, name="policy-use"),
    path("data/", overview.page, name="overview"),
    path("data/indicators/<slug:name>/", indicator.page, name="indicator"),
    path("data/indicators/<slug:name>/cards/", cards.page, name="cards"),
    path("data/runs/<int:number>/", indicator.run_page, name="run"),
    path("data/compare/", places_compared.page, name="compare"),
    path("data/compare/tables/", places_compared.make, name="make-named-table"),
    path(
        "data/compare/tables/<int:number>/",
        places_compared.table,
        name="named-table",
    ),
    path("data/cut-off/", cut_offs.page, name="cut-offs"),
    path("data/cut-off/set/", cut_offs.set_day, name="set-cut-off"),
    path(
        "data/cut-off/<int:number>/withdraw/",
        cut_offs.withdraw,
        name="withdraw-cut-off",
    ),
    path("data/signals/", signals.page, name="signals"),
    path("data/signals/<int:number>/explain/", signals.explain, name="explain-signal"),
]
