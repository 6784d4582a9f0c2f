"""Addresses of the pages of administration."""

from django.urls import path

from hengjian.administration.views import organisation, signing_in


app_name = "administration"
urlpatterns = [
    path("sign-in/", signing_in.enter, name="sign-in"),
    path("sign-out/", signing_in.leave, name="sign-out"),
    path("language/", signing_in.language, name="language"),
    path("password/", signing_in.password, name="password"),
    path("organisation/", organisation.tree, name="organisation"),
    path("organisation/<str:code>/", organisation.place, name="place"),
]
