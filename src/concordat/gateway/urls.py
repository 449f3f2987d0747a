"""Every protocol: one line for each folder."""

from django.urls import include, path

urlpatterns = [
    path("feeds/", include("concordat.gateway.feeds.urls")),
    path("oai", include("concordat.gateway.oai_pmh.urls")),
    path("api/v1/", include("concordat.gateway.api.urls")),
    path("mcp", include("concordat.gateway.mcp.urls")),
]
