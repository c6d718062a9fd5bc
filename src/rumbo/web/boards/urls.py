"""Addresses of the boards."""

from django.urls import path

from rumbo.web.boards import making, views

urlpatterns = [
    path("boards", views.boards, name="boards"),
    path("boards/new", making.NewBoard.as_view(), name="new_board"),
    path("boards/<slug:key>", views.board, name="board"),
]
