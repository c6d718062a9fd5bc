"""Addresses of this screen."""

from django.shortcuts import render
from django.urls import path

urlpatterns = [
    path("about", lambda request, **_: render(request, "page.html"), name="about_demo"),
]
