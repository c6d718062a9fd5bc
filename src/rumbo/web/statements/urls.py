"""Addresses of statements and their lines."""

from django.urls import path

from rumbo.web.statements import views

ONE = "commissions/<slug:plan>/<slug:payee>/<slug:period>"

urlpatterns = [
    path("commissions", views.statements, name="statements"),
    path(ONE, views.statement, name="statement"),
    path(f"{ONE}/lines.csv", views.download, name="statement_csv"),
    path(f"{ONE}/lines/<int:number>", views.line, name="statement_line"),
]
