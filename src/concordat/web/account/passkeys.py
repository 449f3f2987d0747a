"""The passkeys of one's account, under addresses that do not count them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ListWebAuthnView, edit_webauthn, remove_webauthn
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from concordat.web.account.presenters import plain_day

_SALT = "concordat.web.account.passkey"


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey as its list shows it. `id` stands in addresses."""

    id: str
    name: str
    alone: bool  # signs in without a password
    added: str
    used: str


class Passkeys(ListWebAuthnView):  # type: ignore[misc]
    """Which passkeys open this account."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**given)
        return page | {"passkeys": [_line(each) for each in page["authenticators"]]}


passkeys = Passkeys.as_view()


@login_required
def rename(request: HttpRequest, passkey: str) -> HttpResponse:
    """Give one of my passkeys another name."""
    answer: HttpResponse = edit_webauthn(request, pk=_key_of(request, passkey))
    return answer


@login_required
def remove(request: HttpRequest, passkey: str) -> HttpResponse:
    """Ask, then remove one of my passkeys."""
    answer: HttpResponse = remove_webauthn(request, pk=_key_of(request, passkey))
    return answer


def _key_of(request: HttpRequest, passkey: str) -> int:
    mine = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    for key in mine.values_list("pk", flat=True):
        if _address(key) == passkey:
            return int(key)
    raise Http404


def _address(key: int) -> str:
    """Return what stands for a passkey in addresses: the library gives it no public id."""
    return salted_hmac(_SALT, str(key), algorithm="sha256").hexdigest()[:16]


def _line(each: Authenticator) -> PasskeyLine:
    key = each.wrap()
    return PasskeyLine(
        id=_address(each.pk),
        name=key.name,
        alone=bool(key.is_passwordless),
        added=_day(each.created_at),
        used=_day(each.last_used_at) if each.last_used_at else "",
    )


def _day(moment: Any) -> str:
    day: date = timezone.localdate(moment)
    return plain_day(day)
