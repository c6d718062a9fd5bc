"""Addresses of imports: a file is uploaded, its columns chosen, looked at, and brought in."""

from django.urls import path

from rumbo.web.imports import done, steps

urlpatterns = [
    path("imports", done.imports, name="imports"),
    path("imports/uploads", steps.uploads, name="uploads"),
    path(
        "imports/uploads/<slug:token>/columns", steps.Columns.as_view(), name="import_columns"
    ),
    path("imports/uploads/<slug:token>/preview", steps.preview, name="import_preview"),
    path("imports/uploads/<slug:token>/run", steps.Run.as_view(), name="import_run"),
    path(
        "imports/uploads/<slug:token>/removal", steps.Removal.as_view(), name="import_removal"
    ),
    path("imports/<int:number>", done.result, name="import_result"),
    path("imports/<int:number>/rejected.csv", done.rejected, name="import_rejected"),
]
