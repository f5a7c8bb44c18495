"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from guiju.web.cases.sharing import share
from guiju.web.cases.views import case, cases, start, steer

urlpatterns = [
    path("", cases, name="cases"),
    path("start/", start, name="choose"),
    path("start/<str:process>/", start, name="start"),
    path("steer/<path:id_>", steer, name="steer"),
    path("share/<path:id_>", share, name="share"),
    path("case/<path:id_>", case, name="case"),
]
