"""Where the sign-in library meets the house: who may come in, what is said, what is noted."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from concordat.parties import actions as parties
from concordat.parties.words import Actor
from concordat.web.account import links
from concordat.web.account.wording import DEEDS, ERRORS, LETTERS, NOTICES

#: A person of the parties room. Its class is behind that room's door; Django hands it out.
Person = Any


def vouch_for(user: Person) -> None:
    """Take as confirmed the address of a person whom the house itself made.

    The library keeps addresses in a table of its own. Whoever has no row there was brought
    in by an invitation sent to the address, by an administrator or by the operator, who
    answer for it.
    """
    if user.is_active and not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """E-mail and password. Nobody makes an account unasked: people are invited."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}  # noqa: RUF012

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Follow `next` within this site alone, whatever else is trusted to send forms."""
        request = self.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def pre_login(self, request: HttpRequest, user: Person, **details: Any) -> HttpResponse | None:
        vouch_for(user)
        answer: HttpResponse | None = super().pre_login(request, user, **details)
        return answer

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Ask nobody for the password that they gave in this session a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        if any(record["at"] > fresh for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def set_password(self, user: Person, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Write a link with a public id; the library would write a primary key."""
        return links.password_link(*links.public(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation
    ) -> str:
        """Lead to the site itself, under whatever name of it the letter was asked for."""
        address = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.SITE}{address}"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or NOTICES[message_template or ""]
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        letter = LETTERS[template_prefix]
        body = f"{letter.body.format_map(context)}\n\nConcordat, {settings.SITE}\n"
        to = [email] if isinstance(email, str) else email
        return EmailMessage(f"Concordat: {letter.subject}", body, None, to, headers=headers)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Record what was done to an account, then tell its person by letter."""
        by = Actor(name=str(user), person=user.public_id)
        parties.note(by=by, deed=DEEDS[template_prefix], about=f"person:{user.public_id}")
        super().send_notification_mail(template_prefix, user, context, email)


class OrganisationAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in through one's organisation, which makes an identity and gives no rights."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Heed for which domains the operator trusts a provider with addresses."""
        domains = login.provider.app.settings.get("email_domains")
        known = not domains or email.rpartition("@")[2].lower() in domains
        return known and bool(super().can_authenticate_by_email(login, email))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Keep the password of a person found by an address that the house answers for.

        The library takes the password of whoever never confirmed their address: it may be
        another's, who registered it first. Here nobody registers.
        """
        if sociallogin.is_existing:
            vouch_for(sociallogin.user)

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Person:
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = (data.get("name") or " ".join(part for part in parts if part))[:300]
        return user

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        with transaction.atomic():
            user = super().save_user(request, sociallogin, form)
            by = Actor(name=str(user), person=user.public_id)
            through = {"through": sociallogin.account.provider}
            about = f"person:{user.public_id}"
            parties.note(by=by, deed="create person", about=about, changed=through)
        return user
