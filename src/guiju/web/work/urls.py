"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from guiju.web.today.views import today

urlpatterns = [path("", today, name="work")]
