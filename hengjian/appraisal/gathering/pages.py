"""Addresses of the pages that evidence opens at."""

from django.urls import NoReverseMatch, reverse


def address_of(page: str, *args: object) -> str:
    """The address of a page; empty where this installation has no such page."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""
