"""Addresses for people without an account."""

from __future__ import annotations

from django.urls import path

from guiju.web.public import robots, views

urlpatterns = [
    path("", views.front, name="public"),
    path("track/<str:token>/", views.track, name="track"),
    path("complaint/<str:token>/", views.complaint, name="complaint"),
    path("questionnaire/<str:token>/", views.questionnaire, name="questionnaire"),
    path("robots/<slug:name>/", robots.robot, name="robot"),
    path("certificate/", views.certificate, name="certificate"),
    path("links/", views.manage, name="links"),
]
