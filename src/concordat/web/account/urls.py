"""Addresses of one's own account, and of the sign-in library below it."""

from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as oidc
from django.urls import include, path

from concordat.web.account import saml, sessions, signing_in, tokens, views

urlpatterns = [
    path("account", views.account, name="account"),
    path("account/acting-for", views.act_for, name="act_for"),
    path("account/leave/<slug:slug>", views.leave, name="leave_post"),
    path("account/my-data", views.my_data, name="my_data"),
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<str:token_id>/revoke", tokens.revoke, name="revoke_token"),
    path("account/sessions", sessions.sessions, name="usersessions_list"),
    path("account/login/", signing_in.sign_in, name="account_login"),
    path("account/3rdparty/", signing_in.connections, name="socialaccount_connections"),
    path(
        "account/oidc/<str:provider_id>/login/",
        signing_in.to_organisation,
        name="openid_connect_login",
    ),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/3rdparty/", include("allauth.socialaccount.urls")),
    path("account/", include(oidc)),
]
if saml.INSTALLED:
    urlpatterns.append(path("account/saml/", include("concordat.web.account.saml.urls")))
