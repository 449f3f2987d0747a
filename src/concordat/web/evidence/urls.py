"""Addresses of works."""

from django.urls import path

from concordat.web.evidence import views

urlpatterns = [
    path("evidence/<slug:work_id>", views.work, name="work"),
    path("evidence/<slug:work_id>/export.ris", views.work_ris, name="work_ris"),
]
