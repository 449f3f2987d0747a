"""The list of what nobody answers for is complete, and the wizard of successions agrees with it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from concordat.parties import actions, queries
from concordat.parties.models import Convenor, Party
from concordat.parties.words import (
    OPERATOR,
    Affected,
    Asset,
    Day,
    PartGiven,
    Role,
    SuccessionKind,
    SuccessionStatus,
    Visibility,
)
from concordat.search.models import SavedStrategy
from concordat.web.parties import assets
from concordat.web.parties.effects import ROOMS as WIZARD
from concordat.web.parties.forms import AsAt
from tests.parties.universe import found
from tests.web.parties.kept import KEPT, NOT_KEPT, Shelf, naming_a_party, walk
from tests.web.parties.record import person, signed_in
from tests.web.world import CONTENT

BEFORE, AFTER = date(2029, 12, 31), date(2030, 1, 1)
BODIES = ("stays", "one", "two", "split", "absorbed", "announced")


@pytest.fixture
def shelves(empty_world: None) -> None:
    """One of everything for each body and for nobody; one body is divided, one ends alone."""
    found(*BODIES, "gone")
    Party.objects.filter(slug="gone").update(until=Day.of(AFTER))
    shelf = Shelf()
    for slug in (*BODIES, "gone"):
        shelf.fill(Party.objects.get(slug=slug))
    shelf.fill(None)
    parts = [PartGiven("split", "one", "laboratories"), PartGiven("split", "two", "advice")]
    succeed("divided", SuccessionKind.SPLIT, parts, on=AFTER)
    succeed("taken", SuccessionKind.ABSORB, [PartGiven("absorbed", "stays")], on=AFTER)
    parts = [PartGiven("announced", "one"), PartGiven("announced", "two")]
    status = SuccessionStatus.ANNOUNCED
    succeed("to-come", SuccessionKind.SPLIT, parts, on=date(2031, 1, 1), status=status)


def succeed(slug: str, kind: SuccessionKind, parts: list[PartGiven], **given: Any) -> None:
    actions.succeed(by=OPERATOR, slug=slug, kind=kind, parts=parts, **given)


def listed(on: date, *as_if: str) -> list[Asset]:
    as_at = AsAt(on, "", as_if=as_if[0] if as_if else "")
    return assets.orphans(by=OPERATOR, as_at=as_at)


def ids(on: date, *as_if: str) -> set[str]:
    return {asset.id for asset in listed(on, *as_if)}


def test_every_table_that_names_a_party_is_thought_of() -> None:
    assert naming_a_party() == KEPT.keys() | NOT_KEPT.keys()


@pytest.mark.django_db
@pytest.mark.usefixtures("shelves")
def test_the_list_is_what_a_walk_over_all_tables_finds() -> None:
    assert ids(BEFORE) == walk({""})
    assert ids(AFTER) == walk({"", "split", "gone"})
    assert ids(AFTER, "to-come") == walk({"", "split", "gone", "announced"})
    kinds = {asset.kind for asset in listed(AFTER) if asset.owner.party.slug == "split"}
    assert kinds == _REGISTERED - {"convenor"}


@pytest.mark.django_db
@pytest.mark.usefixtures("shelves")
def test_whoever_may_hold_it_has_it_in_the_register_and_so_has_the_heir() -> None:
    def of(slug: str) -> set[str]:
        return {each.id for each in assets.of_party(slug, by=OPERATOR, as_at=AsAt(AFTER, ""))}

    assert of("one") == walk({"one", "split"})
    assert of("stays") == walk({"stays", "absorbed"})
    assert of("split") == of("absorbed") == set()
    assert of("gone") == walk({"gone"})  # nobody else is known to have it


@pytest.mark.django_db
@pytest.mark.usefixtures("shelves")
def test_the_wizard_says_the_same_of_what_was_announced() -> None:
    new = ids(AFTER, "to-come") - ids(AFTER)
    assert new == {each.id for each in open_after("to-come", AFTER)}
    assert {each.kind for each in open_after("divided", AFTER)} <= {a.kind for a in listed(AFTER)}
    assert {each.id for each in open_after("divided", AFTER)} == walk({"split"})


@pytest.mark.django_db
def test_the_wizard_says_the_same_of_the_true_reorganisations(small_world: None) -> None:
    actions.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    shelf, today = Shelf(), date(2027, 1, 1)
    for slug in ("phe", "hee", "nhs-digital", "nhs-england", "ukhsa"):
        shelf.fill(Party.objects.get(slug=slug))
    events = queries.successions()
    in_force = [each.slug for each in events if each.status is SuccessionStatus.IN_FORCE]
    left_open = {each.id for slug in in_force for each in open_after(slug, today)}
    told = [asset for asset in listed(today) if asset.owner.party.slug]
    assert {asset.id for asset in told} == left_open
    assert {asset.owner.party.slug for asset in told} == {"phe"}
    for event in events:
        if event.status is SuccessionStatus.ANNOUNCED:
            new = ids(today, event.slug) - ids(today)
            assert new == {each.id for each in open_after(event.slug, today)} - left_open


def open_after(slug: str, on: date) -> list[Affected]:
    """Return what the wizard says must be decided, of what a register would list."""
    convened = {row.public_id: row.agreement.public_id for row in Convenor.objects.all()}
    return [
        _named(each, convened)
        for room in WIZARD
        for each in room(slug, by=OPERATOR, on=on)
        if each.decisions and each.kind in _REGISTERED
    ]


_REGISTERED = {
    "publication",
    "agreement",
    "convenor",
    "commitment",
    "collection of works",
    "collection",
    "strategy",
    "payment",
    "holding",
    "list of holdings",
    "purchase",
    "scenario",
    "planned work",
    "joint work area",
    "answer",
    "pack",
    "pack draft",
}


def _named(each: Affected, convened: dict[str, str]) -> Affected:
    """An agreement is in a register by its own id, in the wizard by its convenor's."""
    if each.kind != "convenor":
        return each
    return Affected(each.room, "agreement", each.label, convened[each.id], each.before, each.after)


@pytest.mark.django_db
@pytest.mark.usefixtures("shelves")
def test_its_page_is_for_those_who_keep_the_record() -> None:
    keeper = signed_in(person("sam", "stays", Role.SECRETARIAT))
    reader = signed_in(person("rae", "stays", Role.DELEGATE))
    page = f"/assets/orphans?on={AFTER.isoformat()}"
    for client in (Client(), reader):
        for form in ("", ".csv", ".json"):
            assert client.get(f"/assets/orphans{form}").status_code == 403
    shown = keeper.get(page).content.decode()
    assert "does not say who took this over from Split" in shown
    assert "nobody’s on record" in shown
    assert "/assets/orphans?on=2030-01-01&amp;as_if=to-come" in shown
    told = keeper.get(page.replace("orphans", "orphans.json")).json()
    assert {row["id"] for row in told} < ids(AFTER)  # purchases of others are not for everybody
    assert "purchase" not in {row["kind"] for row in told}
    assert all(row["for_certain"] == "no" for row in told)
    mine = SavedStrategy.objects.filter(owner__slug="split")
    assert mine.get().name in keeper.get(page).content.decode()
    for grade in (Visibility.OWN_PARTY, Visibility.OWN_SERVICE, Visibility.MATCH):
        mine.update(visibility=grade.value)
        assert mine.get().name not in keeper.get(page).content.decode()
    narrowed = keeper.get("/assets/orphans.csv?kind=pack").content.decode()
    assert narrowed.count("\r\n") == 2  # the header, and the pack that is nobody's
    assert keeper.get("/assets/orphans.csv?on=yesterday").status_code == 404
