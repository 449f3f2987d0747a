"""Addresses of the pages about this copy."""

from django.urls import path

from concordat.web.about import views

urlpatterns = [
    path("about", views.about, name="about"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("report", views.report, name="report"),
    path("report/received", views.received, name="report_received"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]
