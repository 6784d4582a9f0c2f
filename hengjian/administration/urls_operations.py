"""Addresses of what administrators watch: journal, jobs, the system's state."""

from django.urls import path

from hengjian.administration.views import jobs, journal, system_state, watching


app_name = "operations"
urlpatterns = [
    path("journal/", journal.page, name="journal"),
    path("journal/export/", journal.export, name="export-journal"),
    path("journal/verify/", journal.verify, name="verify-journal"),
    path("journal/<int:number>/", journal.entry, name="journal-entry"),
    path("jobs/", jobs.page, name="jobs"),
    path("jobs/<int:number>/", jobs.one, name="job"),
    path("jobs/<int:number>/cancel/", jobs.cancel, name="cancel-job"),
    path("jobs/<int:number>/retry/", jobs.retry, name="retry-job"),
    path("health/live", watching.live, name="live"),
    path("health/ready", watching.ready, name="ready"),
    path("metrics", watching.figures, name="metrics"),
    path("system/", system_state.page, name="system-state"),
]
