"""The address of the training page."""

from django.urls import path

from hengjian.training import views


app_name = "training"
urlpatterns = [path("training/", views.page, name="training")]
