"""Addresses of objectives and key results."""

from django.urls import path

from rumbo.web.okrs import library, views

urlpatterns = [
    path("objectives", views.objectives, name="objectives"),
    path("objectives/<slug:key>", views.objective, name="objective"),
    path("key-results/<slug:key>", views.key_result, name="key_result"),
    path("key-results/<slug:key>/check-ins", views.CheckIns.as_view(), name="check_ins"),
    path(
        "key-results/<slug:key>/milestones/<slug:milestone>/ticks",
        views.Ticks.as_view(),
        name="ticks",
    ),
    path("library", library.library, name="library"),
    path("library/<slug:key>", library.Adaptation.as_view(), name="adaptation"),
]
