"""The address of the list of metrics."""

from django.urls import path

from rumbo.web.metrics import views

urlpatterns = [path("metrics", views.metrics, name="metrics")]
