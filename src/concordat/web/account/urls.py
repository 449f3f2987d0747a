"""Addresses of one's own account, and of the sign-in library below it.

Of the library's addresses those stand here that are named; what a new version adds stays
closed until it is. None carries a primary key: where the library's would, there is one of ours.
"""

from allauth.account.urls import urlpatterns as account
from allauth.account.views import confirm_email, password_reset_from_key
from allauth.mfa.base.urls import urlpatterns as factors
from allauth.mfa.recovery_codes.urls import urlpatterns as recovery_codes
from allauth.mfa.totp.urls import urlpatterns as totp
from allauth.mfa.webauthn.urls import urlpatterns as webauthn
from allauth.socialaccount.providers.openid_connect.views import callback
from allauth.socialaccount.urls import urlpatterns as organisations
from django.urls import URLPattern, URLResolver, include, path, re_path

from concordat.web.account import passkeys, saml, sessions, signing_in, tokens, views


def of(library: list[URLPattern | URLResolver], *names: str) -> list[URLPattern]:
    """Return the addresses of the library with these names."""
    found = {each.name: each for each in library if isinstance(each, URLPattern)}
    return [found[name] for name in names]


_ACCOUNT = (
    "account_logout",
    "account_inactive",
    "account_signup",  # says that people are invited
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
_ORGANISATIONS = ("socialaccount_login_cancelled", "socialaccount_signup")
_FACTORS = ("mfa_index", "mfa_reauthenticate")
_PASSKEYS = ("mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn")
_CODES = (
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("account", views.account, name="account"),
    path("account/acting-for", views.act_for, name="act_for"),
    path("account/leave/<slug:slug>", views.leave, name="leave_post"),
    path("account/my-data", views.my_data, name="my_data"),
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<str:token_id>/revoke", tokens.revoke, name="revoke_token"),
    path("account/sessions", sessions.sessions, name="usersessions_list"),
    path("account/login/", signing_in.sign_in, name="account_login"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9a-z]{13})-(?P<key>[^/]+)/$",
        password_reset_from_key,  # asks `links.WhoseLink`, which knows people by public id
        name="account_reset_password_from_key",
    ),
    re_path(
        r"^account/confirm-email/(?P<key>[0-9a-z]{64})/$",
        confirm_email,
        name="account_confirm_email",
    ),
    path("account/3rdparty/", signing_in.connections, name="socialaccount_connections"),
    path(
        "account/oidc/<str:provider_id>/login/",
        signing_in.to_organisation,
        name="openid_connect_login",
    ),
    path(
        "account/oidc/<str:provider_id>/login/callback/", callback, name="openid_connect_callback"
    ),
    path("account/2fa/authenticate/", signing_in.second_step, name="mfa_authenticate"),
    path("account/2fa/webauthn/", passkeys.passkeys, name="mfa_list_webauthn"),
    path("account/2fa/webauthn/<slug:passkey>/name", passkeys.rename, name="rename_passkey"),
    path("account/2fa/webauthn/<slug:passkey>/remove", passkeys.remove, name="remove_passkey"),
    path("account/", include(of(account, *_ACCOUNT))),
    path("account/3rdparty/", include(of(organisations, *_ORGANISATIONS))),
    path("account/2fa/", include(of(factors, *_FACTORS))),
    path("account/2fa/totp/", include(of(totp, "mfa_activate_totp", "mfa_deactivate_totp"))),
    path("account/2fa/recovery-codes/", include(of(recovery_codes, *_CODES))),
    path("account/2fa/webauthn/", include(of(webauthn, *_PASSKEYS))),
]
if saml.INSTALLED:
    urlpatterns.append(path("account/saml/", include("concordat.web.account.saml.urls")))
