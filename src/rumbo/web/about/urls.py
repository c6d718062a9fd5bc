"""Addresses of the page about the demo, and of starting it again."""

from django.urls import path

from rumbo.web.about import views

urlpatterns = [
    path("about-this-demo", views.about, name="about_demo"),
    path("about-this-demo/start", views.Start.as_view(), name="demo_restart"),
]
