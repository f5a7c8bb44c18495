"""Addresses of administration."""

from __future__ import annotations

from django.urls import path

from guiju.web.administration import keeping, unreceived, views

urlpatterns = [
    path("", views.administration, name="administration"),
    path("people/", views.people, name="people"),
    path("people/new/", views.person, name="new_person"),
    path("people/<str:code>/", views.person, name="person"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/new/", views.department, name="new_department"),
    path("organisation/absence/", views.absence, name="new_absence"),
    path("organisation/<str:code>/", views.department, name="department"),
    path("roles/", views.roles, name="roles"),
    path("limits/", views.limits, name="limits"),
    path("calendars/", keeping.calendars, name="calendars"),
    path("parameters/", keeping.parameters, name="parameters"),
    path("connections/", keeping.connections, name="connections"),
    path("messages/", unreceived.page, name="unreceived"),
    path("tokens/", keeping.api_tokens, name="tokens"),
    path("audit/", keeping.audit, name="audit"),
    path("backup/", keeping.backup, name="backup"),
]
