"""Addresses of ratings."""

from django.urls import path

from hengjian.ratings.views import rating, rounds


app_name = "ratings"
_ONE = "ratings/<int:number>/"
urlpatterns = [
    path("ratings/", rating.page, name="ratings"),
    path("ratings/new/", rounds.new, name="new-round"),
    path("ratings/rubrics/new/", rounds.new_rubric, name="new-rubric"),
    path(_ONE, rounds.page, name="round"),
    path(f"{_ONE}rate/", rating.rate, name="rate"),
    path(f"{_ONE}release/", rounds.release, name="release-round"),
    path(f"{_ONE}cancel/", rounds.cancel, name="cancel-round"),
    path(f"{_ONE}people/<int:person>/", rounds.person, name="person"),
]
