"""Addresses of honours and vetoes."""

from django.urls import path

from hengjian.honours.views import listed, pairs, round_acts, round_page, vetoes


app_name = "honours"
ROUND = "honours/rounds/<int:number>/"
urlpatterns = [
    path("honours/", listed.page, name="honours"),
    path(ROUND, round_page.page, name="round"),
    *round_acts.addresses(ROUND),
    path("honours/pairs/", pairs.page, name="pairs"),
    path("honours/pairs/make/", pairs.make, name="make-pair"),
    path("honours/pairs/<int:number>/end/", pairs.end, name="end-pair"),
    path("honours/vetoes/", vetoes.listed, name="vetoes"),
    path("honours/vetoes/propose/", vetoes.propose, name="propose-veto"),
    path("honours/vetoes/<int:number>/", vetoes.page, name="veto"),
    path("honours/vetoes/<int:number>/hear/", vetoes.hear, name="hear-veto"),
    path("honours/vetoes/<int:number>/decide/", vetoes.decide, name="decide-veto"),
    path("honours/vetoes/<int:number>/lift/", vetoes.lift, name="lift-veto"),
]
