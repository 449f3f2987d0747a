"""Address of the outbox."""

from django.urls import path

from concordat.web.outbox import views

urlpatterns = [path("outbox", views.outbox, name="outbox")]
