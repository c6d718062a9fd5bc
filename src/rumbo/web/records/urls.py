"""Addresses of datasets, their records, and the versions of one record."""

from django.urls import path

from rumbo.web.records import views

urlpatterns = [
    path("records", views.datasets, name="records"),
    path("records/<slug:dataset>", views.records, name="record_list"),
    # A source's key may hold anything, slashes too.
    path("records/<slug:dataset>/<path:key>", views.record, name="record"),
]
