"""Nothing private is on any page, in any feed or export, for anybody who may not see it.

Everything here is found, not listed: every model with a visibility gets objects of every
private grade, every address of the site is asked for with every one of them, as a visitor,
as a person of another party who holds every role there, and as a colleague of another
service. A new model or a new address is covered the day it is written.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from django.apps import apps
from django.db import models
from django.http import Http404  # noqa: TID251 - what views raise
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from concordat.commands.dump import data_sets, write
from concordat.errands.models import Errand
from concordat.evidence import actions as evidence
from concordat.evidence.models import Collection, ComingFile
from concordat.parties import actions as parties
from concordat.parties.models import Party, Person
from concordat.parties.queries import actor_for
from concordat.parties.words import OPERATOR, PartyKind, Role, Visibility
from concordat.search import actions as search
from concordat.search.queries.opened import forget
from tests.house import deciding

PRIVATE = (Visibility.PARTIES, Visibility.OWN_PARTY, Visibility.OWN_SERVICE, Visibility.MATCH)
SINCE = date(2020, 1, 1)
MARK = re.compile(rb"zzleak([a-z]+?)(parties|ownparty|ownservice|match)zz")
RIS = "TY  - JOUR\nTI  - {}\nAB  - {}\nKW  - {}\nDO  - 10.1000/{}\nER  - \n"


def mark(model: str, visibility: Visibility) -> str:
    return f"zzleak{model.lower()}{visibility.value.replace(' ', '')}zz"


def private_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("concordat")
        and {"owner", "visibility"} <= {field.name for field in model._meta.fields}
    ]


@dataclass
class World:
    """Two parties, their people, and the ids of everything that party A keeps to itself."""

    owner: Person
    colleague: Person
    stranger: Person
    keys: dict[str, list[str]]  # model -> addresses' keys of its private objects


def person(name: str, party: str, service: str) -> Person:
    made = parties.create_person(by=OPERATOR, email=f"{name}@example.org", name=name)
    parties.affiliate(by=OPERATOR, person=made, party=service, since=SINCE)
    for place in (party, service):
        for role in Role:
            parties.grant_role(by=OPERATOR, person=made, party=place, role=role, since=SINCE)
    return Person.objects.get(public_id=made)


def body(slug: str) -> None:
    since = {"by": OPERATOR, "since": SINCE}
    parties.found_party(slug=slug, name=f"Body {slug}", kind=PartyKind.OTHER, **since)
    parties.join(by=OPERATOR, party=slug, since=SINCE)
    for service in ("one", "two"):
        parties.found_party(
            slug=f"{slug}-{service}",
            name=f"Service {slug} {service}",
            kind=PartyKind.KNOWLEDGE_SERVICE,
            part_of=slug,
            **since,
        )


class Planter:
    """Makes an object of any model, every free text in it being the mark."""

    def __init__(self, owner: Party, service: str) -> None:
        self.owner, self.service, self.count = owner, service, 0

    def plant(self, model: type[models.Model], text: str, **given: Any) -> models.Model:
        values = dict(given)
        for field in model._meta.fields:
            if field.name in values or field.primary_key or field.name == "public_id":
                continue
            value = self.value(field, text)
            if value is not None:
                values[field.name] = value
        return model._base_manager.create(**values)

    def value(self, field: models.Field[Any, Any], text: str) -> Any:
        self.count += 1
        if isinstance(field, models.ForeignKey):
            return None if field.null else self.target(field, text)
        if field.choices or field.has_default():
            return None if field.has_default() else next(iter(field.flatchoices))[0]
        match field:
            case models.SlugField():
                return f"s{self.count}"
            case models.CharField() | models.TextField():
                return text[: field.max_length or None]
            case models.DateTimeField():
                return timezone.now()
            case models.DateField():
                return SINCE
            case models.JSONField():
                return {}
            case models.IntegerField():
                return self.count
        return None

    def target(self, field: models.ForeignKey[Any, Any], text: str) -> models.Model:
        model = field.related_model
        assert isinstance(model, type)
        if model is Party:
            return self.owner
        return model._base_manager.first() or self.plant(model, "public words")


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Path) -> Iterator[World]:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    forget()
    body("a")
    body("b")
    owner, service = Party.objects.get(slug="a"), Party.objects.get(slug="a-one").public_id
    planter, keys = Planter(owner, service), {"party": ["a", "b", "a-one"]}
    for model in private_models():
        for visibility in PRIVATE:
            fields = {field.name for field in model._meta.fields}
            given = {"owner": owner, "visibility": visibility.value}
            if "service" in fields:
                given["service"] = service
            made = planter.plant(model, mark(model.__name__, visibility), **given)
            named = [str(v) for k in ("public_id", "slug") if (v := getattr(made, k, None))]
            keys.setdefault(model.__name__, []).extend(named)
            if isinstance(made, Collection):
                plant_coming(planter, made, visibility)
    for visibility in PRIVATE:
        word = mark("ingested", visibility)
        file = tmp_path / f"{word}.ris"
        file.write_text(RIS.format(word, word, word, word))
        shelf = evidence.Shelf(owner=owner.public_id, service=service, visibility=visibility)
        evidence.ingest(paths=[file], by=OPERATOR, shelf=shelf)
    search.index_works(by=OPERATOR)
    yield World(
        person("owner", "a", "a-one"),
        person("colleague", "a", "a-two"),
        person("stranger", "b", "b-one"),
        keys,
    )
    forget()


def plant_coming(planter: Planter, collection: Collection, visibility: Visibility) -> None:
    """Let a file be on its way into a collection, with an errand that tells how far it is."""
    text = mark("coming", visibility)
    told = planter.plant(Errand, text, state="running", done=1, total=2)
    assert isinstance(told, Errand)
    planter.plant(ComingFile, text, collection=collection, errand=told.public_id)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for pattern in resolver.url_patterns:
        route = before + re.sub(r"^\^|\$$", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        elif isinstance(pattern, URLPattern) and "(?P" not in route:
            yield route, dict(pattern.pattern.converters)


def addresses(world: World) -> list[str]:
    """Return every address of the site, filled with whatever private object it can show.

    Which kinds of object an address can show is found out by asking for it as their owner.
    """
    found = []
    shows = shown_to(world.owner)
    for route, converters in patterns(get_resolver()):
        if not converters:
            found += [f"/{route}", f"/{route}?q=zzleak*&text=zzleak*&term=zzleak*"]
            continue
        for keys in world.keys.values():
            if keys and shows(filled(route, keys[0])):
                found += [filled(route, key) for key in keys]
    return [address for address in found if "logout" not in address]


def shown_to(reader: Person) -> Callable[[str], bool]:
    """Return whether the reader is shown something at an address.

    The view is asked by itself, since most of some thousand addresses show nothing; what it
    cannot say so is asked for as a browser does.
    """
    client, actor = reading(reader), actor_for(reader)

    def shows(address: str) -> bool:
        request: Any = RequestFactory().get(address)
        request.user, request.session, request.concordat_actor = reader, client.session, actor
        try:
            view, given, named = resolve(address)
            return view(request, *given, **named).status_code == 200
        except (Http404, PermissionError):
            return False
        except Exception:  # it leans on what stands between a browser and the views
            return client.get(address).status_code == 200

    return shows


def filled(route: str, key: str) -> str:
    return "/" + re.sub(r"<[^>]+>", key, route)


def reading(reader: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if reader:
        client.force_login(reader)
    return client


def words_of(response: Any) -> bytes:
    """Return the bytes of an answer, with what is packed in them unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    found = [body]
    if body.startswith(b"PK"):
        try:
            packed = ZipFile(BytesIO(body))
            found += [packed.read(name) for name in packed.namelist()]
        except BadZipFile:
            pass
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", body, re.S):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def seen_by(reader: Person | None, asked: list[str]) -> set[tuple[str, str]]:
    """Return the marks (model, visibility) that a reader meets at these addresses."""
    client = reading(reader)
    found: set[tuple[str, str]] = set()
    for address in asked:
        response = client.get(address)
        if response.status_code == 200:
            marks = MARK.findall(words_of(response))
            found |= {(model.decode(), visibility.decode()) for model, visibility in marks}
    return found


def test_nothing_private_reaches_those_who_may_not_see_it(world: World, tmp_path: Path) -> None:
    """Nor what published minutes withhold, leave out, or do not reach yet."""
    told = with_decisions(world)
    asked = [*addresses(world), *told]
    mine = seen_by(world.owner, asked)
    assert {"work", "ingested", "coming"} <= {model for model, _ in mine}, (
        "or this would prove nothing"
    )
    assert len({model for model, _ in mine}) >= 4, mine
    assert seen_by(None, asked) == set(), "a visitor"
    theirs = seen_by(world.stranger, asked)
    assert {v for _, v in theirs} <= {"parties"}, "another party"
    assert set(deciding.WORDS) <= {model for model, _ in theirs}, "or this would prove nothing"
    met = seen_by(world.colleague, asked)
    assert not [model for model, v in met if v == "ownservice"], "another service of the party"
    for address in told:
        assert deciding.TOLD.encode() in words_of(reading(None).get(address)), address
    dumped = b"".join(dump(tmp_path / "open"))
    assert deciding.TOLD.encode() in dumped, "or this would prove nothing"
    assert not MARK.findall(dumped)


def with_decisions(world: World) -> list[str]:
    """Add meetings that decided to the world; return addresses that tell of it to everybody."""
    planted = {word: mark(word, Visibility.PARTIES) for word in deciding.WORDS}
    keys, told = deciding.hold(world.owner, "a", planted, since=SINCE)
    for kind, found in keys.items():
        world.keys[kind] = [*found, *world.keys.get(kind, [])]
    return told


def dump(folder: Path) -> Iterator[bytes]:
    """Yield what `concordat dump` gives out."""
    folder.mkdir()
    for data in data_sets():
        write(data, folder)
    yield from (path.read_bytes() for path in folder.iterdir())


def test_a_work_is_there_for_its_owner_alone(world: World) -> None:
    from concordat.evidence.queries import works_by_id

    ids = world.keys["Work"]
    mine = works_by_id(ids, by=actor_for(world.owner))
    theirs = works_by_id(ids, by=actor_for(world.stranger))
    assert {view.visibility for view in mine.values()} == set(PRIVATE)
    assert {view.visibility for view in theirs.values()} == {Visibility.PARTIES}


def test_what_is_alike_is_told_of_without_its_text(world: World) -> None:
    """Somebody who plans the same learns that it exists, and nothing else leaves anywhere."""
    from concordat.forum import actions as forum
    from concordat.forum.models import Letter
    from concordat.forum.words import PlanGiven, PlanKind

    told, now = mark("plan", Visibility.MATCH), timezone.now()
    question = "Does balance training prevent falls?"
    alike: dict[str, Any] = {"question": question, "kind": PlanKind.REVIEW}
    slots: dict[str, Any] = dict.fromkeys(("population", "intervention", "outcome"), told)
    hidden = forum.enter_plan(
        by=actor_for(world.owner),
        given=PlanGiven(
            title=f"Balance training against falls {told}",
            words=told,
            headings=(told,),
            contact_name="Ask at desk seven",
            visibility=Visibility.MATCH,
            **alike,
            **slots,
        ),
        now=now,
    )
    theirs = forum.enter_plan(
        by=actor_for(world.stranger),
        given=PlanGiven(
            title="Balance training against falls", contact_email="b@example.org", **alike
        ),
        now=now,
    )
    world.keys = {"PlannedWork": [hidden, theirs]}
    asked = [*addresses(world), f"/planned/{theirs}/alike"]
    page = reading(world.stranger).get(f"/planned/{theirs}/alike").content.decode()
    assert "Ask at desk seven" in page, "or this would prove nothing"
    assert ("plan", "match") in seen_by(world.owner, asked), "or this would prove nothing"
    for reader in (world.stranger, None):
        assert ("plan", "match") not in seen_by(reader, asked)
    letters = Letter.objects.exclude(to__contains=world.owner.email)
    assert not [each for each in letters if told in f"{each.subject}{each.body}"]
