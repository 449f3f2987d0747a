"""Every letter, notice and page that the sign-in library can send or show is ours."""

import re
import string
from pathlib import Path

import allauth
import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from concordat.web.account.wording import DEEDS, LETTERS, NOTICES

LIBRARY = Path(allauth.__file__).parent
#: Parts of the library that this copy does not install or has turned off.
UNUSED = ("login_code", "password_reset_code")


def shipped(pattern: str) -> set[str]:
    templates = LIBRARY / "templates"
    return {str(path.relative_to(templates)) for path in templates.glob(pattern)}


def test_every_letter_is_ours() -> None:
    names = {name.removesuffix("_subject.txt") for name in shipped("*/email/*_subject.txt")}
    assert names - {name for name in names if name.endswith(UNUSED)} == set(LETTERS)


def test_every_notice_is_ours() -> None:
    assert shipped("*/messages/*.txt") == set(NOTICES)


def test_what_changes_an_account_is_in_the_record() -> None:
    """A letter that tells of a deed has the deed's name; the others only ask or answer."""
    asking = {
        "account/email/email_confirmation",
        "account/email/email_confirmation_signup",
        "account/email/password_reset_key",
        "account/email/unknown_account",
        "account/email/account_already_exists",
    }
    assert set(DEEDS) == set(LETTERS) - asking


def test_letters_name_only_values_that_the_library_gives() -> None:
    given = {"activate_url", "password_reset_url", "provider"}
    for letter in LETTERS.values():
        fields = {name for _, name, _, _ in string.Formatter().parse(letter.body) if name}
        assert fields <= given


def views_of(resolver: URLResolver) -> list[object]:
    found: list[object] = []
    for pattern in resolver.url_patterns:
        found += views_of(pattern) if isinstance(pattern, URLResolver) else [pattern]
    return found


def test_every_page_of_the_library_has_our_template() -> None:
    missing = set()
    for pattern in views_of(get_resolver()):
        assert isinstance(pattern, URLPattern)
        view = getattr(pattern.callback, "view_class", None)
        name = getattr(view, "template_name", None)
        if view is None or name is None or not view.__module__.startswith("allauth"):
            continue
        if re.search("code|phone|signup_by_passkey|trust", name) and "recovery" not in name:
            continue  # reached only when turned on
        try:
            get_template(name)
        except TemplateDoesNotExist:
            missing.add(name)
    assert missing <= {"account/signup.jinja"}, missing  # closed: account/signup_closed instead


@pytest.mark.parametrize(
    "name", ["429", "account/signup_closed", "socialaccount/authentication_error"]
)
def test_pages_that_no_address_names_are_there(name: str) -> None:
    get_template(f"{name}.jinja")
