"""Addresses of process monitoring."""

from django.urls import path

from hengjian.monitoring.views import draws, prompt, prompts, review, summary


app_name = "monitoring"
_ONE = "monitoring/<int:number>/"
_DRAW = "monitoring/draws/<int:number>/"
urlpatterns = [
    path("monitoring/", prompts.page, name="prompts"),
    path("monitoring/summary/", summary.page, name="summary"),
    path(_ONE, prompt.page, name="prompt"),
    path(f"{_ONE}raise/", prompt.raise_matter, name="raise-prompt"),
    path(f"{_ONE}set-aside/", prompt.set_aside, name="set-prompt-aside"),
    path(f"{_ONE}take-up/", prompt.take_up, name="take-prompt-up"),
    path("monitoring/draws/", draws.page, name="draws"),
    path("monitoring/draws/new/", draws.new, name="new-draw"),
    path(_DRAW, draws.draw, name="draw"),
    path(f"{_DRAW}cancel/", draws.cancel, name="cancel-draw"),
    path(f"{_DRAW}cases/<int:place>/", review.page, name="review-case"),
]
