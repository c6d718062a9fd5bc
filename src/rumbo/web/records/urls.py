"""Addresses of datasets, their records, and the versions of one record."""

from django.urls import path

from rumbo.web.records import editing, erasure, views

urlpatterns = [
    path("records", views.datasets, name="records"),
    path("data-health", views.data_health, name="data_health"),
    path("records/<slug:dataset>", views.records, name="record_list"),
    # A source's key may hold anything, slashes too.
    path("records/<slug:dataset>/<path:key>", views.record, name="record"),
    path("moved/<slug:dataset>/<int:position>/<path:key>", views.moved, name="record_moved"),
    path("additions/<slug:dataset>", editing.Addition.as_view(), name="record_addition"),
    path(
        "corrections/<slug:dataset>/<path:key>",
        editing.Correction.as_view(),
        name="record_correction",
    ),
    path(
        "deletions/<slug:dataset>/<path:key>",
        editing.Deletion.as_view(),
        name="record_deletion",
    ),
    path(
        "restorations/<slug:dataset>/<path:key>",
        editing.Restoration.as_view(),
        name="record_restoration",
    ),
    path(
        "erasures/<slug:dataset>/<path:key>",
        erasure.Erasure.as_view(),
        name="record_erasure",
    ),
    path(
        "rewritings/<slug:dataset>/<path:key>",
        erasure.Rewriting.as_view(),
        name="record_rewriting",
    ),
]
