"""Addresses of the list of metrics and of one metric."""

from django.urls import path

from rumbo.web.metrics import editing, views

urlpatterns = [
    path("metrics", views.metrics, name="metrics"),
    path("metrics/<slug:key>", views.metric, name="metric"),
    path("metrics/<slug:key>/edit", editing.edit, name="metric_edit"),
    path("metrics/<slug:key>/draft", editing.draft, name="metric_draft"),
    path("metrics/<slug:key>/versions", editing.versions, name="metric_versions"),
    path("new-metric", editing.new, name="metric_new"),
    path("new-metric/draft", editing.draft, name="metric_new_draft"),
    path("new-metric/declared", editing.create, name="metric_create"),
]
