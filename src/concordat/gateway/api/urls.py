"""Addresses of the REST interface."""

from django.urls import path

from concordat.gateway.api.service import api

urlpatterns = [path("", api.urls)]
