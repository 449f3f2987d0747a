"""Addresses of the pages by which people come into a party."""

from django.urls import path

from concordat.web.people import joining, views

urlpatterns = [
    path("join/<str:code>", joining.join, name="join"),
    path("ask-access", joining.ask, name="ask_access"),
    path("ask-access/sent", joining.asked, name="asked_access"),
    path("people", views.people, name="people"),
    path("people/invite", views.invite, name="invite"),
    path("people/invitations/<str:invitation_id>", views.invitation, name="invitation"),
    path("people/requests/<str:request_id>", views.answer, name="answer_request"),
    path("people/<str:person_id>", views.member, name="member"),
    path("people/<str:person_id>/<slug:deed>", views.change_member, name="change_member"),
]
