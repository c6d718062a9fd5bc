"""Addresses of the list of metrics and of one metric."""

from django.urls import path

from rumbo.web.metrics import views

urlpatterns = [
    path("metrics", views.metrics, name="metrics"),
    path("metrics/<slug:key>", views.metric, name="metric"),
]
