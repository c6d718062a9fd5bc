"""Addresses of this screen."""

from django.shortcuts import render
from django.urls import path

urlpatterns = [
    path("objectives", lambda request, **_: render(request, "page.html"), name="objectives"),
    path("objectives/<slug:key>", lambda request, **_: render(request, "page.html"), name="objective"),
]
