"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from guiju.web.work.views import claim_many, draft, file, task, work

urlpatterns = [
    path("", work, name="work"),
    path("claim/", claim_many, name="claim_many"),
    path("files/<str:token>/", file, name="file"),
    path("draft/<path:id_>", draft, name="draft"),
    path("task/<path:id_>", task, name="task"),
]
