"""Addresses of opening."""

from django.urls import path

from concordat.web.opening import views

urlpatterns = [
    path("at", views.places, name="places"),
    path("at/choose", views.choose_place, name="choose_place"),
    path("at/<slug:slug>", views.at, name="at"),
    path("evidence/<slug:work_id>/access", views.work_access, name="work_access"),
    path("openurl", views.openurl, name="openurl"),
    path("resolve", views.openurl, name="resolve"),
    path("find", views.find, name="find"),
    path("find/words", views.launch_words, name="launch_words"),
]
