"""Addresses of the workbench."""

from django.urls import path

from hengjian.workbench import shelf_page, views


app_name = "workbench"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("shelf/", shelf_page.page, name="shelf"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
]
