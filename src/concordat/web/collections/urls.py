"""Addresses of private collections."""

from django.urls import path

from concordat.web.collections import screening, views

urlpatterns = [
    path("collections", views.collections, name="collections"),
    path("collections/new", views.begin, name="begin_collection"),
    path("collections/<str:collection_id>", views.collection, name="collection"),
    path(
        "collections/<str:collection_id>/coming/<str:coming_id>/off",
        views.call_off,
        name="call_off_file",
    ),
    path("collections/<str:collection_id>/records", views.records, name="collected_records"),
    path("collections/<str:collection_id>/flow.svg", views.flow, name="collection_flow"),
    path("collections/<str:collection_id>/included.ris", views.export_ris, name="included_ris"),
    path("collections/<str:collection_id>/included.csv", views.export_csv, name="included_csv"),
    path("collections/<str:collection_id>/screen", screening.screen, name="screen"),
    path("collections/<str:collection_id>/change", screening.change, name="change_decision"),
    path("collections/<str:collection_id>/conflicts", screening.conflicts, name="conflicts"),
    path("collections/<str:collection_id>/apart", views.apart, name="take_apart"),
]
