"""Addresses of the practice pages."""

from django.urls import path

from guiju.web.practice import views

urlpatterns = [
    path("", views.processes, name="practice"),
    path("<str:process>/", views.process, name="practice_process"),
    path("<str:process>/deviation/<int:number>/", views.deviation, name="practice_deviation"),
    path("<str:process>/step/<str:element>/", views.step, name="practice_step"),
    path("<str:process>/indicator/<str:indicator>/", views.indicator, name="practice_indicator"),
    path("<str:process>/model/<int:no>/", views.model, name="practice_model"),
]
