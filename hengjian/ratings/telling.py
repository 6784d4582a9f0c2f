"""Tells raters that a round waits for them."""

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.ratings.models import RatingRound


def tell_raters(round_: RatingRound, *, by: Actor) -> int:
    """One notice for everybody who is asked to rate; returns how many were told."""
    accounts = Account.objects.filter(
        person__rates_in__round=round_, is_active=True
    ).order_by("username")
    telling = Telling(
        kind=Kind.APPRAISAL,
        key=f"ratings.round:{round_.pk}",
        sentence=Text(
            f"请在 {round_.closes_on} 前完成评议：{round_.title}。",
            f"Please rate by {round_.closes_on}: {round_.title}.",
        ),
        address=reverse("ratings:rate", args=[round_.pk]),
    )
    return notices.send(telling=telling, to=accounts, by=by)
