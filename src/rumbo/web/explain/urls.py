"""The address of the evidence behind a metric's figure."""

from django.urls import path

from rumbo.web.explain import views

urlpatterns = [path("explain/<slug:metric>", views.explain, name="explain")]
