"""Addresses of the pages of notices."""

from django.urls import path

from hengjian.notices import views


app_name = "notices"
urlpatterns = [
    path("notices/", views.page, name="notices"),
    path("notices/mail/", views.choose_mail, name="choose-mail"),
    path("notices/read/", views.read, name="read-notices"),
    path("notices/<int:number>/open/", views.open_one, name="open-notice"),
]
