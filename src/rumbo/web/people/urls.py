"""Addresses of people, of one person, and of those whom nobody knows yet."""

from django.urls import path

from rumbo.web.people import erasure, matching, views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/<slug:key>", views.person, name="person"),
    path("people/<slug:key>/erasure", erasure.Erasure.as_view(), name="erasure"),
    path("unmatched", matching.unmatched, name="unmatched"),
    path("unmatched/<slug:identity>", matching.identity, name="identity"),
    path("unmatched/<slug:identity>/match", matching.Match.as_view(), name="unmatched_match"),
    path("unmatched/<slug:identity>/undoing", matching.Unmatch.as_view(), name="match_undoing"),
]
