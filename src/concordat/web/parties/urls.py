"""Addresses of parties and agreements; a clause has its own, so that it can be cited."""

from django.urls import path

from concordat.web.parties import views

urlpatterns = [
    path("parties", views.parties, name="parties"),
    path("parties/<slug:slug>", views.party, name="party"),
    path("agreements", views.agreements, name="agreements"),
    path("agreements/<slug:slug>", views.agreement, name="agreement"),
    path("agreements/<slug:slug>/<slug:key>", views.clause, name="clause"),
]
