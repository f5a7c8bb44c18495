"""Addresses of accounts: allauth's own pages, and ours beside them."""

from __future__ import annotations

from django.urls import include, path

from guiju.web.accounts.views import me, welcome

urlpatterns = [
    path("me/", me, name="me"),
    path("welcome/<str:token>/", welcome, name="welcome"),
    path("", include("allauth.urls")),
]
