"""The filter, the marks and a plain reading of the rules agree for every actor and object.

This is what the leak tests of all floors stand on: a search index asks by marks, a list by
the filter; were they to differ, one of them would leak.
"""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.parties import queries
from concordat.parties.models import Agreement, Party
from concordat.parties.permissions import (
    audience_of,
    audiences_of,
    comparable_by,
    may_see,
    veiled,
    visible_to,
)
from concordat.parties.words import CLOCK, OPERATOR, VISITOR, Actor, Role, Visibility

PARTIES = ("aaaaaaaaaaaaa", "bbbbbbbbbbbbb", "ccccccccccccc")
SERVICES = ("sssssssssssss", "ttttttttttttt")

actors = st.builds(
    Actor,
    name=st.just("somebody"),
    party=st.sampled_from(("", *PARTIES)),
    services=st.lists(st.sampled_from(("", *SERVICES)), max_size=2).map(tuple),
    heir_to=st.lists(st.sampled_from(("", *PARTIES)), max_size=2).map(tuple),
    roles=st.frozensets(st.sampled_from(list(Role)), max_size=3),
    joined=st.booleans(),
    operator=st.booleans(),
)


@pytest.fixture
def objects(db: None) -> list[Agreement]:
    """One object for every owner, service and visibility there can be."""
    rows = [Party.objects.create(public_id=id_, slug=id_, kind="other") for id_ in PARTIES]
    return [
        Agreement.objects.create(
            slug=f"agreement-{number}",
            title=f"Agreement {number}",
            kind="other",
            owner=owner,
            service=service,
            visibility=visibility.value,
        )
        for number, (owner, service, visibility) in enumerate(
            product([None, *rows], ["", *SERVICES], Visibility)
        )
    ]


def plainly(by: Actor, row: Agreement) -> bool:
    """The rules, as the design says them."""
    owner = row.owner.public_id if row.owner else None
    if by.operator:
        return True
    if row.visibility == "public":
        return True
    if row.visibility == "parties":
        return by.joined
    if row.visibility == "own service":
        return row.service != "" and row.service in by.services
    return owner is not None and (owner == by.party or owner in by.heir_to)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(by=actors)
def test_filter_marks_and_rules_agree(objects: list[Agreement], by: Actor) -> None:
    by_rule = {row.slug for row in objects if plainly(by, row)}
    by_filter = set(Agreement.objects.filter(visible_to(by)).values_list("slug", flat=True))
    held = audiences_of(by)
    by_mark = {row.slug for row in objects if "*" in held or held & set(marks(row))}
    by_hand = {row.slug for row in objects if may_see(by, **facts(row))}
    assert by_filter == by_rule
    assert by_mark == by_rule
    assert by_hand == by_rule


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(by=actors)
def test_the_doors_show_what_the_rules_allow(objects: list[Agreement], by: Actor) -> None:
    allowed = {row.slug for row in objects if plainly(by, row)}
    assert {view.slug for view in queries.agreements(by=by)} == allowed
    for row in objects[::7]:
        assert (queries.agreement(row.slug, by=by) is not None) == (row.slug in allowed)
        assert (queries.agreement(row.public_id, by=by) is not None) == (row.slug in allowed)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(by=actors)
def test_more_may_be_compared_than_read_and_only_what_is_graded_so(
    objects: list[Agreement], by: Actor
) -> None:
    read = {row.slug for row in objects if plainly(by, row)}
    graded = {row.slug for row in objects if row.visibility == "match"}
    compared = set(Agreement.objects.filter(comparable_by(by)).values_list("slug", flat=True))
    assert compared == read | (graded if by.joined or by.operator else set())


@pytest.mark.parametrize("grade", list(Visibility))
def test_a_veil_is_for_what_is_graded_match_alone(grade: Visibility) -> None:
    found = veiled(visibility=grade.value, kind="review", starts_on=None, contact="Ann")
    assert (found is not None) == (grade is Visibility.MATCH)


def facts(row: Agreement) -> dict[str, str]:
    owner = row.owner.public_id if row.owner else ""
    return {"visibility": row.visibility, "owner": owner, "service": row.service}


def marks(row: Agreement) -> tuple[str, ...]:
    return audience_of(**facts(row))


@pytest.mark.django_db
def test_one_object_is_listed_once(objects: list[Agreement]) -> None:
    everything = Agreement.objects.filter(visible_to(OPERATOR))
    assert everything.count() == len(objects) == everything.distinct().count()


def test_visitor_operator_and_clock() -> None:
    assert audiences_of(VISITOR) == {"public"}
    assert "*" in audiences_of(OPERATOR)
    assert "*" in audiences_of(CLOCK)


def test_the_marks() -> None:
    assert audience_of(visibility="public", owner="x") == ("public",)
    assert audience_of(visibility="parties", owner="x") == ("parties",)
    assert audience_of(visibility="own party", owner="x") == ("party:x",)
    assert audience_of(visibility="match", owner="x") == ("party:x",)
    assert audience_of(visibility="own service", owner="x", service="s") == ("service:s",)
    assert audience_of(visibility="own service", owner="x") == ()
    assert audience_of(visibility="own party", owner="") == ()


def test_an_unknown_visibility_is_refused() -> None:
    with pytest.raises(ValueError, match="everybody"):
        audience_of(visibility="everybody", owner="x")
