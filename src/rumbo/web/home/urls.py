"""The address of everyone's home."""

from django.urls import path

from rumbo.web.home import views

urlpatterns = [path("", views.home, name="home")]
