"""Addresses of the first page."""

from __future__ import annotations

from django.urls import path

from guiju.web.today.views import read_notice, today

urlpatterns = [path("", today, name="today"), path("read/<int:key>/", read_notice, name="read")]
