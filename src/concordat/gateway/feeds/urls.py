"""Addresses of feeds."""

from django.urls import path

from concordat.gateway.feeds import views

urlpatterns = [
    path("recall.atom", views.recall, name="recall_atom"),
    path("packs.atom", views.packs, name="packs_atom"),
]
