"""Addresses of office services."""

from django.urls import path

from hengjian.office.views import article, month, posted, posting, store


app_name = "office"
urlpatterns = [
    path("posted/", posted.page, name="posted"),
    path("posted/month/", month.page, name="month"),
    path("posted/month/post/", month.post, name="post-month"),
    path("posted/<int:number>/", posting.page, name="posting"),
    path("posted/<int:number>/comment/", posting.comment, name="comment"),
    path("posted/comments/<int:number>/answer/", posting.answer, name="answer-comment"),
    path(
        "posted/comments/<int:number>/take-down/",
        posting.take_down,
        name="take-comment-down",
    ),
    path("store/", store.page, name="store"),
    path("store/keep/", store.keep, name="keep-article"),
    path("store/<int:number>/", article.page, name="article"),
    path("store/<int:number>/enter/", article.enter, name="enter-movement"),
]
