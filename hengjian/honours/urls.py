"""Addresses of honours and vetoes."""

from django.urls import path

from hengjian.honours.views import listed, pairs, round_acts, round_page, vetoes


app_name = "honours"
ROUND = "honours/rounds/<int:number>/"
urlpatterns = [
    path("honours/", listed.page, name="honours"),
    path(ROUND, round_page.page, name="round"),
    path(f"{ROUND}compute/", round_acts.compute, name="compute"),
    path(f"{ROUND}marks/", round_acts.enter_marks, name="enter-marks"),
    path(
        f"{ROUND}candidates/<int:candidate>/nominate/",
        round_acts.nominate,
        name="nominate",
    ),
    path(
        f"{ROUND}close-nomination/",
        round_acts.close_nomination,
        name="close-nomination",
    ),
    path(
        f"{ROUND}candidates/<int:candidate>/vote/",
        round_acts.record_vote,
        name="record-vote",
    ),
    path(f"{ROUND}close-vote/", round_acts.close_vote, name="close-vote"),
    path(
        f"{ROUND}candidates/<int:candidate>/object/",
        round_acts.object_to,
        name="object",
    ),
    path(
        f"{ROUND}objections/<int:objection>/answer/", round_acts.answer, name="answer"
    ),
    path(f"{ROUND}close-notice/", round_acts.close_notice, name="close-notice"),
    path(f"{ROUND}decide/", round_acts.decide, name="decide"),
    path(f"{ROUND}awards/<int:award>/certify/", round_acts.certify, name="certify"),
    path(f"{ROUND}awards/<int:award>/withdraw/", round_acts.withdraw, name="withdraw"),
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
