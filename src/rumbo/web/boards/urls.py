"""Addresses of the boards."""

from django.urls import path

from rumbo.web.boards import views

urlpatterns = [
    path("boards", views.boards, name="boards"),
    path("boards/<slug:key>", views.board, name="board"),
]
