"""Addresses of the standards' pages."""

from django.urls import path

from guiju.web.standards import editing, steps, views

_ONE = "<slug:name>/<int:number>/"

urlpatterns = [
    path("", views.library, name="standards"),
    path("import/", steps.bring_in, name="standards_import"),
    path("<slug:name>/", views.latest, name="standard"),
    path("<slug:name>/versions/", views.versions, name="standard_versions"),
    path("<slug:name>/compare/<int:old>/<int:new>/", views.compared, name="standard_compare"),
    path(_ONE, views.manual, name="standard_manual"),
    path(f"{_ONE}diagram/", views.diagram, name="standard_diagram"),
    path(f"{_ONE}tables/", views.decision_tables, name="standard_tables"),
    path(f"{_ONE}forms/", views.form_pages, name="standard_forms"),
    path(f"{_ONE}print/", views.printed, name="standard_print"),
    path(f"{_ONE}manual.pdf", views.pdf, name="standard_pdf"),
    path(f"{_ONE}pack.zip", views.zipped, name="standard_zip"),
    path(f"{_ONE}file/<path:file>", views.file_text, name="standard_file"),
    path(f"{_ONE}draft/", steps.begin_draft, name="standard_draft"),
    path(f"{_ONE}step/", steps.take_step, name="standard_step"),
    path(f"{_ONE}edit/", editing.files, name="standard_edit"),
    path(f"{_ONE}edit/<path:file>", editing.editor, name="standard_editor"),
    path(f"{_ONE}lint/<path:file>", editing.linted, name="standard_lint"),
    path(f"{_ONE}save/<path:file>", editing.saved, name="standard_save"),
]
