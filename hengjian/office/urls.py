"""Addresses of office services."""

from django.urls import path

from hengjian.office.views import article, posted, store


app_name = "office"
urlpatterns = [
    path("posted/", posted.page, name="posted"),
    path("store/", store.page, name="store"),
    path("store/keep/", store.keep, name="keep-article"),
    path("store/<int:number>/", article.page, name="article"),
    path("store/<int:number>/enter/", article.enter, name="enter-movement"),
]
