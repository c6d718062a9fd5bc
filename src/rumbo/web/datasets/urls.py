"""Addresses of the definitions of datasets: those declared, those shipped, and changes."""

from django.urls import path

from rumbo.web.datasets import changing, views

urlpatterns = [
    path("datasets", views.datasets, name="datasets"),
    path("datasets/<slug:key>", views.dataset, name="dataset"),
    path("datasets/<slug:key>/adoption", views.Adoption.as_view(), name="dataset_adoption"),
    path("datasets/<slug:key>/fields", changing.Fields.as_view(), name="dataset_fields"),
    path("definitions", changing.Definition.as_view(), name="dataset_definition"),
    path("new-dataset", changing.NewDataset.as_view(), name="new_dataset"),
]
