"""Links in letters that set a password: whose they are is said by a public id."""

from typing import Any

from allauth.account.forms import UserTokenForm
from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse


class WhoseLink(UserTokenForm):  # type: ignore[misc]
    """Finds a person by public id where the library reads a primary key; judges the rest."""

    def _get_user(self, uidb36: str) -> Any:
        return get_user_model().objects.filter(public_id=uidb36).first()


def password_link(public_id: str, token: str) -> str:
    """Return the address under which somebody sets a new password, once."""
    given = {"uidb36": public_id, "key": token}
    return str(settings.SITE) + reverse("account_reset_password_from_key", kwargs=given)


def public(key: str) -> tuple[str, str]:
    """Return the public id and the token of a link as the library writes it."""
    coded, _, token = key.partition("-")
    person = get_user_model().objects.values_list("public_id", flat=True)
    return str(person.get(pk=url_str_to_user_pk(coded))), token
