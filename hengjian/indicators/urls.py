"""Addresses of the pages of indicators."""

from django.urls import path

from hengjian.indicators.views import cards, indicator, overview, signals


app_name = "indicators"
urlpatterns = [
    path("data/", overview.page, name="overview"),
    path("data/indicators/<slug:name>/", indicator.page, name="indicator"),
    path("data/indicators/<slug:name>/cards/", cards.page, name="cards"),
    path("data/runs/<int:number>/", indicator.run_page, name="run"),
    path("data/signals/", signals.page, name="signals"),
    path("data/signals/<int:number>/explain/", signals.explain, name="explain-signal"),
]
