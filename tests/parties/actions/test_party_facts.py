"""What is said of a party, and two people who say it at once."""

from datetime import date

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    Actor,
    PartyKind,
    PartyView,
    Role,
    TieKind,
)
from tests.parties.universe import FOUNDED, found

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)


def seen(slug: str = "a") -> PartyView:
    view = queries.party(slug, on=ON)
    assert view
    return view


def administrator(slug: str) -> Actor:
    return Actor(
        "Ada", person="p", party=seen(slug).id, roles=frozenset({Role.ADMINISTRATOR}), joined=True
    )


def test_names_roles_and_identifiers_have_dates() -> None:
    found("a")
    actions.name_party(
        by=OPERATOR, party="a", name="A Cymru", kind="Welsh name", since=FOUNDED, until=ON
    )
    actions.give_party_role(by=OPERATOR, party="a", role="research funder", since=date(2012, 1, 1))
    actions.identify_party(by=OPERATOR, party="a", scheme="ROR", value="05abc", since=FOUNDED)
    party = seen()
    assert party.name == "A"  # a Welsh name is used beside, not instead
    assert [(n.name, n.kind, str(n.period.until)) for n in party.names if n.kind != "name"] == [
        ("A Cymru", "Welsh name", "1 January 2024")
    ]
    assert [(r.role, str(r.period.since)) for r in party.roles] == [
        ("research funder", "1 January 2012")
    ]
    assert [(i.scheme, i.value) for i in party.identifiers] == [("ror", "05abc")]
    assert party.edition == 3


def test_the_second_of_two_editors_is_told_and_takes_nothing_away() -> None:
    found("a")
    form_of_both = seen().edition
    actions.describe_party(by=OPERATOR, party="a", about="First", website="", edition=form_of_both)
    with pytest.raises(actions.ChangedMeanwhileError, match="while you were writing"):
        actions.describe_party(
            by=OPERATOR, party="a", about="Second", website="", edition=form_of_both
        )
    assert seen().about == "First"
    actions.describe_party(
        by=OPERATOR, party="a", about="Second", website="", edition=seen().edition
    )
    assert seen().about == "Second"


def test_something_ends_and_stays_on_the_record() -> None:
    found("a", "b")
    role = actions.give_party_role(by=OPERATOR, party="a", role="regulator", since=FOUNDED)
    actions.tie(by=OPERATOR, party="a", to="b", kind=TieKind.PART_OF, since=FOUNDED)
    actions.end_fact(by=OPERATOR, party="a", fact=role, on=ON)
    actions.end_fact(by=OPERATOR, party="a", fact=seen().ties[0].id, on=ON)
    party = seen()
    assert str(party.roles[0].period.until) == "1 January 2024"
    assert str(party.ties[0].period.until) == "1 January 2024"
    with pytest.raises(actions.WrongFactError, match="ended already"):
        actions.end_fact(by=OPERATOR, party="a", fact=role, on=ON)


def test_the_main_name_ends_only_by_another() -> None:
    found("a")
    name = models.PartyName.objects.get(party__slug="a")
    with pytest.raises(actions.WrongFactError, match="rename"):
        actions.end_fact(by=OPERATOR, party="a", fact=name.public_id, on=ON)


def test_what_cannot_be_said() -> None:
    found("a")
    wrong = [
        lambda: actions.describe_party(by=OPERATOR, party="a", about="", website="ftp://x"),
        lambda: actions.give_party_role(
            by=OPERATOR, party="a", role="x", since=ON, until=date(2020, 1, 1)
        ),
        lambda: actions.name_party(by=OPERATOR, party="a", name=" "),
        lambda: actions.list_publishing(by=OPERATOR, party="nobody", what="Guidance"),
    ]
    for deed in wrong:
        with pytest.raises(actions.WrongFactError):
            deed()
    assert seen().edition == 0


def test_what_it_publishes_and_when_to_look_again() -> None:
    found("a")
    actions.list_publishing(
        by=OPERATOR,
        party="a",
        what="Guidance",
        where="https://example.org/guidance",
        licence="Open",
        taken_as="a-list",
        review_on=date(2025, 1, 1),
    )
    (publishing,) = seen().publishes
    assert (publishing.what, publishing.taken_as) == ("Guidance", "a-list")
    (asset,) = queries.assets_of("a", by=OPERATOR, on=ON)
    assert (asset.kind, asset.label, str(asset.review_on)) == (
        "publication",
        "Guidance",
        "1 January 2025",
    )
    with pytest.raises(actions.WrongFactError, match="listed already"):
        actions.list_publishing(by=OPERATOR, party="a", what="Guidance")


def test_an_administrator_speaks_for_their_party_and_its_services_alone() -> None:
    found("a", "b")
    ada = administrator("a")
    actions.found_service(by=ada, party="a", slug="a-library", name="A Library", since=FOUNDED)
    service = seen("a-library")
    assert service.kind is PartyKind.KNOWLEDGE_SERVICE
    assert [tie.party.slug for tie in service.ties] == ["a"]
    actions.describe_party(by=ada, party="a-library", about="Ours", website="")
    actions.give_party_role(by=ada, party="a", role="hospital")
    for deed in (
        lambda: actions.describe_party(by=ada, party="b", about="Not ours", website=""),
        lambda: actions.found_service(by=ada, party="b", slug="b-library", name="B Library"),
        lambda: actions.rename_party(by=ada, party="a", name="Alpha", on=ON),
    ):
        with pytest.raises(actions.NotAllowedError):
            deed()


def test_an_entry_is_said_anew_and_only_by_its_party() -> None:
    found("a", "b")
    ada = administrator("a")
    entry = actions.list_publishing(by=ada, party="a", what="Guidance", licence="Ours")
    seen_first = seen("a").edition
    actions.change_publishing(
        by=ada, party="a", entry=entry, licence="Open", review_on=ON, edition=seen_first
    )
    (now,) = seen("a").publishes
    assert (now.id, now.what, now.licence, str(now.review_on)) == (
        entry,
        "Guidance",
        "Open",
        "1 January 2024",
    )
    row = models.AuditEntry.objects.latest("number")
    assert '"licence": ["Ours", "Open"]' in row.changed
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.change_publishing(by=ada, party="a", entry=entry, edition=seen_first)
    with pytest.raises(actions.NotAllowedError):
        actions.change_publishing(by=ada, party="b", entry=entry)
    with pytest.raises(actions.WrongFactError, match="no such thing"):
        actions.change_publishing(by=ada, party="a", entry="0000000000000")
