"""Addresses of the register and of templates."""

from django.urls import path

from hengjian.documents.views import received, register, templates


app_name = "documents"
_KIND = "documents/templates/<slug:matter_kind>/<slug:kind>/"
urlpatterns = [
    path("documents/", register.page, name="register"),
    path("documents/received/", received.page, name="received"),
    path("documents/templates/", templates.page, name="templates"),
    path("documents/templates/mark/", templates.mark, name="office-mark"),
    path(f"{_KIND}upload/", templates.upload, name="upload-template"),
    path(f"{_KIND}start/", templates.start, name="start-template"),
    path("documents/templates/<int:number>/", templates.file, name="template"),
    path(
        "documents/templates/<int:number>/withdraw/",
        templates.withdraw,
        name="withdraw-template",
    ),
]
