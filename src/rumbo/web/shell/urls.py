"""Addresses of what surrounds every screen."""

from django.urls import path

from rumbo.web.shell import views

urlpatterns = [
    path("preferences", views.preferences, name="preferences"),
    path("live-token", views.live_token, name="live_token"),
    path("replay", views.replay, name="replay"),
    path("offline", views.offline, name="offline"),
    path("worker.js", views.worker, name="worker"),
    path("csp-report", views.policy_report, name="policy_report"),
]
