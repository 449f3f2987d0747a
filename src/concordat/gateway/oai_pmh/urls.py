"""The one address of the provider."""

from django.urls import path

from concordat.gateway.oai_pmh import views

urlpatterns = [path("", views.provide, name="oai")]
