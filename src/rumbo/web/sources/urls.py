"""Addresses of sources: what they are, trying one, reading one, and what came of it."""

from django.urls import path

from rumbo.web.sources import editing, views

urlpatterns = [
    path("sources", views.sources, name="sources"),
    path("sources/new", editing.New.as_view(), name="source_new"),
    path("sources/trial", editing.trial, name="source_trial"),
    path("sources/<slug:key>", views.source, name="source"),
    path("sources/<slug:key>/definition", editing.Edit.as_view(), name="source_edit"),
    path("sources/<slug:key>/readings", views.readings, name="source_readings"),
    path("sources/<slug:key>/acceptance", views.acceptance, name="source_acceptance"),
]
