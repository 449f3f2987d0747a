"""The one address."""

from django.urls import path

from concordat.gateway.mcp import views

urlpatterns = [path("", views.mcp, name="mcp")]
