"""Addresses of alerts and of the feed of a search."""

from django.urls import path

from concordat.web.alerts import views

urlpatterns = [
    path("search/feed.atom", views.feed, name="search_feed"),
    path("alerts/new", views.new, name="alert"),
    path("alerts/asked", views.asked, name="alert_asked"),
    path("alerts/begun", views.begun, name="alert_begun"),
    path("alerts/ended", views.ended, name="alert_ended"),
    path("alerts/confirm/<str:token>", views.confirm, name="alert_confirm"),
    path("alerts/stop/<str:token>", views.stop, name="alert_stop"),
]
