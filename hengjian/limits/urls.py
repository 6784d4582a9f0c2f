"""Addresses of the limits board."""

from django.urls import path

from hengjian.limits.views import board, limit, summary, tasks


app_name = "limits"
urlpatterns = [
    path("limits/", board.page, name="board"),
    path("limits/summary/", summary.page, name="summary"),
    path("limits/tasks/", tasks.page, name="tasks"),
    path("limits/<int:number>/", limit.page, name="limit"),
]
