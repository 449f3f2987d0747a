"""Which address leads where: one line for each floor-5 folder."""

from django.urls import include, path

urlpatterns = [
    path("", include("concordat.gateway.urls")),
    path("", include("concordat.web.urls")),
]

handler400 = "concordat.web.errors.bad_request"
handler403 = "concordat.web.errors.forbidden"
handler404 = "concordat.web.errors.not_found"
handler500 = "concordat.web.errors.failed"
