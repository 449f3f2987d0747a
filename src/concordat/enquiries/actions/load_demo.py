"""Load invented requests from a reviewed file. Loading twice changes nothing.

content/demo/enquiries/enquiries.toml; hours and days are counted from the moment of loading.

[[answered]] key, library (slug), question, summary, find (words that find its works), days
[[enquiry]] key, library (slug), question, purpose, name, email, organisation, days (asked),
    hours (until the decision), person (address, when signed in), and the texts of words.Asked;
    with a librarian, what the library did with it: see load_work.py
"""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.enquiries.actions.asking import new_enquiry
from concordat.enquiries.actions.load_work import load_work
from concordat.enquiries.models import AnsweredQuestion, Enquiry
from concordat.enquiries.queries.libraries import library
from concordat.enquiries.words import Asked, Purpose, Refused, State
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.words import VISITOR, Actor, Visibility
from concordat.search import queries as search
from concordat.search.words import Mode, Question

_TEXTS = ("population", "intervention", "comparison", "outcome", "years", "languages", "unwanted")


@transaction.atomic
def load_demo(*, folder: Path, by: Actor, now: datetime) -> list[str]:
    """Load what is not there yet; return complaints. Works must have been indexed before."""
    file = folder / "enquiries.toml"
    if not file.is_file():
        return []
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    complaints = []
    for kind, load in (("answered", _answered), ("enquiry", _enquiry)):
        for entry in told.get(kind, []):
            try:
                load(entry, by, now)
                if "librarian" in entry:
                    load_work(entry, enquiry=_id(entry["key"]), folder=folder, now=now)
            except (Refused, KeyError, ValueError, OSError) as error:
                complaints.append(f"{file.name}: {kind} {entry.get('key', '?')}: {error}")
    note(by=by, deed="load enquiries", about="enquiries")
    return complaints


def _id(key: str) -> str:
    """Return a public id that is the same each time for the same key."""
    return hashlib.sha256(f"enquiries:{key}".encode()).hexdigest()[:13]


def _library(slug: str, now: datetime) -> tuple[str, str]:
    found = library(slug, on=timezone.localdate(now))
    if found is None:
        raise Refused("library", f"there is no library {slug}")
    return found


def _answered(entry: Mapping[str, Any], by: Actor, now: datetime) -> None:
    name = _id(entry["key"])
    if AnsweredQuestion.objects.filter(public_id=name).exists():
        return
    owner, service = _library(entry["library"], now)
    asked = Question(entry["find"], mode=Mode.QUESTION, page_size=entry.get("works", 5))
    found = search.find(asked, by=VISITOR, today=timezone.localdate(now))
    AnsweredQuestion.objects.create(
        public_id=name,
        question=entry["question"],
        summary=entry["summary"].strip(),
        works=[hit.id for hit in found.hits],
        owner_id=owner,
        service=service,
        visibility=Visibility.PUBLIC.value,
        answered_at=now - timedelta(days=entry["days"]),
    )


def _enquiry(entry: Mapping[str, Any], by: Actor, now: datetime) -> None:
    name = _id(entry["key"])
    if Enquiry.objects.filter(public_id=name).exists():
        return
    _, service = _library(entry["library"], now)
    person = next(
        (each.id for each in parties.everybody(by=by) if each.email == entry.get("person")), ""
    )
    given = Asked(
        question=entry["question"],
        purpose=Purpose(entry["purpose"]),
        library=service,
        decision_at=now + timedelta(hours=entry["hours"]) if "hours" in entry else None,
        organisation=entry.get("organisation", ""),
        name=entry["name"],
        email=entry["email"],
        **{key: entry[key] for key in _TEXTS if key in entry},
    )
    asker = Actor(name=entry["name"], person=person)
    row = new_enquiry(
        by=asker,
        given=given,
        sure=True,
        state=State.SUBMITTED,
        now=now - timedelta(days=entry.get("days", 0)),
    )
    Enquiry.objects.filter(pk=row.pk).update(public_id=name)
