"""The first page of the day, and the search over pages, indicators and places."""

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door


@door(None)
def home(request: PageRequest) -> HttpResponse:
    """What must I do, by when; what waits for me."""
    return render(request, "workbench/home.html", {})


@door(None)
def search(request: PageRequest) -> HttpResponse:
    """Find a page, an indicator, a place or a colleague."""
    words = request.GET.get("q", "").strip()
    return render(request, "workbench/search.html", {"search_words": words})
