"""Addresses of this screen."""

from django.shortcuts import render
from django.urls import path

urlpatterns = [
    path("people", lambda request, **_: render(request, "page.html"), name="people"),
    path("unmatched", lambda request, **_: render(request, "page.html"), name="unmatched"),
]
