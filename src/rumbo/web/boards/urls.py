"""Addresses of this screen."""

from django.shortcuts import render
from django.urls import path

urlpatterns = [
    path("boards", lambda request, **_: render(request, "page.html"), name="boards"),
    path("boards/<slug:key>", lambda request, **_: render(request, "page.html"), name="board"),
]
