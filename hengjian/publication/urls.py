"""Addresses of the pages of reports."""

from django.urls import path

from hengjian.publication.views import analysis, report


app_name = "publication"
urlpatterns = [
    path("analysis/", analysis.page, name="analysis"),
    path("analysis/make/", analysis.make, name="make-report"),
    path("analysis/<int:number>/", report.page, name="report"),
    path("analysis/<int:number>/file/<slug:kind>/", report.download, name="file"),
    path(
        "analysis/<int:number>/version/<int:version>/", report.version, name="version"
    ),
    path("analysis/<int:number>/chart/<int:which>/", report.picture, name="chart"),
    path("analysis/<int:number>/upload/", report.upload, name="upload"),
    path("analysis/<int:number>/check/", report.check, name="check"),
    path("analysis/<int:number>/sign/", report.sign, name="sign"),
]
