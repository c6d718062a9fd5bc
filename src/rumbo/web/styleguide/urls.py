"""The address of the components' page."""

from django.urls import path

from rumbo.web.styleguide import views

urlpatterns = [path("styleguide", views.styleguide, name="styleguide")]
