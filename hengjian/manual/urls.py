"""Addresses of the manual."""

from django.urls import path

from hengjian.manual import views


app_name = "manual"
urlpatterns = [
    path("help/", views.contents, name="manual"),
    path("help/<slug:role>/", views.chapter, name="chapter"),
]
