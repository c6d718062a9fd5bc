"""Addresses of deliveries, of push keys, and of the page that shows how to push."""

from django.urls import path

from rumbo.web.pushes import keys, views

urlpatterns = [
    path("pushes", views.deliveries, name="pushes"),
    path("pushes/guide", views.guide, name="push_guide"),
    path("pushes/keys", keys.Keys.as_view(), name="push_keys"),
    path("pushes/keys/<slug:key>/rotation", keys.Rotation.as_view(), name="push_rotation"),
    path(
        "pushes/keys/<slug:key>/revocation", keys.Revocation.as_view(), name="push_revocation"
    ),
]
