"""Addresses of the search."""

from django.urls import path

from concordat.web.search import views

urlpatterns = [
    path("search", views.results, name="search"),
    path("search/export.ris", views.export_ris, name="search_ris"),
    path("search/export.csv", views.export_csv, name="search_csv"),
]
