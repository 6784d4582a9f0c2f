"""Every address: the API here, each app's pages from its own ``urls``."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from hengjian.config.api import api
from hengjian.config.registers import PAGES


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    *(path(prefix, include(module)) for prefix, module in PAGES),
]

handler400 = "hengjian.config.problems.bad_request"
handler403 = "hengjian.ui.pages.not_allowed"
handler404 = "hengjian.config.problems.not_found"
handler500 = "hengjian.config.problems.broken"
