"""Addresses of people, of one person, and of those whom nobody knows yet."""

from django.urls import path

from rumbo.web.people import views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/<slug:key>", views.person, name="person"),
    path("unmatched", views.unmatched, name="unmatched"),
    path("unmatched/<slug:identity>/match", views.Match.as_view(), name="unmatched_match"),
]
