"""The component shelf as a page: for those who build and keep the system."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.ui import shelf


@door(Permission.SYSTEM_READ)
def page(request: PageRequest) -> HttpResponse:
    """Every component in every state; not there unless ``HENGJIAN_SHELF`` is on."""
    if not settings.SHELF_IS_SHOWN:
        raise Http404("shelf")
    return render(request, "ui/shelf/shelf.html", dict(shelf.context()))
