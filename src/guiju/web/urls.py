"""Addresses: one include for each area."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from guiju.web.reader import set_language, set_zone

urlpatterns = [
    # The busiest first: addresses are compared one after the other.
    path("api/v1/", include("guiju.web.api.urls")),
    path("", include("guiju.web.today.urls")),
    path("accounts/", include("guiju.web.accounts.urls")),
    path("work/", include("guiju.web.work.urls")),
    path("cases/", include("guiju.web.cases.urls")),
    path("standards/", include("guiju.web.standards.urls")),
    path("practice/", include("guiju.web.practice.urls")),
    path("administration/", include("guiju.web.administration.urls")),
    path("public/", include("guiju.web.public.urls")),
    path("language/", set_language, name="set_language"),
    path("zone/", set_zone, name="set_zone"),
    path("favicon.ico", RedirectView.as_view(url="/static/guiju/icon.svg", permanent=False)),
]
handler403 = "guiju.web.trouble.forbidden"
handler404 = "guiju.web.trouble.not_found"
handler500 = "guiju.web.trouble.broken"
