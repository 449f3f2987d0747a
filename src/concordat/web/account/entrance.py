"""What the page for signing in offers on this copy: organisations, people of a demonstration."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from concordat.premises import secrets

_LOOPBACK = ("127.", "localhost:", "[::1]:")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A provider through which one can sign in; `address` takes a POST.

    `provider`: its name in the settings, which stands with each account that it opens.
    """

    provider: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    name: str
    email: str
    what: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The invented people of the demonstration, and the password that was made for them."""

    password: str
    people: tuple[DemonstrationPerson, ...]


def organisations(request: HttpRequest) -> list[Organisation]:
    """Return the providers of this copy in the order of its configuration."""
    return [
        Organisation(each.sub_id, each.name, reverse(f"{each.id}_login", args=[each.sub_id]))
        for each in get_adapter().list_providers(request)
    ]


def demonstration() -> Demonstration | None:
    """Return the people anybody may be, in the demonstration on this very machine alone.

    None when the pages can be reached from elsewhere: the password is then for whoever
    started this copy to hand out.
    """
    if settings.WORLD != "demo" or not settings.BOUND_TO.startswith(_LOOPBACK):
        return None
    password = secrets.read("demo_password", data_dir=settings.DATA_DIR)
    people = _people(settings.CONTENT_DIR / "demo" / "people.toml")
    return Demonstration(password, people) if password and people else None


def _people(file: Path) -> tuple[DemonstrationPerson, ...]:
    try:
        tables = tomllib.loads(file.read_text("utf-8"))["person"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return ()
    return tuple(
        DemonstrationPerson(each["name"], each["email"], each.get("about") or each["post"])
        for each in tables
    )
