"""Every page: one line for each folder."""

from django.urls import include, path

urlpatterns = [
    path("", include("concordat.web.home.urls")),
    path("", include("concordat.web.search.urls")),
    path("", include("concordat.web.workbench.urls")),
    path("", include("concordat.web.collections.urls")),
    path("", include("concordat.web.opening.urls")),
    path("", include("concordat.web.alerts.urls")),
    path("", include("concordat.web.evidence.urls")),
    path("", include("concordat.web.parties.urls")),
    path("", include("concordat.web.packs.urls")),
    path("", include("concordat.web.recall.urls")),
    path("", include("concordat.web.forum.urls")),
    path("", include("concordat.web.investment.urls")),
    path("", include("concordat.web.enquiries.urls")),
    path("", include("concordat.web.outbox.urls")),
    path("", include("concordat.web.about.urls")),
    path("", include("concordat.web.account.urls")),
    path("", include("concordat.web.people.urls")),
]
